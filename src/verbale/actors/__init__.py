"""Reading in, cast out: which parties a report mentions, who they are on its day, and whom it names."""

from .caster import Caster
from .resolve import Resolver

__all__ = ["Caster", "Resolver"]
