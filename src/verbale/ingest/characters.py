"""Bytes to characters, and characters to the ones the author typed.

Everything here happens before the body is fixed; afterwards no character is touched again.
"""

import codecs
import re
import unicodedata

from ..report import Warn

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""UTF-32's little-endian mark begins with UTF-16's, so it stands first."""

MOST_ACCENTED = 0.25
"""Above this share of non-ASCII letters, one-byte text is unlikely to be Western European."""

INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]")
"""Soft hyphens, zero-width spaces, direction marks. The zero-width joiners stay: Persian spelling needs them."""

SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
BREAKS = re.compile("\r\n|[\r\f\v\u0085\u2028\u2029]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
SURROGATES = re.compile("[\ud800-\udfff]")
MOJIBAKE = re.compile("[ÂÃâÐÑÅÄ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œŸ]|ï»¿|ï¿½")


class UndecodableError(ValueError):
    """Bytes that are no text; the message says what they seem to be."""


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of `data`; byte-order mark, then UTF-8, then `declared`, then a guess.

    Raises `UndecodableError` for what is no text.
    """
    encoding = marked_encoding(data)
    if encoding:
        text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
    elif b"\0" in data:
        raise UndecodableError("a binary file, not a report")
    else:
        text = decode_unmarked(data, declared)
    if is_binary(text):
        raise UndecodableError("a binary file, not a report")
    return SURROGATES.sub("\ufffd", text)


def marked_encoding(data: bytes) -> str | None:
    """The encoding that a byte-order mark, or a regular pattern of zero bytes, gives away."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return encoding
    sample = data[:4096]
    if len(sample) < 8 or b"\0" not in sample:
        return None
    zeros = [sample[k::4].count(0) / max(1, len(sample[k::4])) for k in range(4)]
    wide = "".join("1" if share > 0.7 else "0" for share in zeros)
    return {"0111": "utf-32-le", "1110": "utf-32-be", "0101": "utf-16-le", "1010": "utf-16-be"}.get(wide)


def decode_unmarked(data: bytes, declared: str | None) -> str:
    """UTF-8 where it fits, also with a few stray bytes or a cut end; else a one-byte encoding."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared and (text := decode_as(data, declared)) is not None:
        return text
    if mostly_utf8(data):
        return data.decode("utf-8", errors="verbale-western")
    western = data.decode("cp1252", errors="verbale-western")
    if share_non_ascii(western) <= MOST_ACCENTED:
        return western
    return guess(data)


def decode_as(data: bytes, encoding: str) -> str | None:
    """`data` in the encoding a page declares; None where the name or the bytes are wrong."""
    try:
        if codecs.lookup(encoding).name in ("utf-8", "utf-16", "utf-32", "ascii"):
            return None
        return data.decode(encoding)
    except (LookupError, UnicodeError, ValueError):
        return None


def mostly_utf8(data: bytes) -> bool:
    """Whether well-formed multi-byte characters outnumber stray bytes."""
    stray = data.decode("utf-8", errors="replace").count("\ufffd")
    good = sum(1 for ch in data.decode("utf-8", errors="ignore") if ch > "\x7f")
    return good > stray


def share_non_ascii(text: str) -> float:
    """Share of the letters that lie outside ASCII."""
    letters = [ch for ch in text[:20000] if ch.isalpha()]
    return sum(ch > "\x7f" for ch in letters) / len(letters) if letters else 1.0


def guess(data: bytes) -> str:
    """Text in another one-byte or Asian encoding, after charset-normalizer."""
    import charset_normalizer  # costs 50 ms, rarely needed

    best = charset_normalizer.from_bytes(data[:200_000]).best()
    text = data.decode(best.encoding, errors="replace") if best is not None else None
    if text is None or share_letters(text) < 0.5:  # prose has well over two thirds
        raise UndecodableError("not text in any encoding that could be recognized")
    return text


def share_letters(text: str) -> float:
    """Share of letters and spaces among the characters."""
    return sum(ch.isalpha() or ch.isspace() for ch in text) / len(text) if text else 0.0


def is_binary(text: str) -> bool:
    """Whether control or unassigned characters are too many for prose."""
    sample = text[:20000]
    odd = len(CONTROLS.findall(sample)) + sample.count("\ufffd")
    return odd > max(2, len(sample) // 100)


def western_byte(error: UnicodeError) -> tuple[str, int]:
    """Reads a byte that is wrong in UTF-8 as Windows-1252; a character cut off at the end is left out."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    if error.end >= len(error.object) and error.encoding == "utf-8":
        return "", error.end
    return bad.decode("cp1252", errors="replace") if error.encoding == "utf-8" else "\ufffd", error.end


codecs.register_error("verbale-western", western_byte)


def tidy(text: str) -> str:
    """The text with repaired mojibake, one kind of line break and of space, no invisible characters, in NFC.

    Curly quotes and dashes stay as they are.
    """
    if MOJIBAKE.search(text):
        import ftfy  # costs 80 ms, rarely needed

        text = ftfy.fix_encoding(text)
    text = BREAKS.sub("\n", text).replace("\u00ad\n", "")
    text = CONTROLS.sub("", INVISIBLE.sub("", SPACES.sub(" ", text)))
    return unicodedata.normalize("NFC", text)


def replaced_characters(text: str) -> tuple[Warn, ...]:
    """A warning where characters were lost on the way here."""
    lost = text.count("\ufffd")
    if not lost:
        return ()
    return (Warn(code="lost-characters", message=f"{lost} characters of the text could not be decoded"),)
