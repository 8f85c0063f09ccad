"""The ontology is whole, and every entry's codes and classes stand in it."""

import functools
from collections import Counter
from typing import get_args

import pytest

from verbale import lexicon
from verbale.lexicon import BUILT_IN, DATA, CueWord, Lexicon, StatusWord, Trigger, read_csv
from verbale.record import EventType

MODES = {
    "AGREE": set(),
    "CONSULT": {"visit", "third-party", "multilateral", "phone"},
    "SUPPORT": set(),
    "CONCEDE": set(),
    "COOPERATE": set(),
    "AID": {"economic", "military", "humanitarian", "asylum"},
    "RETREAT": {"withdraw", "release", "return", "disarm", "ceasefire", "access", "resign"},
    "REQUEST": {"assist", "change", "yield", "meet"},
    "ACCUSE": {"disapprove", "investigate", "allege"},
    "REJECT": {"assist", "change", "yield", "meet"},
    "THREATEN": {"restrict", "ban", "arrest", "relations", "expel", "territory", "violence"},
    "PROTEST": {"demo", "riot", "strike-gen", "strike-lim", "strike-hun", "boycott", "obstruct"},
    "SANCTION": {"convict", "cancel", "expel", "withdraw", "sever"},
    "MOBILIZE": {"troops", "weapons", "police"},
    "COERCE": {"confiscate", "restrict", "ban", "censor", "curfew", "martial-law", "arrest", "deport", "withhold"},
    "ASSAULT": {
        "abduct", "beat", "torture", "execute", "sexual", "assassinate", "destroy", "primitive", "firearms",
        "explosives", "suicide-attack", "heavy-weapons",
    },
}  # fmt: skip
RESIGNATIONS = "083"
"""CAMEO files resignations under giving in (CONCEDE); PLOVER counts them as RETREAT, mode resign."""
ELSEWHERE = {"055": "CONCEDE", "056": "CONCEDE", "116": "SANCTION"}
"""Apologies, forgiveness and verdicts: PLOVER counts them under another type than their CAMEO neighbours."""
CAMEO_ROOTS = {
    "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "09": "ACCUSE",
    "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE",
    "18": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip


@functools.cache
def loaded() -> Lexicon:
    return lexicon.load()


@functools.cache
def triggers() -> tuple[Trigger, ...]:
    return tuple({id(t): t for entries in loaded().triggers.values() for t in entries}.values())


def status_and_cues() -> list[StatusWord | CueWord]:
    status = [word for words in loaded().status.values() for word in words]
    return [*status, *(cue for cues in loaded().cues.values() for cue in cues)]


@functools.cache
def cameo() -> dict[str, dict[str, str]]:
    return {row["code"]: row for _, row in read_csv(DATA / "cameo.csv")}


def test_there_are_plovers_sixteen_types() -> None:
    assert set(loaded().types) == set(get_args(EventType)) == set(MODES)


@pytest.mark.parametrize("kind", MODES)
def test_a_type_has_plovers_modes(kind: str) -> None:
    assert {mode.name for mode in loaded().types[kind].modes} == MODES[kind]


def test_every_type_and_mode_is_defined_and_scored() -> None:
    for kind in loaded().types.values():
        assert kind.definition
        assert -10 <= kind.score <= 10
        assert all(mode.meaning for mode in kind.modes)


def test_conflict_scores_below_zero_and_cooperation_above() -> None:
    assert all((kind.score < 0) == kind.quad.endswith("conflict") for kind in loaded().types.values())


def test_there_are_plovers_contexts() -> None:
    names = [context.name for context in loaded().contexts]
    assert len(names) == len(set(names)) == 32
    assert all(context.lemmas or context.phrases for context in loaded().contexts)


def test_every_cameo_code_stands_once_under_a_known_type() -> None:
    codes = [row["code"] for _, row in read_csv(DATA / "cameo.csv")]
    assert [code for code, n in Counter(codes).items() if n > 1] == []
    assert all(code.isdigit() and 2 <= len(code) <= 4 for code in codes)
    assert all(code[:-1] in cameo() for code in codes if len(code) > 2)
    assert {row["type"] for row in cameo().values()} - {""} == set(MODES)


def test_cameo_modes_and_contexts_are_plovers() -> None:
    contexts = {context.name for context in loaded().contexts}
    for code, row in cameo().items():
        assert not row["mode"] or row["mode"] in MODES[row["type"]], code
        assert not row["context"] or row["context"] in contexts, code


def test_cameo_roots_stand_under_plovers_types() -> None:
    for code, row in cameo().items():
        assert row["type"] == ELSEWHERE.get(code, CAMEO_ROOTS.get(code[:2], row["type"])), code
        assert (row["type"] == "") == code.startswith("01"), code


def test_every_trigger_has_a_cameo_code_of_its_type() -> None:
    wrong = [
        f"{t.file}: {t.event} {t.cameo}"
        for t in triggers()
        if t.event and (t.cameo not in cameo() or cameo()[t.cameo]["type"] != t.event)
        if not (t.mode == "resign" and (t.cameo or "").startswith(RESIGNATIONS))
    ]
    assert wrong == []


def test_what_has_no_type_has_a_frame_and_no_code() -> None:
    assert all(t.frame == "obligation" and t.cameo is None for t in triggers() if not t.event)


def test_no_entry_stands_twice() -> None:
    def key(t: Trigger, lemma: str) -> tuple[object, ...]:
        conditions = [
            (kind, slot, tuple(sorted(words)))
            for kind in ("requires", "excludes")
            for slot, words in getattr(t, kind).items()
        ]
        return (lemma, t.pos, *sorted(conditions))

    counted = Counter(key(t, lemma) for t in triggers() for lemma in t.lemmas)
    assert [entry for entry, n in counted.items() if n > 1] == []


def test_no_entry_is_hidden_by_one_before_it() -> None:
    """Of two entries with the same conditions the first wins, so the second never fires."""
    hidden = [
        f"{later.file} behind {first.file}"
        for entries in loaded().triggers.values()
        for n, later in enumerate(entries)
        for first in entries[:n]
        if first.requires == later.requires and not first.excludes
    ]
    assert hidden == []


def test_every_class_is_used() -> None:
    used = {
        word[1:]
        for entry in [*triggers(), *status_and_cues()]
        for table in (entry.requires, getattr(entry, "excludes", {}))
        for words in table.values()
        for word in words
        if word.startswith("@")
    }
    in_code = {"agreement", "consultation"}
    assert set(loaded().classes) - used - in_code == set()


def test_status_words_and_cues_name_classes_that_exist() -> None:
    known = {f"@{name}" for name in loaded().classes} | BUILT_IN
    named = {word for e in status_and_cues() for words in e.requires.values() for word in words if word.startswith("@")}
    assert named <= known


def test_what_an_operator_swallows_has_legal_codes() -> None:
    for (operator, of, of_mode), complement in loaded().complements.items():
        where = f"{operator} of {of} {of_mode}"
        assert not of_mode or of_mode in MODES[of], where
        assert not complement.mode or complement.mode in MODES[operator], where
        assert complement.cameo in cameo(), where
        assert cameo()[complement.cameo]["type"] == operator, where


@pytest.mark.parametrize("operator", ["AGREE", "REQUEST", "REJECT", "THREATEN"])
def test_operators_know_every_type_they_can_swallow(operator: str) -> None:
    swallowed = {of for op, of, _ in loaded().complements if op == operator}
    friendly = {"CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"}
    hostile = {"SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
    assert swallowed >= (hostile if operator == "THREATEN" else friendly)


def test_every_entry_cites_where_its_coding_comes_from() -> None:
    assert [t.file for t in triggers() if not t.cite] == []


def test_examples_are_sentences_and_stand_once() -> None:
    texts = [e if isinstance(e, str) else e.text for t in triggers() for e in (*t.examples, *t.counterexamples)]
    assert [t for t, n in Counter(texts).items() if n > 2] == []
    assert [t for t in texts if len(t.split()) < 3 or t[-1] not in '.!?”"'] == []
