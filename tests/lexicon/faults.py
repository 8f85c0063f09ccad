"""Examples of the lexicon that the engine reads wrongly today; each must fail until its line goes."""

import pytest
from _pytest.mark.structures import MarkDecorator

_OBJECT = "a cue whose content is a noun gives no statement"
_NOUN = "a that-clause under a noun cue that is itself a subject is not found"
_PHRASE = "the phrase is not read as a cue"

FAULTS = {
    "Reports in the Kenyan press that the minister had fled were false.": _NOUN,
    "In a statement the Thai army said that the mine was old.": "“said” is the cue here, not “statement”",
    "The belief among Kurds that Ankara ordered the raid is strong.": _NOUN,
    "The reporter's question whether Lagos had paid was ignored.": "a whether-clause under a noun is not found",
    "Allegations by the Dutch that Belgrade hid the general mounted.": _NOUN,
    "In the view of the Czech premier, Budapest broke the pact.": _PHRASE,
    "The colonel is said to have fled to Chad.": _PHRASE,
    "The denial that Syria had arrested the Dutch reporter came late.": "a noun over a that-clause does not govern it",
}


def known(text: str) -> tuple[MarkDecorator, ...]:
    """The mark for an example that is known to fail, none for others."""
    return (pytest.mark.xfail(strict=True, reason=FAULTS[text]),) if text in FAULTS else ()
