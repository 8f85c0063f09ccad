"""The scores of the model's event heads as probabilities."""

import numpy as np
import pytest

from verbale.learned import Learned, Names, Window

NAMES = Names(
    ("O", "AID", "ASSAULT"),
    ("AID/", "AID/military", "ASSAULT/"),
    ("occurred", "planned"),
    ("certain",),
    ("military", "legal"),
)


def window(first: int, words: int, **scores: float) -> Window:
    """A window of zeros in which word 0 has the scores given for event, mode, status, context, said, actor or recipient."""
    sizes = {
        "event": 3,
        "mode": 3,
        "status": 2,
        "certainty": 1,
        "context": 2,
        "said": 3,
        "actor": words,
        "recipient": words,
    }
    arrays = {name: np.zeros((words, size), dtype=np.float32) for name, size in sizes.items()}
    for name, value in scores.items():
        arrays[name][0, -1] = value
    return Window(first, **arrays)


def test_types_are_shares_of_one() -> None:
    learned = Learned(NAMES, [window(0, 2, event=3.0)])
    assert learned.acts.sum(1) == pytest.approx([1, 1])
    assert learned.type(0)[0] == "ASSAULT"
    assert learned.chance(0) == pytest.approx(1 - learned.acts[0, 0])
    assert learned.type_chance(0, "ASSAULT") > learned.type_chance(1, "ASSAULT")


def test_words_are_counted_over_all_windows() -> None:
    learned = Learned(NAMES, [window(0, 3), window(3, 2, status=4.0, actor=5.0)])
    assert learned.status(3)[0] == "planned"
    assert learned.status(2)[0] == "occurred"
    assert learned.roles(3, 4)[0] > 0.9
    assert learned.roles(3, 4)[1] == pytest.approx(0.5)


def test_words_of_different_windows_have_no_roles() -> None:
    assert Learned(NAMES, [window(0, 3), window(3, 2)]).roles(3, 1) == (0.0, 0.0)


def test_a_mode_belongs_to_its_type() -> None:
    learned = Learned(NAMES, [window(0, 1, mode=9.0)])
    assert learned.mode(0, "AID") is None
    assert learned.mode(0, "ASSAULT") is None


def test_contexts_and_statement_roles_stand_each_for_itself() -> None:
    learned = Learned(NAMES, [window(0, 1, context=3.0, said=3.0)])
    assert learned.contexts(0)["legal"] > 0.9 > learned.contexts(0)["military"]
    assert learned.said(0)[2] > 0.9
