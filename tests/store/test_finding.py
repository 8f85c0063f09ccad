"""Each filter finds the events that meet it and no others, in either database."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from verbale.errors import UsageError
from verbale.frame import Agreement, Transfer, Visit
from verbale.pipeline import Reader
from verbale.record import Record
from verbale.records import Records
from verbale.store import searching
from verbale.store.arms import Arm
from verbale.store.database import Database
from verbale.store.found import FoundEvent
from verbale.store.tables import EPISODES, EVENTS, MENTIONS, PARTIES, PEOPLE, REPORTS
from verbale.store.writing import Writer

from .made import day, event, party, person, place, record, statement, stored

RUS, UKR, USA, DEU, FIN, GBR = (party(code) for code in ("RUS", "UKR", "USA", "DEU", "FIN", "GBR"))
PUTIN = person("Vladimir Putin", "RUS")
COUNCIL = party("UN", "IGO", name="United Nations Security Council", kind="organization")
MADE = (
    record(
        "one",
        event("e-shelled", "Russian guns shelled a village near Kharkiv.", type="ASSAULT", mode="heavy-weapons",
              contexts=("military",), actors=(party("RUS", "MIL"),), recipients=(UKR,), date=day("2014-03-18"),
              place=place("Kharkiv", "UKR"), confidence=0.4),
        event("e-talks", "Envoys met in Minsk for peace talks.", actors=(RUS, UKR), date=day("2014-09-05"),
              place=place("Minsk", "BLR"), contexts=("diplomatic", "military")),
        event("e-finland", "Finland sent aid.", type="AID", actors=(FIN,), recipients=(UKR,), date=day("2014-05-01")),
        event("e-undated", "Finland promised aid.", type="AGREE", status="planned", actors=(FIN,), recipients=(UKR,)),
        publication="The Courier", date="2014-09-06",
    ),
    record(
        "two",
        event("e-later", "Finland sent shells.", type="AID", actors=(FIN,), recipients=(UKR,), date=day("2023-05-01"),
              frame=Transfer(supplier=FIN, recipient=UKR, items="shells", quantity=300.0)),
        event("e-putin", "Putin visited Berlin.", mode="visit", actors=(PUTIN,), recipients=(DEU,),
              date=day("2001-09-25"), frame=Visit(visitor=PUTIN, host=DEU), attribution=("s-said",)),
        event("e-denied", "They denied that sanctions were planned.", type="SANCTION", status="denied",
              certainty="probable", actors=(USA,), recipients=(RUS,), date=day("2014-07-17")),
        event("e-war", "The war lasted four years.", type="ASSAULT", actors=(RUS,), recipients=(UKR,),
              date=day("2010-01-01", "2015-06-30")),
        event("e-council", "The Security Council met Britain.", actors=(COUNCIL,), recipients=(GBR,)),
        event("e-treaty", "A treaty was signed.", type="SUPPORT", actors=(USA, GBR), date=day("2014-01-15"),
              frame=Agreement(title="Treaty of Oslo", parties=(USA, GBR),
                              signed=(dt.date(2014, 1, 1), dt.date(2014, 1, 31)))),
        statements=(
            statement("s-said", "that the sanctions would hurt", person("Angela Merkel", "DEU"), kind="forecast"),
            statement("s-asked", "whether oil would flow", UKR, kind="question"),
        ),
        publication="Kiev Gazette", date="2023-05-02",
    ),
)  # fmt: skip
ALL = {e.id for r in MADE for e in r.events}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def records(
    request: pytest.FixtureRequest, reader: Reader, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Records]:
    with stored(request, tmp_path_factory.mktemp("records"), reader, *MADE) as found:
        yield found


@pytest.fixture
def changing(writer: Writer) -> Records:
    """The same, for tests that change it."""
    for made in MADE:
        writer.add(made)
    return Records(writer.database)


def ids(records: Records, words: str | None = None, **filters: Any) -> list[str]:
    return [found.id for found in records.find_events(words, **filters)]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"type": "AID"}, "e-finland e-later"),
        ({"type": ["aid", "AGREE"]}, "e-finland e-later e-undated"),
        ({"mode": "visit"}, "e-putin"),
        ({"context": "military"}, "e-shelled e-talks"),
        ({"party": "Finland"}, "e-finland e-later e-undated"),
        ({"party": ["FIN", "ukr"]}, "e-finland e-later e-undated"),
        ({"actor": "RUS"}, "e-shelled e-talks e-putin e-war"),
        ({"actor": "Russia", "recipient": "Ukraine"}, "e-shelled e-war"),
        ({"party": "RUS/MIL"}, "e-shelled"),
        ({"party": "MIL"}, "e-shelled"),
        ({"party": "Vladimir Putin"}, "e-putin"),
        ({"party": "putin"}, "e-putin"),
        ({"between": ("UKR", "RUS")}, "e-shelled e-talks e-war"),
        ({"between": ("Putin", "DEU")}, "e-putin"),
        ({"party": "UNSC"}, "e-council"),
        ({"party": "UN"}, "e-council"),
        ({"recipient": "NATO"}, "e-putin e-council"),
        ({"since": "2014-03", "until": "2014-05"}, "e-shelled e-finland e-war"),
        ({"until": "2010"}, "e-putin e-war"),
        ({"since": "2015-06-30"}, "e-war e-later"),
        ({"since": "2023", "undated": True}, "e-later e-undated e-council"),
        ({"place": "UKR"}, "e-shelled"),
        ({"place": ["Ukraine", "minsk"]}, "e-shelled e-talks"),
        ({"status": "denied"}, "e-denied"),
        ({"certainty": "probable"}, "e-denied"),
        ({"frame": "transfer"}, "e-later"),
        ({"speaker": "Merkel"}, "e-putin"),
        ({"speaker": "DEU"}, "e-putin"),
        ({"publication": "kiev gazette", "type": "ASSAULT"}, "e-war"),
        ({"report": "one", "type": "ASSAULT"}, "e-shelled"),
        ({"confidence": 0.5, "type": "ASSAULT"}, "e-war"),
        ({"judged": True}, ""),
        ({"judged": False, "type": "ASSAULT"}, "e-shelled e-war"),
        ({"supplier": "Finland"}, "e-later"),
        ({"supplier": "NATO"}, "e-later"),
        ({"visitor": "Putin"}, "e-putin"),
        ({"host": "RUS"}, ""),
    ],
    ids=str,
)
def test_a_filter_finds_what_meets_it(records: Records, filters: dict[str, Any], found: str) -> None:
    assert set(ids(records, **filters)) == set(found.split())
    for sort in ("added", "confidence,desc", "published", "score", "date"):
        assert set(ids(records, sort=sort, limit=20, **filters)) == set(found.split())


WAYS: list[dict[str, Any]] = [
    {"words": "shell* OR met OR war", "party": "RUS", "since": "2012", "until": "2014"},
    {"words": "aid", "type": "AID", "actor": "NATO"},
    {"between": ("NATO", "RUS"), "status": "denied"},
    {"party": "RUS", "type": "ASSAULT", "since": "2014", "undated": True},
    {"speaker": "DEU", "frame": "visit", "place": ["UKR", "Minsk"]},
    {"judged": True},
    {"words": "-war", "place": "UKR"},
]  # fmt: skip


@pytest.mark.parametrize("asked", WAYS, ids=str)
def test_whichever_way_a_search_goes_it_finds_the_same(
    records: Records, asked: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    sorts = ("date", "date,desc", "added", "confidence", "published")
    chosen = [ids(records, sort=sort, limit=limit, **asked) for sort in sorts for limit in (2, None)]
    monkeypatch.setattr(searching, "rarest", lambda *_: None)
    assert [ids(records, sort=sort, limit=limit, **asked) for sort in sorts for limit in (2, None)] == chosen
    monkeypatch.setattr(searching, "rarest", first_lead)
    assert [ids(records, sort=sort, limit=limit, **asked) for sort in sorts for limit in (2, None)] == chosen


def first_lead(_: sa.Connection, search: searching.Search, arm: Arm, __: int | None) -> sa.Subquery | None:
    """Always goes by the first lead there is."""
    return next((lead.distinct().subquery() for lead in search.leads(arm)), None)


def test_a_state_counts_for_a_group_while_it_was_a_member(records: Records) -> None:
    assert set(ids(records, actor="NATO", type=["AID", "AGREE"])) == {"e-later", "e-undated"}
    assert ids(records, between=("NATO", "UKR"), since="2014", until="2014") == []
    assert ids(records, party="NATO", since="2014", until="2014", type="SANCTION") == ["e-denied"]


def test_without_filters_all_are_found_the_newest_first_and_undated_last(records: Records) -> None:
    found = list(records.find_events())
    dated = [e.start for e in found if e.start is not None]
    assert {e.id for e in found} == ALL
    assert dated == sorted(dated, reverse=True)
    assert [e.start for e in found[len(dated) :]] == [None, None]
    assert ids(records, sort="date")[:2] == ["e-putin", "e-war"]
    assert ids(records, sort="date")[-2:] == ["e-undated", "e-council"]


def test_limit_and_offset_cut_pages_out_of_one_list(records: Records) -> None:
    whole = ids(records)
    assert [i for n in range(0, 12, 3) for i in ids(records, limit=3, offset=n)] == whole
    assert ids(records, "sent OR met", limit=1, offset=1) == ids(records, "sent OR met")[1:2]


def test_what_lasts_into_a_time_is_found_however_long_ago_it_began(records: Records) -> None:
    assert ids(records, since="2015-06", sort="date") == ["e-war", "e-later"]
    assert ids(records, since="2015-06", sort="date,desc") == ["e-later", "e-war"]
    assert ids(records, "war OR shells", since="2015-06", party="UKR") != []
    assert ids(records, since="2015-07", party="RUS") == []


def test_a_rejected_event_is_found_only_where_it_is_asked_for(changing: Records) -> None:
    with changing.database.writing() as connection:
        key = connection.scalar(sa.select(EVENTS.c.key).where(EVENTS.c.id == "e-shelled"))
        connection.execute(sa.update(EVENTS).where(EVENTS.c.key == key).values(standing="rejected"))
        connection.execute(sa.update(PARTIES).where(PARTIES.c.event == key).values(rejected=True))
    assert "e-shelled" not in ids(changing)
    assert ids(changing, between=("RUS", "UKR"), type="ASSAULT") == ["e-war"]
    assert ids(changing, between=("RUS", "UKR"), standing="rejected") == ["e-shelled"]
    assert ids(changing, judged=True) == []
    assert {c.by["status"]: c.count for c in changing.count("events", ["status"])} == {
        "occurred": 7, "planned": 1, "denied": 1,
    }  # fmt: skip


def test_a_transfer_has_the_fields_of_its_frame_in_its_row(records: Records) -> None:
    [found] = records.find("transfers", supplier="FIN").rows()
    assert (found["supplier"], found["items"], found["quantity"], found["value"]) == (
        "FIN (FIN)",
        "shells",
        300.0,
        None,
    )
    assert (found["id"], found["type"], found["recipients"]) == ("e-later", "AID", "UKR (UKR)")


def test_an_agreement_says_between_which_days_it_was_signed(records: Records) -> None:
    [found] = records.find("agreements").rows()
    assert (found["title"], found["signed"]) == ("Treaty of Oslo", "2014-01-01/2014-01-31")
    assert found["parties"] == "USA (USA); GBR (GBR)"


def test_a_debt_that_no_act_created_is_in_the_register_of_obligations(writer: Writer, samples: list[Record]) -> None:
    for sample in samples:
        writer.add(sample)
    owed = {e.id for r in samples for e in r.events if e.frame is not None and type(e.frame).__name__ == "Obligation"}
    found = list(Records(writer.database).find("obligations"))
    assert {e.id for e in found} == owed
    assert any(e.type is None for e in found)


def test_found_events_say_what_the_records_say(writer: Writer, samples: list[Record]) -> None:
    for sample in samples:
        writer.add(sample)
    events = {e.id: (e, r) for r in samples for e in r.events}
    found = list(Records(writer.database).find_events())
    assert len(found) == len(events)
    for one in found:
        wanted, of = events[one.id]
        assert (one.type, one.mode, one.status, one.quote) == (
            wanted.type,
            wanted.mode,
            wanted.status,
            wanted.evidence.quote,
        )
        assert (one.start, one.contexts) == (wanted.date and wanted.date.start, wanted.contexts)
        assert set(one.actor_countries) == {p.country for p in wanted.actors if p.country}
        assert (one.report, one.published) == (str(of.report.id), of.report.published)


def test_statements_are_found_by_speaker_kind_and_words(records: Records) -> None:
    assert [s.id for s in records.find_statements("sanctions", speaker="Angela Merkel")] == ["s-said"]
    assert [s.id for s in records.find_statements(party="Ukraine")] == ["s-asked"]
    assert [s.id for s in records.find_statements(kind="question")] == ["s-asked"]
    assert [s.id for s in records.find_statements("-oil")] == ["s-said"]
    assert [s.id for s in records.find_statements(publication="The Courier")] == []


@pytest.fixture
def people(changing: Records) -> Records:
    with changing.database.writing() as connection:
        report = connection.scalar(sa.select(REPORTS.c.key).where(REPORTS.c.id == "two"))
        seen = {"known": None, "first_seen": dt.date(2001, 9, 25), "last_seen": dt.date(2001, 9, 25), "reports": 1}
        for key, name, code in ((1, "Vladimir Putin", "RUS"), (2, "Angela Merkel", "DEU")):
            row = {"key": key, "id": f"p-{key}", "name": name, "folded": name.casefold(), "country": code}
            connection.execute(sa.insert(PEOPLE).values(**row, **seen))
            mention = {
                "person": key,
                "identity": key,
                "report": report,
                "name": name,
                "office": "president",
                "spellings": name,
            }
            connection.execute(sa.insert(MENTIONS).values(**mention))
        first = {"key": 1000, "id": "x-1", "type": "ASSAULT", "start": dt.date(2010, 1, 1), "end": dt.date(2015, 6, 30)}
        numbers = {"accounts": 2, "independent": 2, "publications": 2, "disputed": False}
        connection.execute(sa.insert(EPISODES).values(**first, **numbers))
        told = sa.update(EVENTS).where(EVENTS.c.id.in_(["e-war", "e-shelled"]))
        connection.execute(told.values(episode=1000))
    return changing


def test_people_are_found_by_words_of_their_names_and_their_countries(people: Records) -> None:
    assert [(p.name, p.office) for p in people.find_people("putin")] == [("Vladimir Putin", "president")]
    assert [p.name for p in people.find_people(party="DEU")] == ["Angela Merkel"]
    assert [p.name for p in people.find_people(sort="name")] == ["Angela Merkel", "Vladimir Putin"]
    assert list(people.find_people(since="2002")) == []


def test_a_person_s_id_stands_for_the_person_in_the_reports_that_mention_them(people: Records) -> None:
    assert ids(people, party="p-1") == ["e-putin"]
    assert ids(people, speaker="p-2") == ["e-putin"]


def test_an_episode_is_found_by_its_accounts_and_shows_them(people: Records) -> None:
    [found] = people.find_episodes(party="RUS", type="ASSAULT", accounts=2)
    assert (found.id, found.independent, found.quote) == ("x-1", 2, "Russian guns shelled a village near Kharkiv.")
    assert list(people.find_episodes(party="CHL")) == []
    assert list(people.find_episodes(accounts=3)) == []
    shown = people.episode("x-1")
    assert shown is not None
    assert [e.id for e in shown[1]] == ["e-shelled", "e-war"]
    assert people.episode("x-2") is None


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"party": "Rusia"}, "did you mean Russia?"),
        ({"party": "Nobody At All"}, "a party is a country"),
        ({"party": "Congo"}, "(COD) or Republic of the Congo (COG)"),
        ({"type": "WAR"}, "--type WAR: it is one of AGREE, CONSULT"),
        ({"mode": "dance"}, "--mode dance: it is one of"),
        ({"context": "weather"}, "--context weather: it is one of"),
        ({"status": "maybe"}, "occurred, ongoing"),
        ({"since": "yesterday"}, "a date is given as 2014, 2014-03 or 2014-03-18"),
        ({"since": "2015", "until": "2014"}, "later than"),
        ({"place": "Atlantissa"}, "no event here has that place"),
        ({"publication": "The Couriers"}, "there is The Courier"),
        ({"report": "zzz"}, "no report here"),
        ({"colour": "red"}, "no filter is called colour"),
        ({"kind": "denial"}, "find events takes no --kind"),
        ({"sort": "size"}, "--sort size: it is one of date"),
        ({"sort": "rank"}, "no words to rank by"),
    ],
    ids=str,
)
def test_what_cannot_be_meant_is_said_in_one_line_with_what_can(
    records: Records, filters: dict[str, Any], said: str
) -> None:
    with pytest.raises(UsageError) as error:
        ids(records, **filters)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_a_list_is_read_only_as_far_as_it_is_gone_through(records: Records) -> None:
    found = iter(records.find_events())
    first: FoundEvent = next(found)
    assert first.id == "e-later"


def test_long_lists_come_whole_and_in_order(database: Database, writer: Writer) -> None:
    days = [dt.date(2000, 1, 1) + dt.timedelta(days=n % 700) for n in range(1300)]
    events = [event(f"e-{n:04}", actors=(RUS,), date=day(d.isoformat())) for n, d in enumerate(days)]
    writer.add(record("long", *events))
    found = [e.start for e in Records(database).find_events(party="RUS")]
    assert found == sorted(days, reverse=True)
