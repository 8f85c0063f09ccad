"""How far an event can be trusted: a logistic score over what is known to go wrong.

The weights are in `data/confidence.toml`, fitted by `measure/calibrate.py`, which also records how well they are calibrated.
"""

import math
from collections.abc import Mapping

from ..lexicon import Lexicon
from .arguments import Arguments
from .judgement import Judgement
from .second_opinion import LEARNED, chances
from .syntax import Syntax
from .triggers import Hit

_NEAR_ACTOR = frozenset({"subject", "possessive", "by", "adjective", "between", "with", "from", "of"})
_FAR_RECIPIENT = frozenset(
    {
        "named in the clause",
        "the act's own parties",
        "object of the verb before",
        "to, further down",
        "complement clause",
    }
)
_BELOW = frozenset({"acl", "acl:relcl", "advcl", "parataxis"})


def features(hit: Hit, found: Arguments, judgement: Judgement, syntax: Syntax, kind: str | None) -> dict[str, float]:
    """What the score of an event of this type looks at; each between 0 and 2."""
    act, same = chances(hit, kind, syntax.reading.learned)
    dep = syntax.tokens[syntax.clause_of(hit.at)].dep
    return {
        "noun": float(hit.is_noun),
        "requires": float(min(2, len(hit.trigger.requires))),
        "operator": float(hit.trigger.operator and hit.complement is not None),
        "reciprocal": float(hit.trigger.reciprocal),
        "recipient": float(bool(found.recipients)),
        "actor_country": float(any(p.country for p in found.actors)),
        "recipient_country": float(any(p.country for p in found.recipients)),
        "far_actor": float(bool(found.actors) and found.actor_rule not in _NEAR_ACTOR),
        "far_recipient": float(found.recipient_rule in _FAR_RECIPIENT),
        "actorless": float(not found.actors),
        "below": float(dep in _BELOW),
        "model_act": act,
        "model_type": same,
        "model_alone": float(hit.trigger.file == LEARNED),
        "unreal": float(judgement.status in ("hypothetical", "conditional")),
    }


def confidence(known: Mapping[str, float], lexicon: Lexicon) -> float:
    """The chance, 0 to 1, that the event's type is right."""
    weights = lexicon.confidence
    score = weights.get("bias", 0.0) + sum(weights.get(name, 0.0) * value for name, value in known.items())
    return 1 / (1 + math.exp(-score))
