"""Why the record says what it says: for each event its trigger and rules, then the triggers that gave none."""

import sys

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table

from ..events.draft import Draft
from ..events.silence import silent_words
from ..lexicon import Lexicon, Trigger
from ..pipeline import Stages
from ..reading import Reading
from ..record import Event, Statement
from . import wording
from .minutes import masthead, plural, standing
from .page import clean, console, heading, indented, put, quoted, styled

LABEL = 12
"""Columns of the names of fields."""
SLOTS = frozenset({"subject", "object", "possessive", "modifier", "adjective", "complement"})


class Explanation:
    """Prints explanations of readings; with the lexicon, also why other words of it stayed silent."""

    def __init__(self, lexicon: Lexicon | None = None, page: Console | None = None) -> None:
        self.page = page or console(sys.stdout)
        self.lexicon = lexicon

    def print(self, stages: Stages) -> None:
        """The explanation of one report."""
        parts: list[RenderableType] = [masthead(stages.record)]
        for number, (event, draft) in enumerate(zip(stages.minutes.events, stages.minutes.drafts, strict=True), 1):
            parts += ["", *_title(number, event), indented(_rows(_fields(event, draft, stages, self.lexicon)))]
        if stages.record.statements:
            parts += ["", heading("Statements"), indented(_rows(_tellings(stages)))]
        silent = self._silent(stages)
        if silent:
            parts += ["", heading("Words of the lexicon that gave no event"), indented(_rows(silent))]
        put(self.page, [*parts, ""])

    def _silent(self, stages: Stages) -> list[tuple[str, str]]:
        if self.lexicon is None:
            return []
        words = silent_words(stages.reading, stages.cast, self.lexicon, stages.minutes.drafts)
        return [(f"{stages.reading.tokens[i].text} ({stages.reading.tokens[i].start})", why) for i, why in words]


def _title(number: int, event: Event) -> list[RenderableType]:
    grid = Table.grid(padding=(0, 2), expand=True)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_column(justify="right", no_wrap=True)
    kind = " · ".join(filter(None, (event.type or "no type", event.mode)))
    grid.add_row(styled((f"{number}. {kind}", "bold"), f"  {wording.who(event)}"), standing(event))
    return [grid, Padding(styled((quoted(event.evidence.quote), "italic dim")), (0, 0, 0, 3))]


def _rows(rows: list[tuple[str, str]]) -> Table:
    grid = Table.grid(padding=(0, 2), expand=True)
    grid.add_column(min_width=LABEL, max_width=LABEL * 2, overflow="fold", style="dim")
    grid.add_column(ratio=1, overflow="fold")
    for label, value in rows:
        grid.add_row(styled(clean(label)), styled(value))
    return grid


def _fields(event: Event, draft: Draft, stages: Stages, lexicon: Lexicon | None) -> list[tuple[str, str]]:
    """Each field with its value and the rule that gave it; a field left empty is left out."""
    rules = draft.rules
    known = {s.id: s for s in stages.record.statements}
    found = [
        ("trigger", _trigger(draft, stages.reading)),
        ("entry", _entry(draft.trigger) if draft.trigger else ""),
        ("actors", _side(wording.parties(event.actors), rules.get("actors"))),
        ("recipients", _side(wording.parties(event.recipients), rules.get("recipients"))),
        ("codes", _codes(event, rules)),
        ("contexts", _contexts(event, draft.trigger, rules.get("contexts", ""))),
        ("status", f"{event.status}: {rules.get('status') or 'by the rule'}; {event.certainty}"),
        ("date", _date(event)),
        ("place", _place(event)),
        ("frame", _frame(event, draft.trigger)),
        ("attribution", "; ".join(_voice(known[i]) for i in event.attribution) or "the report's own voice"),
        ("model", rules.get("model", "")),
        ("confidence", _confidence(event, draft, lexicon)),
    ]
    seen = {"model", "contexts", "trigger", "actors", "recipients", "mode, cameo", "status", "confidence"}
    found += [(name, why) for name, why in rules.items() if name not in seen]
    return [(label, value) for label, value in found if value]


def _confidence(event: Event, draft: Draft, lexicon: Lexicon | None) -> str:
    """The confidence with what speaks for and against it, in log odds, the weightiest first."""
    weights = lexicon.confidence if lexicon else {}
    parts = {name: weights.get(name, 0.0) * value for name, value in draft.features.items()}
    order = sorted((name for name in parts if parts[name]), key=lambda name: -abs(parts[name]))
    told = [f"{parts[name]:+.2f} {name.replace('_', ' ')}" for name in order]
    begin = f"{weights.get('bias', 0.0):+.2f} to begin with"
    return f"{event.confidence:.2f}" + (f" · log odds {', '.join([begin, *told])}" if parts and weights else "")


def _trigger(draft: Draft, reading: Reading) -> str:
    token = reading.tokens[draft.at]
    if draft.trigger is None:
        return f"{quoted(token.text)}, found without a lexicon entry: {draft.rules.get('trigger', '')}"
    return f"{quoted(token.text)} ({token.lemma}, {token.upos.lower()}) at {token.start}, by {draft.trigger.file}"


def _entry(trigger: Trigger) -> str:
    """What an entry asks of the words around it, and the source it cites."""
    asks = [f"{slot} {_some(wanted)}" for slot, wanted in trigger.requires.items()]
    marks = [name for name in ("reciprocal", "operator") if getattr(trigger, name)]
    parts = [f"asks for {'; '.join(asks)}" if asks else "", ", ".join(marks), trigger.cite]
    return " · ".join(filter(None, parts))


def _some(wanted: list[str]) -> str:
    return " or ".join(wanted[:4]) + (" …" if len(wanted) > 4 else "")


def _side(names: list[str], rule: str | None) -> str:
    """The parties of one side with the slot or rule that gave them."""
    if not names or not rule:
        return wording.listed(names)
    where = f"the {rule}" if rule in SLOTS else f"after “{rule}”" if rule.isalpha() else rule
    return f"{wording.listed(names)} · {where}"


def _codes(event: Event, rules: dict[str, str]) -> str:
    codes = [f"CAMEO {event.cameo}" if event.cameo else ""]
    if event.score is not None:
        codes.append(f"score {event.score:+.1f} of {' '.join(filter(None, (event.type, event.mode)))}")
    codes.append(rules.get("mode, cameo", "").replace("lexicon entry", "by the entry"))
    return " · ".join(filter(None, codes))


def _contexts(event: Event, trigger: Trigger | None, signalled: str) -> str:
    own, words = trigger.contexts if trigger else (), signalled.split(", ")
    why = {
        c: "of the entry" if c in own else "by words of the clause" if c in words else "by the model"
        for c in event.contexts
    }
    return ", ".join(f"{c} ({why[c]})" for c in event.contexts)


def _date(event: Event) -> str:
    if event.date is None:
        return ""
    return f"{wording.days(event.date)} ({event.date.precision}), read from {quoted(event.date.text)}"


def _place(event: Event) -> str:
    where = event.place
    if where is None:
        return ""
    on_map = f", GeoNames {where.geonames}" if where.geonames else ""
    known = where.lat is not None and where.lon is not None
    position = f" at {where.lat:.2f}, {where.lon:.2f}" if known else ", not found on the map"
    return f"{wording.place(where)}{position}{on_map}, read from {quoted(where.text)}"


def _frame(event: Event, trigger: Trigger | None) -> str:
    if event.frame is None:
        return ""
    kind = wording.kind(event.frame)
    why = "of the entry" if trigger and trigger.frame == kind else "by the words around the trigger"
    values = "; ".join(f"{label} {value}" for label, value in wording.facts(event))
    return f"{kind} ({why}){': ' + values if values else ''}"


def _voice(statement: Statement) -> str:
    return f"{wording.saying(statement)} ({statement.kind}, {plural(len(statement.content.quote.split()), 'word')})"


def _tellings(stages: Stages) -> list[tuple[str, str]]:
    """Each statement with the cue or rule that found it."""
    pairs = zip(stages.record.statements, stages.minutes.telling_rules, strict=True)
    return [(s.kind, f"{wording.saying(s)}, by {rule}: {quoted(s.content.quote)}") for s, rule in pairs]
