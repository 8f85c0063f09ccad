"""A person's word stands over the machine's, and the machine's is never lost."""

import datetime as dt

import pytest
import sqlalchemy as sa
from msgspec.structs import asdict

from verbale.errors import UsageError
from verbale.pipeline import Reader
from verbale.store import judging
from verbale.store.database import Database
from verbale.store.judging import Reviewer
from verbale.store.past import past
from verbale.store.tables import EVENTS, JUDGEMENTS, PAIRS, PARTIES
from verbale.store.writing import Writer

from .judges import ADDRESS, ANA, BEN, ON_SQLITE, added, events, ids


def row(database: Database, id: str) -> dict[str, object]:
    with database.reading() as connection:
        found = connection.execute(sa.select(EVENTS).where(EVENTS.c.id == id)).one()
    return dict(found._mapping)


def test_an_accepted_event_says_who_when_and_why(writer: Writer, reader: Reader) -> None:
    added(writer, reader)
    database = writer.database
    id = ids(database)["Chile"]
    [made] = judging.accept(database, [id], Reviewer("Ana", "as the cable says"))
    assert row(database, id)["standing"] == "accepted"
    with database.reading() as connection:
        [kept] = connection.execute(sa.select(JUDGEMENTS)).all()
    assert (kept.id, kept.who, kept.why, kept.subject) == (made.id, "Ana", "as the cable says", id)
    assert abs(kept.at - dt.datetime.now(dt.UTC).replace(tzinfo=None)) < dt.timedelta(minutes=5)


@ON_SQLITE
def test_several_events_are_accepted_together_or_not_at_all(writer: Writer, reader: Reader) -> None:
    added(writer, reader)
    database = writer.database
    with pytest.raises(UsageError, match="no event e0 in the record"):
        judging.accept(database, [*ids(database).values(), "e0"], ANA)
    assert {one.standing for one in events(database).values()} == {"machine"}
    judging.accept(database, list(ids(database).values()), ANA)
    assert {one.standing for one in events(database).values()} == {"accepted"}


def test_a_rejected_event_keeps_its_row_and_loses_its_pairs(writer: Writer, reader: Reader) -> None:
    added(writer, reader)
    database = writer.database
    id = ids(database)["Chile"]
    judging.reject(database, [id], ANA)
    found = row(database, id)
    assert found["standing"] == "rejected"
    with database.reading() as connection:
        assert not connection.execute(sa.select(PAIRS).where(PAIRS.c.event == found["key"])).all()
        assert connection.execute(sa.select(PARTIES).where(PARTIES.c.event == found["key"])).all()


def test_a_corrected_field_stands_and_the_reading_is_unchanged(writer: Writer, reader: Reader) -> None:
    record = added(writer, reader)
    database = writer.database
    before = events(database)["Chile"]
    judging.correct(
        database,
        before.id,
        {"date": "2003-03", "place": "Basra, Iraq", "status": "denied", "recipients": "BOL/GOV"},
        ANA,
    )
    after = events(database)["Chile"]
    assert after.event.date is not None
    assert (after.event.date.start, after.event.date.end) == (dt.date(2003, 3, 1), dt.date(2003, 3, 31))
    assert after.event.place is not None
    assert (after.event.place.name, after.event.place.country, after.event.place.text) == ("Basrah", "IRQ", "Basra")
    assert after.event.status == "denied"
    assert [(p.country, p.sector) for p in after.event.recipients] == [("BOL", "GOV")]
    assert after.standing == "corrected"
    assert after.read == before.event
    assert before.event in record.events
    found = row(database, before.id)
    assert (found["status"], found["place"], found["standing"]) == ("denied", "Basrah", "corrected")
    with database.reading() as connection:
        assert set(connection.scalars(sa.select(PAIRS.c.recipient).where(PAIRS.c.event == found["key"]))) == {"BOL"}


def test_mode_score_and_cameo_code_follow_a_corrected_type(writer: Writer, reader: Reader) -> None:
    added(writer, reader)
    database = writer.database
    id = ids(database)["Chile"]
    judging.correct(database, id, {"type": "REJECT"}, ANA)
    event = events(database)["Chile"].event
    assert (event.type, event.mode, event.cameo) == ("REJECT", None, reader.lexicon.code_of("REJECT", None))
    assert event.score == reader.lexicon.score_of("REJECT", None)
    judging.correct(database, id, {"type": "ACCUSE", "mode": "disapprove", "cameo": "111", "score": "-3"}, ANA)
    event = events(database)["Chile"].event
    assert (event.type, event.mode, event.cameo, event.score) == ("ACCUSE", "disapprove", "111", -3.0)


def test_the_later_word_counts_field_by_field(writer: Writer, reader: Reader) -> None:
    added(writer, reader)
    database = writer.database
    id = ids(database)["Chile"]
    judging.correct(database, id, {"status": "denied", "certainty": "possible"}, ANA)
    judging.correct(database, id, {"status": "planned"}, BEN)
    event = events(database)["Chile"].event
    assert (event.status, event.certainty) == ("planned", "possible")
    judging.reject(database, [id], ANA)
    assert events(database)["Chile"].standing == "rejected"
    judging.accept(database, [id], BEN)
    assert events(database)["Chile"].standing == "corrected"
    assert events(database)["Chile"].event.status == "planned"


def test_what_is_undone_counts_no_more_and_stays_in_the_record(writer: Writer, reader: Reader) -> None:
    added(writer, reader)
    database = writer.database
    before = events(database)["Chile"]
    [status] = judging.correct(database, before.id, {"status": "denied"}, ANA)
    [rejected] = judging.reject(database, [before.id], BEN)
    judging.undo(database, rejected.id, ANA)
    assert events(database)["Chile"].standing == "corrected"
    undone = judging.undo(database, status.id, BEN)
    assert events(database)["Chile"] == before
    with database.reading() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(JUDGEMENTS)) == 4
    with pytest.raises(UsageError, match="has been undone before"):
        judging.undo(database, status.id, ANA)
    with pytest.raises(UsageError, match="judge anew instead"):
        judging.undo(database, undone.id, ANA)


def test_a_missed_event_is_added_where_its_words_stand(writer: Writer, reader: Reader) -> None:
    record = added(writer, reader)
    database = writer.database
    words = "The envoys of India and Pakistan drank tea"
    made = judging.missed(database, ADDRESS, words, {"type": "CONSULT", "actors": "IND; PAK/GOV", "place": "Oslo"}, ANA)
    one = events(database)["The"]
    assert (one.id, one.standing, one.read) == (made.subject, "added", None)
    event = one.event
    assert record.report.body[event.evidence.start : event.evidence.end] == words
    assert [(p.text, p.country, p.sector) for p in event.actors] == [("India", "IND", None), ("Pakistan", "PAK", "GOV")]
    assert all(p.start is not None and record.report.body[p.start : p.end] == p.text for p in event.actors)
    assert (event.score, event.confidence) == (reader.lexicon.score_of("CONSULT", None), 1.0)
    judging.correct(database, one.id, {"certainty": "possible"}, BEN)
    assert (events(database)["The"].event.certainty, events(database)["The"].standing) == ("possible", "added")
    judging.undo(database, made.id, ANA)
    assert "The" not in events(database)


@ON_SQLITE
def test_what_the_machine_reads_already_is_not_added_again(writer: Writer, reader: Reader) -> None:
    added(writer, reader)
    same = {"type": "ACCUSE", "actors": "CHL", "recipients": "PER"}
    with pytest.raises(UsageError, match=f"{ids(writer.database)['Chile']} says that already"):
        judging.missed(writer.database, ADDRESS, "Chile accused Peru of spying", same, ANA)


def test_an_event_that_tells_the_same_act_is_hidden_behind_it(writer: Writer, reader: Reader) -> None:
    added(writer, reader)
    database = writer.database
    chile, france = ids(database)["Chile"], ids(database)["France"]
    judging.merge(database, [chile], france, ANA)
    assert (events(database)["Chile"].standing, events(database)["Chile"].merged) == ("rejected", france)
    assert events(database)["France"].standing == "machine"
    with pytest.raises(UsageError, match="is hidden itself"):
        judging.merge(database, [france], chile, ANA)
    judging.reject(database, [france], ANA)
    assert events(database)["Chile"].standing == "rejected"


@ON_SQLITE
def test_events_of_two_reports_are_not_merged(writer: Writer, reader: Reader) -> None:
    added(writer, reader)
    added(writer, reader, "Iran threatened Oman with war.", "https://example.org/b")
    database = writer.database
    iran = ids(database, "https://example.org/b")["Iran"]
    with pytest.raises(UsageError, match="different reports"):
        judging.merge(database, [iran], ids(database)["Chile"], ANA)


def test_an_event_that_tells_two_acts_gets_a_copy(writer: Writer, reader: Reader) -> None:
    added(writer, reader)
    database = writer.database
    one = events(database)["France"]
    made = judging.split(database, one.id, {"date": "2003-03-07"}, ANA)
    with database.reading() as connection:
        rows = {r.id: r for r in connection.execute(sa.select(EVENTS).where(EVENTS.c.type == one.event.type))}
    assert set(rows) == {one.id, made.subject}
    assert (rows[one.id].standing, rows[made.subject].standing) == ("machine", "added")
    assert rows[made.subject].start == dt.date(2003, 3, 7)
    assert rows[made.subject].actors == rows[one.id].actors


WRONG = {
    "typ=x": "typ is no field that can be corrected",
    "type=ATTACK": "type: ATTACK is not one of AGREE",
    "type=ACCUSE mode=visit": "mode: ACCUSE has no mode visit",
    "cameo=999": "cameo: CAMEO has no code 999",
    "score=11": "score: 11 is not between -10 and 10",
    "score=much": "score: much is no number",
    "contexts=weather": "contexts: weather is not one of",
    "status=done": "status: done is not one of occurred",
    "status=none": "status: an event has one of occurred",
    "date=yesterday": "date: “yesterday” is no date such as",
    "date=2003-02-30": "date: “2003-02-30” is no date such as",
    "date=2003-03-05..2003-03-01": "date: its last day comes before its first",
    "actors=XYZ": "actors: “XYZ” is no code",
    "actors=RUS/KGB": "actors: KGB is no sector",
    "actors=pirates_(SOM)": "actors: the report does not say “pirates”",
    'actors=[{"text":"Chile","start":0,"end":5}]': "actors: the report does not say “Chile” at 0",
    'actors=[{"words":1}]': "actors: Object missing required field",
    "frame=visit": "frame: give it as JSON",
    'frame={"kind":"party"}': "frame: Invalid value",
    "evidence=Chile_praised_Peru": "evidence: the report does not say “Chile praised Peru”",
}


@ON_SQLITE
@pytest.mark.parametrize("given", WRONG)
def test_a_value_that_cannot_be_is_one_clear_line(writer: Writer, reader: Reader, given: str) -> None:
    added(writer, reader)
    id = ids(writer.database)["Chile"]
    changes = dict(part.replace("_", " ").split("=", 1) for part in given.split(" "))
    with pytest.raises(UsageError) as error:
        judging.correct(writer.database, id, changes, ANA)
    assert WRONG[given] in str(error.value)
    assert "\n" not in str(error.value)
    with writer.database.reading() as connection:
        assert not connection.execute(sa.select(JUDGEMENTS)).all()


@ON_SQLITE
def test_typed_values_are_taken_as_they_are(writer: Writer, reader: Reader) -> None:
    added(writer, reader)
    database = writer.database
    event = events(database)["France"].event
    judging.correct(database, ids(database)["Chile"], {"date": event.date, "contexts": ["legal"]}, ANA)
    after = events(database)["Chile"].event
    assert (after.date, after.contexts) == (event.date, ("legal",))


def test_a_frame_is_given_as_json_and_taken_away_again(writer: Writer, reader: Reader) -> None:
    added(writer, reader)
    database = writer.database
    id = ids(database)["France"]
    judging.correct(database, id, {"frame": '{"kind": "transfer", "items": "frigates", "quantity": 2}'}, ANA)
    assert row(database, id)["frame"] == "transfer"
    judging.correct(database, id, {"frame": "none"}, ANA)
    assert row(database, id)["frame"] is None


@ON_SQLITE
def test_a_party_in_the_reports_words_stands_where_they_stand(writer: Writer, reader: Reader) -> None:
    text = "The rebels in Sudan killed ten soldiers, and Vladimir Putin condemned it. The gunmen fled."
    added(writer, reader, text)
    database = writer.database
    id = events(database)["The"].id
    judging.correct(database, id, {"actors": "Vladimir Putin (RUS/GOV); gunmen (UAF); soldiers (SDN MIL)"}, ANA)
    actors = events(database)["The"].event.actors
    assert [(p.text, p.country, p.sector) for p in actors] == [
        ("Vladimir Putin", "RUS", "GOV"), ("gunmen", None, "UAF"), ("soldiers", "SDN", "MIL")
    ]  # fmt: skip
    assert actors[0].person == "Vladimir Putin"
    assert all(p.start is not None and text[p.start : p.end] == p.text for p in actors)


def test_a_reviewer_has_a_name() -> None:
    for name in ("", "  ", "a\nb", "x" * 101):
        with pytest.raises(UsageError, match="a reviewer has a name"):
            Reviewer(name)


def test_the_past_of_an_event_tells_readings_and_judgements_in_order(writer: Writer, reader: Reader) -> None:
    added(writer, reader)
    database = writer.database
    id = ids(database)["Chile"]
    [status] = judging.correct(database, id, {"status": "denied"}, Reviewer("Ana", "the minister denied it"))
    judging.undo(database, status.id, BEN)
    with database.reading() as connection:
        told = [asdict(entry) for entry in past(connection, id)]
    assert [(e["what"], e["who"]) for e in told] == [
        ("read", f"Verbale {writer.run.program}"), ("correct", "Ana"), ("undo", "Ben")
    ]  # fmt: skip
    assert (told[1]["said"], told[1]["why"], told[1]["undone"]) == ("status = denied", "the minister denied it", True)
    with pytest.raises(UsageError, match="no event e0"), database.reading() as connection:
        past(connection, "e0")
