"""Near-identical reports: wire copy that many papers print, whole or cut, is one story.

MinHash over runs of words finds candidates (Broder 1997; bands of two values each), the texts themselves decide.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Collection, Sequence

import sqlalchemy as sa
from rensa import RMinHash
from sqlalchemy.engine import Connection

from ..actors.spelling import folded
from .loading import Stored, text_of
from .tables import REPORTS, SHINGLES

WORDS = 3
"""Of a run."""
PERMUTATIONS = 64
ROWS = 2
"""Values of a band: texts that share a third of their runs have three bands in common on average, unrelated ones none."""
SHARED_BANDS = 2
CANDIDATES = 12
"""Texts looked at: each costs about a millisecond."""
COPY = 0.6
"""Jaccard likeness of the runs of two copies: more is a reprint with another head and tail."""
CUT = 0.8
"""Share of the shorter text's runs that stand in the longer one where it is a cut copy of it."""
SHORTEST_CUT = 25
"""Runs a cut copy must have: less may be one sentence that two reports quote."""
LONGEST = dt.timedelta(days=31)
"""Between the days on which copies are printed: the same words a year later are a formula."""
_WORD = re.compile(r"\w+")


def note(connection: Connection, stored: Stored) -> set[int]:
    """Brings a report's story up to its latest version; keys of all reports whose story changed with it."""
    runs = shingles(stored.record.report.body)
    bands = _bands(runs)
    known = set(connection.scalars(sa.select(SHINGLES.c.band).where(SHINGLES.c.report == stored.report)))
    if known == bands:
        return set()
    changed = _leave(connection, stored.report) if known else set()
    found = [
        key
        for key in _candidates(connection, stored, bands)
        if (text := text_of(connection, key)) is not None and are_copies(runs, shingles(text.body))
    ]
    if known:
        connection.execute(sa.delete(SHINGLES).where(SHINGLES.c.report == stored.report))
    if bands:
        connection.execute(sa.insert(SHINGLES), [{"band": b, "report": stored.report} for b in sorted(bands)])
    return changed | _join(connection, stored.report, found)


def shingles(text: str) -> frozenset[str]:
    """The runs of words of a text, without case, accents and punctuation; of a text shorter than one, its words."""
    words = _WORD.findall(folded(text))
    last = max(1, len(words) - WORDS + 1)
    return frozenset(" ".join(words[i : i + WORDS]) for i in range(last)) if words else frozenset()


def are_copies(one: Collection[str], other: Collection[str]) -> bool:
    """Whether two texts, as shingles, are copies of each other, or one is the other cut."""
    one, other = frozenset(one), frozenset(other)
    common, shorter = len(one & other), min(len(one), len(other))
    if not common:
        return False
    return common >= COPY * len(one | other) or (shorter >= SHORTEST_CUT and common >= CUT * shorter)


def _bands(runs: Collection[str]) -> set[int]:
    """Hashes of 63 bits, which every database keeps, of the bands of a text's signature."""
    if not runs:
        return set()
    signature = RMinHash(num_perm=PERMUTATIONS, seed=1)
    signature.update(sorted(runs))
    values = signature.digest()
    bands = (f"{i}:{values[i : i + ROWS]}" for i in range(0, PERMUTATIONS, ROWS))
    return {int.from_bytes(hashlib.blake2b(b.encode(), digest_size=8).digest()) >> 1 for b in bands}


def _candidates(connection: Connection, stored: Stored, bands: Collection[int]) -> Sequence[int]:
    """Reports that share bands and were printed at the time, those with the most and then the earliest first."""
    if not bands:
        return []
    shared = sa.func.count().label("shared")
    rows = (
        sa.select(SHINGLES.c.report, shared).join(REPORTS, REPORTS.c.key == SHINGLES.c.report)
        .where(SHINGLES.c.band.in_(sorted(bands)), SHINGLES.c.report != stored.report)
        .group_by(SHINGLES.c.report).having(shared >= SHARED_BANDS)
        .order_by(shared.desc(), SHINGLES.c.report).limit(CANDIDATES)
    )  # fmt: skip
    printed = stored.record.report.published
    if printed is not None:
        near = REPORTS.c.published.between(printed - LONGEST, printed + LONGEST)
        rows = rows.where(near | REPORTS.c.published.is_(None))
    return connection.execute(rows).scalars().all()


def _join(connection: Connection, report: int, copies: Collection[int]) -> set[int]:
    """Puts a report and its copies, with all theirs, into one story, named after the first; those that changed."""
    if not copies:
        return set()
    rows = connection.execute(
        sa.select(REPORTS.c.key, REPORTS.c.story).where(REPORTS.c.key.in_([*copies, report]))
    ).all()
    stories = {row.story for row in rows if row.story is not None}
    members = {row.key: row.story for row in rows}
    if stories:
        told = connection.execute(sa.select(REPORTS.c.key, REPORTS.c.story).where(REPORTS.c.story.in_(stories)))
        members |= {row.key: row.story for row in told}
    first = min(members)
    changed = {key for key, story in members.items() if story != first}
    connection.execute(sa.update(REPORTS).where(REPORTS.c.key.in_(changed)).values(story=first))
    return changed


def _leave(connection: Connection, report: int) -> set[int]:
    """Takes a report out of its story, which goes on without it; those that changed."""
    story = connection.scalar(sa.select(REPORTS.c.story).where(REPORTS.c.key == report))
    if story is None:
        return set()
    others = connection.scalars(
        sa.select(REPORTS.c.key).where(REPORTS.c.story == story, REPORTS.c.key != report).order_by(REPORTS.c.key)
    ).all()
    connection.execute(sa.update(REPORTS).where(REPORTS.c.key == report).values(story=None))
    first = others[0] if len(others) > 1 else None
    if first != story:
        connection.execute(sa.update(REPORTS).where(REPORTS.c.key.in_(others)).values(story=first))
        return {report, *others}
    return {report}
