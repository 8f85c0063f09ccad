"""What the report has been talking about: the parties and the agreement that later sentences take for granted."""

from dataclasses import dataclass

from ..cast import Party


@dataclass(slots=True)
class Focus:
    """The pair of parties of the last visit, talks or agreement."""

    dyad: tuple[Party, ...] = ()
    sentence: int = -99
    agreement: tuple[Party, ...] = ()
    """The parties of the last agreement named."""

    def remember(self, parties: tuple[Party, ...], sentence: int) -> None:
        """Keeps the pair where the parties are of two countries."""
        distinct = by_country(parties)
        if len(distinct) >= 2:
            self.dyad, self.sentence = distinct, sentence

    def recall(self, sentence: int, within: int = 4) -> tuple[Party, ...]:
        """The pair in focus, empty where it was last named more than `within` sentences ago."""
        return self.dyad if sentence - self.sentence <= within else ()


def by_country(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """One party a country, the first named; those without a country left out."""
    seen: dict[str, Party] = {}
    for party in parties:
        if party.country:
            seen.setdefault(party.country, party)
    return tuple(seen.values())
