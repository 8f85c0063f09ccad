"""Examples of the lexicon that the engine reads wrongly today; each must fail until its line goes."""

import pytest
from _pytest.mark.structures import MarkDecorator

_OBJECT = "a cue whose content is a noun gives no statement"
_NOUN = "a that-clause under a noun cue that is itself a subject is not found"
_PHRASE = "the phrase is not read as a cue"

FAULTS = {
    "Most Finns consider the treaty dead.": "“dead” is not read as what is thought of the treaty",
    "Kuwait regards the island as a province.": "the parser hangs “as a province” on the island",
    "Rebels kept shelling the port.": "the gerund is parsed as a noun",
    "The belief among Kurds that Ankara ordered the raid is strong.": _NOUN,
    "The miners served notice that they would walk out.": "the that-clause hangs on neither the verb nor the noun",
    "In a statement the Thai army said that the mine was old.": "“said” is the cue here, not “statement”",
    "The reporter's question whether Lagos had paid was ignored.": "a whether-clause under a noun is not found",
    "In the view of the Czech premier, Budapest broke the pact.": _PHRASE,
    "The colonel is said to have fled to Chad.": _PHRASE,
}

MISREAD = frozenset({
    "A Cuban schoolteacher died after a beating by Haitian guards.",
    "A report described the torture by Egyptian guards of Libyan prisoners.",
    "Finland signed on the dotted line with Estonia.",
    "Finland's claim of 9 million euros on the Estonian bank is old.",
    "Ghana repaid the Dutch loan of 30 million euros.",
    "Guyana took Suriname to court over the maritime border.",
    "Laos has a debt of one billion dollars to Thailand.",
    "Mali and Niger completed the exchange of captives.",
    "The Kenyan army pulled out of the Somali port.",
    "The Ugandan president gave orders to his army to leave Congo.",
    "The United States pulled out of the nuclear deal with Iran.",
    "The arrest by Saudi guards of a Bahraini cleric set off riots.",
    "The withdrawal of Turkish troops from Iraq began.",
})  # fmt: skip
"""Examples of triggers that do not read as their entry wants, most because the shipped model parses them otherwise."""
OVERHEARD = frozenset({
    "The Dutch horse refused at the third fence.",
    "The fans recognised the Argentine keeper at the airport.",
})  # fmt: skip
"""Counterexamples that the model takes for acts."""


def known(text: str) -> tuple[MarkDecorator, ...]:
    """The mark for an example that is known to fail, none for others."""
    return (pytest.mark.xfail(strict=True, reason=FAULTS[text]),) if text in FAULTS else ()
