"""People over all reports: who is who, in which office, since when."""

from sqlalchemy.engine import Connection

from .loading import Stored


def note(connection: Connection, stored: Stored) -> None:
    """Brings the mentions of a report's people up to its last reading, and their identities with them."""
