"""Checks batches of annotated sentences: `python -m training.check [--gold DIR] [--codes] BATCH...`.

Every mistake is printed with its batch and item; the exit status is 1 if there is one. What is checked: brackets and keys,
codes of countries and sectors, types with their modes, contexts, statuses, frames whose words stand in the text, nearly equal items
within and across batches, items near a gold sentence (where `--gold` is given), and the spread of words.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, get_args

from training.likeness import SAME_RUN, gold_texts, nearly_equal, runs
from training.markup import FrameLine, Item, Mark, MarkupError, items
from verbale import lexicon
from verbale.frame import Frame
from verbale.lexicon import DATA, read_csv
from verbale.record import Certainty, StatementKind, Status

STATUSES, CERTAINTIES, KINDS = (frozenset(get_args(words)) for words in (Status, Certainty, StatementKind))
FRAMES = {f.__struct_config__.tag: frozenset(f.__struct_fields__) for f in get_args(Frame)}
PARTY_FIELDS = frozenset(
    {"visitor", "host", "parties", "supplier", "recipient", "debtor", "creditor", "holder", "claimant"}
)
QUOTED_FIELDS = frozenset(
    {"delegation", "title", "subject", "in_force_for", "provides_for", "items", "from_place", "purpose", "territory"}
)


class Codes(NamedTuple):
    """What a mark may name."""

    countries: frozenset[str]
    sectors: frozenset[str]
    modes: dict[str, frozenset[str]]
    contexts: frozenset[str]


def codes() -> Codes:
    """The codes of the shipped tables and of the ontology."""
    words = lexicon.load()
    names = {"states.csv": "code", "organizations.csv": "code", "entities.csv": "code"}
    countries = {row[column] for file, column in names.items() for _, row in read_csv(DATA / file)}
    sectors = {row["sector"] for file in ("agents.csv", "organizations.csv") for _, row in read_csv(DATA / file)} - {""}
    modes = {name: frozenset(mode.name for mode in kind.modes) for name, kind in words.types.items()}
    return Codes(
        frozenset(c.replace(" ", "_") for c in countries),
        frozenset(sectors),
        modes,
        frozenset(c.name for c in words.contexts),
    )


class EventMark(NamedTuple):
    """What an event's mark says."""

    type: str
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    reciprocal: bool
    status: str
    certainty: str
    contexts: tuple[str, ...]
    places: tuple[str, ...]
    dates: tuple[str, ...]


def event(mark: Mark, known: Codes) -> EventMark:
    """The attributes of an event's mark. Raises MarkupError."""
    words = list(mark.words[1:] if mark.key else mark.words)
    if not words:
        raise MarkupError("an event without a type")
    kind, _, mode = words.pop(0).partition("/")
    if kind not in known.modes:
        raise MarkupError(f"unknown event type {kind!r}")
    if mode and mode not in known.modes[kind]:
        raise MarkupError(f"{kind} has no mode {mode!r}; it has {', '.join(sorted(known.modes[kind])) or 'none'}")
    pairs = [w for w in words if ">" in w or "=" in w]
    if len(pairs) != 1:
        raise MarkupError(f"{kind} wants one pair like a>b, a>, >b or a=b")
    actors, recipients, reciprocal = _pair(pairs[0])
    rest = [w for w in words if w not in pairs]
    found = EventMark(
        kind, mode or None, actors, recipients, reciprocal,
        _one(rest, STATUSES, "occurred"), _one(rest, CERTAINTIES, "certain"),
        tuple(w for w in rest if w in known.contexts),
        tuple(w.removeprefix("@") for w in rest if w.startswith("@")),
        tuple(w.removeprefix("#") for w in rest if w.startswith("#")),
    )  # fmt: skip
    odd = [w for w in rest if w[0] not in "@#" and w not in STATUSES | CERTAINTIES | known.contexts]
    if odd:
        raise MarkupError(f"{kind}: {' '.join(odd)!r} is no status, certainty, context, @place or #date")
    return found


def _pair(pair: str) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    if "=" in pair:
        return tuple(filter(None, re.split(r"[=+]", pair))), (), True
    actors, _, recipients = pair.partition(">")
    return tuple(filter(None, actors.split("+"))), tuple(filter(None, recipients.split("+"))), False


def _one(words: Sequence[str], choice: Iterable[str], default: str) -> str:
    found = [w for w in words if w in choice]
    if len(found) > 1:
        raise MarkupError(f"{' and '.join(found)} exclude each other")
    return found[0] if found else default


def mistakes(item: Item, known: Codes) -> Iterator[str]:
    """What is wrong with one item."""
    parties = dict[str, str]()
    for mark in item.marks:
        if mark.kind == "party":
            if len(mark.words) > 2:
                yield f"party {mark.words} has too many words before its bar"
            elif len(mark.words) == 2:
                parties.setdefault(mark.key, mark.words[1])
    yield from (m for key, code in parties.items() for m in _code(key, code, known))
    yield from (f"party {m.key} has no code anywhere" for m in item.marks if m.kind == "party" and m.key not in parties)
    places = {m.key for m in item.marks if m.kind == "place"}
    for mark in item.marks:
        if mark.kind == "place" and len(mark.words) > 1 and mark.words[1] not in known.countries | {"-"}:
            yield f"place {mark.key}: unknown country {mark.words[1]!r}"
        if mark.kind == "date" and len(mark.words) > 1 and not _is_date(mark.words[1]):
            yield f"date {mark.key}: {mark.words[1]!r} is no ISO date or range"
    dates = {m.key for m in item.marks if m.kind == "date"}
    yield from _events(item, known, frozenset(parties), places, dates)
    yield from _statements(item, frozenset(parties))
    for line in item.frames:
        yield from _frame(item, line, frozenset(parties))


def _code(key: str, code: str, known: Codes) -> Iterator[str]:
    country, slash, sector = code.partition("/")
    if not slash:
        yield f"party {key}: the code {code!r} wants COUNTRY/SECTOR"
        return
    if country != "-" and country not in known.countries:
        yield f"party {key}: unknown country {country!r}"
    if sector != "-" and sector not in known.sectors:
        yield f"party {key}: unknown sector {sector!r}"


def _is_date(value: str) -> bool:
    return value == "-" or all(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", part) for part in value.split(".."))


def _events(item: Item, known: Codes, parties: frozenset[str], places: set[str], dates: set[str]) -> Iterator[str]:
    for mark in item.marks:
        if mark.kind != "event" or mark.key.startswith("+"):
            continue
        words = item.text[mark.start : mark.end]
        try:
            found = event(mark, known)
        except MarkupError as error:
            yield f"event {words!r}: {error}"
            continue
        if len(words.split()) > 6:
            yield f"event {words!r}: a trigger is a few words"
        for name, used, there in (
            ("party", found.actors + found.recipients, parties), ("place", found.places, places), ("date", found.dates, dates),
        ):  # fmt: skip
            yield from (f"event {words!r}: no {name} {key!r}" for key in used if key not in there)
        if found.reciprocal and len(found.actors) < 2:
            yield f"event {words!r}: a reciprocal event has two parties"
        if not found.actors and not found.recipients:
            yield f"event {words!r}: neither actor nor recipient"


def _statements(item: Item, parties: frozenset[str]) -> Iterator[str]:
    contents = {m.key for m in item.marks if m.kind == "content" and len(m.words) > 1}
    for mark in item.marks:
        if mark.kind == "cue" and mark.key not in contents:
            yield f"cue {mark.key}: no content with this key"
        if mark.kind == "content":
            if mark.key not in contents:
                yield f"content {mark.key}: its first stretch wants a speaker or -"
            rest = mark.words[1:]
            if rest and rest[0] != "-" and rest[0] not in parties:
                yield f"content {mark.key}: no party {rest[0]!r}"
            yield from (f"content {mark.key}: unknown word {w!r}" for w in rest[1:] if w not in KINDS | {"direct"})


def _frame(item: Item, line: FrameLine, parties: frozenset[str]) -> Iterator[str]:
    if line.kind not in FRAMES:
        yield f"unknown frame {line.kind!r}; there are {', '.join(FRAMES)}"
        return
    if line.event != "-" and not any(m.kind == "event" and m.key == line.event for m in item.marks):
        yield f"frame {line.kind}: no event {line.event!r}"
    for name, value in line.fields.items():
        if name not in FRAMES[line.kind]:
            yield f"frame {line.kind} has no field {name!r}"
        elif name in PARTY_FIELDS:
            yield from (f"frame {line.kind}: no party {key!r}" for key in value.split("+") if key not in parties)
        elif name in QUOTED_FIELDS:
            yield from (
                f"frame {line.kind}: {words!r} is not in the text"
                for words in value.split(";")
                if words.strip() not in item.text
            )
        elif name == "signed" and not (_is_date(value) and value != "-"):
            yield f"frame {line.kind}: signed wants an ISO date, not {value!r}"
        elif name in ("quantity", "value", "amount") and not re.fullmatch(r"\d+(\.\d+)?", value):
            yield f"frame {line.kind}: {name} wants a plain number, not {value!r}"


def spread(found: Sequence[Item], known: Codes) -> str:
    """How varied the items are: types, statuses, contexts, triggers, openings."""
    events = [
        (m, event(m, known), i) for i in found for m in i.marks if m.kind == "event" and not m.key.startswith("+")
    ]
    triggers = Counter(i.text[m.start : m.end].lower() for m, _, i in events)
    openings = Counter(" ".join(i.text.split()[:2]).lower() for i in found)
    words = Counter(w for i in found for w in re.findall(r"\w+", i.text.lower()))
    without = sum(not any(m.kind == "event" for m in i.marks) for i in found)
    lines = [
        f"{len(found)} items, {sum(words.values())} words ({len(words)} different), {len(events)} events, {without} items without",
        "types " + _counted(e.type for _, e, _ in events),
        "status " + _counted(e.status for _, e, _ in events),
        "contexts " + _counted(c for _, e, _ in events for c in e.contexts),
        f"triggers {len(triggers)} different; most " + ", ".join(f"{w} {n}" for w, n in triggers.most_common(8)),
        "openings most " + ", ".join(f"{w} {n}" for w, n in openings.most_common(5)),
    ]
    return "\n".join(lines)


def _counted(values: Iterable[str]) -> str:
    return " ".join(f"{name} {count}" for name, count in Counter(values).most_common())


def main() -> None:
    """Checks the batches named and prints mistakes and spread."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("batches", nargs="*", type=Path)
    parser.add_argument("--gold", type=Path, help="folder of gold sets no item may be near to")
    parser.add_argument("--codes", action="store_true", help="print the codes that marks may use")
    options = parser.parse_args()
    known = codes()
    if options.codes:
        print("sectors", *sorted(known.sectors), "\ncontexts", *sorted(known.contexts))
        print("\n".join(f"{kind} {' '.join(sorted(modes))}" for kind, modes in known.modes.items()))
        print("organizations and entities", *sorted(c for c in known.countries if len(c) != 3 or not c.isupper()))
    good: list[tuple[str, Item]] = []
    wrong: list[str] = []
    for path in options.batches:
        for found in items(path.read_text("utf8")):
            if isinstance(found, MarkupError):
                wrong.append(f"{path.name} {found}")
                continue
            said = [f"{path.name} item {found.number}: {m}" for m in mistakes(found, known)]
            wrong += said
            if not said:
                good.append((f"{path.name} item {found.number}", found))
    wrong += nearly_equal([(name, i.text) for name, i in good])
    if options.gold:
        near = set[tuple[str, ...]]().union(*(runs(text, SAME_RUN) for text in gold_texts(options.gold)))
        wrong += [
            f"{name} shares {SAME_RUN} words in a row with a gold text"
            for name, i in good
            if near & runs(i.text, SAME_RUN)
        ]
    print("\n".join(wrong))
    if good:
        print(spread([i for _, i in good], known))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
