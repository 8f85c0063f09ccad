"""Words that tell of an event: which lexicon entry fires on which word, and which words belong to another's event."""

from collections.abc import Container
from dataclasses import dataclass, field

from ..cast import Cast
from ..lexicon import BUILT_IN, Lexicon, Trigger
from .syntax import Syntax

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


class Slots:
    """The heads that stand in a named slot of a word, coordination and counting nouns undone."""

    def __init__(self, syntax: Syntax, lexicon: Lexicon, cast: Cast) -> None:
        self.syntax = syntax
        self.lexicon = lexicon
        self.cast = cast
        self._container = lexicon.lists["container"]

    def heads(self, i: int, slot: str, *, noun: bool, support: int | None = None) -> list[int]:
        """Head words in `slot` of word `i`; for a noun under a support verb, that verb's slots count too."""
        found = list(self._raw(i, slot, noun=noun, support=support))
        spread = [c for head in found for c in self.syntax.coordinated(head)]
        return list(dict.fromkeys(d for head in spread for d in self._contained(head)))

    def _contained(self, head: int) -> list[int]:
        token = self.syntax.tokens[head]
        if token.lemma.lower() in self._container or token.upos == "NUM":
            inner = self.syntax.obliques(head).get("of", [])
            return [head, *(c for o in inner for c in self.syntax.coordinated(o))]
        return [head]

    def _raw(self, i: int, slot: str, *, noun: bool, support: int | None) -> list[int]:
        syntax = self.syntax
        if " " in slot:  # "object modifier": the modifiers of the object
            first, rest = slot.split(" ", 1)
            return [h for o in self._raw(i, first, noun=noun, support=support) for h in self._raw(o, rest, noun=True, support=None)]
        if slot == "subject":
            return list(syntax.subjects(support if noun and support is not None else i))
        if slot == "object":
            return syntax.obliques(i).get("of", []) if noun else list(syntax.objects(i))
        if slot == "complement":
            return syntax.complements(i)
        if slot == "possessive":
            return syntax.possessors(i)
        if slot in ("modifier", "adjective"):
            return syntax.modifiers(i)
        found = list(syntax.obliques(i).get(slot, ()))
        if slot == "to" and not found and not noun and syntax.deps(i, "obj"):
            found = syntax.deps(i, "iobj")
        if noun and support is not None:
            found += syntax.obliques(support).get(slot, ())
        elif not noun and not found:
            for o in syntax.objects(i):
                found += syntax.obliques(o).get(slot, ())
        return found

    def fills(self, i: int, slot: str, wanted: list[str], *, noun: bool, support: int | None = None) -> list[int]:
        """The heads in the slot that match; for particles, `i` itself where one matches."""
        if slot == "particle":
            return [i] if any(self.lexicon.matches(p, wanted) for p in self.syntax.particles(i)) else []
        tokens, matches = self.syntax.tokens, self.lexicon.matches
        heads = self.heads(i, slot, noun=noun, support=support)
        return [h for h in heads if matches(tokens[h].lemma.lower(), wanted) or self._cast_fits(h, wanted)]

    def _cast_fits(self, head: int, wanted: list[str]) -> bool:
        """Whether a built-in class fits: @party, @person, @place, @place_or_party look at the cast."""
        asked = BUILT_IN.intersection(wanted)
        at = self.cast.at.get(head) if asked else None
        if at is None:
            return False
        mention = self.cast.mentions[at]
        if mention.kind == "place":
            return bool(asked & {"@place", "@place_or_party"})
        people = any(p.person for p in mention.parties)
        return bool(asked & {"@party", "@place_or_party"}) or ("@person" in asked and people)


def find_hits(syntax: Syntax, lexicon: Lexicon, cast: Cast) -> tuple[list[Hit], Slots]:
    """Every hit that stands on its own, in text order, with the hits it swallows; and the slots they used."""
    slots = Slots(syntax, lexicon, cast)
    hits: dict[int, Hit] = {}
    used: dict[int, list[int]] = {}
    for token in syntax.tokens:
        pos = _POS.get(token.upos)
        if pos is None or (pos == "noun" and _inside_name(token.i, cast, syntax)):
            continue
        hit = _match(token.i, pos, slots, used)
        if hit is not None:
            hits[token.i] = hit
    _swallow_objects(hits, used)
    _swallow_complements(hits, syntax, lexicon.status)
    _swallow_proposals(hits, syntax)
    _drop_unrealised(hits, syntax)
    _drop_topics(hits, syntax, lexicon)
    return [hits[i] for i in sorted(hits)], slots


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
    return verb if syntax.tokens[at].dep in ("obj", "nsubj:pass", "obl", "obl:arg", "iobj") else None


def _inside_name(i: int, cast: Cast, syntax: Syntax) -> bool:
    if syntax.tokens[i].dep in ("compound", "flat") and syntax.tokens[syntax.tokens[i].head].upos in ("NOUN", "PROPN"):
        return True
    at = cast.at.get(i)
    return at is not None and cast.mentions[at].kind in ("name", "place") and syntax.tokens[i].upos == "PROPN"


def _match(i: int, pos: str, slots: Slots, used: dict[int, list[int]]) -> Hit | None:
    lexicon, token = slots.lexicon, slots.syntax.tokens[i]
    entries = lexicon.triggers.get((token.lemma.lower(), pos)) or _by_last_part(token.lemma.lower(), pos, lexicon)
    if entries is None:
        return None
    noun = pos == "noun"
    support = support_verb(i, slots.syntax, lexicon) if noun else None
    for entry in entries:
        filled: list[int] = []
        if entry.operator and entry.event == "REQUEST" and _asks(i, slots.syntax):
            continue
        for slot, wanted in entry.requires.items():
            found = slots.fills(i, slot, wanted, noun=noun, support=support)
            if not found:
                break
            filled += [] if wanted == ["*"] else found
        else:
            if not any(slots.fills(i, s, w, noun=noun, support=support) for s, w in entry.excludes.items()):
                used[i] = filled
                return Hit(i, entry, support)
    return None


def _by_last_part(lemma: str, pos: str, lexicon: Lexicon) -> tuple[Trigger, ...] | None:
    """ "cross-visits", "counter-attacked": a hyphened word means what its last part means."""
    if "-" not in lemma:
        return None
    last = lemma.rsplit("-", 1)[1]
    stems = (last, last.removesuffix("s"), last.removesuffix("ed"), last.removesuffix("d"))
    return next((found for stem in stems if (found := lexicon.triggers.get((stem, pos)))), None)


def _asks(i: int, syntax: Syntax) -> bool:
    """ "asked whether", "asked who": a question about a fact, not a request."""
    words = {syntax.tokens[m].lemma.lower() for c in syntax.deps(i, "ccomp", "advcl") for m in syntax.deps(c, "mark", "nsubj", "advmod", "obj")}
    asked = any(syntax.tokens[j].text == "?" for j in range(max(0, i - 4), min(i + 3, len(syntax.tokens))))
    return bool(words & {"whether", "if", "who", "what", "why", "when", "how"}) or asked


def _swallow_objects(hits: dict[int, Hit], used: dict[int, list[int]]) -> None:
    """A light verb and the noun it requires are one event: the more telling verb entry keeps it."""
    for i, filled in used.items():
        if i not in hits or hits[i].trigger.operator:
            continue
        for j in filled:
            if j != i and j in hits and hits[j].is_noun:
                hits[i].swallowed.append(hits.pop(j))


def _swallow_complements(hits: dict[int, Hit], syntax: Syntax, expected: Container[str]) -> None:
    """An operator takes the act below it: "agreed to withdraw" is one event.

    A passive one that nobody does goes; the act below stays where the word only says that it is `expected`.
    """
    for i in sorted(hits):
        if i not in hits or not hits[i].trigger.operator:
            continue
        if syntax.passive(i) and not syntax.subjects(i):
            for j in _acts_below(i, hits, syntax) if syntax.tokens[i].lemma.lower() not in expected else ():
                hits.pop(j)
            hits.pop(i)
            continue
        for j in _acts_below(i, hits, syntax):
            hit = hits.pop(j)
            hits[i].swallowed.append(hit)
            if hits[i].complement is None:
                hits[i].complement = hit
        inner = hits[i].complement
        while inner is not None and inner.complement is not None:
            inner = inner.complement
            hits[i].swallowed.append(inner)


def _acts_below(i: int, hits: dict[int, Hit], syntax: Syntax) -> list[int]:
    found: list[int] = []
    queue = [*syntax.complements(i), *syntax.objects(i), *(o for os in syntax.obliques(i).values() for o in os)]
    seen = {i}
    for depth in range(3):
        below: list[int] = []
        for j in queue:
            for c in syntax.coordinated(j):
                if c in seen:
                    continue
                seen.add(c)
                if c in hits and (hits[c].is_noun or syntax.tokens[c].dep != "acl:relcl"):
                    found.append(c)
                elif depth < 2:
                    below += [*syntax.deps(c, "xcomp", "obj", "acl"), *syntax.obliques(c).get("of", ())]
        if found:
            return found
        queue = below
    return found


_WHEN = frozenset({"after", "before", "during", "following", "since", "until", "prior to", "ahead of", "amid", "despite", "throughout", "pending"})


def taken_for_granted(i: int, syntax: Syntax) -> bool:
    """ "after the negotiations": a noun that only tells when something else was, without parties of its own."""
    return syntax.case_of(i) in _WHEN


_TOPICAL = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID"})
_ABOUT = frozenset({"on", "about", "regarding", "concerning", "over", "of", "for"})


def _drop_topics(hits: dict[int, Hit], syntax: Syntax, lexicon: Lexicon) -> None:
    """What an agreement is on, or talks are about, has not happened by being named there."""
    papers = lexicon.classes.get("agreement", frozenset()) | lexicon.classes.get("consultation", frozenset())
    for i in [i for i, h in hits.items() if h.is_noun and h.trigger.event in _TOPICAL]:
        at = i
        while syntax.tokens[at].dep == "conj":
            at = syntax.tokens[at].head
        above = syntax.parent(at)
        if above is None or not set(syntax.case_of(at).split()) & _ABOUT:
            continue
        lemma = syntax.tokens[above].lemma.lower()
        talked_about = above in hits and hits[above].trigger.event == "CONSULT" and syntax.case_of(at) not in ("of", "for")
        if (syntax.tokens[at].dep == "nmod" and lemma in papers) or talked_about:
            del hits[i]


_PROPOSED = frozenset({"AGREE", "REQUEST", "CONSULT", "THREATEN", "SUPPORT", "COOPERATE"})
_ANSWERS = frozenset({"REJECT", "SUPPORT", "ACCUSE", "AGREE", "CONCEDE"})


def _swallow_proposals(hits: dict[int, Hit], syntax: Syntax) -> None:
    """ "rejected an offer of talks": what is answered is not a second event; it names the other side."""
    for i in [i for i, h in hits.items() if h.trigger.event in _ANSWERS and not h.is_noun]:
        if i not in hits:
            continue
        heads = [*syntax.objects(i), *(o for p in ("for", "of", "on", "to") for o in syntax.obliques(i).get(p, ()))]
        for o in [c for head in heads for c in syntax.coordinated(head)]:
            for j in (o, *(n for p in ("for", "of", "on", "to") for n in syntax.obliques(o).get(p, ()))):
                if j in hits and hits[j].is_noun and hits[j].trigger.event in _PROPOSED:
                    hits[i].swallowed.append(hits.pop(j))


_OPERATING = frozenset({"REQUEST", "THREATEN", "REJECT", "AGREE", "COERCE"})
_REALISED = frozenset({"acl:relcl", "parataxis", "appos"})


def _drop_unrealised(hits: dict[int, Hit], syntax: Syntax) -> None:
    """What is demanded, promised, refused or threatened has not happened: acts inside it are no events."""
    for i in [i for i, h in hits.items() if h.trigger.event in _OPERATING]:
        if i not in hits:
            continue
        taken = [s.at for s in hits[i].swallowed]
        heads = syntax.complements(i) if hits[i].trigger.operator or hits[i].trigger.event == "COERCE" else []
        for head in [*heads, *taken]:
            stack = [head]
            while stack:
                at = stack.pop()
                if at in hits and at != i:
                    del hits[at]
                stack += [c for c in syntax.children[at] if not _stands_alone(c, syntax)]


def _stands_alone(i: int, syntax: Syntax) -> bool:
    """A clause that tells of something beside the act: relative, causal, temporal, or in the past tense."""
    token = syntax.tokens[i]
    if token.dep in _REALISED or (token.dep == "conj" and syntax.deps(i, "nsubj", "nsubj:pass")):
        return True
    if token.dep in ("advcl", "ccomp", "acl"):
        marks = {syntax.tokens[m].lemma.lower() for m in syntax.deps(i, "mark")}
        return token.xpos == "VBD" or bool(marks & {"after", "because", "since", "as", "while", "although"})
    return False
