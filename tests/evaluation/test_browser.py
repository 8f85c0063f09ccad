"""The error browser: like mistakes together, words marked, and nothing of a text taken for markup."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

from verbale.evaluation import figures
from verbale.evaluation.browser import entries, sentences_of
from verbale.evaluation.browser_page import page
from verbale.evaluation.browser_text import error_lines

from .gold_files import outcome_of, quote

LONG = "Oslo waits. " * 60 + "Basra burned in 2003. " + "Lima slept. " * 20
NASTY = 'Ghana <script>alert("x")</script> & "Togo".'


def event(kind: str, **more: Any) -> dict[str, Any]:
    return {"event": kind, "source": "GHA", "target": "TGO", **more}


def confused(tmp_path: Path) -> Any:
    gold = [{"id": n, "text": NASTY, "events": [event("ACCUSE")]} for n in range(3)]
    read = [{"id": n, "events": [event(kind)]} for n, kind in enumerate(("AID", "REQUEST", "REQUEST"))]
    return outcome_of(tmp_path, gold, read)


def test_the_most_frequent_confusion_comes_first(tmp_path: Path) -> None:
    found = entries(confused(tmp_path))
    assert [e.heading for e in found] == ["type: ACCUSE → REQUEST"] * 2 + ["type: ACCUSE → AID"]


def test_a_long_text_is_shown_sentence_by_sentence(tmp_path: Path) -> None:
    at = quote(LONG, "Basra")
    outcome = outcome_of(
        tmp_path,
        {"id": 1, "text": LONG, "toponyms": [{"start": at["start"], "end": at["end"]}]},
        {"id": 1, "places": []},
    )
    [entry] = entries(outcome)
    assert entry.text.strip() == "Basra burned in 2003."
    assert [entry.text[s.start : s.end] for s in entry.missed()] == ["Basra"]


def test_sentences_cover_the_text() -> None:
    spans = list(sentences_of(LONG))
    assert spans[0].start == 0
    assert all(a.end == b.start for a, b in pairwise(spans))


def test_the_text_says_gold_reading_and_mark(tmp_path: Path) -> None:
    lines = "\n".join(error_lines("set", entries(confused(tmp_path))))
    assert "type: ACCUSE → REQUEST  (2)" in lines
    assert "    gold: ACCUSE GHA → TGO" in lines
    assert "    ≠ wrong type: ACCUSE → AID" in lines


class Seen(HTMLParser):
    """Tags and addresses of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str | None] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("src", "href")]
        if tag not in ("meta", "input", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_and_needs_nothing_beside_it(tmp_path: Path) -> None:
    outcome = confused(tmp_path)
    text = page([("a <set>", figures(outcome.records, outcome.measures, 10), entries(outcome))])
    seen = Seen()
    seen.feed(text)
    assert seen.open == []
    assert seen.links == []
    assert seen.tags.count("script") == 1, "a report's markup stays text"
    assert seen.tags.count("article") == 3
    assert "{{" not in text
    assert not re.search(r"https?://", text)
    assert "a &lt;set&gt;" in text


def test_words_of_gold_and_reading_are_marked_apart(tmp_path: Path) -> None:
    text = "They met last Friday."
    gold = {"id": 1, "text": text, "times": [{"start": 9, "end": 20, "value": "a"}]}
    outcome = outcome_of(tmp_path, gold, {"id": 1, "times": [{"start": 14, "end": 20, "value": "b"}]})
    made = page([("set", [], entries(outcome))])
    assert (
        '<mark class="gold" title="gold">last </mark><mark class="both" title="gold and reading">Friday</mark>' in made
    )
