"""The commands and options of the command line, from its own definitions."""

import re
from collections.abc import Iterator

import click

from verbale.cli import main

from .docs_markdown import table


def commands() -> str:
    """A section for each command, in the order of the help."""
    return "\n".join(_section(name, command) for name, command in every())


def every(group: click.Group = main, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """All commands by their whole names, those of a group after it."""
    for name, command in group.commands.items():
        yield before + name, command
        if isinstance(command, click.Group):
            yield from every(command, f"{before}{name} ")


def _section(name: str, command: click.Command) -> str:
    usage = " ".join(["verbale", name, *_inputs(command), "[OPTIONS]"])
    parts = [f"## verbale {name}\n", f"```text\n{usage}\n```\n", _prose(command.help or "")]
    options = [p for p in command.params if isinstance(p, click.Option)]
    parts.append(table(("option", "meaning"), [(_spelled(o), _meaning(o)) for o in options]) if options else "")
    parts.append(_examples(command.epilog or ""))
    return "\n".join(filter(None, parts))


def _inputs(command: click.Command) -> list[str]:
    return [p.metavar or p.name or "" for p in command.params if isinstance(p, click.Argument)]


def _prose(text: str) -> str:
    """Help as paragraphs; what click keeps as it is becomes a block."""
    parts = []
    for paragraph in text.split("\n\n"):
        kept = paragraph.strip().startswith("\b")
        body = paragraph.replace("\b", "").strip("\n")
        parts.append(f"```text\n{body}\n```\n" if kept else " ".join(body.split()) + "\n")
    return "\n".join(parts)


def _spelled(option: click.Option) -> str:
    value = option.metavar or (f"[{'|'.join(option.type.choices)}]" if isinstance(option.type, click.Choice) else "")
    return f"`{' '.join(filter(None, (', '.join(option.opts), value)))}`"


def _meaning(option: click.Option) -> str:
    shown = f" Default: `{option.default}`." if option.show_default else ""
    return (option.help or "") + (" Required." if option.required else "") + shown


def _examples(epilog: str) -> str:
    """The examples under a command's help; what stands behind three blanks says what they are for."""
    lines = [re.split(r" {3,}", line[2:], maxsplit=1) for line in epilog.splitlines() if line.startswith("  ")]
    shown = "".join(f"$ {'  # '.join(line)}\n" for line in lines)
    return f"```console\n{shown}```\n" if lines else ""
