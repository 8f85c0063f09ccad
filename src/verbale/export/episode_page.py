"""An episode for the eye: what happened, who tells of it, where they differ, and every account below the other."""

import datetime as dt
from collections.abc import Iterable, Sequence

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from ..store.episode_view import Episode, Told
from .minutes import SIGNS, opening, plural
from .page import clean, heading, indented, margin_grid, put, quoted, styled
from .wording import listed


def show(episode: Episode, page: Console) -> None:
    """Prints one episode."""
    numbers = {a.event: n for n, a in enumerate(episode.accounts, 1)}
    parts: list[RenderableType] = [_head(episode)]
    if episode.differences:
        parts += ["", heading("Where they differ"), indented(_differences(episode, numbers, page.width))]
    parts += ["", heading("Who says so"), indented(_voices(episode, page.width)), "", heading("Accounts")]
    put(page, [*parts, indented(_accounts(episode.accounts, numbers, page.width))])


def _head(episode: Episode) -> Text:
    days = _days(episode.start, episode.end)
    text = styled(
        (episode.type or "OBLIGATION", "bold"), f"  {days}", ("  disputed" if episode.disputed else "", "red")
    )
    text.append("\n" + clean("; ".join(episode.parties)))
    told = [plural(len(episode.accounts), "account"), f"{episode.independent} independent"]
    told += [listed(list(map(clean, episode.publications)))] if episode.publications else []
    text.append("\n" + " · ".join(told))
    text.append(f"\n{episode.id}", style="dim")
    return text


def _days(start: dt.date | None, end: dt.date | None) -> str:
    if start is None:
        return "undated"
    return f"{start}" if start == end else f"{start} to {end}"


def _differences(episode: Episode, numbers: dict[str, int], width: int) -> Table:
    grid = margin_grid(width)
    for difference in episode.differences:
        said = [f"{clean(s.value)} {_in(numbers[e] for e in s.events)}" for s in difference.said]
        grid.add_row(difference.about, " · ".join(said))
    return grid


def _in(numbers: Iterable[int]) -> str:
    return f"[{', '.join(map(str, sorted(numbers)))}]"


def _voices(episode: Episode, width: int) -> Table:
    grid = margin_grid(width)
    for voice in episode.voices:
        grid.add_row(voice.side, f"{clean(voice.name)}: {voice.stand}")
    return grid


def _accounts(accounts: Sequence[Told], numbers: dict[str, int], width: int) -> Table:
    grid = margin_grid(width)
    for account in accounts:
        if grid.rows:
            grid.add_row("", "")
        grid.add_row(_margin(account, numbers), _account(account, numbers))
    return grid


def _margin(account: Told, numbers: dict[str, int]) -> Text:
    sign, colour = SIGNS[account.status]
    when = _days(account.start, account.end)
    return styled(f"{numbers[account.event]}  {when}", "\n   ", (f"{sign} {account.status}", colour))


def _account(account: Told, numbers: dict[str, int]) -> Text:
    masthead = [account.publication, f"{account.published}" if account.published else None]
    title = clean(opening(account.title or account.report))
    text = styled((" · ".join([*(clean(m) for m in masthead if m), title]), "bold"))
    arrow = f" → {clean(account.recipients)}" if account.recipients else ""
    text.append("\n" + f"{account.type or 'OBLIGATION'}  {clean(account.actors) or 'somebody'}{arrow}")
    around = [
        f"in {clean(account.place)}" if account.place else "",
        f"according to {clean(account.speaker)}" if account.speaker else "",
    ]
    if any(around):
        text.append("\n" + " · ".join(filter(None, around)))
    text.append("\n" + quoted(account.quote), style="italic")
    for line in _notes(account, numbers):
        text.append("\n" + line, style="dim")
    return text


def _notes(account: Told, numbers: dict[str, int]) -> Iterable[str]:
    if account.copy_of is not None:
        yield f"copy of report {clean(account.copy_of)}"
    if account.linked_to in numbers and account.score is not None:
        yield f"put to {numbers[account.linked_to]} with {account.score:.2f} points: {clean(', '.join(account.reasons))}"
    yield f"{account.event} · report {clean(account.report)}"
