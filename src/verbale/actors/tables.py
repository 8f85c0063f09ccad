"""The actor tables: words for kinds of actors, and who held which office when."""

import csv
import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, cast, get_args

from msgspec import Struct
from msgspec.structs import replace

from ..atlas import Sense, spelled
from ..errors import LexiconError

DATA = Path(__file__).parent.parent / "data"
AgentKind = Literal["person", "group", "institution", "materiel", "modifier"]
SECTORS = frozenset((
    "GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PTY", "OPP", "REB", "UAF", "CVL", "REF", "MED", "BUS", "LAB", "EDU",
    "HLH", "REL", "CRM", "NGO", "IGO", "ELI", "AGR", "PRE",
))  # fmt: skip


class Agent(Struct, frozen=True, gc=False):
    """A word or phrase for a kind of actor; `sector` None: it names an actor but not which kind."""

    phrase: str
    sector: str | None
    secondary: str | None
    kind: AgentKind
    yields: bool
    """Takes the sector of another role word in its phrase: "union leader", "army commander"."""
    plural: bool = False


class Term(Struct, frozen=True, gc=False):
    """One term of office; `start` and `end` are inclusive, None: from before the table or still running."""

    country: str
    office: str
    sector: str
    start: dt.date | None
    end: dt.date | None


class Person(Struct, frozen=True, gc=False):
    """Somebody the office table knows, with every term listed, oldest first."""

    name: str
    spellings: tuple[str, ...]
    terms: tuple[Term, ...]


def load_agents(files: Iterable[Path] = ()) -> dict[str, Agent]:
    """Agents by phrase, singular and plural, words parted by one space; later files overrule earlier ones.

    Raises LexiconError naming every bad row.
    """
    table: dict[str, Agent] = {}
    mistakes: list[str] = []
    for place, row in _rows((DATA / "agents.csv", *files)):
        wrong = _agent_mistake(row)
        if wrong:
            mistakes.append(f"{place}: {wrong}")
            continue
        phrase, sector, secondary, kind = row["phrase"], row["sector"] or None, row["secondary"] or None, row["kind"]
        known_kind = cast("AgentKind", kind)
        agent = Agent(phrase, sector, secondary, known_kind, row["yields"] == "yes")
        table[_key(phrase)] = agent
        if kind != "modifier":
            several = Agent(phrase, sector, secondary, known_kind, agent.yields, plural=True)
            table.setdefault(_key(plural(phrase)), several)
    if mistakes:
        raise LexiconError(mistakes)
    for phrase, agent in list(table.items()):
        if not agent.plural and agent.kind != "modifier" and _is_listed_plural(phrase, table):
            table[phrase] = replace(agent, plural=True)
    return table


def _is_listed_plural(phrase: str, table: dict[str, Agent]) -> bool:
    """Whether a row is the plural of another, listed by itself."""
    return phrase.endswith(("s", "men")) and any(
        one in table and one != phrase and _key(plural(one)) == phrase
        for one in (phrase[:-1], phrase[:-2], phrase[:-3] + "y", phrase[:-3] + "man")
    )


def load_persons(files: Iterable[Path] = ()) -> list[Person]:
    """People of the office table with their terms in order. Raises LexiconError naming every bad row."""
    terms: dict[str, list[Term]] = {}
    spellings: dict[str, list[str]] = {}
    mistakes: list[str] = []
    for place, row in _rows((DATA / "offices.csv", *files)):
        try:
            term = Term(row["country"], row["office"], row["sector"], day(row["start"]), day(row["end"], last=True))
        except ValueError as error:
            mistakes.append(f"{place}: {error}")
            continue
        if term.sector not in SECTORS:
            mistakes.append(f"{place}: {term.sector!r} is no PLOVER sector")
        terms.setdefault(row["person"], []).append(term)
        known = spellings.setdefault(row["person"], [])
        known.extend(s.strip() for s in row["spellings"].split(";") if s.strip() and s.strip() not in known)
    if mistakes:
        raise LexiconError(mistakes)
    early = dt.date.min
    return [
        Person(name, tuple(spellings[name]), tuple(sorted(held, key=lambda t: t.start or early)))
        for name, held in terms.items()
    ]


def load_actors(files: Iterable[Path]) -> dict[str, Sense]:
    """A user's own names, from files with columns name, code and perhaps demonyms (separated by semicolons).

    A code is three letters for a country with an optional sector behind them: ARN, USAGOV. Without demonyms the
    regular ones are understood: Arnor gives Arnorian, Arnoran and Arnorese.
    """
    own: dict[str, Sense] = {}
    for _, row in _rows(files):
        name, code, sector = row["name"], row["code"][:3], row["code"][3:6] or None
        sense = Sense(code=code, name=name, kind="state", how="name", sector=sector, ambiguous=False, country=code)
        own[spelled(name).casefold()] = sense
        given = [d.strip() for d in (row.get("demonyms") or "").split(";") if d.strip()]
        for demonym in given or _regular_demonyms(name):
            for form in (demonym, demonym + "s"):
                own.setdefault(spelled(form).casefold(), replace(sense, how="demonym"))
    return own


def _regular_demonyms(name: str) -> list[str]:
    stem = name.rstrip("aeiouy") or name
    if name.endswith("an"):
        return [name, f"{name}ian", f"{name}ese", f"{name}i"]  # "Rohan": "the Rohans"
    return [f"{stem}ian", f"{stem}an", f"{stem}ese", f"{name}i", f"{name}n"]


def day(text: str, *, last: bool = False) -> dt.date | None:
    """A date as precise as the table gives it: "2003", "2003-05" and "2003-05-16" are read as a first or last day.

    None where the text is empty. Raises ValueError where it is no date.
    """
    if not text:
        return None
    parts = [int(p) for p in text.split("-")]
    if len(parts) == 3:
        return dt.date(*parts)
    if len(parts) == 1:
        return dt.date(parts[0], 12, 31) if last else dt.date(parts[0], 1, 1)
    year, month = parts
    if not last:
        return dt.date(year, month, 1)
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return following - dt.timedelta(days=1)


def plural(phrase: str) -> str:
    """The plural of a noun phrase: its last word, or the word before " of "."""
    head, of, rest = phrase.partition(" of ")
    before, _, word = head.rpartition(" ")
    return f"{before} {_plural_word(word)}".strip() + of + rest


def _plural_word(word: str) -> str:
    if word.endswith("man") and word not in ("human", "german", "muslman"):
        return word[:-3] + "men"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es" if not word.endswith("s") or word.endswith("ss") else word
    if word == "thief":
        return "thieves"
    return word + "s"


def _key(phrase: str) -> str:
    return " ".join(phrase.lower().replace("-", " ").replace("’", "'").replace("'s", " 's").split())


def _agent_mistake(row: dict[str, str]) -> str | None:
    if row["kind"] not in get_args(AgentKind):
        return f"{row['kind']!r} is no kind of agent"
    unknown = {row["sector"], row["secondary"]} - SECTORS - {""}
    return f"{unknown.pop()!r} is no PLOVER sector" if unknown else None


def _rows(files: Iterable[Path]) -> Iterator[tuple[str, dict[str, str]]]:
    for path in files:
        with path.open(encoding="utf-8", newline="") as lines:
            for number, row in enumerate(csv.DictReader(lines), start=2):
                yield f"{path.name}, row {number}", row
