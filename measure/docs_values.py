"""The fields of the program's values as tables, from their annotations and docstrings."""

import ast
import functools
from pathlib import Path

from .docs_markdown import codes, table

SOURCE = Path(__file__).parents[1] / "src" / "verbale"
NAMES = {"str": "text", "int": "whole number", "float": "number", "bool": "true or false", "dt.date": "ISO date"}
NOT_PRINTED = {"report.Report": {"id", "paragraphs", "dateline", "warnings"}, "lexicon_entries.Trigger": {"file"}}
"""Fields that the JSON, or a user's file, does not have."""
MEANINGS = {
    "record.Record.id": "The id given with the report; else the start of its SHA-256.",
    "record.Record.report": "The report itself, below.",
    "record.Record.events": "The events, in text order.",
    "record.Record.statements": "Who said what, in text order.",
    "record.Record.people": "Everyone named, one entry a person.",
    "record.Record.warnings": "What was read but not understood.",
    "report.Report.title": "The headline.",
    "report.Report.published": "Publication date; null where the page gives none that is possible.",
    "report.Report.section": "The outlet's section or category.",
    "report.Report.authors": "The people who sign.",
    "report.Report.publication": "The outlet.",
    "report.Report.read_count": "How often the page says it was read.",
    "report.Report.body": "The clean text that every offset points into.",
    "report.Report.related": "Other publications listed on the page; never a source of events.",
    "report.RelatedPublication.title": "Its title.",
    "report.RelatedPublication.authors": "Its authors.",
    "report.RelatedPublication.date_text": "The date as the page words it.",
    "report.Warn.code": "What kind of difficulty, such as `impossible-date`.",
    "report.Warn.message": "One sentence for people.",
    "report.Warn.start": "Where in the body, if anywhere.",
    "report.Warn.end": "End of that stretch, exclusive.",
    "record.Event.id": "Stable: the same report and evidence give the same id.",
    "record.Event.mode": "PLOVER mode; see the [codebook](codebook.md).",
    "record.Event.contexts": "PLOVER contexts.",
    "record.Event.cameo": 'CAMEO code as text: "042" keeps its zero.',
    "record.Event.actors": "Who acts.",
    "record.Event.date": "When; null where the report does not say.",
    "record.Event.place": "Where; null where the report does not say.",
    "record.Event.status": "Whether it happened; the words are explained below.",
    "record.Event.certainty": "How sure the telling is.",
    "record.Event.frame": "What kind of thing it is beyond its type; null for most events.",
    "record.Event.evidence": "The clause that says so.",
    "record.Event.confidence": "0 to 1: the chance that the type is right.",
    "record.When.start": "First day.",
    "record.When.precision": "How exact the report is.",
    "record.Where.name": "Usual name of the place.",
    "record.Where.lat": "Degrees north.",
    "record.Where.lon": "Degrees east.",
    "record.Where.geonames": "GeoNames id.",
    "record.Where.text": "The report's own words.",
    "record.Quote.start": "First character.",
    "record.Quote.end": "End, exclusive.",
    "record.Quote.quote": "The words.",
    "record.Cue.start": "First character.",
    "record.Cue.end": "End, exclusive.",
    "record.Cue.text": "The words.",
    "record.Statement.id": "What `attribution` and `parent` refer to.",
    "record.Statement.speaker": "Who says it; null for an unnamed source.",
    "record.Statement.cue": "The words that mark it; null where none do.",
    "record.Statement.content": "What is said.",
    "record.Statement.kind": "What sort of statement; the words are explained below.",
    "record.Statement.place": "Where it was said.",
    "record.Statement.date": "When it was said.",
    "cast.Party.start": "Where those words stand; null where they stand nowhere in the body.",
    "cast.Party.end": "End of that stretch, exclusive.",
    "cast.Party.kind": "What the party is.",
    "cast.Party.person": "Full name, where the party is a named person.",
    "cast.Party.office": "The person's office, in the report's words.",
    "cast.NamedPerson.name": "The fullest spelling met.",
    "cast.NamedPerson.country": "As for a party.",
    "cast.NamedPerson.office": "The office the report gives.",
    "cast.NamedPerson.spellings": "Every spelling met.",
    "frame.Visit.visitor": "Who goes.",
    "frame.Visit.host": "Who receives.",
    "frame.Agreement.title": "Its name, in the report's words.",
    "frame.Agreement.subject": "What it is about.",
    "frame.Agreement.parties": "Who concludes it.",
    "frame.Agreement.in_force_for": "How long it lasts, in the report's words.",
    "frame.Agreement.provides_for": "What it provides for, in the report's words.",
    "frame.Transfer.supplier": "Who gives or sells.",
    "frame.Transfer.recipient": "Who gets.",
    "frame.Transfer.items": "What, in the report's words.",
    "frame.Transfer.quantity": "How many.",
    "frame.Transfer.value": "Price, in units of `currency`.",
    "frame.Transfer.currency": "ISO 4217.",
    "frame.Transfer.from_place": "Where it comes from.",
    "frame.Obligation.debtor": "Who owes.",
    "frame.Obligation.creditor": "To whom.",
    "frame.Obligation.amount": "How much, in units of `currency`.",
    "frame.Obligation.currency": "ISO 4217.",
    "frame.Obligation.approximate": 'True for "about", "some", "nearly".',
    "frame.Obligation.purpose": "What for.",
    "frame.Territory.holder": "Who holds it.",
    "frame.Territory.claimant": "Who claims it.",
    "frame.Territory.territory": "Which land, in the report's words.",
    "lexicon_entries.Example.text": "The sentence.",
    "lexicon_entries.Example.actors": "Codes its actors must have.",
    "lexicon_entries.Example.recipients": "Codes its recipients must have.",
    "lexicon_entries.Example.trigger": "The word that must tell of the event (status examples).",
    "lexicon_entries.Example.status": "The status it must have.",
    "lexicon_entries.Example.certainty": "The certainty it must have.",
    "lexicon_entries.Trigger.lemma": "Dictionary form in lower case, or a list of words that behave and mean alike.",
    "lexicon_entries.Trigger.pos": "Part of speech.",
    "lexicon_entries.Trigger.mode": "A mode that PLOVER gives the type.",
    "lexicon_entries.Trigger.cameo": "The most specific CAMEO code that always holds.",
    "lexicon_entries.Trigger.contexts": "PLOVER contexts that always hold.",
    "lexicon_entries.Trigger.actor": "Slots to look for the actor in, in order.",
    "lexicon_entries.Trigger.reciprocal": "Everyone found acts on one another: meet, hold talks.",
    "lexicon_entries.Trigger.frame": "The frame that its events carry.",
    "lexicon_entries.Trigger.examples": "Sentences that must give this type; at least one.",
    "lexicon_entries.Trigger.counterexamples": "Sentences that must not.",
    "lexicon_entries.Trigger.cite": "Where the coding comes from.",
    "lexicon_entries.WordClass.name": "Its name, without the `@`.",
    "lexicon_entries.WordClass.lemmas": "The words.",
    "lexicon_entries.WordClass.note": "For people.",
    "lexicon_entries.Context.name": "PLOVER's name for it.",
    "lexicon_entries.Context.lemmas": "Single words.",
    "lexicon_entries.Context.phrases": "Lower-case words as they stand in the text.",
    "lexicon_entries.Context.note": "For people.",
    "lexicon_entries.Context.cite": "Where it comes from.",
}
"""What a reader of the reference needs beyond the docstrings, which leave out what a name already says."""
_SHARED = {
    "lemma": "As for a trigger.", "pos": "Part of speech.", "requires": "As for a trigger.",
    "examples": "Sentences that must be read so.",
    "counterexamples": "Sentences that must not.", "cite": "Where it comes from.", "note": "For people.",
}  # fmt: skip
MEANINGS |= {
    f"lexicon_entries.{name}.{field}": text for name in ("StatusWord", "CueWord") for field, text in _SHARED.items()
}
MEANINGS |= {
    "lexicon_entries.StatusWord.status": "The status it gives what it governs.",
    "lexicon_entries.StatusWord.certainty": "The certainty it gives.",
    "lexicon_entries.CueWord.excludes": "As for a trigger.",
    "lexicon_entries.CueWord.kind": "The kind of statement it introduces.",
    "lexicon_entries.CueWord.speaker": "Slots to look for the speaker in, in order.",
}


def fields(*names: str) -> str:
    """A table for each value named `module.Class`."""
    return "\n".join(f"{_head(name)}{table(('field', 'type', 'meaning'), rows(name))}" for name in names)


def rows(name: str) -> list[tuple[str, str, str]]:
    """Field, type and meaning of each field that is printed or written."""
    found = [("`kind`", f"`{tag}`", "Says which frame it is.")] if (tag := _tag(name)) else []
    body = _class(name).body
    for line, after in zip(body, [*body[1:], None], strict=True):
        if not isinstance(line, ast.AnnAssign) or not isinstance(line.target, ast.Name):
            continue
        field = line.target.id
        if field in NOT_PRINTED.get(name, ()):
            continue
        said = after.value.value if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) else ""
        meaning = " ".join(filter(None, (MEANINGS.get(f"{name}.{field}", ""), str(said).replace("None", "null"))))
        found.append((f"`{field}`", plain(line.annotation), meaning))
    return found


def vocabulary(*names: str) -> str:
    """The words of closed vocabularies named `module.Alias`."""
    return "".join(f"- `{name.split('.')[1]}`: {codes(_literal(*name.split('.')))}\n" for name in names)


def plain(node: ast.expr) -> str:
    """An annotation in words."""
    match node:
        case ast.BinOp(left=left, right=right):
            return f"{plain(left)} or {plain(right)}"
        case ast.Subscript(value=ast.Name(id="tuple" | "list"), slice=inside):
            first = inside.elts[0] if isinstance(inside, ast.Tuple) else inside
            pair = isinstance(inside, ast.Tuple) and not isinstance(inside.elts[1], ast.Constant)
            return f"pair of {plain(first)}s" if pair else f"list of {plain(first)}"
        case ast.Subscript(value=ast.Name(id="dict")):
            return "table of lists"
        case ast.Subscript(value=ast.Name(id="Literal"), slice=inside):
            return codes(word or '""' for word in _words(inside))
        case ast.Constant(value=None):
            return "null"
    text = ast.unparse(node).strip("'\"")
    return NAMES.get(text, f"`{text}`" if not _is_value(text) else f"[{text}](#{text.lower()})")


def _is_value(text: str) -> bool:
    return text in {"Party", "When", "Where", "Quote", "Cue", "Statement", "Event", "NamedPerson", "Warn", "Report",
                    "RelatedPublication", "Frame", "Example"}  # fmt: skip


def _head(name: str) -> str:
    """The value's own docstring, which says what it is."""
    return f"{ast.get_docstring(_class(name)) or ''}\n\n"


def _tag(name: str) -> str:
    found = [k.value for k in _class(name).keywords if k.arg == "tag"]
    return found[0].value if found and isinstance(found[0], ast.Constant) and isinstance(found[0].value, str) else ""


def _literal(module: str, alias: str) -> list[str]:
    for line in _tree(module).body:
        named = isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name) and line.targets[0].id == alias
        if named and isinstance(line, ast.Assign) and isinstance(line.value, ast.Subscript):
            return _words(line.value.slice)
    raise KeyError(f"{module}.{alias}")


def _words(inside: ast.expr) -> list[str]:
    """The words of a Literal."""
    words = inside.elts if isinstance(inside, ast.Tuple) else [inside]
    return [str(w.value) for w in words if isinstance(w, ast.Constant)]


def _class(name: str) -> ast.ClassDef:
    module, _, wanted = name.partition(".")
    return next(n for n in _tree(module).body if isinstance(n, ast.ClassDef) and n.name == wanted)


@functools.cache
def _tree(module: str) -> ast.Module:
    return ast.parse((SOURCE / f"{module}.py").read_text(encoding="utf-8"))
