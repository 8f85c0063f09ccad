"""How the record names its parties to people."""

from collections.abc import Sequence

from ..cast import Party


def named(parties: Sequence[Party]) -> str:
    """Parties for people to read: "Vladimir Putin (RUS GOV); China (CHN)"."""
    return "; ".join(_named(p) for p in parties)


def _named(party: Party) -> str:
    name = party.person or party.name or party.text
    codes = " ".join(filter(None, (party.country, party.sector)))
    return f"{name} ({codes})" if codes else name
