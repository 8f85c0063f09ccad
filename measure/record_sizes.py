"""What takes room in a record's file."""

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

_WORDS = "_words"


def sizes(where: Path) -> dict[str, tuple[int, int]]:
    """Bytes of each table and of all its indexes, the largest first; nothing where SQLite cannot tell (no dbstat)."""
    with closing(sqlite3.connect(f"file:{where}?mode=ro", uri=True)) as connection:
        owners = dict(connection.execute("SELECT name, tbl_name FROM sqlite_schema"))
        try:
            pages = connection.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name").fetchall()
        except sqlite3.OperationalError:
            return {}
    rows: Counter[str] = Counter()
    indexes: Counter[str] = Counter()
    for name, size in pages:
        if _WORDS in name:
            rows[name.partition(_WORDS)[0] + " (full text)"] += size
        elif owners.get(name, name) == name:
            rows[name] += size
        else:
            indexes[owners[name]] += size
    return {name: (rows[name], indexes[name]) for name in sorted(rows, key=lambda n: (-rows[n] - indexes[n], n))}
