"""The rows of episodes keep to the accounts they hold."""

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from verbale.record import Record
from verbale.store.episode_rows import count
from verbale.store.tables import EPISODES, EVENTS
from verbale.store.writing import Writer


def ids(connection: Connection) -> dict[int, str]:
    return {row.key: row.id for row in connection.execute(sa.select(EPISODES.c.key, EPISODES.c.id))}


def test_episodes_that_change_their_ids_never_meet_a_new_one_on_the_way(writer: Writer, samples: list[Record]) -> None:
    """In a record of a million events a new row had the name that another was given in passing."""
    writer.add(samples[0])
    with writer.database.writing() as connection:
        before = ids(connection)
        first, second, third = sorted(before)[:3]
        for key, name in ((first, "one"), (second, "two"), (third, f"~{first}")):
            connection.execute(sa.update(EPISODES).where(EPISODES.c.key == key).values(id=name))
        assert count(connection, {first, second, third}) == {first, second, third}
        assert ids(connection) == before
        assert connection.scalar(sa.select(sa.func.count()).where(EVENTS.c.episode.is_(None))) == 0
