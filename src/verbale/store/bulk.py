"""Many rows at once, as fast as each database takes them."""

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def insert_all(connection: Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows that all have the same fields."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(sa.insert(table), rows)
    else:
        _copy(connection, table, rows)


def _copy(connection: Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Through COPY: the driver sends INSERT row by row, which took two hundred times as long (2,500 rows a second)."""
    names = list(rows[0])
    quote = connection.dialect.identifier_preparer.quote
    lines = "".join("\t".join(_cell(row[name]) for name in names) + "\n" for row in rows)
    cursor: Any = connection.connection.cursor()
    try:
        cursor.execute(
            f"COPY {quote(table.name)} ({', '.join(map(quote, names))}) FROM STDIN",
            stream=io.BytesIO(lines.encode()),
        )
    except connection.dialect.loaded_dbapi.Error as error:
        raise DBAPIError("COPY", None, error) from error
    finally:
        cursor.close()


def _cell(value: object) -> str:
    """A value as PostgreSQL's text format has it."""
    if value is None:
        return "\\N"
    if isinstance(value, bytes):
        return f"\\\\x{value.hex()}"
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    return repr(value) if isinstance(value, float) else str(value).translate(_ESCAPED)
