"""Words to be found, as people type them into a search field, put into either database's own terms.

All words must occur; "in quotes" they stand together; OR between two takes either; -word must not occur; begin* stands
for every word that begins so. Whatever else is typed (brackets, apostrophes, operators of a database) only parts words.
"""

import re
from collections.abc import Sequence
from functools import reduce
from typing import Any

import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy import ColumnElement, Table
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlalchemy.engine import Connection

from .steering import checked

MOST = 200
"""Words looked for at once; nobody types more, and a database takes only so many."""
START, END, CUT = "«", "»", "…"
"""Around what was found, and where a snippet is cut."""
_WIDTH = 24
"""Words in a snippet."""
_PART = re.compile(r'(?P<not>-?)(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s"]+))(?P<prefix>\*?)')
_ENGLISH: ColumnElement[Any] = sa.literal_column("'english'")


class Term(Struct, frozen=True):
    """A word or a phrase; with `prefix`, its last word may go on."""

    text: str
    prefix: bool = False


class Words(Struct, frozen=True):
    """What must occur and what must not."""

    wanted: tuple[tuple[Term, ...], ...]
    """One of each."""
    unwanted: tuple[Term, ...] = ()


def parse(typed: str) -> Words:
    """The words that somebody typed; none where there is no letter or digit in them."""
    wanted: list[tuple[Term, ...]] = []
    unwanted: list[Term] = []
    either = negated = False
    clean = "".join(c if c.isprintable() else " " for c in typed)
    for part in list(_PART.finditer(clean))[:MOST]:
        plain = part["plain"]
        if plain in ("OR", "|"):
            either = bool(wanted)
            continue
        if plain == "NOT":
            negated = True
            continue
        text = (plain or part["quoted"] or "").lstrip("-")
        term = Term(text.rstrip("*"), bool(part["prefix"]) or text.endswith("*"))
        if plain == "AND" or not any(c.isalnum() for c in text):
            continue
        if part["not"] or negated:
            unwanted.append(term)
        elif either:
            wanted[-1] += (term,)
        else:
            wanted.append((term,))
        either = negated = False
    return Words(tuple(wanted), tuple(unwanted))


def fts5(words: Words) -> str | None:
    """What FTS5 is asked; None where nothing is wanted."""
    if not words.wanted:
        return None
    wanted = " AND ".join("(" + " OR ".join(map(_fts5, group)) + ")" for group in words.wanted)
    return f"({wanted}) NOT ({' OR '.join(map(_fts5, words.unwanted))})" if words.unwanted else wanted


def in_column(column: str, text: str) -> str:
    """What FTS5 is asked for words that stand together in one column."""
    return f"{column} : {_fts5(Term(text))}"


def _fts5(term: Term) -> str:
    return '"' + term.text.replace('"', " ") + '"' + (" *" if term.prefix else "")


def tsquery(words: Words) -> ColumnElement[Any]:
    """What PostgreSQL is asked."""
    groups = [_either([_tsquery(term) for term in group]) for group in words.wanted]
    groups += [sa.func.tsquery_not(_tsquery(term), type_=TSQUERY) for term in words.unwanted]
    return reduce(lambda a, b: sa.func.tsquery_and(a, b, type_=TSQUERY), groups)


def _either(queries: Sequence[ColumnElement[Any]]) -> ColumnElement[Any]:
    return reduce(lambda a, b: sa.func.tsquery_or(a, b, type_=TSQUERY), queries)


def _tsquery(term: Term) -> ColumnElement[Any]:
    if not term.prefix:
        return sa.func.phraseto_tsquery(_ENGLISH, sa.cast(term.text, sa.Text), type_=TSQUERY)
    *whole, begun = re.findall(r"[^\W_]+", term.text)
    return sa.func.to_tsquery(_ENGLISH, sa.cast(" <-> ".join([*whole, f"{begun}:*"]), sa.Text), type_=TSQUERY)


class FullText:
    """The full-text index of a table, in whichever database it lies."""

    def __init__(self, table: Table) -> None:
        name = f"{table.name}_words"
        self.table = table
        self.words = sa.table(name, sa.column("rowid", sa.Integer), sa.column(name))
        """SQLite's own table of words."""
        self._whole: ColumnElement[Any] = self.words.c[name]
        self._vector: ColumnElement[Any] = sa.literal_column(f"{table.name}.words", TSVECTOR)

    def matches(self, asked: str) -> ColumnElement[bool]:
        """Whether a row of SQLite's table of words has what FTS5 is asked."""
        return self._whole.op("MATCH", is_comparison=True)(asked)

    def rows(self, asked: str) -> sa.Select[Any]:
        """Keys of the rows that SQLite's table of words finds."""
        return sa.select(self.words.c.rowid.label("key")).where(self.matches(asked))

    def has(self, words: Words, *, sqlite: bool) -> ColumnElement[bool]:
        """Whether a row of the table has the words."""
        if not (words.wanted or words.unwanted):
            return sa.false()
        if not sqlite:
            return self._vector.op("@@", is_comparison=True)(tsquery(words))
        asked, key = fts5(words), checked(self.table.c.key)
        if asked is not None:
            return key.in_(self.rows(asked))
        return key.not_in(self.rows(" OR ".join(map(_fts5, words.unwanted))))

    def rank(self, words: Words, *, sqlite: bool) -> ColumnElement[float]:
        """How well a row answers, the lower the better; in SQLite for rows of `words` that match."""
        if sqlite:
            return sa.func.bm25(self._whole, type_=sa.Float)
        return -sa.func.ts_rank(self._vector, tsquery(words), type_=sa.Float)

    def snippets(self, connection: Connection, words: Words, keys: Sequence[int]) -> dict[int, str]:
        """The words around what was found in each row, what was found marked."""
        asked = fts5(words)
        if asked is None:
            return {}
        if connection.dialect.name == "sqlite":
            shown = sa.func.snippet(self._whole, -1, START, END, CUT, _WIDTH)
            found = sa.select(self.words.c.rowid, shown).where(self.matches(asked), self.words.c.rowid.in_(keys))
        else:
            options = f"StartSel={START}, StopSel={END}, MaxWords={_WIDTH}, MinWords={_WIDTH // 2}"
            shown = sa.func.ts_headline(_ENGLISH, self.table.c.quote, tsquery(words), options)
            found = sa.select(self.table.c.key, shown).where(self.table.c.key.in_(keys))
        return {int(key): str(text) for key, text in connection.execute(found)}
