"""What a statement amounts to: a threat under a condition, a charge laid at somebody's door."""

from ..cast import Party
from ..lexicon import Lexicon
from ..report import Span
from .arguments import ArgumentFinder
from .draft import Draft
from .evidence import clause_words
from .syntax import Syntax
from .tellings import Telling

_IF = frozenset({"if", "unless"})
_CODES: dict[str, tuple[str | None, str]] = {
    "THREATEN": ("violence", "138"),
    "ACCUSE": ("allege", "112"),
    "REQUEST": (None, "100"),
}
_MODAL = frozenset({"will", "shall", "would", "must"})


class ImpliedActs:
    """Reads acts out of statements that hold no trigger of their own."""

    def __init__(self, syntax: Syntax, lexicon: Lexicon, arguments: ArgumentFinder) -> None:
        self.syntax = syntax
        self.lexicon = lexicon
        self.arguments = arguments
        self._compulsion = lexicon.lists["compulsion"]
        self._charge = lexicon.lists["charge"]
        self._obliging = lexicon.lists["obliging"]

    def find(self, tellings: list[Telling], drafts: list[Draft]) -> list[Draft]:
        """Threats and charges in the statements of parties, where no draft says as much already."""
        found = []
        for telling in tellings:
            speaker = telling.speaker
            if speaker is None or not speaker.country:
                continue
            said = [d for d in drafts if d.at in telling.content]
            if not any(d.type == "THREATEN" for d in said):
                threat = self._threat(telling, speaker)
                if threat is not None:
                    found.append(threat)
                    continue
            agreed = any(d.at in telling.cue for d in drafts)
            if not agreed and not any(
                d.type in ("REQUEST", "THREATEN") for d in drafts if d.sentence == telling.sentence
            ):
                demand = self._demand(telling, speaker)
                if demand is not None:
                    drafts[:] = [d for d in drafts if d.at != demand.at]
                    found.append(demand)
                    continue
            if not any(d.type in ("ACCUSE", "THREATEN") for d in drafts if d.sentence == telling.sentence):
                charge = self._charged(telling, speaker)
                if charge is not None:
                    found.append(charge)
        return found

    def _threat(self, telling: Telling, speaker: Party) -> Draft | None:
        """ "If the land is not returned, we will be forced to take it": a party's own act under a condition."""
        syntax = self.syntax
        for i in sorted(telling.content):
            if syntax.tokens[i].lemma.lower() not in _IF or syntax.tokens[i].dep != "mark":
                continue
            condition = syntax.tokens[i].head
            consequence = syntax.parent(condition)
            if consequence is None or consequence not in telling.content or not self._forceful(consequence):
                continue
            actors = self._doers(consequence, telling)
            if actors and actors[0].country == speaker.country:
                others = self._others(condition, actors) or self._others(consequence, actors)
                return self._draft(
                    telling, consequence, "THREATEN", actors, others, "conditional", "threat under a condition"
                )
        return None

    def _demand(self, telling: Telling, speaker: Party) -> Draft | None:
        """ "Oslo said that Minsk must free the crew": what a party says that another must do."""
        syntax = self.syntax
        for i in sorted(telling.content):
            token = syntax.tokens[i]
            if token.upos not in ("VERB", "ADJ") or telling.direct or not self._obliged(i):
                continue
            others = [p for s in syntax.subjects(i) for c in syntax.coordinated(s) for p in self.arguments.parties(c)]
            others = [p for p in others if p.country and (p.country, p.sector) != (speaker.country, speaker.sector)]
            if others:
                return self._draft(telling, i, "REQUEST", [speaker], others, "occurred", "demand in a statement")
        return None

    def _obliged(self, verb: int) -> bool:
        syntax = self.syntax
        if any(syntax.tokens[c].lemma.lower() in ("must", "should", "ought") for c in syntax.deps(verb, "aux")):
            return not any("Polarity=Neg" in syntax.tokens[c].feats for c in syntax.children[verb])
        above = syntax.parent(verb)
        return (
            above is not None
            and syntax.tokens[verb].dep == "xcomp"
            and syntax.tokens[above].lemma.lower() in self._obliging
            and syntax.tokens[above].upos == "VERB"
        )

    def _forceful(self, verb: int) -> bool:
        syntax = self.syntax
        modal = any(syntax.tokens[c].lemma.lower() in _MODAL for c in syntax.deps(verb, "aux"))
        words = [verb, *syntax.complements(verb)]
        return modal and any(syntax.tokens[w].lemma.lower() in self._compulsion for w in words)

    def _doers(self, verb: int, telling: Telling) -> list[Party]:
        subjects = self.syntax.objects(verb) if self.syntax.passive(verb) else self.syntax.subjects(verb)
        parties = [p for s in subjects for p in self.arguments.parties(s)]
        first_person = any(self.syntax.tokens[s].lemma.lower() in ("we", "i") for s in subjects)
        return [telling.speaker] if first_person and telling.speaker else parties

    def _others(self, clause: int, actors: list[Party]) -> list[Party]:
        mine = {p.country for p in actors}
        for w in self.syntax.subtree(clause):
            mention = self.arguments.mention_at(w)
            if mention is not None:
                others = [p for p in mention.parties if p.country and p.country not in mine]
                if others:
                    return others
        return []

    def _charged(self, telling: Telling, speaker: Party) -> Draft | None:
        """ "He added that the region harbours terrorists": grave words said of another party."""
        syntax = self.syntax
        for i in sorted(telling.content):
            token = syntax.tokens[i]
            if token.lemma.lower() not in self._charge or token.upos not in ("NOUN", "ADJ"):
                continue
            clause = syntax.clause_of(i)
            if clause not in telling.content or syntax.tokens[clause].upos not in ("VERB", "NOUN", "ADJ"):
                continue
            if any("Polarity=Neg" in syntax.tokens[c].feats for c in syntax.children[clause]):
                continue
            parties = [p for s in syntax.subjects(clause) for p in self.arguments.parties(s)]
            others = [p for p in parties if p.country and p.country != speaker.country]
            if others and i not in {w for s in syntax.subjects(clause) for w in syntax.subtree(s)}:
                return self._draft(telling, clause, "ACCUSE", [speaker], others, "occurred", "charge in a statement")
        return None

    def _draft(
        self, telling: Telling, clause: int, kind: str, actors: list[Party], others: list[Party], status: str, rule: str
    ) -> Draft:
        words = [w for w in clause_words(clause, self.syntax) if w in telling.content] or sorted(telling.content)
        tokens = self.syntax.tokens
        return Draft(
            at=clause, sentence=tokens[clause].sent, type=kind, mode=_CODES[kind][0],  # type: ignore[arg-type]
            cameo=_CODES[kind][1], contexts=(), actors=list(actors), recipients=others,
            status=status, certainty="certain", evidence=Span(tokens[words[0]].start, tokens[words[-1]].end), words=words,  # type: ignore[arg-type]
            confidence=0.45, rules={"trigger": rule},
        )  # fmt: skip
