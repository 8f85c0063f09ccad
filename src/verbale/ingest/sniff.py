"""What kind of file bytes are, told by the bytes: a suffix may lie."""

import re
import zlib

from ..errors import InputError
from ..report import MediaType
from .characters import marked_encoding

HEAD_BYTES = 65_536
"""So much of a file is looked at."""
MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"), (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\0", "a TIFF image"), (b"MM\0*", "a TIFF image"), (b"BM", "a BMP image"), (b"\0\0\1\0", "an icon"),
    (b"8BPS", "a Photoshop image"),
    (b"OggS", "an Ogg recording"), (b"ID3", "an MP3 recording"), (b"fLaC", "a FLAC recording"),
    (b"\x1aE\xdf\xa3", "a Matroska video"),
    (b"BZh", "a bzip2 archive"), (b"\xfd7zXZ\0", "an xz archive"), (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!\x1a", "a RAR archive"), (b"\x7fELF", "a program"), (b"\xca\xfe\xba\xbe", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"), (b"\0asm", "a program"),
    (b"SQLite format 3\0", "an SQLite database"), (b"PAR1", "a Parquet table"), (b"\x89HDF", "an HDF5 file"),
    (b"wOFF", "a font"), (b"wOF2", "a font"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"), (b"{\\rtf", "an RTF document"), (b"%!PS", "a PostScript document"),
)  # fmt: skip
TAG = re.compile(
    r"<(?:!doctype html|html|head|body|article|main|section|div|p|h[1-6]|table|ul|ol|span|meta|title|br|"
    r"a\s+href)\b[^<>]*>",
    re.IGNORECASE,
)
LEAST_TAGS = 3
"""A text that quotes a tag or two is still text."""


def sniff(head: bytes, source: str, *, name: str = "") -> MediaType:
    """The media type of a file that begins with `head`; raises `InputError` for what cannot be a report.

    `name`, the file's name, decides only between JSON Lines and a text that begins with a brace.
    """
    if not head.strip():
        raise InputError(source, "the file is empty")
    if kind := _foreign(head):
        raise InputError(source, f"{kind}, not a report")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"WARC/") or _is_gzipped_warc(head):
        return "warc"
    if head.startswith(b"\x1f\x8b"):
        raise InputError(source, "a gzip archive, not a report: unpack it first")
    return _text_type(head, source, name)


def _foreign(head: bytes) -> str | None:
    """The name of a format that holds no report, by its first bytes."""
    for magic, kind in MAGIC:
        if head.startswith(magic) and (
            len(magic) > 3 or b"\0" in head[:64] or not head[:256].isascii()
        ):  # "BM" may begin a word
            return kind
    if head.startswith(b"PK\x03\x04"):
        return (
            "an Office document"
            if b"word/" in head or b"[Content_Types]" in head or b"opendocument" in head
            else "a Zip archive"
        )
    if head.startswith(b"RIFF"):
        return "a WebP image" if head[8:12] == b"WEBP" else "a recording"
    if head[4:8] == b"ftyp":
        return "a video or HEIC image"
    if head.startswith(b"MZ") and b"\0" in head[:64]:
        return "a program"
    return "a tar archive" if head[257:262] == b"ustar" else None


def _is_gzipped_warc(head: bytes) -> bool:
    if not head.startswith(b"\x1f\x8b"):
        return False
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 16).startswith(b"WARC/")
    except zlib.error:
        return False


def _text_type(head: bytes, source: str, name: str) -> MediaType:
    encoding = marked_encoding(head)
    text = head.decode(encoding or "latin-1", errors="replace").lstrip("\ufeff \t\r\n")
    opening = text[:2048].lower()
    if re.search(r"<(?:rss|feed|rdf:rdf)\b", opening) and opening.startswith("<"):
        return "feed"
    if text.startswith("{") and (re.match(r'\{\s*"[^"]*"\s*:', text) or name.endswith((".jsonl", ".ndjson"))):
        return "jsonl"
    if name.lower().endswith((".jsonl", ".ndjson")):
        return "jsonl"
    if (
        opening.startswith("<!doctype html")
        or re.search(r"<html\b|<body\b", opening)
        or len(TAG.findall(text[:20_000])) >= LEAST_TAGS
    ):
        return "html"
    if opening.startswith("<?xml") or text.startswith("<svg"):
        raise InputError(source, "an XML document, not a feed or a page")
    return "text"
