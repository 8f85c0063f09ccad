"""A desk's API from Python, for a record that another program keeps open.

A desk with accounts asks for a token, made on its page "Account" or with `verbale account token`.

from verbale.client import Client

with Client("http://localhost:8765") as desk:
    for event in desk.find("events", between=("RUS", "UKR"), since="2014"):
        print(event.start, event.type, event.quote)
"""

import base64
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import httpx
import msgspec

from .errors import UsageError, VerbaleError
from .store.found import Found, FoundEpisode, FoundEvent, FoundPerson, FoundStatement

_KINDS: dict[str, type[Found]] = {"statements": FoundStatement, "people": FoundPerson, "episodes": FoundEpisode}
_PAUSE_S = 0.3
SIZE = 500
"""Items of a page: the most that a desk gives at once."""


class ClientError(VerbaleError):
    """A desk cannot be reached, or answers what no desk answers."""


class Client:
    """A desk that answers at an address. Raises UsageError for what it refuses, ClientError where it cannot be asked."""

    def __init__(
        self, address: str, *, token: str | None = None, timeout_s: float = 60, transport: httpx.BaseTransport | None = None
    ) -> None:  # fmt: skip
        base = address.rstrip("/") + "/api/v1/"
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._http = httpx.Client(base_url=base, timeout=timeout_s, transport=transport, headers=headers)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the connection."""
        self._http.close()

    def find(self, what: str, words: str | None = None, *, sort: str | None = None, **filters: Any) -> Iterator[Any]:
        """What `Records.find` finds, page by page: events, statements, people, episodes or a register's events as dictionaries."""
        kind = FoundEvent if what == "events" else _KINDS.get(what)
        query = [*_query(words, filters), ("size", str(SIZE)), *([("sort", sort)] if sort else [])]
        number, more = 1, True
        while more:
            page = self._get(what, [*query, ("page", str(number))])
            yield from (msgspec.convert(item, kind, strict=False) if kind else item for item in page["items"])
            number, more = number + 1, page["next"] is not None

    def count(self, what: str, by: Sequence[str], words: str | None = None, **filters: Any) -> list[dict[str, Any]]:
        """Numbers by one or two fields, as rows with these fields and `count`."""
        items: list[dict[str, Any]] = self._get(f"{what}/count", [*_query(words, filters), *(("by", f) for f in by)])[
            "items"
        ]
        return items

    def event(self, id: str) -> dict[str, Any] | None:
        """An event with its history; None where there is none. The same holds for the others."""
        return self._one("events", id)

    def episode(self, id: str) -> dict[str, Any] | None:
        """An episode with its accounts."""
        return self._one("episodes", id)

    def person(self, who: str) -> dict[str, Any] | None:
        """A person, by id or name, with offices, spellings, events and statements."""
        return self._one("people", who)

    def report(self, id: str) -> dict[str, Any] | None:
        """A report with its text and all its entries."""
        return self._one("reports", id)

    def accept(self, event: str, why: str | None = None) -> str:
        """Accepts an event as it stands; the judgement's id, as of those that follow."""
        return self._judge(event, {"verdict": "accept", "why": why})[0]

    def reject(self, event: str, why: str) -> str:
        """Rejects an event that is none."""
        return self._judge(event, {"verdict": "reject", "why": why})[0]

    def merge(self, event: str, into: str, why: str | None = None) -> str:
        """Hides an event that tells the same act as another of its report."""
        return self._judge(event, {"verdict": "merge", "into": into, "why": why})[0]

    def correct(self, event: str, why: str | None = None, **changes: str) -> list[str]:
        """Corrects fields as `verbale correct` takes them; a judgement for each."""
        return self._judge(event, {"verdict": "correct", "changes": changes, "why": why})

    def missed(self, report: str, words: str, why: str | None = None, **changes: str) -> str:
        """Adds an event that was missed, told in these words of the report; the event's id."""
        answer = self._send(
            f"reports/{quote(report, safe='')}/events", {"words": words, "changes": changes, "why": why}
        )
        return str(answer["items"][0]["subject"])

    def undo(self, judgement: str) -> None:
        """Takes a judgement back."""
        self._send(f"judgements/{quote(judgement, safe='')}/undo", {})

    def add(
        self, *, text: str | None = None, title: str | None = None, date: str | None = None, address: str | None = None,
        file: str | Path | None = None, wait_s: float = 600,
    ) -> list[dict[str, Any]]:  # fmt: skip
        """Adds a text, a page by its address, or a file, and waits until it is read.

        What became of each report: kind (added, changed, unchanged or failed), name, detail and id. Raises OSError for a
        file that cannot be read, ClientError where it is not read in time.
        """
        body: dict[str, Any] = {"text": text, "title": title, "date": date, "address": address}
        if file is not None:
            body |= {"data": base64.b64encode(Path(file).read_bytes()).decode(), "name": Path(file).name}
        job = self._send("reports", body)
        end = time.monotonic() + wait_s
        while not job["finished"]:
            if time.monotonic() > end:
                raise ClientError(f"{self._http.base_url}: not read within {wait_s:.0f} seconds")
            time.sleep(_PAUSE_S)
            job = self._get(f"jobs/{job['id']}", [])
        reports: list[dict[str, Any]] = job["reports"]
        return reports

    def _judge(self, event: str, body: dict[str, Any]) -> list[str]:
        return [str(one["id"]) for one in self._send(f"events/{quote(event, safe='')}/judgements", body)["items"]]

    def _send(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        given = {name: value for name, value in body.items() if value is not None}
        try:
            return _read(self._http.post(path, json=given))
        except httpx.HTTPError as error:
            raise ClientError(f"{self._http.base_url}: {str(error) or type(error).__name__}") from None

    def _one(self, what: str, id: str) -> dict[str, Any] | None:
        answer = self._ask(f"{what}/{quote(id, safe='')}", [])
        return None if answer.status_code == 404 else _read(answer)

    def _get(self, path: str, query: list[tuple[str, str]]) -> dict[str, Any]:
        return _read(self._ask(path, query))

    def _ask(self, path: str, query: list[tuple[str, str]]) -> httpx.Response:
        try:
            return self._http.get(path, params=tuple(query))
        except httpx.HTTPError as error:
            raise ClientError(f"{self._http.base_url}: {str(error) or type(error).__name__}") from None


def _query(words: str | None, filters: dict[str, Any]) -> list[tuple[str, str]]:
    """Filters as a query has them: each value of several by itself, both parties of `between` in one."""
    found = [("words", words)] if words else []
    for name, value in filters.items():
        if isinstance(value, list | tuple) and name != "between":
            found += [(name, str(one)) for one in value]
        elif value is not None:
            found.append((name, ",".join(value) if name == "between" else str(value)))
    return found


def _read(answer: httpx.Response) -> dict[str, Any]:
    try:
        found: dict[str, Any] = msgspec.json.decode(answer.content, type=dict[str, Any])
    except msgspec.DecodeError:
        raise ClientError(f"{answer.url}: this is no desk's answer (status {answer.status_code})") from None
    if answer.status_code not in (200, 201, 202):
        raise UsageError(str(found.get("error", f"status {answer.status_code}")))
    return found
