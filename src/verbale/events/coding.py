"""The codes of an event: PLOVER type and mode, CAMEO code."""

from dataclasses import dataclass

from ..cast import Party
from ..lexicon import Complement, Lexicon
from ..record import EventType
from .judgement import Judgement
from .second_opinion import LEARNED
from .syntax import Syntax
from .triggers import Hit

_OPERATORS = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})
_COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
_LEAVING = frozenset({"RETREAT", "REJECT", "MOBILIZE"})
_HOSTILE = frozenset({"SANCTION", "COERCE", "ASSAULT", "PROTEST"})
_COMPLAINTS = frozenset({"protest", "complain", "complaint"})
_STATE_SECTORS = frozenset({"GOV", "MIL", "LEG"})


@dataclass(frozen=True, slots=True)
class Code:
    """An event's codes and the rule that gave them."""

    type: EventType | None
    mode: str | None
    cameo: str | None
    rule: str


class Coder:
    """Codes hits over one reading."""

    def __init__(self, syntax: Syntax, lexicon: Lexicon) -> None:
        self.syntax = syntax
        self.lexicon = lexicon

    def code(self, hit: Hit, actors: list[Party], judgement: Judgement, *, own_words: bool) -> Code:
        """The codes of a hit; `own_words`: the act is told in the words of one of its actors."""
        code = self._own(hit)
        if code.type == "PROTEST" and self._complains(hit, actors):
            return Code("ACCUSE", "disapprove", "114", "a government that protests complains officially")
        if code.type == "THREATEN" and self._restrains(hit):
            return Code("AGREE", None, "030", "a promise not to act")
        if code.type and judgement.intended and judgement.status in ("planned", "conditional", "negated"):
            return self._folded(code, judgement, own_words=own_words)
        return code

    def _own(self, hit: Hit) -> Code:
        """By the entry; an operator's by what it takes."""
        trigger, lexicon = hit.trigger, self.lexicon
        kind = trigger.event or None
        if trigger.operator and hit.complement is not None and trigger.event in _OPERATORS:
            inner = hit.complement.trigger
            found = self._complement(trigger.event, inner.event, inner.mode)
            if found is not None:
                cameo = lexicon.operator_code(trigger.event, inner.cameo) or found.cameo
                return Code(
                    kind, found.mode or trigger.mode, _appeal(cameo, trigger.cameo), f"{trigger.event} of {inner.event}"
                )
        mode = trigger.mode
        if mode is None:
            same = (s.trigger.mode for s in hit.swallowed if s.trigger.event == trigger.event and s.trigger.mode)
            mode = next(same, None)
        return Code(kind, mode, trigger.cameo, LEARNED if trigger.file == LEARNED else "lexicon entry")

    def _complement(self, operator: str, act: str, mode: str | None) -> Complement | None:
        complements = self.lexicon.complements
        return complements.get((operator, act, mode or "")) or complements.get((operator, act, ""))

    def _complains(self, hit: Hit, actors: list[Party]) -> bool:
        by_word = self.syntax.tokens[hit.at].lemma.lower() in _COMPLAINTS and not hit.swallowed
        return by_word and bool(actors) and all(_is_government(p) for p in actors)

    def _restrains(self, hit: Hit) -> bool:
        """ "vowed not to attack"."""
        vow = self.syntax.tokens[hit.at].lemma.lower() in self.lexicon.lists["vowing"]
        act = hit.complement
        return (
            vow
            and act is not None
            and any("Polarity=Neg" in self.syntax.tokens[c].feats for c in self.syntax.children[act.at])
        )

    def _folded(self, code: Code, judgement: Judgement, *, own_words: bool) -> Code:
        """What PLOVER makes of an intended act: cooperation ahead is AGREE, cooperation ruled out is REJECT.

        Harm that the actor itself announces, and what it will do "unless", is THREATEN. Other acts keep their type.
        """
        act = code.type or ""
        leaving = act in _LEAVING and (act != "RETREAT" or code.mode == "withdraw")
        if judgement.ultimatum and (act in _HOSTILE or leaving) and judgement.status != "negated":
            operator: EventType = "THREATEN"
        elif act in _COOPERATIVE:
            operator = "REJECT" if judgement.status == "negated" else "AGREE"
        elif act in _HOSTILE and own_words and judgement.status != "negated":
            operator = "THREATEN"
        else:
            return code
        found = self._complement(operator, act, code.mode)
        cameo = self.lexicon.operator_code(operator, code.cameo) or (found.cameo if found else "") or code.cameo
        return Code(operator, found.mode or None if found else None, cameo, f"{act} intended: {operator}")


def _appeal(cameo: str, own: str | None) -> str | None:
    """CAMEO numbers appeals (02) as it numbers demands (10): an appeal over a demand's complement keeps its root."""
    if cameo.startswith("10") and own is not None and own.startswith("02"):
        return "02" + cameo[2:]
    return cameo or own


def _is_government(party: Party) -> bool:
    """A state by its name, or its government or army; not its people ("Georgians"), nor an adjective's owner."""
    if party.country is None:
        return False
    by_name = not party.person and party.kind != "group" and party.sector is None and party.text == party.name
    return party.sector in _STATE_SECTORS or by_name
