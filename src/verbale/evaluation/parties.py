"""Judges what mentions by themselves are resolved to: country, sector, or rightly nothing."""

from .answers import PartyAnswer
from .rows import PartyGold, PartyRow
from .tally import Difference, Judged, Measure, Tally, share

BODIES = frozenset({"IGO", "NGO", "MNC"})
"""Codes that stand for any international body, of which none names a country."""
SAME = {"UNO": "UN", "EUR": "EU"}
"""A set's code for an organization -> its short name in our records."""


class PartyJudge:
    """One mention a row."""

    measures = (
        Measure(name="country", shape="share", about="mentions of a country or organization resolved to it"),
        Measure(name="role", shape="share", about="mentions with a role given the right sector"),
        Measure(name="nothing", shape="share", about="mentions that name no party and were resolved to none"),
    )

    def judge(self, row: PartyGold, answer: PartyAnswer | None) -> Judged | None:
        """The outcome for one mention; None where its makers say that nobody can know it."""
        if row.known_limitation:
            return None
        party = answer.party if answer else None
        tallies: dict[str, Tally] = {}
        found: list[Difference] = []
        if row.expected is None:
            known = bool(party)
            tallies["nothing"] = share(not known)
            found += [_wrong("nothing", "nothing", _said(party))] if known else []
        else:
            country, role = _listed(row.expected.country), _listed(row.expected.role)
            if country and not BODIES & set(country):
                right = (party.country if party else None) in [*country, *(SAME.get(c, c) for c in country)]
                tallies["country"] = share(right)
                found += [] if right else [_wrong("country", " or ".join(country), party.country if party else None)]
            if role:
                right = (party.sector if party else None) in role
                tallies["role"] = share(right)
                found += [] if right else [_wrong("role", " or ".join(role), party.sector if party else None)]
        return Judged(id=row.key, text=row.body, tallies=tallies, differences=tuple(found))


def _listed(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) and value else list(value or ())


def _said(party: PartyRow | None) -> str:
    return " ".join(filter(None, (party.country, party.sector, party.name))) or "a party" if party else "nothing"


def _wrong(measure: str, gold: str, read: str | None) -> Difference:
    if gold == "nothing":
        return Difference(kind="spurious", measure=measure, read=read, filed=measure)
    return Difference(kind="wrong" if read else "missing", measure=measure, gold=gold, read=read, filed=measure)
