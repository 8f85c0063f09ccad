"""`verbale explain` names the word, the entry and the rule behind what the record says."""

import io
import re

import pytest

from verbale.export.explanation import Explanation
from verbale.export.page import console
from verbale.ingest import from_text
from verbale.pipeline import Reader

TEXT = (
    "Norway's foreign minister visited Chile on 4 March 2003. Peru denied that its troops had attacked Chile. "
    "Soldiers attacked the problem with a smile."
)


@pytest.fixture(scope="module")
def explained(reader: Reader) -> str:
    out = io.StringIO()
    page = console(out)
    page.width = 200
    Explanation(reader.lexicon, page).print(reader.stages(from_text(TEXT, "x")))
    return out.getvalue()


def section(text: str, start: str) -> str:
    return text[text.index(start) :].split("\n\n", 1)[0]


def test_the_trigger_is_named_with_its_file_and_entry(explained: str) -> None:
    assert re.search(r"“visited” \(visit, verb\) at 26, by consult\.toml, entry \d+ \(visit", explained)


def test_parties_are_named_with_the_slot_that_gave_them(explained: str) -> None:
    visit = section(explained, "1. CONSULT · visit")
    assert re.search(r"actors .* · the subject", visit)
    assert re.search(r"recipients .*Chile.* · the object", visit)


def test_codes_date_and_confidence_tell_where_they_come_from(explained: str) -> None:
    visit = section(explained, "1. CONSULT · visit")
    assert "CAMEO 042 · score" in visit
    assert "2003-03-04 (day), read from “4 March 2003”" in visit
    assert re.search(r"confidence +0\.\d\d · log odds [+-]\d\.\d\d to begin with", visit)


def test_a_denied_act_says_by_which_word_and_by_whom(explained: str) -> None:
    denied = section(explained, "2. ASSAULT")
    assert "denied: “denied”" in denied
    assert "Peru · denied (denial" in denied


def test_statements_name_their_cue(explained: str) -> None:
    assert "denial        Peru · denied, by verb “denied”" in section(explained, "STATEMENTS")


def test_words_of_the_lexicon_without_an_event_say_what_they_lack(explained: str) -> None:
    silent = section(explained, "WORDS OF THE LEXICON")
    assert re.search(r"denied \(62\) .*reject\.toml, entry \d+ .* asks for object", silent)


def test_without_a_lexicon_silent_words_are_left_out(reader: Reader) -> None:
    out = io.StringIO()
    Explanation(None, console(out)).print(reader.stages(from_text(TEXT, "x")))
    assert "WORDS OF THE LEXICON" not in out.getvalue()
    assert "1. CONSULT" in out.getvalue()
