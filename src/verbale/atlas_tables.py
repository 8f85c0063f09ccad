"""The atlas's CSV files as typed rows: every mistake in every file is found before any is reported.

Dates are YYYY, YYYY-MM or YYYY-MM-DD; a year or month stands for its first day as a start, its last as an end.
Lists inside a cell are parted by semicolons.
"""

import csv
import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeVar, get_args

from msgspec import Struct

How = Literal["name", "demonym", "demonym-noun", "capital", "seat", "institution", "prefix"]
OrganizationKind = Literal[
    "igo", "ngo", "mission", "rebel", "terrorist", "militia", "criminal", "multinational", "media", "party", "church",
]  # fmt: skip
Row = dict[str, str]
T = TypeVar("T")
SECTORS = frozenset({
    "GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PTY", "OPP", "REB", "UAF", "CVL", "REF", "MED", "BUS", "LAB", "EDU",
    "HLH", "REL", "CRM", "NGO", "IGO", "ELI", "AGR", "PRE",
})  # fmt: skip
"""PLOVER's actor sectors."""
_HOWS = frozenset(get_args(How))
_KINDS = frozenset(get_args(OrganizationKind))


class State(Struct, frozen=True, kw_only=True):
    """A state or a territory with an ISO code of its own."""

    code: str
    """ISO 3166-1 alpha-3, ISO 3166-3 for what ended; `docs` of the table say where neither has one."""
    iso2: str | None
    cow: tuple[int, ...]
    """Correlates of War numbers; several where ISO keeps one entry for two states of the COW list."""
    cowc: tuple[str, ...]
    gw: tuple[int, ...]
    """Gleditsch-Ward numbers."""
    fips: str | None
    """FIPS 10-4."""
    name: str
    long_name: str
    start: dt.date | None
    """Independence or foundation; None for territories and where no year is agreed."""
    end: dt.date | None
    """Last day; None: still there."""
    successors: tuple[str, ...]
    parent: str | None
    """The state a territory depends on."""
    withdrawn: str | None
    """An alpha-3 code that the same state had before it was renamed."""
    source: str
    checked: str


class StateName(Struct, frozen=True, kw_only=True, gc=False):
    """One word or phrase that stands for a state."""

    name: str
    code: str
    how: How
    sector: str | None
    start: dt.date | None
    end: dt.date | None
    ambiguous: bool
    capitalised: bool
    """Also an everyday word, so it counts only with an initial capital: Turkey, Polish, Dane."""


class Organization(Struct, frozen=True, kw_only=True):
    """An organization, armed group, firm, medium or church that acts in world politics."""

    code: str
    """Its usual short name."""
    name: str
    aliases: tuple[str, ...]
    ambiguous: tuple[str, ...]
    """Further names that often mean something else."""
    kind: OrganizationKind
    sector: str
    """PLOVER sector."""
    country: str | None
    """The home state's code; None for international ones."""
    seat: str | None
    start: dt.date | None
    end: dt.date | None
    parent: str | None
    """Code of the organization it belongs to."""
    source: str
    checked: str


class Entity(Struct, frozen=True, kw_only=True):
    """A de facto state, autonomous region or movement that has a code of its own."""

    code: str
    name: str
    aliases: tuple[str, ...]
    ambiguous: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    """Cities that stand for its authorities."""
    country: str
    """The state that holds or claims it."""
    sector: str | None
    """PLOVER sector of its authorities; None: they act as a government does."""
    start: dt.date | None
    end: dt.date | None
    source: str
    checked: str


class Membership(Struct, frozen=True, kw_only=True, gc=False):
    """A state's years in an organization."""

    organization: str
    state: str
    start: dt.date | None
    end: dt.date | None


@lru_cache(maxsize=4096)
def day(text: str, last: bool) -> dt.date | None:
    """The first (or `last`) day of a year, month or date; None where the cell is empty; ValueError otherwise."""
    if not text:
        return None
    if len(text) == 10:
        return dt.date.fromisoformat(text)
    year, _, month = text.partition("-")
    if not year.isdigit() or not (month.isdigit() or text == year):
        raise ValueError(f"{text!r} is no year, YYYY-MM or YYYY-MM-DD")
    first = dt.date(int(year), int(month or "1"), 1)
    if not last:
        return first
    beyond = dt.date(first.year + 1, 1, 1) if not month or first.month == 12 else first.replace(month=first.month + 1)
    return beyond - dt.timedelta(days=1)


def parts(cell: str) -> tuple[str, ...]:
    """The items of a semicolon-separated cell."""
    return tuple(p.strip() for p in cell.split(";") if p.strip()) if cell else ()


def flag(cell: str) -> bool:
    """True for `yes`, False for an empty cell; ValueError otherwise."""
    if cell not in ("", "yes"):
        raise ValueError(f"{cell!r} is neither yes nor empty")
    return cell == "yes"


def _filled(row: Row, *columns: str) -> None:
    for column in columns:
        if not row[column]:
            raise ValueError(f"{column} is empty")


def _sector(row: Row) -> str | None:
    if row["sector"] and row["sector"] not in SECTORS:
        raise ValueError(f"sector is {row['sector']!r}, not one of {', '.join(sorted(SECTORS))}")
    return row["sector"] or None


def _years(row: Row) -> tuple[dt.date | None, dt.date | None]:
    if not row["start"] and not row["end"]:
        return None, None
    start, end = day(row["start"], False), day(row["end"], True)
    if start and end and end < start:
        raise ValueError(f"ends ({row['end']}) before it starts ({row['start']})")
    return start, end


def state(row: Row) -> State:
    """A row of states.csv; ValueError says what is wrong with it."""
    _filled(row, "code", "name")
    start, end = _years(row)
    return State(
        code=row["code"], iso2=row["iso2"] or None,
        cow=tuple(map(int, parts(row["cow"]))), cowc=parts(row["cowc"]), gw=tuple(map(int, parts(row["gw"]))),
        fips=row["fips"] or None, name=row["name"], long_name=row["long_name"] or row["name"], start=start, end=end,
        successors=parts(row["successors"]), parent=row["parent"] or None, withdrawn=row["withdrawn"] or None,
        source=row["source"], checked=row["checked"],
    )  # fmt: skip


def state_name(row: Row) -> StateName:
    """A row of state_names.csv; ValueError says what is wrong with it."""
    if not row["name"] or not row["code"]:
        raise ValueError("name or code is empty")
    start, end = _years(row)
    if row["how"] not in _HOWS:
        raise ValueError(f"how is {row['how']!r}, not one of {', '.join(sorted(_HOWS))}")
    return StateName(
        name=row["name"], code=row["code"], how=row["how"], sector=_sector(row),  # type: ignore[arg-type]
        start=start, end=end, ambiguous=flag(row["ambiguous"]), capitalised=flag(row["capitalised"]),
    )  # fmt: skip


def organization(row: Row) -> Organization:
    """A row of organizations.csv; ValueError says what is wrong with it."""
    _filled(row, "code", "name", "sector")
    start, end = _years(row)
    if row["kind"] not in _KINDS:
        raise ValueError(f"kind is {row['kind']!r}, not one of {', '.join(sorted(_KINDS))}")
    return Organization(
        code=row["code"], name=row["name"], aliases=parts(row["aliases"]), ambiguous=parts(row["ambiguous"]),
        kind=row["kind"], sector=_sector(row) or "", country=row["country"] or None,  # type: ignore[arg-type]
        seat=row["seat"] or None, start=start, end=end, parent=row["parent"] or None,
        source=row["source"], checked=row["checked"],
    )  # fmt: skip


def entity(row: Row) -> Entity:
    """A row of entities.csv; ValueError says what is wrong with it."""
    _filled(row, "code", "name", "country")
    start, end = _years(row)
    return Entity(
        code=row["code"], name=row["name"], aliases=parts(row["aliases"]), ambiguous=parts(row["ambiguous"]),
        demonyms=parts(row["demonyms"]), capitals=parts(row["capitals"]), country=row["country"],
        sector=_sector(row), start=start, end=end, source=row["source"], checked=row["checked"],
    )  # fmt: skip


def lookalike(row: Row) -> str:
    """The phrase of a row of lookalikes.csv; ValueError says what is wrong with it."""
    _filled(row, "name")
    return row["name"]


def membership(row: Row) -> Membership:
    """A row of memberships.csv; ValueError says what is wrong with it."""
    _filled(row, "organization", "state")
    start, end = _years(row)
    return Membership(organization=row["organization"], state=row["state"], start=start, end=end)


COLUMNS = {
    "states.csv": "code iso2 cow cowc gw fips name long_name start end successors parent withdrawn source checked",
    "state_names.csv": "name code how sector start end ambiguous capitalised note",
    "organizations.csv": "code name aliases ambiguous kind sector country seat start end parent source checked",
    "entities.csv": "code name aliases ambiguous demonyms capitals country sector start end source checked",
    "lookalikes.csv": "name means",
    "memberships.csv": "organization state start end source checked",
}


def rows(folders: Iterable[Path], file: str, read: Callable[[Row], T], mistakes: list[str]) -> Iterator[tuple[str, T]]:
    """Every good row of `file` in each folder that has it, after where it stands; bad ones go to `mistakes`.

    Columns that a user's file leaves out are empty; the header counts as row 1.
    """
    columns = COLUMNS[file].split()
    for path in (folder / file for folder in folders):
        if not path.exists():
            continue
        with path.open(encoding="utf-8-sig", newline="") as lines:
            yield from _read(csv.reader(lines), str(path), columns, read, mistakes)


def _read(
    lines: Iterator[list[str]], file: str, columns: list[str], read: Callable[[Row], T], mistakes: list[str]
) -> Iterator[tuple[str, T]]:
    header = next(lines, [])
    unknown = [c for c in header if c not in columns]
    if unknown:
        mistakes.append(f"{file}, row 1: unknown columns {', '.join(unknown)}; it may have {', '.join(columns)}")
        return
    complete = len(header) == len(columns)
    for number, cells in enumerate(lines, 2):
        if not any(cells):
            continue
        where = f"{file}, row {number} ({cells[0]})"
        row = dict(zip(header, cells, strict=False))
        try:
            value = read(row if complete and len(cells) == len(header) else _whole(row, columns, header, cells))
        except ValueError as mistake:
            mistakes.append(f"{where}: {mistake}")
            continue
        yield where, value


def _whole(row: Row, columns: list[str], header: list[str], cells: list[str]) -> Row:
    """A row with the columns that the file leaves out; ValueError where cells and header disagree."""
    if len(cells) != len(header):
        raise ValueError(f"has {len(cells)} cells, the header {len(header)}")
    return dict.fromkeys(columns, "") | row
