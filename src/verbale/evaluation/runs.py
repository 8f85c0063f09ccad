"""Readings of gold texts: made with Verbale, or taken from a file that it or another coder wrote."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct

from ..archive.pool import read_all
from ..errors import InputError
from ..export.jsonl import encode
from ..ingest import from_text
from ..parts import Item, Part, answered, naming, placing, timing
from ..pipeline import Reader
from ..record import Record
from ..report import Report
from . import conll
from .answers import NameAnswer
from .gold import GoldKind, GoldSet, Line, bytes_of, decoded, split
from .judges import ANSWERS
from .rows import GoldRow

Load = Callable[[], Reader]
Bad = Callable[[InputError], None]
WHOLE: frozenset[GoldKind] = frozenset({"events", "minutes", "statements"})
"""Kinds of gold that are compared with whole records; the others with one part of the reading."""


class Run(Struct, frozen=True):
    """One reading of some gold."""

    name: str
    answers: dict[str, dict[str | int, Any]]
    """Source of a gold set -> id -> what is read there."""
    unknown: tuple[str | int, ...] = ()
    """Ids that no gold has."""

    def of(self, gold: GoldSet) -> dict[str | int, Any]:
        """The answers to one set."""
        return self.answers.get(gold.source, {})


class _Id(Struct, frozen=True):
    id: str | int


def read_texts(gold: GoldSet, load: Load, *, processes: int = 1) -> Iterator[bytes | InputError]:
    """What Verbale reads in the texts of a set, as JSON Lines of the record contract; a text it cannot read is an error."""
    if gold.kind in WHOLE:
        for record in read_all((_report(row, gold.source) for row in gold.rows), load, processes=processes):
            yield encode(record) if isinstance(record, Record) else record
        return
    yield from answered(((f"{gold.source}, id {row.id}", _item(row)) for row in gold.rows), _part(gold.kind, load))


def _report(row: GoldRow, source: str) -> Report | InputError:
    inner = row.report
    date, title = (inner.published, inner.title) if inner else (row.date, row.title)
    try:
        return from_text(row.body, row.id, date, title)
    except InputError as error:
        return InputError(f"{source}, id {row.id}", error.reason)


def _item(row: GoldRow) -> Item:
    return Item(text=row.body, id=row.id, date=row.date or row.dct, context=row.context)


def _part(kind: GoldKind, load: Load) -> Part:
    """The part of the reading that answers a kind of gold; times need no model."""
    if kind == "times":
        return timing()
    reader = load()
    if kind == "names":
        return naming(reader.language)
    if kind == "places":
        return placing(reader.language, reader.gazetteer)
    return lambda item: {"party": reader.resolve(item.text, item.day(), item.context)}


def load_run(source: str, golds: Sequence[GoldSet], bad: Bad) -> Run:
    """A saved reading: the lines of `verbale read --format jsonl`, of a part, of another coder, or names in columns.

    A line that cannot be read goes to `bad`; its record counts as unread. Raises InputError where nothing fits the gold.
    """
    data = bytes_of(source)
    lines = list(split(data, source))
    run = decoded_run(lines, golds, bad, name=source) if lines else _tagged(data, source, golds, bad)
    if not any(run.answers.values()):
        raise InputError(source, "none of its lines answers a row of the gold" + _some(run.unknown))
    return run


def _some(unknown: Sequence[str | int]) -> str:
    return f" (its first id is {str(unknown[0])[:60]})" if unknown else ""


def decoded_run(lines: Iterable[Line], golds: Sequence[GoldSet], bad: Bad, *, name: str = "") -> Run:
    """Lines as answers to the rows of gold that have their ids, in whichever sets those are."""
    homes: dict[str | int | None, list[GoldSet]] = {}
    for gold in golds:
        for row in gold.rows:
            homes.setdefault(row.id, []).append(gold)
    answers: dict[str, dict[str | int, Any]] = {gold.source: {} for gold in golds}
    unknown: list[str | int] = []
    for line in lines:
        try:
            key = decoded(line, _Id).id
            if key not in homes:
                unknown.append(key)
            for gold in homes.get(key, ()):
                answers[gold.source][key] = decoded(line, ANSWERS[gold.kind])
        except InputError as error:
            bad(error)
    return Run(name, answers, tuple(unknown))


def _tagged(data: bytes, source: str, golds: Sequence[GoldSet], bad: Bad) -> Run:
    """Names in columns, sentence for sentence as the gold has them."""
    try:
        lines = data.decode("utf-8").splitlines()
    except UnicodeDecodeError:
        raise InputError(source, "neither JSON nor text in UTF-8") from None
    first = next((x for x in lines if x.strip() and not x.startswith("-DOCSTART-")), "")
    if len(golds) > 1 or golds[0].kind != "names" or not conll.is_tagged(first):
        raise InputError(source, "no JSON Lines; tokens with tags are read only beside one gold set of names")
    answers: dict[str | int, Any] = {}
    for number, found in enumerate(conll.sentences(enumerate(lines, 1), source), 1):
        if isinstance(found, InputError):
            bad(found)
        else:
            answers[number] = NameAnswer(names=found[2])
    known = {row.id for row in golds[0].rows}
    mine = {key: answer for key, answer in answers.items() if key in known}
    return Run(source, {golds[0].source: mine}, tuple(k for k in answers if k not in known))


def joined(runs: Iterable[Run]) -> Run:
    """Readings of several sets as one."""
    return Run("", {source: answers for run in runs for source, answers in run.answers.items()})
