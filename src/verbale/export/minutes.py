"""A record as minutes that a person reads: the masthead, the events in text order, who said what, who is who."""

import sys

from rich.console import Console, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from ..record import Event, Record, Statement
from . import wording
from .page import clean, console, heading, indented, margin_grid, put, quoted, styled

SIGNS = {
    "occurred": ("●", "green"), "ongoing": ("◐", "cyan"), "planned": ("○", "blue"), "conditional": ("◇", "yellow"),
    "hypothetical": ("◌", "yellow"), "denied": ("✗", "red"), "negated": ("⊘", "red"),
}  # fmt: skip
"""The sign and colour of each status."""
KINDS = {"threat": "red", "denial": "red", "allegation": "yellow", "question": "cyan"}


class Minutes:
    """Prints records one after the other, with a rule between."""

    def __init__(self, page: Console | None = None) -> None:
        self.page = page or console(sys.stdout)
        self._printed = 0

    def print(self, record: Record) -> None:
        """The minutes of one report."""
        parts: list[RenderableType] = ["", Rule(characters="━", style="dim"), ""] if self._printed else []
        parts += [masthead(record), *self._events(record), *_statements(record, self.page.width)]
        put(self.page, [*parts, *_people(record), *_remarks(record)])
        self._printed += 1

    def _events(self, record: Record) -> list[RenderableType]:
        if not record.events:
            return ["", styled(("No events.", "dim"))]
        statements = {s.id: s for s in record.statements}
        grid = margin_grid(self.page.width)
        for event in record.events:
            if grid.rows:
                grid.add_row("", "")
            grid.add_row(margin(event), entry(event, statements))
        return ["", heading("Events"), indented(grid)]


def masthead(record: Record) -> Text:
    """What the report is: title, where and when it appeared, who wrote it, and how much was found in it."""
    report = record.report
    title = report.title or report.lead or opening(report.body)
    page = styled((clean(title), "bold"))
    about = [report.publication, report.section, report.issue, f"{report.published}" if report.published else "undated"]
    page.append("\n" + " · ".join(dict.fromkeys(clean(a) for a in about if a)))
    if report.authors:
        page.append("\nby " + wording.listed([clean(a) for a in report.authors]))
    if report.lead and report.lead != title:
        page.append("\n" + clean(report.lead), style="italic")
    page.append("\n" + " · ".join(counts(record)), style="dim")
    page.append("\n" + clean(report.source or str(record.id)), style="dim")
    return page


def _statements(record: Record, width: int) -> list[RenderableType]:
    if not record.statements:
        return []
    known = {s.id: s for s in record.statements}
    grid = margin_grid(width)
    for statement in record.statements:
        content = quoted(statement.content.quote) if statement.direct else clean(statement.content.quote)
        inside = known.get(statement.parent or "")
        body = styled(wording.saying(statement), (f" · told by {wording.speaker(inside)}" if inside else "", "dim"))
        body.append("\n" + content, style="italic")
        grid.add_row(styled((statement.kind, KINDS.get(statement.kind, "dim"))), body)
    return ["", heading("Statements"), indented(grid)]


def _people(record: Record) -> list[RenderableType]:
    if not record.people:
        return []
    grid = Table.grid(padding=(0, 2), expand=True)
    for ratio in (5, 6, 2, 5):
        grid.add_column(ratio=ratio, overflow="fold")
    for person in record.people:
        others = [clean(s) for s in person.spellings if s != person.name]
        also = styled(("also " + ", ".join(others) if others else "", "dim"))
        grid.add_row(*(styled(clean(w or "")) for w in (person.name, person.office, person.country)), also)
    return ["", heading("People"), indented(grid)]


def _remarks(record: Record) -> list[RenderableType]:
    """What else was on the page, and what could not be understood."""
    parts: list[RenderableType] = []
    related = record.report.related
    if related:
        parts += ["", styled((f"{plural(len(related), 'related publication')} listed on the page", "dim"))]
    if record.warnings:
        parts += ["", heading("Not understood")]
    for warning in record.warnings:
        words = record.report.body[warning.start : warning.end] if warning.start is not None else ""
        parts.append(styled(f" {clean(warning.message)}", (f"  {quoted(words)}" if words else "", "dim")))
    return parts


def opening(body: str) -> str:
    """The first words of a report without a title."""
    words = body.split()
    return " ".join(words[:12]) + (" …" if len(words) > 12 else "")


def counts(record: Record) -> list[str]:
    """How much there is of everything."""
    found = [
        plural(len(record.report.body.split()), "word"), plural(len(record.events), "event"),
        plural(len(record.statements), "statement"), plural(len(record.people), "person", "people"),
    ]  # fmt: skip
    return found + ([plural(len(record.warnings), "warning")] if record.warnings else [])


def plural(n: int, one: str, many: str | None = None) -> str:
    """The number with its noun: "1 event", "2 events"."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def margin(event: Event) -> Text:
    """When it was, in ISO form and in the report's words where these say it in another way; then the codes."""
    if event.date is None:
        text = styled(("undated", "dim"))
    else:
        iso, words = wording.days(event.date), clean(event.date.text)
        text = styled(iso, (f"\n{quoted(words)}" if words != iso else "", "dim"))
    codes = [f"CAMEO {event.cameo}" if event.cameo else "", f"{event.score:+.1f}" if event.score is not None else ""]
    if any(codes):
        text.append("\n" + " ".join(filter(None, codes)), style="dim")
    return text


def entry(event: Event, statements: dict[str, Statement]) -> Table:
    """One event: what, who, where, according to whom, and the words that say so."""
    grid = Table.grid(padding=(0, 2), expand=True)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_column(justify="right", no_wrap=True)
    grid.add_row(what(event), standing(event))
    rest = Table.grid(expand=True)
    rest.add_column(overflow="fold")
    rest.add_row(grid)
    rest.add_row(styled(wording.who(event)))
    around = [f"in {wording.place(event.place)}" if event.place else "", wording.told(event.attribution, statements)]
    if any(around):
        rest.add_row(styled(" · ".join(filter(None, around))))
    if event.frame is not None and (found := wording.facts(event)):
        rest.add_row(_facts(found))
    rest.add_row(styled((quoted(event.evidence.quote), "dim italic")))
    return rest


def what(event: Event) -> Text:
    """The type with its mode and contexts."""
    kind = event.type or (wording.kind(event.frame).upper() if event.frame else "NOTE")
    contexts = f"  {', '.join(event.contexts)}" if event.contexts else ""
    return styled((kind, "bold"), f" · {event.mode}" if event.mode else "", (contexts, "dim"))


def standing(event: Event) -> Text:
    """Whether it happened, and how sure that is."""
    sign, colour = SIGNS[event.status]
    sure = "" if event.certainty == "certain" else f"{event.certainty}, "
    return styled((sure, "dim"), (f"{sign} {event.status}", colour))


def _facts(found: list[tuple[str, str]]) -> Text:
    line = styled()
    for label, value in found:
        line.append(" · " if line.plain else "", style="dim")
        line.append(f"{label} ", style="dim")
        line.append(value)
    return line
