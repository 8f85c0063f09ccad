"""One report's events in text order: each hit with its parties, status, codes, date, place and frame."""

from collections import deque
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from ..cast import Party
from ..frame import Agreement, Visit
from ..lexicon import Lexicon
from ..record import When, Where
from ..report import Span
from .agreements import AgreementRegister
from .arguments import ArgumentFinder, Arguments
from .coding import Coder
from .confidence import confidence, features
from .contexts import ContextFinder
from .draft import Draft
from .evidence import evidence_of
from .frames import SIGNING, FrameBuilder
from .judgement import Judgement
from .narrative import Narrative
from .second_opinion import LEARNED, contexts_of, fill_parties, opinion, status_of
from .selection import Selection
from .status import StatusFinder
from .syntax import Syntax
from .tellings import Telling
from .triggers import Hit

DateOf = Callable[[int], When | None]
PlaceOf = Callable[[int], Where | None]

_LOCATIVE = ("in", "at", "near", "outside", "across", "throughout")
_AT_HOME = frozenset({
    "GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PTY", "OPP", "REB", "UAF", "CVL", "LAB", "EDU", "REL", "CRM", "AGR", "HLH",
    "ELI", "BUS",
})  # fmt: skip
"""Sectors that are at home where they act."""


class Scene:
    """Drafts the events of one reading."""

    def __init__(
        self, lexicon: Lexicon, contexts: ContextFinder, arguments: ArgumentFinder, tellings: Sequence[Telling],
        date_of: DateOf, place_of: PlaceOf,
    ) -> None:  # fmt: skip
        self.lexicon = lexicon
        self.syntax: Syntax = arguments.syntax
        self._contexts = contexts
        self._arguments = arguments
        self._tellings = tellings
        self._date_of = date_of
        self._place_of = place_of
        self._status = StatusFinder(self.syntax, lexicon)
        self._coder = Coder(self.syntax, lexicon)
        self._frames = FrameBuilder(self.syntax, lexicon, arguments.cast)
        self._narrative = Narrative(self.syntax)

    def drafts(self, hits: Sequence[Hit]) -> list[Draft]:
        """The drafts of all hits, with the agreements that later sentences list or describe."""
        acting = frozenset({h.at for h in hits} | {h.support for h in hits if h.support is not None})
        calls = frozenset(h.at for h in hits if h.trigger.event == "CONSULT" and self._speaks(h.at))
        selection = Selection(self.syntax, self.lexicon, acting, acting - calls)
        register = AgreementRegister(self.syntax, self.lexicon, self._arguments, self._frames)
        drafts: list[Draft] = []
        signing: Draft | None = None
        pending = deque(hits)
        for n in range(len(self.syntax.reading.sentences)):
            here: list[Draft] = []
            while pending and self.syntax.tokens[pending[0].at].sent == n:
                here += self._of(pending.popleft(), selection)
            here += register.enumerated(signing, self._narrative.focus, {d.at for d in here}, n)
            signing = next((d for d in here if isinstance(d.frame, Agreement)), signing)
            drafts += here
        register.provisions(drafts)
        return drafts

    def _of(self, hit: Hit, selection: Selection) -> list[Draft]:
        """The drafts a hit gives: none where nobody acts, several for the visits of several people."""
        found = self._arguments.find(hit)
        if hit.trigger.file == LEARNED:
            fill_parties(hit, found, self._arguments.cast, self.syntax)
        self._narrative.recall(hit, found)
        if not selection.keeps(hit, found):
            return []
        fill_parties(hit, found, self._arguments.cast, self.syntax)
        judgement = self._status.judge(hit)
        wish = hit.trigger.operator and hit.trigger.event == "REQUEST" and judgement.status == "hypothetical"
        if wish or judgement.idle or judgement.condition or judgement.purpose_of in selection.aiming:
            return []
        draft = self._draft(hit, found, judgement)
        self._narrative.remember(draft)
        return self._one_each(hit, draft)

    def _speaks(self, i: int) -> bool:
        """ "Telephoned", "wrote": what is said to be its purpose is done by it."""
        return self.syntax.tokens[i].lemma.lower() in self.lexicon.cues

    def _draft(self, hit: Hit, found: Arguments, judgement: Judgement) -> Draft:
        evidence, words = evidence_of(hit, self.syntax)
        when, where = self._setting(hit)
        here = self._country_here(hit, where)
        actors, recipients = _at_home(found.actors, here), _at_home(found.recipients, here)
        code = self._coder.code(hit, actors, judgement, own_words=self._own_words(hit.at, actors))
        known = features(hit, found, judgement, self.syntax, code.type)
        learned = self.syntax.reading.learned
        status, why = status_of(hit, judgement, learned)
        signalled = self._contexts.find(hit, (self.syntax.tokens[w] for w in words))
        return Draft(
            at=hit.at,
            sentence=self.syntax.tokens[hit.at].sent,
            type=code.type,
            mode=code.mode,
            cameo=code.cameo,
            contexts=contexts_of(hit, signalled, learned),
            actors=actors,
            recipients=recipients,
            status=status,
            certainty=judgement.certainty,
            evidence=evidence,
            words=words,
            frame=self._frames.build(hit, found, evidence, when),
            when=when,
            where=where,
            features=known,
            confidence=confidence(known, self.lexicon),
            trigger=hit.trigger,
            retold=self._told_as_known(hit),
            rules={
                "trigger": f"{self.syntax.tokens[hit.at].text!r} by {hit.trigger.file}",
                "actors": found.actor_rule or "none named",
                "recipients": found.recipient_rule or "none named",
                "mode, cameo": code.rule,
                "status": why,
                "contexts": ", ".join(signalled),
                "model": opinion(hit, code.type, learned),
                "confidence": ", ".join(name.replace("_", " ") for name, value in known.items() if value),
            },
        )

    def _told_as_known(self, hit: Hit) -> bool:
        """ "The agreement", "the pact signed between them": an act that the report takes as told."""
        token = self.syntax.tokens[hit.at]
        noun = hit.at if hit.is_noun else token.head if token.dep in ("acl", "acl:relcl") else None
        return noun is not None and any(
            self.syntax.tokens[c].lemma.lower() in ("the", "this", "that") for c in self.syntax.deps(noun, "det")
        )

    def _setting(self, hit: Hit) -> tuple[When | None, Where | None]:
        """When and where: under the trigger, else under the paper signed or the noun of a light verb."""
        words = [hit.at, *(s.at for s in hit.swallowed if s.trigger.event == hit.trigger.event)]
        if hit.trigger.frame == "agreement" and not hit.is_noun and self.syntax.tokens[hit.at].lemma.lower() in SIGNING:
            words += self.syntax.objects(hit.at)
        when = next((w for i in words if (w := self._date_of(i)) is not None), None)
        where = next((p for i in words if (p := self._place_of(i)) is not None), None)
        return when, where

    def _country_here(self, hit: Hit, where: Where | None) -> str | None:
        """The one country in which the clause places its act: where nameless police, rebels or crowds are at home."""
        if where is not None and where.country:
            return where.country
        heads = [hit.at] if hit.support is None else [hit.at, hit.support]
        heads += [w for s in hit.swallowed for w in (s.at, *self.syntax.objects(s.at))]
        nouns = [o for i in heads for name in _LOCATIVE for o in self.syntax.obliques(i).get(name, ())]
        nouns = [o for o in nouns if self.syntax.tokens[o].lemma.lower() not in ("border", "frontier", "boundary")]
        found = {p.country for o in nouns for p in self._arguments.parties(o)}
        return found.pop() if len(found) == 1 else None

    def _own_words(self, at: int, actors: Sequence[Party]) -> bool:
        """Whether the act is told in the words of one of its actors."""
        mine = {p.country for p in actors if p.country} | {p.start for p in actors}
        return any(t.speaker and {t.speaker.country, t.speaker.start} & mine for t in self._tellings if at in t.content)

    def _one_each(self, hit: Hit, draft: Draft) -> list[Draft]:
        """ "Visits of A, B and C" are three visits."""
        people = [p for p in draft.actors if p.person]
        plural = self.syntax.tokens[hit.at].xpos == "NNS"
        if not (isinstance(draft.frame, Visit) and hit.is_noun and plural and len(people) > 1):
            return [draft]
        return [self._of_one(draft, draft.frame, person) for person in draft.actors]

    def _of_one(self, draft: Draft, frame: Visit, person: Party) -> Draft:
        evidence = (
            draft.evidence if person.end is None else Span(draft.evidence.start, max(draft.evidence.end, person.end))
        )
        return draft.copy(actors=[person], evidence=evidence, frame=replace(frame, visitor=person))


def _at_home(parties: Sequence[Party], country: str | None) -> list[Party]:
    """The parties, nameless ones of a domestic kind given the country that the act is placed in."""
    return [
        replace(p, country=country) if country and p.country is None and p.sector in _AT_HOME and not p.person else p
        for p in parties
    ]
