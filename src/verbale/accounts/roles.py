"""What people and programs may do at a desk."""

from typing import Literal, get_args

Role = Literal["reader", "reviewer", "editor", "administrator"]
Scope = Literal["read", "review", "add"]
ROLES: tuple[Role, ...] = get_args(Role)
"""Each may do all that those before it may."""
MEANINGS: dict[Role, str] = {
    "reader": "looks at everything", "reviewer": "judges events too", "editor": "adds reports too",
    "administrator": "keeps the accounts too",
}  # fmt: skip
SCOPES: tuple[Scope, ...] = get_args(Scope)
_SCOPE_OF: dict[Role, Scope | None] = {"reader": "read", "reviewer": "review", "editor": "add", "administrator": None}
"""What a token must be given for a program to act in a role; none lets it keep accounts."""


def may(role: Role, scopes: frozenset[str] | None, wanted: Role) -> bool:
    """Whether somebody of a role may act in another; a program only within its token's scopes, and all may read."""
    if ROLES.index(role) < ROLES.index(wanted):
        return False
    return scopes is None or wanted == "reader" or _SCOPE_OF[wanted] in scopes
