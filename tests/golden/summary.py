"""A record as lines that a person can read in a diff."""

from collections.abc import Iterable

from verbale.cast import Party
from verbale.record import Event, Record


def summary(record: Record) -> str:
    """Masthead, events, statements, people and warnings, one a line."""
    report = record.report
    head = (
        f"{report.title} | {report.published} | {report.publication} | {', '.join(report.authors)} | {report.section}"
    )
    speakers = {s.id: s.speaker.text if s.speaker else "?" for s in record.statements}
    lines = [head, f"related: {len(report.related)}", ""]
    lines += [event_line(event, speakers) for event in record.events]
    lines += [
        "",
        *(
            f"{s.kind} | {speakers[s.id]} | {s.cue.text if s.cue else '-'} | {s.content.quote}"
            for s in record.statements
        ),
    ]
    lines += ["", *(f"{p.name} | {p.country} | {p.office}" for p in record.people)]
    lines += ["", *(f"{w.code} | {w.message}" for w in record.warnings)]
    return "\n".join(lines).replace("\n\n\n", "\n\n").strip() + "\n"


def event_line(event: Event, speakers: dict[str, str]) -> str:
    """One event on one line."""
    kind = f"{event.type or 'none'} {event.mode or '-'} {event.cameo or '-'}"
    when = f"{event.date.start}..{event.date.end}" if event.date else "-"
    told = " > ".join(speakers[i] for i in event.attribution) or "-"
    frame = type(event.frame).__name__ if event.frame else "-"
    where = event.place.name if event.place else "-"
    sides = f"{sides_of(event.actors)} -> {sides_of(event.recipients)}"
    quote = " ".join(event.evidence.quote.split())
    return f"{kind} | {sides} | {event.status} {event.certainty} | {when} | {where} | {frame} | {told} | {quote}"


def sides_of(parties: Iterable[Party]) -> str:
    """The parties of one side by person or code."""
    return ", ".join(f"{p.person or p.text}[{p.country or '?'}]" for p in parties) or "-"
