"""What a person reads: everything the record holds, in plain words, at any width and on any terminal."""

import datetime as dt
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from verbale.cast import Party
from verbale.export.minutes import SIGNS, Minutes
from verbale.export.page import console
from verbale.frame import Agreement, Obligation, Territory, Transfer, Visit
from verbale.record import Record, When, Where
from verbale.report import RelatedPublication, Warn

from .records import CHILE, PERU, SOTO, event, quote, record, statement


def printed(*records: Record, width: int | None = None) -> str:
    out = io.StringIO()
    page = console(out)
    if width:
        page.width = width
    minutes = Minutes(page)
    for one in records:
        minutes.print(one)
    return out.getvalue()


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_masthead_says_what_the_report_is() -> None:
    top = printed(record()).split("EVENTS")[0]
    assert "Navy Stayed Home, Says Chile" in top
    assert "Pacific Gazette · World · 2003-03-05" in top
    assert "by Ana Ruiz and Leo Marsh" in top
    assert "16 words · 1 event · 1 statement · 1 person\nreports/navy.txt\n" in top


def test_a_report_without_title_or_date_says_so_by_its_first_words() -> None:
    top = printed(record(report={"title": None, "published": None}))
    assert top.startswith("Chile denied on Tuesday that its navy had entered Peruvian waters. Talks …\n")
    assert "undated" in top


def test_an_event_tells_when_who_whom_whether_and_according_to_whom() -> None:
    text = printed(record())
    for words in (
        "2003-03-04",
        "“Tuesday”",
        "ASSAULT · aerial",
        "military",
        "✗ denied",
        "Chile → Peru",
        "CAMEO 190 -9.3",
    ):
        assert words in text
    assert "according to Chile" in text
    assert "“its navy had entered Peruvian waters”" in text


@pytest.mark.parametrize("status", SIGNS)
def test_each_status_has_its_sign_and_its_word(status: str) -> None:
    assert f"{SIGNS[status][0]} {status}" in printed(record((event(status=status),)))


def test_what_is_not_certain_says_how_likely_it_is() -> None:
    assert "possible, ○ planned" in printed(record((event(status="planned", certainty="possible"),)))


def test_an_unknown_date_is_undated_and_never_the_publication_date() -> None:
    below = printed(record((event(date=None),))).split("EVENTS")[1]
    assert "undated" in below
    assert "2003-03-0" not in below


@pytest.mark.parametrize(
    ("precision", "end", "shown"),
    [
        ("month", dt.date(2003, 3, 31), "2003-03"),
        ("year", dt.date(2003, 12, 31), "2003"),
        ("range", dt.date(2003, 3, 9), "2003-03-01 – 2003-03-09"),
    ],
)
def test_a_date_is_as_precise_as_the_report(precision: str, end: dt.date, shown: str) -> None:
    when = When(start=dt.date(2003, 3, 1), end=end, precision=precision, text=shown)  # type: ignore[arg-type]
    margin = [line[:21].strip() for line in printed(record((event(date=when),))).split("EVENTS")[1].splitlines()]
    assert flat(" ".join(margin)).startswith(f"{shown} CAMEO")


def test_reciprocal_parties_stand_on_both_sides() -> None:
    assert "Chile ↔ Peru" in printed(record((event(actors=(CHILE, PERU), recipients=()),)))


def test_people_come_with_their_office_and_country() -> None:
    text = printed(record((event(actors=(SOTO,)),)))
    assert "Elena Soto (foreign minister, CHL) → Peru" in text
    assert re.search(r"Elena Soto\s+foreign minister\s+CHL\s+also Soto", text)


def test_a_party_that_is_only_pointed_at_is_called_by_its_name() -> None:
    they = Party(text="they", start=3, end=7, name="Chile", country="CHL", sector="MIL", kind="group")
    assert "Chile (military) → Peru" in printed(record((event(actors=(they,)),)))


def test_a_described_party_keeps_the_words_of_the_report() -> None:
    crew = Party(text="the Chilean navy", start=3, end=9, name="Chile", country="CHL", sector="MIL", kind="group")
    assert "Chilean navy (CHL, military) → Peru" in printed(record((event(actors=(crew,)),)))


def test_nobody_named_is_said() -> None:
    assert "nobody named → Peru" in printed(record((event(actors=()),)))


def test_a_place_comes_with_its_country_and_the_words_of_the_report() -> None:
    oslo = Where(name="Oslo", country="NOR", lat=59.9, lon=10.7, geonames=1, text="the Norwegian capital")
    assert "in Oslo (NOR), “the Norwegian capital”" in printed(record((event(place=oslo),)))


@pytest.mark.parametrize(
    ("frame", "shown"),
    [
        (Agreement(title="Treaty of Arica", subject="borders", in_force_for="a year", provides_for=("patrols", "hay")),
         "agreement Treaty of Arica · subject borders · in force for a year · provides for patrols; hay"),
        (Transfer(items="radars", quantity=6.0, value=12500000.0, currency="USD", from_place="Bergen"),
         "items radars · quantity 6 · value USD 12,500,000 · from Bergen"),
        (Obligation(amount=2.5, currency="EUR", approximate=True, purpose="fuel"), "amount about EUR 2.50 · for fuel"),
        (Visit(visitor=SOTO, delegation="two admirals"),
         "visitor Elena Soto (foreign minister, CHL) · delegation two admirals"),
        (Territory(territory="the islands", holder=SOTO),
         "territory the islands · held by Elena Soto (foreign minister, CHL)"),
    ],
)  # fmt: skip
def test_a_frame_adds_its_facts(frame: object, shown: str) -> None:
    assert shown in flat(printed(record((event(frame=frame),)), width=200))


def test_a_frame_does_not_repeat_who_acts() -> None:
    sold = Transfer(supplier=CHILE, recipient=PERU, items="radars")
    assert "supplier" not in printed(record((event(frame=sold),)))


def test_a_debt_without_an_act_is_called_an_obligation() -> None:
    assert "OBLIGATION" in printed(
        record((event(type=None, mode=None, frame=Obligation(debtor=CHILE, creditor=PERU)),))
    )


def test_statements_tell_speaker_cue_and_kind_and_quote_only_what_is_direct() -> None:
    said = statement(
        id="s2", speaker=SOTO, direct=True, kind="forecast", content=quote("Talks will follow"), parent="s1"
    )
    text = printed(record(statements=(statement(), said))).split("STATEMENTS")[1]
    assert "Chile · denied" in text
    assert "\n                       that its navy had entered Peruvian waters\n" in text
    assert "told by Chile" in text
    assert "“Talks will follow”" in text


def test_related_publications_are_counted_and_warnings_are_kept() -> None:
    warning = Warn(code="impossible-date", message="no such date", start=16, end=23)
    related = (RelatedPublication(title="A"), RelatedPublication(title="B"))
    text = printed(record(report={"related": related}, warnings=(warning,)))
    assert "2 related publications listed on the page" in text
    assert "no such date  “Tuesday”" in text


def test_reports_are_parted_by_a_rule() -> None:
    text = printed(record(), record())
    assert text.count("━" * 100) == 1
    assert text.count("EVENTS") == 2


def test_a_report_without_events_says_so() -> None:
    empty = Record(id="r", report=record().report, events=(), statements=(), people=())
    assert "No events." in printed(empty)


def test_a_pipe_gets_no_escape_codes_and_no_blanks_at_the_ends_of_lines() -> None:
    text = printed(record())
    assert "\x1b" not in text
    assert not re.search(r" $", text, re.MULTILINE)


def test_a_pipe_is_a_hundred_columns_wide_and_columns_overrules_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert console(io.StringIO()).width == 100
    monkeypatch.setenv("COLUMNS", "72")
    assert console(io.StringIO()).width == 72


def test_a_terminal_gets_colours_unless_no_color_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    def shown() -> str:
        out = io.StringIO()
        Minutes(Console(file=out, force_terminal=True, width=100, color_system="standard")).print(record())
        return out.getvalue()

    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[31m✗ denied" in shown()
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[31m" not in shown()


def test_a_terminal_that_knows_only_ascii_gets_the_nearest_letters() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    title = {"title": "Øresund — “Łódź” in 東京"}
    Minutes(console(out)).print(record(report=title))
    out.flush()
    text = raw.getvalue().decode("ascii")
    assert text.startswith('Oresund - "Lodz" in ??\n')
    assert "x denied" in text
    assert "Chile -> Peru" in text


def test_control_characters_of_a_report_never_reach_the_terminal() -> None:
    text = printed(record(report={"title": "Calm\x1b[2J\x07 \u202eseas\nahead"}))
    assert text.startswith("Calm\ufffd[2J\ufffd \ufffdseas ahead\n")


def test_square_brackets_are_no_markup() -> None:
    assert printed(record(report={"title": "[bold]He said[/x]"})).startswith("[bold]He said[/x]\n")


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@settings(max_examples=40, deadline=None)
@given(words, words, st.sampled_from([40, 80, 100]))
def test_no_line_is_wider_than_the_page_and_no_word_is_cut(title: str, name: str, width: int) -> None:
    party = Party(text=name, start=0, end=5, name=None, country="CHL", kind="group")
    text = printed(record((event(actors=(party,)),), report={"title": f"x{title}"}), width=width)
    assert max(cell_len(line) for line in text.splitlines()) <= width
    squeezed = "".join(text.split())
    assert "itsnavyhadenteredPeruvianwaters" in squeezed
