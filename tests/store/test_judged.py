"""Judgements outlive readings and versions: what was judged stands as long as its words do."""

import pytest
import sqlalchemy as sa
from msgspec.structs import replace

from verbale.errors import UsageError
from verbale.pipeline import Reader
from verbale.store import judging
from verbale.store.indexing import index_report
from verbale.store.past import past
from verbale.store.review import to_review
from verbale.store.tables import EPISODES, EVENTS, JUDGEMENTS, LINKS, PAIRS, PARTIES, REPORTS, TELLINGS, TRACES
from verbale.store.writing import Writer

from .judges import ADDRESS, ANA, BEN, ON_SQLITE, TEXT, added, events, ids, reread, starting

ICE = "The envoys of India and Pakistan drank tea"


def asked(writer: Writer) -> dict[str, str]:
    """Why events are asked again, by id."""
    with writer.database.reading() as connection:
        return {item.id: item.reason for item in to_review(connection)}


@ON_SQLITE
def test_a_later_reading_changes_what_nobody_judged(writer: Writer, reader: Reader) -> None:
    record = added(writer, reader)
    id = ids(writer.database)["Chile"]
    judging.correct(writer.database, id, {"status": "denied"}, ANA)
    chile = replace(starting(record, "Chile"), contexts=("legal",), status="planned")
    reread(writer.database, record, chile, starting(record, "France"))
    one = events(writer.database)["Chile"]
    assert (one.id, one.event.contexts, one.event.status, one.standing) == (id, ("legal",), "denied", "corrected")
    assert asked(writer) == {}


@ON_SQLITE
def test_an_accepted_event_stays_as_it_was_accepted(writer: Writer, reader: Reader) -> None:
    record = added(writer, reader)
    before = events(writer.database)["Chile"]
    judging.accept(writer.database, [before.id], ANA)
    chile = starting(record, "Chile")
    reread(writer.database, record, replace(chile, id="e1", type="THREATEN", mode=None, actors=chile.recipients))
    after = events(writer.database)["Chile"]
    assert (after.id, after.standing) == (before.id, "accepted")
    assert replace(after.event, id=before.event.id) == before.event
    assert after.read is not None
    assert after.read.type == "THREATEN"
    assert asked(writer) == {}


@ON_SQLITE
def test_an_accepted_event_that_is_read_no_more_stays_while_its_words_stand(writer: Writer, reader: Reader) -> None:
    record = added(writer, reader)
    before = events(writer.database)
    judging.accept(writer.database, [before["Chile"].id], ANA)
    reread(writer.database, record)
    after = events(writer.database)
    assert list(after) == ["Chile"]
    assert (after["Chile"].event, after["Chile"].read) == (before["Chile"].event, None)
    assert asked(writer) == {}
    reread(writer.database, record, *record.events, program="latest")
    assert events(writer.database)["Chile"].id == before["Chile"].id
    assert len(events(writer.database)) == len(before)


@ON_SQLITE
def test_a_corrected_event_that_is_read_no_more_keeps_its_correction(writer: Writer, reader: Reader) -> None:
    record = added(writer, reader)
    id = ids(writer.database)["Chile"]
    judging.correct(writer.database, id, {"status": "denied"}, ANA)
    reread(writer.database, record)
    one = events(writer.database)["Chile"]
    assert (one.id, one.event.status, one.standing) == (id, "denied", "corrected")


@ON_SQLITE
def test_a_rejected_event_that_is_read_no_more_is_gone(writer: Writer, reader: Reader) -> None:
    record = added(writer, reader)
    id = ids(writer.database)["Chile"]
    judging.reject(writer.database, [id], ANA)
    reread(writer.database, record, starting(record, "France"))
    assert "Chile" not in events(writer.database)
    assert asked(writer) == {}
    reread(writer.database, record, *record.events, program="latest")
    assert (events(writer.database)["Chile"].id, events(writer.database)["Chile"].standing) == (id, "rejected")


def test_a_rejected_event_that_is_read_differently_is_asked_again(writer: Writer, reader: Reader) -> None:
    record = added(writer, reader)
    id = ids(writer.database)["Chile"]
    judging.reject(writer.database, [id], ANA)
    reread(writer.database, record, replace(starting(record, "Chile"), id="e1", type="THREATEN", mode=None))
    assert (events(writer.database)["Chile"].id, events(writer.database)["Chile"].standing) == (id, "machine")
    assert asked(writer) == {id: "it is read differently since it was rejected"}
    judging.reject(writer.database, [id], ANA)
    assert events(writer.database)["Chile"].standing == "rejected"
    assert asked(writer) == {}


def test_in_a_new_version_judgements_move_with_their_words(writer: Writer, reader: Reader) -> None:
    added(writer, reader)
    before = events(writer.database)
    judging.accept(writer.database, [before["Chile"].id], ANA)
    judging.correct(writer.database, before["France"].id, {"recipients": "SYR/GOV; Lebanon"}, ANA)
    judging.missed(writer.database, ADDRESS, ICE, {"type": "CONSULT", "actors": "IND; PAK"}, BEN)
    added(writer, reader, "Corrected by the editors.\n\n" + TEXT.replace("Lebanon on Monday", "Lebanon  on\nMonday"))
    after = events(writer.database)
    body = "Corrected by the editors.\n\n" + TEXT.replace("Lebanon on Monday", "Lebanon  on\nMonday")
    assert {one.standing for one in after.values()} == {"accepted", "corrected", "added"}
    assert asked(writer) == {}
    for one in after.values():
        quote = one.event.evidence
        assert body[quote.start : quote.end] == quote.quote
        for party in (*one.event.actors, *one.event.recipients):
            assert party.start is None or body[party.start : party.end] == party.text
    assert [p.country for p in after["France"].event.recipients] == ["SYR", "LBN"]


def test_where_the_words_are_gone_the_judgement_is_asked_again_and_not_lost(writer: Writer, reader: Reader) -> None:
    added(writer, reader)
    id = ids(writer.database)["Chile"]
    judging.correct(writer.database, id, {"status": "denied"}, ANA)
    added(writer, reader, TEXT.replace("Chile accused Peru", "Chilean officials accused Peru"))
    assert "Chile" not in events(writer.database)
    assert asked(writer) == {id: "its words stand no more in the report"}
    with pytest.raises(UsageError, match="its words stand no more"):
        judging.accept(writer.database, [id], ANA)
    with writer.database.reading() as connection:
        assert {entry.what for entry in past(connection, id)} == {"read", "correct", "not read"}
    judging.correct(writer.database, id, {"evidence": "Chilean officials accused Peru of spying"}, ANA)
    kept = next(one for one in events(writer.database).values() if one.id == id)
    assert (kept.event.status, kept.event.evidence.quote) == ("denied", "Chilean officials accused Peru of spying")
    assert asked(writer) == {}


@ON_SQLITE
def test_who_rejects_what_is_asked_again_settles_it(writer: Writer, reader: Reader) -> None:
    added(writer, reader)
    id = ids(writer.database)["Chile"]
    judging.accept(writer.database, [id], ANA)
    added(writer, reader, TEXT.partition(" Chile")[0])
    assert list(asked(writer)) == [id]
    judging.reject(writer.database, [id], ANA)
    assert asked(writer) == {}
    added(writer, reader)
    assert events(writer.database)["Chile"].standing == "rejected"


@ON_SQLITE
def test_words_that_come_back_bring_their_judgement_back(writer: Writer, reader: Reader) -> None:
    added(writer, reader)
    id = ids(writer.database)["Chile"]
    judging.accept(writer.database, [id], ANA)
    added(writer, reader, TEXT.partition(" Chile")[0])
    added(writer, reader, TEXT + " So it ended.")
    assert (events(writer.database)["Chile"].id, events(writer.database)["Chile"].standing) == (id, "accepted")
    assert len(events(writer.database)) == 2


@ON_SQLITE
def test_what_the_machine_learns_to_read_is_not_there_twice(writer: Writer, reader: Reader) -> None:
    record = added(writer, reader)
    made = judging.missed(writer.database, ADDRESS, ICE, {"type": "CONSULT", "actors": "IND; PAK"}, ANA)
    read = replace(events(writer.database)["The"].event, id="e1", confidence=0.6, contexts=("political",))
    reread(writer.database, record, *record.events, read)
    found = events(writer.database)
    assert len(found) == len(record.events) + 1
    assert (found["The"].id, found["The"].standing, found["The"].event.contexts) == (made.subject, "added", ())


@ON_SQLITE
def test_an_event_merged_into_one_that_is_gone_shows_again(writer: Writer, reader: Reader) -> None:
    record = added(writer, reader)
    chile, france = ids(writer.database)["Chile"], ids(writer.database)["France"]
    judging.merge(writer.database, [chile], france, ANA)
    reread(writer.database, record, starting(record, "Chile"))
    assert events(writer.database)["Chile"].standing == "machine"
    assert asked(writer) == {chile: f"{france}, which it was merged into, is gone"}


def test_the_view_can_be_built_anew_with_all_judgements(writer: Writer, reader: Reader) -> None:
    added(writer, reader)
    added(writer, reader, "Corrected. " + TEXT)  # the ids are older than the latest reading's
    database = writer.database
    judging.accept(database, [ids(database)["Chile"]], ANA)
    judging.reject(database, [ids(database)["France"]], ANA)
    judging.missed(database, ADDRESS, ICE, {"type": "CONSULT", "actors": "IND; PAK"}, ANA)
    before = events(database)
    with database.writing() as connection:
        for table in (LINKS, TRACES, TELLINGS, PAIRS, PARTIES, EVENTS, EPISODES):
            connection.execute(sa.delete(table))
        index_report(connection, connection.scalar(sa.select(REPORTS.c.key)) or 0)
    assert events(database) == before


def test_a_reprint_does_not_take_the_id_of_what_was_judged(writer: Writer, reader: Reader) -> None:
    added(writer, reader)
    id = ids(writer.database)["Chile"]
    judging.accept(writer.database, [id], ANA)
    added(writer, reader, "Nothing of that was true.")
    added(writer, reader, TEXT, "https://example.org/reprint")
    assert ids(writer.database, "https://example.org/reprint")["Chile"] != id
    added(writer, reader, TEXT + " So it ended.")
    assert ids(writer.database)["Chile"] == id


@ON_SQLITE
def test_nothing_that_was_said_is_ever_changed(writer: Writer, reader: Reader) -> None:
    record = added(writer, reader)
    database = writer.database
    judging.correct(database, ids(database)["Chile"], {"status": "denied"}, ANA)
    with database.reading() as connection:
        before = connection.execute(sa.select(JUDGEMENTS)).all()
    judging.correct(database, ids(database)["Chile"], {"status": "planned"}, ANA)
    judging.undo(database, before[0].id, BEN)
    reread(database, record)
    with database.reading() as connection:
        assert connection.execute(sa.select(JUDGEMENTS).order_by(JUDGEMENTS.c.key)).all()[:1] == before
