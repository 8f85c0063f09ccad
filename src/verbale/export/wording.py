"""How parties, dates, places, frames and tellings read in a line of the minutes."""

from collections.abc import Mapping, Sequence

from ..cast import Party
from ..frame import Agreement, Frame, Obligation, Territory, Transfer, Visit
from ..record import Event, Statement, When, Where
from .page import clean, quoted

SECTORS = {
    "GOV": "government", "MIL": "military", "REB": "rebels", "OPP": "opposition", "LEG": "parliament", "JUD": "courts",
    "COP": "police", "SPY": "intelligence", "CVL": "civilians", "MED": "media", "BUS": "business", "EDU": "education",
    "REL": "religious", "LAB": "labour", "PTY": "party", "UAF": "armed group", "CRM": "criminals", "AGR": "farmers",
    "HLH": "health", "ELI": "notables", "REF": "refugees", "NGO": "non-governmental", "IGO": "intergovernmental",
}  # fmt: skip
_PLAIN = (None, "IGO", "NGO", "MNC")
"""Sectors that the name of a state or organization says already."""
_LONGEST = 44
"""Characters of a description that still reads as a name in a line."""
_POINTING = frozenset({
    "he", "him", "his", "she", "her", "hers", "it", "its", "they", "them", "their", "theirs", "we", "us", "our", "ours",
    "i", "me", "my", "you", "your", "who", "whom", "whose", "which", "that", "this", "these", "those", "both", "each",
    "either", "all", "one", "himself", "herself", "itself", "themselves", "another", "other", "others",
})  # fmt: skip
_CUED_BEFORE = ("accord", "in the")


def party(p: Party, *, shared: bool = False) -> str:
    """A party in a few words; `shared` where its own words stand for others too."""
    if p.person:
        return _noted(p.person, p.office, p.country)
    words = clean(p.text)
    words = words[4:] if words[:4].lower() == "the " else words
    own = not shared and len(words) <= _LONGEST and words.split(" ")[0].lower() not in _POINTING
    if p.name and p.kind in ("state", "entity", "place", "organization") and p.sector in _PLAIN:
        return p.name
    if p.name and (not own or words.lower() in (p.name.lower(), (p.country or "").lower())):
        return _noted(p.name, SECTORS.get(p.sector or "", p.sector))
    country = None if p.country in words.split() else p.country
    return _noted(words, country, SECTORS.get(p.sector or "", p.sector))


def _noted(name: str, *notes: str | None) -> str:
    known = ", ".join(clean(note) for note in notes if note)
    return f"{clean(name)} ({known})" if known else clean(name)


def parties(many: Sequence[Party]) -> list[str]:
    """Several parties, each in a few words, none twice."""
    places = [p.start for p in many if p.start is not None]
    return list(dict.fromkeys(party(p, shared=places.count(p.start or 0) > 1) for p in many))


def listed(words: Sequence[str]) -> str:
    """Words as a sentence lists them: "a, b and c"."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def who(event: Event) -> str:
    """Who does it to whom."""
    actors, recipients = parties(event.actors), parties(event.recipients)
    if not recipients:
        return " ↔ ".join(actors) if len(actors) > 1 and _mutual(event) else listed(actors) or "nobody named"
    return f"{listed(actors) or 'nobody named'} → {listed(recipients)}"


def _mutual(event: Event) -> bool:
    return len({p.country for p in event.actors}) > 1


def days(when: When) -> str:
    """The days in ISO form, as precise as known."""
    if when.precision == "year":
        return f"{when.start:%Y}"
    if when.precision == "month":
        return f"{when.start:%Y-%m}"
    return f"{when.start}" if when.start == when.end else f"{when.start} – {when.end}"


def place(where: Where) -> str:
    """A place with its country and, where they differ, the report's words for it."""
    named = _noted(where.name, where.country)
    return named if where.name in where.text else f"{named}, {quoted(where.text)}"


def told(chain: Sequence[str], statements: Mapping[str, Statement]) -> str:
    """According to whom, the outermost speaker first; "" for the report's own voice."""
    speakers = [speaker(statements[i]) for i in chain if i in statements]
    return f"according to {', quoting '.join(dict.fromkeys(speakers))}" if speakers else ""


def speaker(statement: Statement) -> str:
    """Who says so."""
    return party(statement.speaker) if statement.speaker else "an unnamed source"


def saying(statement: Statement) -> str:
    """Who says so with the word that marks it: "Chile denied", "according to Chile"."""
    cue = clean(statement.cue.text) if statement.cue else ""
    name = speaker(statement)
    if cue.lower().startswith(_CUED_BEFORE):
        return f"{cue} {name}"
    return f"{name} · {cue}" if cue else name


def money(amount: float, currency: str | None) -> str:
    """An amount with its currency: "USD 12,500,000"."""
    return f"{currency or ''} {number(amount)}".strip()


def number(value: float) -> str:
    """A number with thousands parted."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"


def facts(event: Event) -> list[tuple[str, str]]:
    """What the frame adds to its event: labels and values, without the parties that "who" names already."""
    if event.frame is None:
        return []
    named = {*parties(event.actors), *parties(event.recipients)}
    when = days(event.date) if event.date else None
    rows = _frame_rows(event.frame)
    return [(label, value) for label, value in rows if value and value != when and not _said(value, named)]


def _said(value: str, named: set[str]) -> bool:
    return value == listed([n for n in sorted(named, key=value.find) if n in value])


Rows = list[tuple[str, str | None]]


def _frame_rows(frame: Frame) -> Rows:
    if isinstance(frame, Visit):
        return _visit(frame)
    if isinstance(frame, Agreement):
        return _agreement(frame)
    if isinstance(frame, Transfer):
        return _transfer(frame)
    return _obligation(frame) if isinstance(frame, Obligation) else _territory(frame)


def _visit(v: Visit) -> Rows:
    return [("visitor", _one(v.visitor)), ("host", _one(v.host)), ("delegation", _words(v.delegation))]


def _agreement(a: Agreement) -> Rows:
    signed = a.signed if isinstance(a.signed, tuple) else (a.signed,)
    return [
        ("agreement", _words(a.title)), ("subject", _words(a.subject)), ("parties", listed(parties(a.parties))),
        ("signed", " – ".join(str(day) for day in signed if day)), ("in force for", _words(a.in_force_for)),
        ("provides for", "; ".join(map(clean, a.provides_for))),
    ]  # fmt: skip


def _transfer(t: Transfer) -> Rows:
    return [
        ("items", _words(t.items)), ("quantity", None if t.quantity is None else number(t.quantity)),
        ("value", None if t.value is None else money(t.value, t.currency)),
        ("supplier", _one(t.supplier)), ("recipient", _one(t.recipient)), ("from", _words(t.from_place)),
    ]  # fmt: skip


def _obligation(o: Obligation) -> Rows:
    about = "about " if o.approximate else ""
    return [
        ("amount", None if o.amount is None else about + money(o.amount, o.currency)), ("debtor", _one(o.debtor)),
        ("creditor", _one(o.creditor)), ("for", _words(o.purpose)),
    ]  # fmt: skip


def _territory(t: Territory) -> Rows:
    return [("territory", _words(t.territory)), ("held by", _one(t.holder)), ("claimed by", _one(t.claimant))]


def _words(text: str | None) -> str | None:
    return clean(text) if text else None


def _one(p: Party | None) -> str | None:
    return party(p) if p else None


def kind(frame: Frame) -> str:
    """The kind of a frame in a word."""
    return type(frame).__name__.lower()
