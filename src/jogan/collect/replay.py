"""Recorded exchanges instead of the network, and the recorder that makes them.

A replay folder holds `index.json`, a list of `{"method", "url", "status", "headers", "body", "fetched_at"}`, and the
bodies as files beside it. A fault that left no HTTP status is kept with status 0 and a `failure` object, so that a
replayed day fails where the live one did. Credentials and cookies never reach the folder.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from jogan.collect.drive import Exchange
from jogan.collect.failures import failure, safe_url, status_failure
from jogan.collect.wire import Decoder, TooLargeError, clean_headers, request_key, retry_after, with_params
from jogan.errors import JoganError
from jogan.model.collected import Request, Response
from jogan.model.common import Failure

INDEX = "index.json"
RECORDING = "the recording"
"""What a failure of a whole recording is about."""
_MOST = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Recorded:
    url: str
    status: int
    headers: Mapping[str, str]
    body: Path | None
    fetched_at: datetime | None
    failure: Mapping[str, str]
    truncated: bool


class Replay:
    """Answers requests from a replay folder. An async context manager, as the door is."""

    def __init__(self, folder: Path) -> None:
        """Raises JoganError, in one clear line, where the folder holds no usable index."""
        self._folder = folder
        self._entries: dict[str, _Recorded] = {}
        for number, raw in enumerate(_read_index(folder), 1):
            entry = _entry(folder, raw, number)
            self._entries[request_key(safe_url(entry.url))] = entry

    @property
    def recorded_at(self) -> datetime | None:
        """The newest moment at which anything in the folder was fetched, or None where it tells none."""
        return max((e.fetched_at for e in self._entries.values() if e.fetched_at is not None), default=None)

    def other_day(self, day: date, zone: tzinfo) -> Failure | None:
        """What to say where nothing in the folder seems to be of `day`: neither fetched on it or the day after, nor
        asked for by its name. None where it may be, or where the folder tells no times.
        """
        fetched = sorted({e.fetched_at.astimezone(zone).date() for e in self._entries.values() if e.fetched_at})
        names = (day.isoformat(), f"{day:%Y%m%d}")
        asked = any(name in entry.url for entry in self._entries.values() for name in names)
        if not fetched or asked or {day, day + timedelta(days=1)} & set(fetched):
            return None
        span = str(fetched[0]) if len(fetched) == 1 else f"{fetched[0]} to {fetched[-1]}"
        return Failure(
            stage="collect",
            subject=RECORDING,
            kind="not-recorded",
            cause=f"it was made on {span} and holds nothing of {day}",
            remedy=f"Replay it with --date {fetched[-1]}, or choose the recording of {day}",
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    async def exchange(self, request: Request) -> Response | Failure:
        """The recorded answer, as the door would give it; a Failure `not-recorded` for what is not in the folder."""
        try:
            url = safe_url(with_params(request.url, request.params))
        except ValueError:
            return failure(request.url, "malformed", "is not an address", "Correct the source's url")
        entry = self._entries.get(request_key(url))
        if entry is None:
            return failure(
                url,
                "not-recorded",
                "is not in the replay folder",
                f"Record {url} with --record, or replay another folder",
            )
        if entry.failure:
            return failure(
                url,
                entry.failure.get("kind") or "unreachable",
                entry.failure.get("cause") or "failed when it was recorded",
                entry.failure.get("remedy", ""),
            )
        if entry.status not in (200, 203):
            moment = entry.fetched_at or datetime.now(UTC)
            return status_failure(url, entry.status, retry_after(entry.headers.get("retry-after"), moment))
        try:
            body = entry.body.read_bytes() if entry.body is not None else b""
        except OSError as error:
            return failure(
                url,
                "not-recorded",
                f"has a recorded answer whose body cannot be read ({error.strerror})",
                f"Record {url} anew with --record",
            )
        whole = not entry.truncated
        if "gzip" in entry.headers.get("content-encoding", "").lower():
            decoder = Decoder("gzip", request.max_bytes or _MOST)
            try:
                decoder.feed(body)
            except TooLargeError:
                return failure(url, "too-large", "the recorded body is too large", "Leave it out of the folder")
            body, whole = decoder.finish(), whole and decoder.whole
        if request.max_bytes is not None and len(body) > request.max_bytes:
            return failure(url, "too-large", f"sent more than {request.max_bytes:,} bytes", "Raise fetch.max_bytes")
        return Response(
            url=entry.url,
            status=200,
            headers=clean_headers(entry.headers),
            body=body,
            fetched_at=entry.fetched_at,
            truncated=not whole,
        )


def _read_index(folder: Path) -> list[Any]:
    path = folder / INDEX
    remedy = "Give --replay a folder that --record has written"
    try:
        raw = json.loads(path.read_bytes())
    except OSError as error:
        if not folder.is_dir():
            raise JoganError(f"the folder {folder}", "is not there", remedy + ".") from error
        raise JoganError(str(path), f"cannot be read ({error.strerror})", remedy + ".") from error
    except (ValueError, RecursionError) as error:
        raise JoganError(str(path), "is not JSON", remedy + ".") from error
    if not isinstance(raw, list):
        raise JoganError(str(path), "is not a list of exchanges", remedy + ".")
    return raw


def _entry(folder: Path, raw: Any, number: int) -> _Recorded:
    where = f"{folder / INDEX}, entry {number}"
    remedy = "Record the folder anew with --record."
    if not isinstance(raw, dict) or not isinstance(raw.get("url"), str) or not isinstance(raw.get("status"), int):
        raise JoganError(where, "has no url or no status", remedy)
    headers = raw.get("headers")
    body = None
    if raw.get("body"):
        body = folder / str(raw["body"])
        try:
            inside = body.resolve().is_relative_to(folder.resolve())
        except (OSError, ValueError, RuntimeError):
            inside = False
        if not inside:
            raise JoganError(where, "has a body outside of the folder", remedy)
    fetched = raw.get("fetched_at")
    try:
        moment = datetime.fromisoformat(fetched) if isinstance(fetched, str) else None
    except ValueError as error:
        raise JoganError(where, f"has a fetched_at that is no moment ({fetched!r})", remedy) from error
    if moment is not None and moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    fault = raw.get("failure")
    return _Recorded(
        url=raw["url"],
        status=raw["status"],
        headers={str(k).lower(): str(v) for k, v in headers.items()} if isinstance(headers, dict) else {},
        body=body,
        fetched_at=moment,
        failure={str(k): str(v) for k, v in fault.items()} if isinstance(fault, dict) else {},
        truncated=bool(raw.get("truncated")),
    )


class Recorder:
    """Passes requests on to another exchange and writes every answer into a replay folder as it comes."""

    def __init__(self, exchange: AbstractAsyncContextManager[Exchange], folder: Path) -> None:
        """Raises JoganError where the folder cannot be written. A folder that holds a recording already is added to."""
        self._outer, self._folder = exchange, folder
        self._inner: Exchange | None = None
        self._entries: dict[str, dict[str, Any]] = {}
        if (folder / INDEX).exists():
            for raw in _read_index(folder):
                if isinstance(raw, dict) and isinstance(raw.get("url"), str):
                    self._entries[request_key(raw["url"])] = raw
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unwritable(folder, error) from error
        self._write_index()

    async def __aenter__(self) -> Self:
        self._inner = await self._outer.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._outer.__aexit__(kind, error, trace)

    async def exchange(self, request: Request) -> Response | Failure:
        """The other exchange's answer, recorded. Raises JoganError where the folder can no longer be written."""
        if self._inner is None:
            raise RuntimeError("the recorder is used inside `async with`")
        answer = await self._inner.exchange(request)
        try:
            url = safe_url(with_params(request.url, request.params))
        except ValueError:
            return answer
        key = request_key(url)
        entry: dict[str, Any] = {"method": "GET", "url": url}
        if isinstance(answer, Response):
            # The name tells the content, so that the same body is kept once and a rewritten one never half.
            name = f"{hashlib.sha256(answer.body).hexdigest()[:20]}.body"
            _write(self._folder / name, answer.body)
            entry |= {
                "status": answer.status,
                "headers": clean_headers(answer.headers),
                "body": name,
                "fetched_at": answer.fetched_at.isoformat() if answer.fetched_at else None,
            }
            if answer.truncated:
                entry["truncated"] = True
        else:
            entry |= {"status": answer.status or 0, "headers": {}, "body": None}
            entry["fetched_at"] = datetime.now(UTC).isoformat()
            if answer.status is None:
                entry["failure"] = {"kind": answer.kind, "cause": answer.cause, "remedy": answer.remedy}
        self._entries[key] = entry
        self._write_index()
        return answer

    def _write_index(self) -> None:
        text = json.dumps(list(self._entries.values()), ensure_ascii=False, indent=1) + "\n"
        _write(self._folder / INDEX, text.encode("utf-8"))


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> JoganError:
    return JoganError(str(path), f"cannot be written ({error.strerror})", "Give --record a folder that can be written.")
