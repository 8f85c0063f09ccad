"""The clean text that today's program takes from the bytes a report once came as."""

from ..errors import InputError, carefully
from .article import part
from .compose import join
from .pagelines import fragment_lines
from .sources import read_bytes


def bodies(data: bytes, source: str) -> set[str]:
    """The body of every report in the bytes; an entry of a feed gives its own. None where they cannot be read today."""
    from .feed import content_of  # costs 30 ms

    content = content_of(data, source)
    if content is not None:
        return {join(part(fragment_lines(content)).body)[0]}
    read = carefully(lambda found: _read(found, source), data, source)
    return set() if isinstance(read, InputError) else read


def _read(data: bytes, source: str) -> set[str]:
    try:
        return {report.body for report in read_bytes(data, source)}
    except InputError:
        return set()
