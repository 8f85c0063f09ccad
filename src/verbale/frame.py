"""What kind of thing an event is, beyond its type: the five registers people keep by hand.

A frame's `kind` is its tag in JSON. Amounts are in units of the currency (ISO 4217), not in millions.
"""

import datetime as dt

from msgspec import Struct

from .cast import Party


class Visit(Struct, frozen=True, kw_only=True, tag_field="kind", tag="visit"):
    """Somebody goes to see somebody."""

    visitor: Party | None = None
    host: Party | None = None
    delegation: str | None = None
    """The people travelling along, in the report's words."""


class Agreement(Struct, frozen=True, kw_only=True, tag_field="kind", tag="agreement"):
    """A treaty, protocol, contract or memorandum."""

    title: str | None = None
    subject: str | None = None
    parties: tuple[Party, ...] = ()
    signed: dt.date | tuple[dt.date, dt.date] | None = None
    """The day, or the first and last of the days it may have been."""
    in_force_for: str | None = None
    provides_for: tuple[str, ...] = ()


class Transfer(Struct, frozen=True, kw_only=True, tag_field="kind", tag="transfer"):
    """Arms or goods that pass, or are to pass, from one party to another."""

    supplier: Party | None = None
    recipient: Party | None = None
    items: str | None = None
    quantity: float | None = None
    value: float | None = None
    currency: str | None = None
    from_place: str | None = None


class Obligation(Struct, frozen=True, kw_only=True, tag_field="kind", tag="obligation"):
    """A debt or other sum owed."""

    debtor: Party | None = None
    creditor: Party | None = None
    amount: float | None = None
    currency: str | None = None
    approximate: bool = False
    purpose: str | None = None


class Territory(Struct, frozen=True, kw_only=True, tag_field="kind", tag="territory"):
    """Land held by one party and perhaps claimed by another."""

    holder: Party | None = None
    claimant: Party | None = None
    territory: str | None = None


Frame = Visit | Agreement | Transfer | Obligation | Territory
