"""The actor tables: every row sound, and mistakes named all at once."""

import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest

from verbale.actors.spelling import narrow_sound, sound_key
from verbale.actors.tables import day, load_agents, load_persons, plural
from verbale.atlas import Atlas
from verbale.errors import LexiconError

DISPUTED = ("BIH", "CIV", "LBY", "CYP")
"""States whose presidency was shared or claimed by two."""


def test_every_office_belongs_to_a_known_state_or_organization() -> None:
    atlas = Atlas.load()
    unknown = {t.country for p in load_persons() for t in p.terms if atlas.name(t.country) is None}
    assert not unknown


def test_no_term_ends_before_it_starts() -> None:
    wrong = [p.name for p in load_persons() for t in p.terms if t.start and t.end and t.end < t.start]
    assert not wrong


def test_no_state_has_two_presidents_at_once_for_long() -> None:
    held: dict[str, list[tuple[dt.date, dt.date, str]]] = {}
    for person in load_persons():
        for term in person.terms:
            if term.office == "president" and len(term.country) == 3 and term.country not in DISPUTED:
                span = (term.start or dt.date.min, term.end or dt.date.max, person.name)
                held.setdefault(term.country, []).append(span)
    for country, terms in held.items():
        for (_, end, one), (start, _, other) in pairwise(sorted(terms)):
            assert (end - start).days <= 240, f"{country}: {one} and {other} overlap"


def test_singular_and_plural_are_found() -> None:
    agents = load_agents()
    assert agents["policeman"].sector == agents["policemen"].sector == "COP"
    assert agents["ministers of energy"].plural
    assert not agents["minister of energy"].plural


@pytest.mark.parametrize(
    ("one", "many"),
    [("army", "armies"), ("gunman", "gunmen"), ("minister of state", "ministers of state"), ("witness", "witnesses")],
)
def test_plurals_are_formed_on_the_head_noun(one: str, many: str) -> None:
    assert plural(one) == many


def test_all_mistakes_of_a_user_table_are_named_at_once(tmp_path: Path) -> None:
    rows = "phrase,sector,secondary,kind,yields,cite,checked\nfoo,XXX,,person,,,\nbar,GOV,,thing,,,\n"
    (tmp_path / "agents.csv").write_text(rows, encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        load_agents([tmp_path / "agents.csv"])
    assert len(caught.value.mistakes) == 2


def test_a_users_row_overrules_ours(tmp_path: Path) -> None:
    rows = "phrase,sector,secondary,kind,yields,cite,checked\ngendarmerie,MIL,,institution,,,\n"
    (tmp_path / "agents.csv").write_text(rows, encoding="utf-8")
    assert load_agents()["gendarmerie"].sector == "COP"
    assert load_agents([tmp_path / "agents.csv"])["gendarmerie"].sector == "MIL"


def test_a_date_is_as_precise_as_the_table() -> None:
    assert day("2003") == dt.date(2003, 1, 1)
    assert day("2003", last=True) == dt.date(2003, 12, 31)
    assert day("2004-02", last=True) == dt.date(2004, 2, 29)
    assert day("2003-12", last=True) == dt.date(2003, 12, 31)
    assert day("") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("Sergey Rogov", "Sergei Rogov"), ("Abiev", "Abiyev"), ("Mohammed Amin", "Muhammad Amin"), ("Dmitri", "Dmitry")],
)
def test_transliterations_sound_alike(one: str, other: str) -> None:
    assert sound_key(one) == sound_key(other)


def test_surnames_alone_must_be_nearer_than_full_names() -> None:
    assert narrow_sound("abiev") == narrow_sound("abiyev")
    assert narrow_sound("santos") != narrow_sound("sontas")
