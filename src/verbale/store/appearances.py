"""Which events a person is a party to."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from .tables import APPEARANCES, EVENTS, MENTIONS, PARTIES


def appear(connection: Connection, reports: Collection[int] | sa.Select[tuple[int]]) -> None:
    """Writes the appearances of people in the events of some reports anew.

    A party that a report calls by one of a mention's spellings is that mention's person.
    """
    tab = sa.literal("\t")
    spelled = (tab + MENTIONS.c.spellings + tab).contains(tab + PARTIES.c.person + tab)
    found = (
        sa.select(MENTIONS.c.person, EVENTS.c.key, EVENTS.c.start)
        .join(EVENTS, EVENTS.c.report == MENTIONS.c.report)
        .join(PARTIES, sa.and_(PARTIES.c.event == EVENTS.c.key, PARTIES.c.person.is_not(None), spelled))
        .where(MENTIONS.c.report.in_(reports), EVENTS.c.standing != "rejected")
        .distinct()
    )
    events = sa.select(EVENTS.c.key).where(EVENTS.c.report.in_(reports))
    connection.execute(sa.delete(APPEARANCES).where(APPEARANCES.c.event.in_(events)))
    connection.execute(sa.insert(APPEARANCES).from_select(["person", "event", "start"], found))
