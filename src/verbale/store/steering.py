"""How SQLite is told which way to go through the tables; PostgreSQL finds its own from its statistics.

A record in SQLite keeps no statistics, so its planner takes every index to be as telling as any other.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import Join
from sqlalchemy.sql.functions import FunctionElement


class checked(FunctionElement[Any]):  # noqa: N801  named as the function that it is in SQL
    """A column whose value is only checked: no index is used to look it up."""

    inherit_cache = True

    def __init__(self, column: ColumnElement[Any]) -> None:
        super().__init__(column)
        self.type = column.type


class Before(Join):
    """A join whose left side is gone through first."""

    inherit_cache = True


def before(left: FromClause, right: FromClause, on: ColumnElement[bool]) -> Before:
    """`left` joined with `right`, gone through in this order."""
    return Before(left, right, on)


@compiles(checked)
def _column(element: checked, compiler: SQLCompiler, **options: Any) -> str:
    return str(compiler.process(element.clauses, **options))


@compiles(checked, "sqlite")
def _column_in_sqlite(element: checked, compiler: SQLCompiler, **options: Any) -> str:
    return "+" + str(compiler.process(element.clauses, **options))


@compiles(Before, "sqlite")
def _join_in_sqlite(element: Before, compiler: SQLCompiler, **options: Any) -> str:
    options["asfrom"] = True
    left, right = (compiler.process(side, **options) for side in (element.left, element.right))
    on = sa.true() if element.onclause is None else element.onclause
    return f"{left} CROSS JOIN {right} ON {compiler.process(on, **options)}"
