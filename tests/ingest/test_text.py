"""Characters, dates, lines and datelines, each by itself."""

import datetime as dt

import pytest

from verbale.ingest import read_bytes
from verbale.ingest.characters import UndecodableError, decode, tidy
from verbale.ingest.dateline import find_dateline
from verbale.ingest.dates import dates_in, settle
from verbale.ingest.furniture import ends_report, is_furniture, opens_related
from verbale.ingest.lines import paragraphs
from verbale.ingest.masthead import read_line
from verbale.ingest.related import read_related
from verbale.ingest.tongue import language_of

SENTENCE = "The minister’s “visit” to São Tomé ended early – he left on Tuesday."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "cp1252"]
)
def test_text_in_common_encodings_is_read(encoding: str) -> None:
    assert decode(SENTENCE.encode(encoding)) == SENTENCE


def test_cyrillic_in_a_one_byte_encoding_is_recognized() -> None:
    text = "Министр обороны прибыл в столицу с визитом и подписал договор о сотрудничестве. " * 3
    assert decode(text.encode("cp1251")) == text


def test_utf8_cut_inside_a_character_loses_only_that_character() -> None:
    assert decode("Talks in São".encode()[:-1]) == "Talks in Sã"


def test_a_stray_western_byte_in_utf8_is_read() -> None:
    assert decode("Zürich, Genève".encode() + b" and Malm\xf6.") == "Zürich, Genève and Malmö."


def test_bytes_with_zeros_are_no_text() -> None:
    with pytest.raises(UndecodableError):
        decode(b"\x01\x00\x02 a program \x00\x03\x00\x00")


def test_curly_quotes_stay_and_invisible_characters_go() -> None:
    assert tidy("The “min\u00adister”\u200b said\u00a0no.\r\nHe le\u0301ft.\f") == "The “minister” said no.\nHe léft.\n"


def test_mojibake_is_repaired_with_its_curly_quotes() -> None:
    assert tidy("Norlandâ€™s envoy arrived in SÃ£o TomÃ©.") == "Norland’s envoy arrived in São Tomé."


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Wednesday, 12 March 2003", (2003, 3, 12)),
        ("March 12th, 2003", (2003, 3, 12)),
        ("12-Mar-2003", (2003, 3, 12)),
        ("2003-03-12T10:00Z", (2003, 3, 12)),
        ("13/3/2003", (2003, 3, 13)),
        ("3/13/2003", (2003, 3, 13)),
        ("12.03.2003", (2003, 3, 12)),
        ("the 4th of May, 1999", (1999, 5, 4)),
        ("May 2023", (2023, 5, 1)),
    ],
)
def test_dates_are_read_in_many_forms(line: str, day: tuple[int, int, int]) -> None:
    assert [d.date for d in dates_in(line)] == [dt.date(*day)]


@pytest.mark.parametrize("text", ["January 34, 2022", "30 February 2010", "2011-13-40"])
def test_a_day_that_never_was_has_text_but_no_date(text: str) -> None:
    (date,) = dates_in(text)
    assert (date.text, date.date, date.impossible) == (text, None, True)


@pytest.mark.parametrize(
    "text", ["In 2003 the talks failed.", "resolution 1244/99 of the council", "1,204 men", "may 2 armies meet"]
)
def test_numbers_that_are_no_date_of_publication_are_left_alone(text: str) -> None:
    assert [d for d in dates_in(text) if d.date] == []


def test_a_plain_date_on_the_page_settles_an_ambiguous_one() -> None:
    (date,) = dates_in("3/12/2003")
    assert settle(date, [dt.date(2003, 3, 12)], None) == (dt.date(2003, 3, 12), True)
    assert settle(date, [dt.date(2003, 12, 1)], None) == (dt.date(2003, 12, 3), True)
    assert settle(date, [], "day-first") == (dt.date(2003, 12, 3), True)
    assert settle(date, [], None) == (dt.date(2003, 3, 12), False)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Anna Olin", ["Anna Olin"]),
        ("BY ANNA OLIN AND BEN STARK", ["Anna Olin", "Ben Stark"]),
        ("By Anna Olin in Baku and Ben Stark in Tbilisi", ["Anna Olin", "Ben Stark"]),
        ("By Anna Olin, Ben Stark & Cy Dahl", ["Anna Olin", "Ben Stark", "Cy Dahl"]),
        ("Anna Olin, Staff Writer", ["Anna Olin"]),
        ("Anna Olin | 4 March 2011", ["Anna Olin"]),
        ("Posted by Anna Olin on March 4, 2011", ["Anna Olin"]),
        ("March 4, 2011 by Anna Olin", ["Anna Olin"]),
        ("By Dr. Anna Olin, Ph.D.", ["Anna Olin"]),
        ("From our correspondent Anna Olin", ["Anna Olin"]),
        ("By Jean-Luc O'Neil and Mohammed al-Rashid", ["Jean-Luc O'Neil", "Mohammed al-Rashid"]),
        ("By Anna Olin (3/4/2011 issue of the Strait Analyst)", ["Anna Olin"]),
        ("By our staff writer", []),
        ("By Reuters", []),
    ],
)
def test_bylines_name_their_authors(line: str, authors: list[str]) -> None:
    clues = read_line(line)
    assert clues is not None
    assert [c.text for c in clues if c.field == "author"] == authors


@pytest.mark.parametrize(
    "line",
    [
        "By the time the minister arrived, the talks were over.",
        "By Monday the army had left the town and its bridges.",
        "On 4 March 2011 the army left.",
        "From Tolm the rebels moved north in two columns.",
        "The agreement was published in Geneva on Monday.",
        "Read the report, he said, before you vote.",
        "The exact number of observers will not be known before Friday.",
    ],
)
def test_a_sentence_is_no_masthead_line(line: str) -> None:
    assert read_line(line) is None
    assert not is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Share on Facebook",
        "Facebook Twitter WhatsApp Email Print",
        "We use cookies to improve our site.",
        "Sign up for our daily newsletter",
        "© 2012 The Courier",
        "Advertisement",
        "Photo: J. Berg / Gull Wire",
        "Be the first to comment!",
        "Skip to main content",
        "All rights reserved.",
        "5 min read",
        "* * *",
    ],
)
def test_buttons_and_notices_are_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Follow-up talks are planned for June.",
        "Print workers went on strike.",
        "More than 40 people died.",
        "Sign language was used at the talks.",
        "Share prices in Estmark fell after the attack, and the central bank closed the exchange for a day.",
        "Photographs of the attack were shown to the council.",
        "Cookies were handed out to refugees at the border by volunteers.",
        "The two sides will share the water.",
        "Tel Aviv rejected the plan.",
        "About forty people were killed.",
        "“Help our people and support our work,” he told the assembly.",
    ],
)
def test_sentences_that_begin_like_buttons_stay(line: str) -> None:
    assert not is_furniture(line)
    assert not ends_report(line)
    assert not opens_related(line)


@pytest.mark.parametrize(
    ("text", "place", "rest"),
    [
        ("PORT SUDAN, 21 November 1998 (Horn Wire) - The army left.", "PORT SUDAN", "The army left."),
        ("GENEVA, Nov 3 (Agency) — Talks began.", "GENEVA", "Talks began."),
        ("KABUL — Talks began.", "KABUL", "Talks began."),
        ("(Beirut, March 3, 2011) – The army left.", "Beirut", "The army left."),
        ("BAKU. March 12 (Gull) - The army left.", "BAKU", "The army left."),
        ("NEW DELHI: The army left.", "NEW DELHI", "The army left."),
        ("Moscow, 12 March 2003 - The army left.", "Moscow", "The army left."),
        ("KABUL, Afghanistan (AP) — “Talks began,” he said.", "KABUL", "“Talks began,” he said."),
    ],
)
def test_a_dateline_is_taken_off_the_first_sentence(text: str, place: str, rest: str) -> None:
    found = find_dateline(text)
    assert found is not None
    assert (found.place, text[found.end :]) == (place, rest)


@pytest.mark.parametrize(
    "text",
    ["BACKGROUND: The army left.", "Russia – The army left.", "NATO — The alliance met.", "The talks — Then came war."],
)
def test_a_heading_or_an_aside_is_no_dateline(text: str) -> None:
    assert find_dateline(text) is None


def test_wrapped_lines_become_paragraphs_and_divided_words_whole() -> None:
    text = (
        "The foreign minister arrived in the capital on Tuesday for two days of\ntalks about the river "
        "treaty. The military-technical part is well ad-\n"
        "vanced. A long-term plan will follow, and the delegations said a long-\nterm plan was "
        "needed.\n\nShe left on Thursday after a dinner with the"
        " heads of both delegations\nand a visit to the port.\n"
    )
    first, second = paragraphs(text)
    assert "for two days of talks" in first
    assert "well advanced" in first
    assert first.endswith("a long-term plan was needed.")
    assert second.endswith("delegations and a visit to the port.")


def test_lines_that_were_not_wrapped_stay_paragraphs() -> None:
    assert len(paragraphs("The army left.\nThe town was quiet.\nShops opened.\nNobody was hurt.")) == 4


def test_crlf_and_form_feeds_are_line_ends() -> None:
    report = read_bytes(b"By Anna Olin\r\n\r\nThe army left the town on Tuesday.\f\r\nShops opened again.", "x")[0]
    assert report.body == "The army left the town on Tuesday.\n\nShops opened again."


def test_a_name_known_from_one_entry_is_found_where_another_forgets_the_comma() -> None:
    (one, two), _ = read_related(
        [
            "Oped A. B. Olin, Ports and Pacts, Gull Review, May 6, 2012.",
            "Oped A. B. Olin Fees Will Fall, Gull Review, June 7, 2012.",
        ]
    )
    assert (one.title, two.title) == ("Ports and Pacts", "Fees Will Fall")
    assert one.authors == two.authors == ("A. B. Olin",)


def test_a_french_report_is_read_with_a_warning() -> None:
    text = "Le ministre des affaires étrangères est arrivé mardi dans la capitale pour des entretiens sur le traité."
    code, warnings = language_of(text)
    assert code == "fr"
    assert [w.code for w in warnings] == ["not-english"]


def test_a_headline_without_function_words_is_not_called_foreign() -> None:
    assert language_of("Rebels shell Tolm")[1] == ()
