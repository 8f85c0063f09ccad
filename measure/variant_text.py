"""Texts with everything that a variant changes in them cut out: states, people, towns, days and a share of the words."""

import datetime as dt
import random
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import msgspec

from .variant_names import ARTICLE, Spelling, State, spellings

SENTENCES = Path(__file__).parents[1] / "data" / "training"
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MONTH = "|".join(MONTHS)
_DATE = rf"""
    (?P<day>\d{{1,2}})\ (?P<month>{_MONTH})(?:,?\ (?P<year>(?:19|20)\d\d))?
  | (?P<month2>{_MONTH})\ (?P<day2>\d{{1,2}})\b(?:,\ (?P<year2>(?:19|20)\d\d))?
  | (?P<month3>{_MONTH.replace("May|", "")}|May(?=\ (?:19|20)\d\d))(?:\ (?P<year3>(?:19|20)\d\d))?
  | (?P<year4>(?:19|20)\d\d)(?!\d|[-,.]\d)
"""
_WORD = r"(?P<word>[a-z]{5,14})"
_LETTERS_ALIKE = 2
SPELLINGS: dict[str, Spelling] = spellings()


class Piece(NamedTuple):
    """Words that variants change: `kind` says how, `what` from what."""

    kind: str
    what: tuple[object, ...]
    text: str


Text = tuple[str | Piece, ...]


class Choice(NamedTuple):
    """What one variant puts in the place of what."""

    states: Mapping[str, State]
    people: Mapping[str, tuple[str, str]]
    towns: Mapping[str, tuple[State, int]]
    later: dt.timedelta
    """Whole weeks, so that weekdays stay true."""
    share: float
    """Of the longer words that are changed."""
    wording: random.Random


class Vocabulary:
    """Words of the training sentences by their endings, so that a verb takes the place of a verb."""

    def __init__(self, folder: Path = SENTENCES) -> None:
        counted: Counter[str] = Counter()
        for path in sorted(folder.glob("*.jsonl")):
            for line in path.read_bytes().splitlines():
                counted.update(re.findall(rf"\b{_WORD}\b", msgspec.json.decode(line)["text"]))
        self._words: dict[str, list[str]] = {}
        for word in sorted(counted):
            self._words.setdefault(word[-_LETTERS_ALIKE:], []).append(word)
        self._sums = {end: list(accumulate(counted[w] for w in words)) for end, words in self._words.items()}

    def other(self, word: str, rng: random.Random) -> str:
        """A word that ends alike, frequent ones more often; the same where none does."""
        end = word[-_LETTERS_ALIKE:]
        if end not in self._words:
            return word
        return rng.choices(self._words[end], cum_weights=self._sums[end])[0]


class Cutter:
    """Cuts the texts of one sample report."""

    def __init__(self, *, people: Mapping[str, str], towns: Iterable[str], published: dt.date | None) -> None:
        """`people` are names by spelling; the year of `published` is that of days without one."""
        self._people, self._year = people, published.year if published else None
        self.towns = frozenset(towns) - SPELLINGS.keys() - people.keys()
        names = sorted({*people, *self.towns, *SPELLINGS}, key=lambda name: (-len(name), name))
        either = "|".join(map(re.escape, names))
        self._pattern = re.compile(
            rf"(?<![\w-])(?:(?P<the>[Tt]he\ )?(?P<name>{either})|{_DATE}|{_WORD})(?!\w)", re.VERBOSE
        )
        self._cut: dict[str, Text] = {}

    def cut(self, text: str) -> Text:
        """The text in pieces."""
        if text not in self._cut:
            parts: list[str | Piece] = []
            at = 0
            for match in self._pattern.finditer(text):
                parts += [text[at : match.start()], self._piece(match)]
                at = match.end()
            self._cut[text] = (*parts, text[at:])
        return self._cut[text]

    def codes_in(self, text: str) -> set[str]:
        """The states named in a text."""
        return {str(piece.what[0]) for piece in self.cut(text) if isinstance(piece, Piece) and piece.kind == "state"}

    def _piece(self, match: re.Match[str]) -> Piece:
        text, name = match[0], match["name"]
        if match["word"]:
            return Piece("word", (), text)
        if name is None:
            return self._date(match)
        if name in self._people:
            return Piece("person", (self._people[name], " " in name, match["the"] or ""), text)
        if name in self.towns:
            return Piece("town", (name, match["the"] or ""), text)
        begins = match.start() == 0 or match.string[match.start() - 2 : match.start()] in (". ", "\n\n", "” ")
        return Piece("state", (*SPELLINGS[name], match["the"] or "", begins), text)

    def _date(self, match: re.Match[str]) -> Piece:
        found = {
            k.rstrip("234"): v
            for k, v in match.groupdict().items()
            if v and k.rstrip("234") in ("day", "month", "year")
        }
        year = int(found.get("year") or self._year or 0)
        month = MONTHS.index(found["month"]) + 1 if "month" in found else 7
        try:
            day = dt.date(year, month, int(found.get("day", 15)))
        except ValueError:
            return Piece("word", (), match[0])
        shape = re.sub(r"(?:19|20)\d\d", "Y", match[0])
        shape = re.sub(_MONTH, "M", shape)
        return Piece("date", (day, re.sub(r"\d+", "D", shape)), match[0])


class Made(NamedTuple):
    """A changed text, and where its pieces were and are."""

    text: str
    old: Sequence[int]
    new: Sequence[int]

    def moved(self, offset: int) -> int:
        """Where what stood at an offset stands now."""
        piece = min(bisect_right(self.old, offset), len(self.old)) - 1
        last = self.new[piece + 1] if piece + 1 < len(self.new) else self.new[piece]
        return min(self.new[piece] + offset - self.old[piece], last)

    def under(self, line: str) -> "Made":
        """The text under another line."""
        return Made(line + self.text, self.old, [at + len(line) for at in self.new])


def put_together(text: Text, choice: Choice, vocabulary: Vocabulary) -> Made:
    """The text with everything changed as chosen."""
    parts: list[str] = []
    old, new = [0], [0]
    before = after = 0
    for part in text:
        if isinstance(part, str):
            was = now = part
        else:
            was, now = part.text, _changed(part, choice, vocabulary)
        parts.append(now)
        before, after = before + len(was), after + len(now)
        old.append(before)
        new.append(after)
    return Made("".join(parts), old, new)


def _changed(piece: Piece, choice: Choice, vocabulary: Vocabulary) -> str:
    what = piece.what
    match piece.kind:
        case "word":
            if choice.wording.random() >= choice.share:
                return piece.text
            return vocabulary.other(piece.text, choice.wording)
        case "date":
            return _day(what[0] + choice.later, str(what[1]))  # type: ignore[operator]
        case "person":
            first, last = choice.people[str(what[0])]
            return str(what[2]) + (f"{first} {last}" if what[1] else last)
        case "town":
            state, number = choice.towns[str(what[0])]
            return str(what[1]) + state.towns[number]
    code, how, the = map(str, what[:3])
    if code not in choice.states:
        return piece.text
    state = choice.states[code]
    if how == "name":
        the = the or "the " if state.code in ARTICLE else ""
    elif how == "capital":
        the = ""
    word = the + state.words[how]
    return word[0].upper() + word[1:] if what[3] else word


def _day(day: dt.date, shape: str) -> str:
    values = {"D": str(day.day), "M": MONTHS[day.month - 1], "Y": str(day.year)}
    return "".join(values.get(letter, letter) for letter in shape)
