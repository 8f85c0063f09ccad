"""The fields of a frame as a form has them, and the frame that a form gives."""

from collections.abc import Mapping
from typing import Any, get_args

import msgspec

from ..frame import Frame
from ..store.values import PARTIES_OF_FRAMES
from ..store.wording import named

KINDS: dict[str, Any] = {str(kind.__struct_config__.tag): kind for kind in get_args(Frame)}
NUMBERS = frozenset({"quantity", "value", "amount"})
FLAGS = frozenset({"approximate"})
LISTS = frozenset({"provides_for"})
KIND = "frame"
"""The field of the form that holds the kind."""


def shown(frame: Any) -> dict[str, dict[str, str]]:
    """Each kind's fields as text; those of other kinds than the frame's are empty."""
    return {
        kind: {name: _text(name, getattr(frame, name)) if isinstance(frame, type_) else "" for name in type_.__struct_fields__}
        for kind, type_ in KINDS.items()
    }  # fmt: skip


def kind_of(frame: Any) -> str:
    """The kind of a frame; empty without one."""
    return str(frame.__struct_config__.tag) if frame is not None else ""


def given(form: Mapping[str, Any], frame: Any) -> str | None:
    """The frame as JSON, with "none" for taking it away; None where nothing of it is changed."""
    kind = str(form.get(KIND, kind_of(frame)))
    if kind not in KINDS:
        return "none" if frame is not None and kind == "" else None
    before = shown(frame)[kind]
    texts = {name: str(form.get(f"{kind}.{name}", "")).strip() for name in before}
    if kind == kind_of(frame) and texts == before:
        return None
    old: dict[str, Any] = msgspec.to_builtins(frame) if kind == kind_of(frame) else {}
    values = {n: old.get(n) if n in old and text == before[n] else _value(n, text) for n, text in texts.items()}
    return msgspec.json.encode({"kind": kind, **values}).decode()


def _text(name: str, value: Any) -> str:
    if value in (None, (), False):
        return ""
    if name in PARTIES_OF_FRAMES:
        return named(value if isinstance(value, tuple) else (value,))
    if isinstance(value, tuple):
        return ("..", "; ")[name in LISTS].join(map(str, value))
    return f"{value:.15g}" if isinstance(value, float) else "yes" if value is True else str(value)


def _value(name: str, text: str) -> Any:
    """A text as JSON; what does not fit the field is refused when the frame is read."""
    if name in FLAGS:
        return text != ""
    if name in LISTS:
        return [part.strip() for part in text.split(";") if part.strip()]
    if not text:
        return [] if name == "parties" else None
    if name == "signed" and ".." in text:
        return [part.strip() for part in text.split("..", 1)]
    if name in NUMBERS:
        try:
            return float(text.replace(",", ""))
        except ValueError:
            return text
    return text
