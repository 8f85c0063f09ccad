"""A picture: for a page, whose style sheet colours it, and as a file that brings its colours along."""

import re
from collections.abc import Sequence
from functools import cache

from markupsafe import Markup
from msgspec import Struct

from ..rendering import STATIC
from .svg import label, tag

_MARKS = "/* Marks"
"""Where the rules begin that a file needs too."""
_NARROW = 1000
"""Pixels up to which a picture is as wide as its page."""
_NAMED = re.compile(r"--([\w-]+):\s*([^;]+);")
_USED = re.compile(r"var\(--([\w-]+)\)")


class Picture(Struct, frozen=True, kw_only=True):
    """A drawing, and what it says in words."""

    title: str
    description: str
    width: float = 960
    height: float = 120
    marks: Markup = Markup("")
    nothing: str | None = None
    """Why there is nothing to draw, as a sentence."""
    notes: tuple[str, ...] = ()
    """What the picture leaves out, a sentence each."""

    def on_page(self, id: str = "picture") -> Markup:
        """The picture within a page, or the sentence that stands for it."""
        if self.nothing:
            return Markup('<p class="notice">{}</p>').format(self.nothing)
        return self._svg(id, self.marks, "drawing fluid" if self.width <= _NARROW else "drawing")

    def as_file(self, address: str) -> str:
        """The picture by itself; its links lead to the desk at an address such as "https://desk.example.org"."""
        marks = label(24, self.height / 2, self.nothing) if self.nothing else self.marks
        style = tag("style", Markup(styles()))  # noqa: S704  our own files
        svg = self._svg("picture", style + marks, "drawing", xmlns="http://www.w3.org/2000/svg")
        # Within attributes and text every quotation mark is escaped, so this is the beginning of a link.
        return str(svg).replace('href="/', f'href="{Markup.escape(address.rstrip("/"))}/')

    def _svg(self, id: str, marks: Markup, class_: str, **more: str) -> Markup:
        # A group and not an image: an image's links would be hidden from those who hear the page.
        ground = tag("rect", width=self.width, height=self.height, class_="ground")
        return tag(
            "svg", tag("title", self.title, id=f"{id}-title"), tag("desc", self.description, id=f"{id}-desc"), ground, marks,
            id=id, class_=class_, width=self.width, height=self.height,
            viewBox=f"0 0 {self.width:.0f} {self.height:.0f}", role="group",
            aria_labelledby=f"{id}-title", aria_describedby=f"{id}-desc", **more,
        )  # fmt: skip


@cache
def styles() -> str:
    """The rules for marks, with the light colours in place of their names: few programs but browsers know names."""
    desk = (STATIC / "desk.css").read_text(encoding="utf-8")
    colours = dict(_NAMED.findall(desk.partition(":root {")[2].partition("}")[0]))
    rules = (STATIC / "pictures.css").read_text(encoding="utf-8").partition(_MARKS)[2].partition("*/")[2]
    return _USED.sub(lambda found: colours.get(found[1], "currentColor"), rules).strip()


def counted(number: int, one: str, several: str | None = None) -> str:
    """A number with its noun: "1 event", "2,000 events"."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def listed(items: Sequence[str]) -> str:
    """Items as a sentence has them: "a, b and c"."""
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else list(items))
