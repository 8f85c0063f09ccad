"""Taking apart what strangers send, in a process of its own: a file that takes too long or too much memory is refused.

Run as a program it reads bytes from standard input and writes their reports, or why there are none, to standard output.
"""

import os
import subprocess
import sys

import msgspec

from ..errors import InputError
from ..ingest import read_bytes
from ..ingest.sniff import sniff
from ..report import Report

SECONDS = 60
MEMORY = 3_000_000_000
"""Bytes of address space, of which the program and its libraries take about a third."""
HEAD = 4096
_HARMLESS = frozenset({"text", "jsonl"})
"""Kinds that nothing is unpacked from."""


class _Answer(msgspec.Struct):
    reports: list[Report] = []
    refused: str | None = None


def reports_of(data: bytes, name: str) -> list[Report]:
    """The reports that bytes hold. Raises InputError."""
    if sniff(data[:HEAD], name, name=name) in _HARMLESS:
        return read_bytes(data, name)
    command = [sys.executable, "-m", __name__, name, str(MEMORY)]
    alone = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # each thread would reserve memory
    try:
        done = subprocess.run(  # noqa: S603  our own program; the name is an argument and no shell reads it
            command, input=data, capture_output=True, timeout=SECONDS, env={**os.environ, **alone}, check=False
        )
    except subprocess.TimeoutExpired:
        raise InputError(name, f"it takes longer than {SECONDS} seconds to take apart") from None
    if done.returncode != 0:
        raise InputError(name, "it cannot be taken apart, or takes too much memory")
    answer = msgspec.msgpack.decode(done.stdout, type=_Answer)
    if answer.refused is not None:
        raise InputError(name, answer.refused)
    return answer.reports


def _main(name: str, memory: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows, where the time alone is limited
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = _Answer(read_bytes(sys.stdin.buffer.read(), name))
    except InputError as error:
        answer = _Answer(refused=error.reason)
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))


if __name__ == "__main__":
    _main(sys.argv[1], int(sys.argv[2]))
