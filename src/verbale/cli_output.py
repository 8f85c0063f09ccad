"""How the command line prints: records as they come, errors one line each, and leaving without noise."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, TypeVar

import click

from .errors import InputError, VerbaleError, origin

if TYPE_CHECKING:
    from .record import Record

T = TypeVar("T")
DAMAGE = frozenset({"truncated", "lost-characters"})
"""Warnings that tell of a damaged file, which its owner should hear of beside the records."""
LONG_S = 1.5
"""Seconds after which a run is long enough for a counter."""


class Main(click.Group):
    """Says what went wrong in a line and leaves with the right status; never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        _open_closed()
        if sys.stdout is None:
            complain("standard output is closed")
            ctx.exit(2)
        before = _on_terminate(_leave)
        try:
            return super().invoke(ctx)
        except VerbaleError as error:
            for line in str(error).splitlines():
                complain(line)
            ctx.exit(2)
        except KeyboardInterrupt:
            _let_go()
            complain("interrupted")
            ctx.exit(130)
        except BrokenPipeError:  # nobody reads on: `verbale read x | head`
            _let_go()
            ctx.exit(0)
        except OSError as error:
            _let_go()
            complain(f"cannot write: {(error.strerror or str(error)).lower()}")
            ctx.exit(2)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:  # noqa: BLE001  the last resort: a line that names the place, never a traceback
            complain(f"a mistake in this program, please report it: {origin(error)}")
            ctx.exit(2)
        finally:
            _on_terminate(before)


def _open_closed() -> None:
    """A closed standard input is empty, and what goes to a closed standard error is lost."""
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115  stays open as long as the program runs
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  as above


def complain(message: str) -> None:
    """One line on standard error, whatever the message holds."""
    line = " ".join(message.split())
    click.echo("verbale: " + "".join(c if c.isprintable() else "\ufffd" for c in line), err=True)


def _let_go() -> None:
    """Gives up what is still to be written, so that Python does not complain about it at its end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _leave(number: int, _: FrameType | None) -> None:
    """Ends the run in order, reading processes included."""
    sys.exit(128 + number)


def _on_terminate(handler: Any) -> Any:
    """Sets what SIGTERM does and gives what it did; None outside the main thread, where that cannot be set."""
    main = threading.current_thread() is threading.main_thread()
    return signal.signal(signal.SIGTERM, handler) if main and handler is not None else None


def printer(style: str) -> "Callable[[Record], None]":
    """What prints a record in the style asked for: minutes or jsonl."""
    if style == "jsonl":
        from .export.jsonl import encode

        def write(record: "Record") -> None:
            write_line(encode(record))
            for warning in record.warnings:
                if warning.code in DAMAGE:
                    complain(f"{record.report.source or record.id}: {warning.message}")

        return write
    from .export.minutes import Minutes

    return Minutes().print


def write_line(line: bytes) -> None:
    """One line of JSON on standard output."""
    sys.stdout.buffer.write(line + b"\n")


def acknowledge(kind: str, source: str, about: str) -> None:
    """One line on standard output at once: what became of a report is then known to whoever reads along."""
    click.echo("".join(c if c.isprintable() else "\ufffd" for c in f"{kind}: {source}: {' '.join(about.split())}"))
    sys.stdout.flush()


def several(count: int, noun: str) -> str:
    """A number of things: "1 report", "2 reports"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def print_all(items: Iterable[T | InputError], show: Callable[[T], None]) -> int:
    """Shows items as they come and names what could not be read; the exit status."""
    failed = done = 0
    watched = counted(iter(items))
    with closing(watched):
        for item in watched:
            if isinstance(item, InputError):
                failed += 1
                complain(str(item))
            else:
                done += 1
                show(item)
    sys.stdout.flush()
    if sys.stderr.isatty() and done + failed > 1:
        click.echo(f"{done} read" + (f", {failed} could not be read" if failed else ""), err=True)
    return 1 if failed else 0


def counted(items: Iterator[T]) -> Generator[T, None, None]:
    """The items, with a counter on a terminal once the run proves long and its output goes elsewhere."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from items
        return
    start, counter = time.monotonic(), None
    try:
        for number, item in enumerate(items, 1):
            if counter is None and time.monotonic() - start > LONG_S:
                counter = _counter()
                counter.start()
                counter.add_task("reading", total=None)
            if counter is not None:
                counter.update(counter.task_ids[0], completed=number)
            yield item
    finally:
        if counter is not None:
            counter.stop()


def _counter() -> Any:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("reading"), TextColumn("{task.completed} done"), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
