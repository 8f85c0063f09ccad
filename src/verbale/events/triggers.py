"""Words that tell of an event: which lexicon entry fires on which word, and which words belong to another's event."""

from dataclasses import dataclass, field
from typing import NamedTuple

from ..cast import Cast
from ..lexicon import Lexicon, Trigger
from .slots import Slots
from .syntax import Syntax

# Prepositions under which a noun still has the verb's subject: "engaged in talks", "replied with an attack".
_LENDING = frozenset({"in", "with", "into", "to", "on", "upon"})
_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}


@dataclass(slots=True)
class Hit:
    """An entry that fires on word `at`."""

    at: int
    trigger: Trigger
    support: int | None = None
    """The verb that lends a noun its subject: "held" in "held talks"."""
    swallowed: list["Hit"] = field(default_factory=list)
    """Hits that are part of this one: the noun of a light verb, the act promised or demanded."""
    complement: "Hit | None" = None
    """For an operator, the act that is agreed to, demanded, refused or threatened."""

    @property
    def is_noun(self) -> bool:
        """Whether the word is read as a noun."""
        return self.trigger.pos == "noun"


class Matches(NamedTuple):
    """What the lexicon makes of the words of a reading."""

    hits: dict[int, Hit]
    used: dict[int, list[int]]
    """For each hit, the words that its entry's requirements matched."""
    silenced: set[int]
    """Words that an entry knows and expressly takes for something else here."""


def match_triggers(slots: Slots) -> Matches:
    """The hit on each word that has one."""
    syntax, _lexicon, cast = slots.syntax, slots.lexicon, slots.cast
    found = Matches({}, {}, set())
    for token in syntax.tokens:
        pos = _POS.get(token.upos)
        if pos is None or (pos == "noun" and _inside_name(token.i, cast, syntax)):
            continue
        hit = _match(token.i, pos, slots, found)
        if hit is not None:
            found.hits[token.i] = hit
    return found


def support_verb(i: int, syntax: Syntax, lexicon: Lexicon) -> int | None:
    """The verb that lends noun `i` its subject, None where none does."""
    at = i
    while syntax.tokens[at].dep == "conj" or (
        syntax.tokens[at].dep == "nmod"
        and syntax.tokens[syntax.tokens[at].head].lemma.lower() in lexicon.lists["container"]
    ):
        at = syntax.tokens[at].head
    verb = syntax.parent(at)
    if verb is None or syntax.tokens[verb].upos not in ("VERB", "AUX"):
        return None
    if syntax.tokens[verb].lemma.lower() not in lexicon.lists["support"]:
        return None
    if syntax.tokens[at].dep in ("obl", "obl:arg"):
        return verb if syntax.case_of(at) in _LENDING else None
    return verb if syntax.tokens[at].dep in ("obj", "nsubj:pass", "iobj") else None


def _inside_name(i: int, cast: Cast, syntax: Syntax) -> bool:
    if syntax.tokens[i].dep in ("compound", "flat") and syntax.tokens[syntax.tokens[i].head].upos in ("NOUN", "PROPN"):
        return True
    at = cast.at.get(i)
    return at is not None and cast.mentions[at].kind in ("name", "place") and syntax.tokens[i].upos == "PROPN"


def _match(i: int, pos: str, slots: Slots, matches: Matches) -> Hit | None:
    lexicon, token = slots.lexicon, slots.syntax.tokens[i]
    entries = lexicon.triggers.get((token.lemma.lower(), pos)) or _by_last_part(token.lemma.lower(), pos, lexicon)
    if entries is None:
        return None
    noun = pos == "noun"
    support = support_verb(i, slots.syntax, lexicon) if noun else None
    for entry in entries:
        filled: list[int] = []
        if (
            entry.operator
            and entry.event == "REQUEST"
            and (_asks(i, slots.syntax) or _informs(i, slots.syntax, lexicon))
        ):
            continue
        if entry.operator and entry.event == "AGREE" and _hopes_that(i, slots.syntax, lexicon):
            continue
        for slot, wanted in entry.requires.items():
            found = slots.fills(i, slot, wanted, noun=noun, support=support)
            if not found:
                break
            filled += [] if wanted == ["*"] else found
        else:
            if not any(slots.fills(i, s, w, noun=noun, support=support) for s, w in entry.excludes.items()):
                matches.used[i] = filled
                return Hit(i, entry, support)
            matches.silenced.add(i)
    return None


def _by_last_part(lemma: str, pos: str, lexicon: Lexicon) -> tuple[Trigger, ...] | None:
    """ "cross-visits", "counter-attacked": a hyphened word means what its last part means."""
    if "-" not in lemma:
        return None
    last = lemma.rsplit("-", 1)[1]
    stems = (last, last.removesuffix("s"), last.removesuffix("ed"), last.removesuffix("d"))
    return next((found for stem in stems if (found := lexicon.triggers.get((stem, pos)))), None)


def _hopes_that(i: int, syntax: Syntax, lexicon: Lexicon) -> bool:
    """ "hopes that Chad will release them": what others should do is no promise."""
    if syntax.tokens[i].lemma.lower() not in lexicon.lists["intending"]:
        return False
    return any(syntax.deps(c, "nsubj", "nsubj:pass") for c in syntax.deps(i, "ccomp"))


def _asks(i: int, syntax: Syntax) -> bool:
    """ "asked whether", "asked who": a question about a fact, not a request."""
    words = {
        syntax.tokens[m].lemma.lower()
        for c in syntax.deps(i, "ccomp", "advcl")
        for m in syntax.deps(c, "mark", "nsubj", "advmod", "obj")
    }
    sentence = syntax.reading.sentences[syntax.tokens[i].sent]
    asked = any(syntax.tokens[j].text == "?" for j in range(sentence.first, sentence.last))
    return bool(words & {"whether", "if", "who", "what", "why", "when", "how"}) or asked


def _informs(i: int, syntax: Syntax, lexicon: Lexicon) -> bool:
    """ "told him that Moscow would sign", "told him the troops had left": no request, unlike "that he must leave"."""
    if syntax.tokens[i].lemma.lower() not in lexicon.lists["control"]:
        return False
    return any(
        syntax.deps(clause, "nsubj", "nsubj:pass", "expl") and syntax.tells(clause, lexicon.lists["obliging"])
        for clause in syntax.deps(i, "ccomp")
    )
