"""The entries of the lexicon files, one Struct a kind; what each field asks for is in the lexicon reference."""

from typing import Literal

from msgspec import Struct

from .record import EventType, StatementKind, Status

PartOfSpeech = Literal["verb", "noun", "adjective"]
FrameKind = Literal["visit", "agreement", "transfer", "obligation", "territory"]


class Example(Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence an entry must read; `actors` and `recipients` are country codes, None where not checked."""

    text: str
    actors: list[str] | None = None
    recipients: list[str] | None = None
    trigger: str | None = None
    status: str | None = None
    certainty: str | None = None


class Trigger(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that tell of an event, and where its parties stand around them."""

    lemma: str | list[str]
    pos: PartOfSpeech = "verb"
    event: EventType | Literal[""]
    """Empty for a debt merely stated, which has a frame and no type."""
    mode: str | None = None
    cameo: str | None = None
    contexts: tuple[str, ...] = ()
    requires: dict[str, list[str]] = {}
    """Slot -> head lemmas, "@classes" or "*"; every slot must match."""
    excludes: dict[str, list[str]] = {}
    """Slot -> head lemmas, "@classes" or "*"; any match silences the entry."""
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    """Slots in order of preference; empty: the usual ones for the part of speech."""
    reciprocal: bool = False
    operator: bool = False
    """Takes a complement act and swallows it: agree to, threaten to, demand that."""
    frame: FrameKind | None = None
    examples: tuple[str | Example, ...]
    counterexamples: tuple[str | Example, ...] = ()
    cite: str = ""
    file: str = ""
    """Set on loading: the file and entry, as `verbale explain` names it."""

    @property
    def lemmas(self) -> list[str]:
        """The lemma or lemmas as a list."""
        return [self.lemma] if isinstance(self.lemma, str) else self.lemma


class WordClass(Struct, frozen=True, forbid_unknown_fields=True):
    """Lemmas that behave alike, named `@name` in trigger files."""

    name: str
    lemmas: list[str]
    note: str = ""


class StatusWord(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A word that says whether what it governs happened."""

    lemma: str | list[str]
    pos: Literal["verb", "noun", "adjective", "adverb", "marker", "auxiliary"] = "verb"
    status: Status | None = None
    certainty: Literal["probable", "possible"] | None = None
    governs: tuple[str, ...] = ("complement",)
    """complement, object, oblique, subject (the passive subject included) or head (what it modifies)."""
    requires: dict[str, list[str]] = {}
    examples: tuple[str | Example, ...] = ()
    counterexamples: tuple[str | Example, ...] = ()
    cite: str = ""
    note: str = ""

    @property
    def lemmas(self) -> list[str]:
        """The lemma or lemmas as a list."""
        return [self.lemma] if isinstance(self.lemma, str) else self.lemma


class CueWord(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A word that introduces what somebody says or thinks."""

    lemma: str | list[str]
    pos: Literal["verb", "noun", "phrase", "adjective"] = "verb"
    kind: StatementKind = "assertion"
    complement: tuple[str, ...] = ("clause", "direct")
    """What it introduces: clause, direct (a quotation), object, predicate (an object with what it is called), infinitive,
    or the preposition that leads to it."""
    speaker: tuple[str, ...] = ("subject",)
    requires: dict[str, list[str]] = {}
    excludes: dict[str, list[str]] = {}
    continued: bool = False
    """Goes on with the last statement: add, go on."""
    examples: tuple[str | Example, ...] = ()
    counterexamples: tuple[str | Example, ...] = ()
    cite: str = ""
    note: str = ""

    @property
    def lemmas(self) -> list[str]:
        """The lemma or lemmas as a list."""
        return [self.lemma] if isinstance(self.lemma, str) else self.lemma


class Mode(Struct, frozen=True, forbid_unknown_fields=True):
    """One mode of a PLOVER type."""

    name: str
    meaning: str = ""
    score: float | None = None


class PloverType(Struct, frozen=True, forbid_unknown_fields=True):
    """One of PLOVER's sixteen event types."""

    name: EventType
    quad: str
    score: float
    definition: str
    requires_recipient: bool = False
    modes: tuple[Mode, ...] = ()
    cite: str = ""


class Context(Struct, frozen=True, forbid_unknown_fields=True):
    """A PLOVER context and the lemmas and phrases that signal it."""

    name: str
    lemmas: list[str] = []
    phrases: list[str] = []
    note: str = ""
    cite: str = ""


class Complement(Struct, frozen=True, forbid_unknown_fields=True):
    """What an operator (agree, demand, refuse, threaten) becomes over a given act."""

    operator: EventType
    of: str
    of_mode: str = ""
    mode: str = ""
    cameo: str = ""
    note: str = ""


class Refinement(Struct, frozen=True, forbid_unknown_fields=True):
    """The operator's CAMEO code by the code of the act it takes (a prefix of it)."""

    operator: EventType
    of_cameo: str
    cameo: str
    note: str = ""
