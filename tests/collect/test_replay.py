"""Recorded exchanges: written without secrets, read with care."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import pytest

from jogan.collect.failures import status_failure
from jogan.collect.replay import Recorder, Replay
from jogan.errors import JoganError
from jogan.model.collected import Request, Response
from jogan.model.common import Failure

AT = datetime(2024, 11, 20, 1, 2, 3, tzinfo=UTC)


class Fake:
    """An exchange that answers with what it is given."""

    def __init__(self, answer: Callable[[Request], Response | Failure]) -> None:
        self.answer = answer

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        return None

    async def exchange(self, request: Request) -> Response | Failure:
        return self.answer(request)


def ok(request: Request, body: bytes = b"body", **headers: str) -> Response:
    return Response(url=request.url, status=200, headers=headers, body=body, fetched_at=AT)


def ask(exchange: Recorder | Replay, *requests: Request) -> list[Response | Failure]:
    async def all_of_them() -> list[Response | Failure]:
        async with exchange as opened:
            return [await opened.exchange(request) for request in requests]

    return asyncio.run(all_of_them())


def write(folder: Path, *entries: object, **bodies: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "index.json").write_text(json.dumps(list(entries)))
    for name, body in bodies.items():
        (folder / name).write_bytes(body)
    return folder


def test_what_is_recorded_is_replayed(tmp_path: Path) -> None:
    """Bodies, statuses, faults and the moment come back as they were."""
    slow = Failure(stage="collect", subject="c.example", kind="timeout", cause="sent nothing", remedy="Wait")
    answers: dict[str, Callable[[Request], Response | Failure]] = {
        "https://a.example/": lambda r: ok(r, etag='"1"'),
        "https://b.example/": lambda r: status_failure(r.url, 503),
        "https://c.example/": lambda r: slow,
    }
    requests = [Request(url=url) for url in answers]
    live = ask(Recorder(Fake(lambda r: answers[r.url](r)), tmp_path / "r"), *requests)
    replay = Replay(tmp_path / "r")
    assert ask(replay, *requests) == live
    assert replay.recorded_at is not None


def test_no_secret_reaches_the_folder(tmp_path: Path) -> None:
    """Passwords, keys and cookies are not in any file that is written."""
    request = Request(url="https://ann:s3cret@a.example/", params={"api_key": "s3cret", "q": "x"})
    headers = {"set-cookie": "sid=s3cret", "www-authenticate": "s3cret", "content-type": "text/xml"}
    ask(Recorder(Fake(lambda r: ok(r, **headers)), tmp_path), request)
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"s3cret" not in written
    assert isinstance(ask(Replay(tmp_path), request)[0], Response)


def test_query_parameters_compare_unordered(tmp_path: Path) -> None:
    """The order of parameters, the host's case and default ports make no difference; values do."""
    write(
        tmp_path,
        {"method": "GET", "url": "https://A.example:443/x?b=2&a=1", "status": 200, "headers": {}, "body": "one"},
        one=b"1",
    )
    same, other = ask(
        Replay(tmp_path),
        Request(url="https://a.example/x?a=1", params={"b": "2"}),
        Request(url="https://a.example/x?a=1&b=3"),
    )
    assert isinstance(same, Response)
    assert isinstance(other, Failure)
    assert other.kind == "not-recorded"


def test_an_older_folder_is_read(tmp_path: Path) -> None:
    """No moment, no headers, and a packed body are lived with."""
    import gzip

    entry = {
        "method": "GET",
        "url": "https://a.example/",
        "status": 200,
        "headers": {"Content-Encoding": "gzip"},
        "body": "one",
        "fetched_at": None,
    }
    replay = Replay(write(tmp_path, entry, one=gzip.compress(b"text")))
    (answer,) = ask(replay, Request(url="https://a.example/"))
    assert isinstance(answer, Response)
    assert (answer.body, answer.fetched_at, replay.recorded_at) == (b"text", None, None)


@pytest.mark.parametrize("index", [None, b"", b"{}", b"[1]", b'[{"url": "x"}]', b"[" * 100_000, b"\xff"])
def test_a_broken_index_is_one_clear_line(tmp_path: Path, index: bytes | None) -> None:
    """Missing, empty or foreign: the error names the file and what to do."""
    if index is not None:
        (tmp_path / "index.json").write_bytes(index)
    with pytest.raises(JoganError, match=r"index\.json") as caught:
        Replay(tmp_path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("body", ["../outside", "/etc/passwd", "a/../../outside"])
def test_no_body_is_read_from_elsewhere(tmp_path: Path, body: str) -> None:
    """A path that leaves the folder is refused."""
    folder = write(
        tmp_path / "r", {"method": "GET", "url": "https://a.example/", "status": 200, "headers": {}, "body": body}
    )
    with pytest.raises(JoganError, match="outside"):
        Replay(folder)


def test_a_missing_body_is_a_failure(tmp_path: Path) -> None:
    """A lost file costs its own request only."""
    folder = write(
        tmp_path, {"method": "GET", "url": "https://a.example/", "status": 200, "headers": {}, "body": "gone"}
    )
    (answer,) = ask(Replay(folder), Request(url="https://a.example/"))
    assert isinstance(answer, Failure)
    assert answer.kind == "not-recorded"


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    """The error names the folder and what to do."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(JoganError, match="cannot be written"):
        Recorder(Fake(ok), tmp_path / "file" / "r")
