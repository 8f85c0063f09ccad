"""Which language a text is in: a count of English function words, and py3langid where that leaves a doubt."""

import re

from ..report import Warn
from .words import word_set

ENGLISH = word_set(
    """
    the of and to in a that is was for on with as by at from has had have be been are were it its he she they
    his her their this which who will would not but or an said after about into than more over also between
    against under could may
    """
)
NOT_ENGLISH = word_set(
    """
    der die das und ist les des est une dans que los las del una por que il della che nella het een van och att
    det som og nie jest
    """
)
"""Function words of neighbouring languages, to keep "in", "was" and "die" from deciding alone."""
PLAINLY_ENGLISH = 0.25
"""Share of function words; English news has 0.35 to 0.5, word lists and foreign prose below 0.15."""
FEWEST_WORDS = 5
"""With fewer words nothing is said about the language."""
SAMPLE_WORDS = 400
NAMES = {
    "fr": "French", "de": "German", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "ru": "Russian",
    "uk": "Ukrainian", "ar": "Arabic",
    "fa": "Persian", "tr": "Turkish", "zh": "Chinese", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pl": "Polish",
    "az": "Azerbaijani",
    "hy": "Armenian", "ka": "Georgian", "kk": "Kazakh", "sv": "Swedish", "he": "Hebrew", "hi": "Hindi", "ur": "Urdu",
    "id": "Indonesian",
}  # fmt: skip


def language_of(text: str) -> tuple[str | None, tuple[Warn, ...]]:
    """The ISO 639-1 code, and a warning where it is not English. None: too little text to tell."""
    words = re.findall(r"[^\W\d_]+", text[:8000].lower())[:SAMPLE_WORDS]
    english = sum(w in ENGLISH for w in words)
    foreign = sum(w in NOT_ENGLISH for w in words)
    if words and english / len(words) >= PLAINLY_ENGLISH and english > 3 * foreign:
        return "en", ()
    if len(words) < FEWEST_WORDS and text.isascii():
        return ("en", ()) if english and not foreign else (None, ())
    return _guessed(text, words, english, foreign)


def _guessed(text: str, words: list[str], english: int, foreign: int) -> tuple[str | None, tuple[Warn, ...]]:
    """py3langid's guess; for a short ASCII text, where it errs often, English unless foreign words say otherwise."""
    if len(words) < 20 and text.isascii() and english > foreign:  # a sentence
        return "en", ()
    import py3langid  # its model takes a second to load

    code = str(py3langid.classify(text[:8000])[0])
    if len(words) < 20 and text.isascii() and not foreign:  # a sentence
        return ("en" if code == "en" else None), ()
    if code == "en":
        return "en", ()
    message = f"the text reads as {NAMES.get(code, code)}; only English is understood"
    return code, (Warn(code="not-english", message=message),)
