"""Reading + Cast -> events and statements: the stages of `events` in their order."""

import datetime as dt
import hashlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from msgspec.structs import replace

from ..cast import Cast, Party
from ..frame import Agreement, Obligation, Transfer, Visit
from ..lexicon import Lexicon
from ..reading import Reading
from ..report import Span
from ..record import Cue, Event, Quote, Statement, When, Where
from .agreements import AgreementRegister
from .arguments import ArgumentFinder, Arguments
from .confidence import confidence, features
from .coding import ContextFinder, code, fold
from .draft import Draft
from .evidence import evidence_of
from .frames import FrameBuilder
from .implied import ImpliedActs
from .merging import merge
from .narrative import Focus, by_country
from .phrases import PhraseReader
from .statements import StatementFinder
from .status import Judgement, StatusFinder
from .syntax import Syntax
from .tellings import Telling, first_persons
from .triggers import Hit, find_hits, taken_for_granted

DateOf = Callable[[int], When | None]
PlaceOf = Callable[[int], Where | None]

# Acts whose victim is news even when nobody says who did it.
_ACTORLESS = frozenset({"ASSAULT", "COERCE", "SANCTION"})
_FRIENDLY = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID"})
_MUTUAL = frozenset({"cross", "mutual", "reciprocal", "joint", "bilateral", "exchange", "return"})
# Acts of one party for another; where a plan names only who gains, the other party in focus gives.
_GIVING = frozenset({"COOPERATE", "AID"})


@dataclass(frozen=True, slots=True)
class Minutes:
    """The outcome of drafting, with the drafts for `verbale explain`."""

    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    drafts: tuple[Draft, ...]
    telling_rules: tuple[str, ...] = ()
    """For each statement, the word or rule that found it."""


class Drafter:
    """Drafts events over any number of readings with one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._contexts = ContextFinder(lexicon)
        self._phrases = PhraseReader(lexicon)

    def draft(self, reading: Reading, cast: Cast, *, report: str, date_of: DateOf, place_of: PlaceOf) -> Minutes:
        """Events and statements of one report; `report` seeds their ids."""
        syntax = Syntax(reading, self.lexicon.lists["control"])
        hits, slots = find_hits(syntax, self.lexicon, cast)
        finder = StatementFinder(syntax, self.lexicon, cast, self._phrases)
        tellings = finder.find()
        arguments = ArgumentFinder(slots, cast, first_persons(tellings, reading, finder.quoted), tellings)
        scene = _Scene(self.lexicon, self._contexts, syntax, arguments, tellings, date_of, place_of)
        drafts = scene.all_drafts(hits)
        drafts += ImpliedActs(syntax, self.lexicon, arguments).find(tellings, drafts)
        drafts = merge(drafts)
        for draft in drafts:
            draft.tellings = _told_in(draft, tellings)
        statements, ids = _statements(tellings, reading, report, drafts)
        events = tuple(
            d.event(report=report, text=reading.text, score=self.lexicon.score_of(d.type, d.mode), statement_ids=ids) for d in drafts
        )
        return Minutes(events, statements, tuple(drafts), tuple(t.rule for t in tellings))


class _Scene:
    """One report's events in text order, with what has been in focus before."""

    def __init__(
        self, lexicon: Lexicon, contexts: ContextFinder, syntax: Syntax, arguments: ArgumentFinder,
        tellings: list[Telling], date_of: DateOf, place_of: PlaceOf,
    ) -> None:  # fmt: skip
        self.lexicon = lexicon
        self.contexts = contexts
        self.syntax = syntax
        self.arguments = arguments
        self.tellings = tellings
        self.status = StatusFinder(syntax, lexicon)
        self.frames = FrameBuilder(syntax, lexicon, arguments.cast)
        self.date_of = date_of
        self.place_of = place_of
        self.focus = Focus()
        self.acting: set[int | None] = set()
        """Words that hold a hit of their own."""

    def all_drafts(self, hits: list[Hit]) -> list[Draft]:
        """The drafts of all hits, with the agreements that later sentences list or describe."""
        register = AgreementRegister(self.syntax, self.lexicon, self.arguments, self.frames)
        self.acting = {h.at for h in hits} | {h.support for h in hits if h.support is not None}
        drafts: list[Draft] = []
        signing: Draft | None = None
        pending = deque(hits)
        for n in range(len(self.syntax.reading.sentences)):
            here: list[Draft] = []
            while pending and self.syntax.tokens[pending[0].at].sent == n:
                here += self.drafts(pending.popleft())
            here += register.enumerated(signing, self.focus, {d.at for d in here}, n)
            signing = next((d for d in here if isinstance(d.frame, Agreement)), signing)
            drafts += here
        register.provisions(drafts)
        return drafts

    def drafts(self, hit: Hit) -> list[Draft]:
        """The drafts a hit gives: none where nobody acts, several for the visits of several people."""
        found = self.arguments.find(hit)
        self._recall(hit, found)
        if not self._worth_keeping(hit, found):
            return []
        judgement = self.status.judge(hit)
        if judgement.idle or judgement.condition or judgement.purpose_of in self.acting:
            return []
        draft = self._draft(hit, found, judgement)
        sentence = draft.sentence
        if isinstance(draft.frame, Agreement) and len(by_country((*draft.actors, *draft.recipients))) > 1:
            self.focus.agreement = by_country((*draft.actors, *draft.recipients))
        if draft.type in _FRIENDLY:
            self.focus.remember((*draft.actors, *draft.recipients), sentence)
        return self._one_each(hit, draft)

    def _recall(self, hit: Hit, found: Arguments) -> None:
        """ "Two documents were signed": parties that the sentence takes for granted come from those in focus."""
        sentence = self.syntax.tokens[hit.at].sent
        frame = hit.trigger.frame or next((s.trigger.frame for s in hit.swallowed if s.trigger.frame), None)
        known = by_country((*found.actors, *found.recipients))
        mutual = hit.trigger.reciprocal or (hit.is_noun and self._mutual(hit.at))
        if mutual and len(known) < 2 and self._left_open(hit, frame):
            pair = self.focus.recall(sentence)
            if frame == "agreement" and self._definite_object(hit):
                pair = self.focus.agreement or pair
            if pair and {p.country for p in known} <= {p.country for p in pair}:
                found.actors, found.recipients, found.actor_rule = list(pair), [], "parties in focus"
        elif not found.actors and hit.is_noun and hit.trigger.event in _GIVING and len(known) == 1:
            others = [p for p in self.focus.recall(sentence) if p.country != known[0].country]
            if len(others) == 1 and len(others) + 1 == len(self.focus.dyad):
                found.actors, found.actor_rule = others, "the other party in focus"

    def _definite_object(self, hit: Hit) -> bool:
        """ "The treaty will be signed": the one already named."""
        nouns = [hit.at] if hit.is_noun else self.syntax.objects(hit.at)
        return any(self.syntax.tokens[c].lemma.lower() in ("the", "this") for n in nouns for c in self.syntax.deps(n, "det"))

    def _mutual(self, noun: int) -> bool:
        """ "cross-visits", "mutual visits": what each does to the other."""
        tokens = self.syntax.tokens
        first = tokens[noun].text.lower().split("-", 1)[0]
        return first in _MUTUAL or any(tokens[m].lemma.lower() in _MUTUAL for m in self.syntax.modifiers(noun))

    def _left_open(self, hit: Hit, frame: str | None) -> bool:
        """Whether the words leave the parties open: a passive, or its subject; an agreement named without them."""
        verb = hit.at if not hit.is_noun else self.syntax.clause_of(hit.at)
        passive = self.syntax.passive(verb)
        if not hit.is_noun:
            return frame == "agreement" and (passive or not self.syntax.subjects(verb))
        return passive and hit.at in {c for o in self.syntax.objects(verb) for c in self.syntax.coordinated(o)}

    def _worth_keeping(self, hit: Hit, found: Arguments) -> bool:
        if not any(p.country or p.sector or p.person for p in (*found.actors, *found.recipients)):
            return False
        if hit.trigger.reciprocal and len({*found.actors, *found.recipients}) < 2 and not any(p.country for p in found.actors):
            return False
        needs = hit.trigger.event in self.lexicon.types and self.lexicon.types[hit.trigger.event].requires_recipient
        if hit.is_noun and hit.support is None and not found.recipients and needs and not self._stands_out(hit, found):
            return False
        if found.actors:
            return not (hit.is_noun and not found.recipients and taken_for_granted(hit.at, self.syntax))
        if hit.trigger.frame == "obligation":
            return bool(found.recipients)
        told = not hit.is_noun or self.syntax.tokens[hit.at].dep in ("nsubj", "root")
        return bool(found.recipients) and hit.trigger.event in _ACTORLESS and told

    def _draft(self, hit: Hit, found: Arguments, judgement: Judgement) -> Draft:
        mode, cameo, rule = code(hit, self.lexicon)
        evidence, words = evidence_of(hit, self.syntax)
        actors, recipients = list(found.actors), list(found.recipients)
        reciprocal = hit.trigger.reciprocal and len(actors) > 1 and not recipients
        when, where = self._setting(hit)
        here = self._country_here(hit, where)
        actors, recipients = _at_home(actors, here), _at_home(recipients, here)
        kind: str | None = hit.trigger.event or None
        complaint = self.syntax.tokens[hit.at].lemma.lower() in ("protest", "complain", "complaint") and not hit.swallowed
        if kind == "PROTEST" and complaint and actors and all(self._is_government(p) for p in actors):
            kind, mode, cameo, rule = "ACCUSE", "disapprove", "114", "a government that protests complains officially"
        if kind == "THREATEN" and self._restraint(hit):
            kind, mode, cameo, rule = "AGREE", None, "030", "a promise not to act"
        folded = None
        if kind and judgement.intended and judgement.status in ("planned", "conditional", "negated"):
            own = self._own_words(hit.at, actors)
            folded = fold((kind, mode, cameo), judgement.status, self.lexicon, own_words=own, ultimatum=judgement.ultimatum)
        if folded is not None:
            rule = f"{kind} intended: {folded.operator}"
            kind, mode, cameo = folded.operator, folded.mode or None, folded.cameo or cameo
        surety = _confidence(hit, found)
        known = features(hit, found, judgement, self.syntax)
        draft = Draft(
            at=hit.at,
            sentence=self.syntax.tokens[hit.at].sent,
            type=kind,  # type: ignore[arg-type]
            mode=mode,
            cameo=cameo,
            contexts=self.contexts.find(hit, (self.syntax.tokens[w] for w in words)),
            actors=actors,
            recipients=recipients,
            status=judgement.status,
            certainty=judgement.certainty,
            evidence=evidence,
            words=words,
            reciprocal=reciprocal,
            frame=self.frames.build(hit, found, evidence, when),
            when=when,
            where=where,
            confidence=max(0.05, min(0.95, sum(surety.values()))),
            trigger=hit.trigger,
        )
        noun = self.syntax.tokens[hit.at]
        named = noun.head if noun.dep in ("acl", "acl:relcl") and not hit.is_noun else hit.at if hit.is_noun else None
        definite = named is not None and any(
            self.syntax.tokens[c].lemma.lower() in ("the", "this", "that") for c in self.syntax.deps(named, "det")
        )
        draft.rules = {
            "trigger": f"{noun.text!r} by {hit.trigger.file}",
            "actors": found.actor_rule or "none named",
            "recipients": found.recipient_rule or "none named",
            "mode, cameo": rule,
            "status": judgement.why,
            "confidence": ", ".join(f"{value:+.2f} {why}" for why, value in surety.items()),
        }
        if definite:
            draft.rules["definite"] = "told as known"
        return draft

    def _setting(self, hit: Hit) -> tuple[When | None, Where | None]:
        """When and where: under the trigger, else under the paper signed or the noun of a light verb."""
        words = [hit.at, *(s.at for s in hit.swallowed)]
        if hit.trigger.frame == "agreement" and not hit.is_noun:
            words += self.syntax.objects(hit.at)
        when = next((w for i in words if (w := self.date_of(i)) is not None), None)
        where = next((w for i in words if (w := self.place_of(i)) is not None), None)
        return when, where

    def _country_here(self, hit: Hit, where: Where | None) -> str | None:
        """The one country in which the clause places its act: where nameless police, rebels or crowds are at home."""
        if where is not None and where.country:
            return where.country
        heads = [hit.at] if hit.support is None else [hit.at, hit.support]
        found = {
            p.country
            for i in heads
            for name in ("in", "at", "near", "outside", "across", "throughout")
            for o in self.syntax.obliques(i).get(name, ())
            for p in self.arguments.parties(o)
        }
        return found.pop() if len(found) == 1 else None

    def _stands_out(self, hit: Hit, found: Arguments) -> bool:
        """Whether a noun without a second side still tells of an act: several acting together, or violence and unrest
        that a clause is about ("protests erupted in Minsk"), or a frame."""
        if len({p.country for p in found.actors}) > 1 or found.actor_rule == "subject" or hit.trigger.frame in ("visit", "obligation", "agreement"):
            return True
        token = self.syntax.tokens[hit.at]
        return hit.trigger.event in ("PROTEST", "ASSAULT") and token.dep in ("nsubj", "root") and token.head not in self.acting

    def _own_words(self, at: int, actors: list[Party]) -> bool:
        """Whether the act is told in the words of one of its actors."""
        mine = {p.country for p in actors if p.country} | {p.start for p in actors}
        return any(t.speaker and {t.speaker.country, t.speaker.start} & mine for t in self.tellings if at in t.content)

    def _is_government(self, party: Party) -> bool:
        """A state by its name, or its government or army; not its people ("Georgians"), nor an adjective's owner."""
        if party.country is None or party.person or party.kind == "group":
            return party.sector in ("GOV", "MIL", "LEG") and party.country is not None
        return party.sector in ("GOV", "MIL", "LEG") or (party.sector is None and party.text == party.name)

    def _restraint(self, hit: Hit) -> bool:
        """ "vowed not to attack"."""
        vow = self.syntax.tokens[hit.at].lemma.lower() in self.lexicon.lists["vowing"]
        act = hit.complement
        return vow and act is not None and any("Polarity=Neg" in self.syntax.tokens[c].feats for c in self.syntax.children[act.at])

    def _one_each(self, hit: Hit, draft: Draft) -> list[Draft]:
        """ "Visits of A, B and C" are three visits."""
        people = [p for p in draft.actors if p.person]
        plural = self.syntax.tokens[hit.at].xpos == "NNS"
        if not (isinstance(draft.frame, Visit) and hit.is_noun and plural and len(people) > 1):
            return [draft]
        each = []
        for person in draft.actors:
            one = Draft(**{f: getattr(draft, f) for f in Draft.__slots__})
            one.actors, one.rules = [person], dict(draft.rules)
            if person.end is not None:
                one.evidence = Span(draft.evidence.start, max(draft.evidence.end, person.end))
            one.frame = replace(draft.frame, visitor=person)
            each.append(one)
        return each


_DOMESTIC = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG", "PTY", "OPP", "REB", "UAF", "CVL", "LAB", "EDU", "REL", "CRM", "AGR", "HLH", "ELI", "BUS"})


def _at_home(parties: list[Party], country: str | None) -> list[Party]:
    """The parties, nameless ones of a domestic kind given the country that the act is placed in."""
    if country is None:
        return parties
    return [
        replace(p, country=country) if p.country is None and p.sector in _DOMESTIC and not p.person else p for p in parties
    ]


def _told_in(draft: Draft, tellings: list[Telling]) -> list[Telling]:
    around = [t for t in tellings if draft.at in t.content]
    around.sort(key=lambda t: -len(t.content))
    return around


def _statements(
    tellings: list[Telling], reading: Reading, report: str, drafts: list[Draft]
) -> tuple[tuple[Statement, ...], dict[int, str]]:
    ids = {id(t): _statement_id(report, t) for t in tellings}
    threats = {id(t) for d in drafts if d.type == "THREATEN" for t in d.tellings[-1:]}
    out = []
    for t in tellings:
        cue = None
        if t.cue:
            first, last = reading.tokens[min(t.cue)], reading.tokens[max(t.cue)]
            cue = Cue(start=first.start, end=last.end, text=reading.text[first.start : last.end])
        out.append(
            Statement(
                id=ids[id(t)],
                speaker=t.speaker,
                cue=cue,
                direct=t.direct,
                content=Quote(start=t.span.start, end=t.span.end, quote=reading.text[t.span.start : t.span.end]),
                kind="threat" if id(t) in threats and t.kind in ("assertion", "forecast") else t.kind,
                parent=ids[id(t.parent)] if t.parent is not None else None,
            )
        )
    return tuple(out), ids


def _statement_id(report: str, telling: Telling) -> str:
    key = f"{report}|statement|{telling.cue}|{telling.span.start}|{telling.span.end}"
    return "s" + hashlib.sha256(key.encode()).hexdigest()[:15]


__all__ = ["Agreement", "Drafter", "Minutes", "Obligation", "Party", "Transfer", "dt"]
