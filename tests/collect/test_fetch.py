"""The HTTP door: manners, secrets, memory, and what it does when the host is fine."""

from __future__ import annotations

import asyncio
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import httpcore2
import pytest
import trustme

from hostile_server import GOOD, HTML, Exchange, Server
from jogan.collect import fetch, network
from jogan.collect.cached import CachedBody
from jogan.collect.fetch import Door, user_agent
from jogan.collect.pace import PaceRule
from jogan.config import FetchConfig
from jogan.model.collected import Request, Response
from jogan.model.common import Failure

NOW = datetime(2024, 11, 20, 12, tzinfo=UTC)


def config(server: Server, **more: object) -> FetchConfig:
    settings = {
        "connect_timeout": 2,
        "read_timeout": 2,
        "total_timeout": 5,
        "attempts": 1,
        "allow_private": (server.host,),
    }
    return FetchConfig.model_validate(settings | more)


def ask(door: Door, *requests: Request) -> list[Response | Failure]:
    """The answers to requests made one after the other."""

    async def all_of_them() -> list[Response | Failure]:
        async with door:
            return [await door.exchange(request) for request in requests]

    return asyncio.run(all_of_them())


def one(door: Door, url: str, **more: object) -> Response | Failure:
    return ask(door, Request(url=url, **more))[0]


@pytest.fixture
def server() -> Iterator[Server]:
    """A server of a few well-behaved and a few odd paths."""

    def tagged(x: Exchange) -> None:
        if x.headers.get("if-none-match") == '"one"':
            x.reply(b"", "304 Not Modified", ETag='"one"')
        else:
            x.reply(GOOD, ETag='"one"', Last_Modified="Wed, 20 Nov 2024 00:00:00 GMT")

    handlers = {
        "good": lambda x: x.reply(GOOD, Set_Cookie="sid=1", Content_Type="text/xml"),
        "tagged": tagged,
        "private": lambda x: x.reply(GOOD, ETag='"s"', Cache_Control="no-store"),
        "to-same": lambda x: x.reply(b"", "302 Found", Location="/good"),
        "to-elsewhere": lambda x: x.reply(b"", "302 Found", Location=f"http://localhost:{x.server.port}/good"),
        "down": lambda x: x.reply(HTML, "500 Internal Server Error"),
        "echo": lambda x: x.reply(x.path.encode()),
    }
    with Server(handlers) as running:
        yield running


def test_a_request_says_who_asks(server: Server) -> None:
    """The User-Agent names jogan and the contact; what is accepted and no cookie or proxy goes along."""
    one(Door(config(server, contact="mailto:ann@example.org")), server.url("good"), accept="text/xml")
    headers = server.headers["good"]
    assert headers["user-agent"].startswith("jogan/")
    assert headers["user-agent"].endswith("(+mailto:ann@example.org)")
    assert headers["accept"] == "text/xml"
    assert headers["accept-encoding"] == "gzip, deflate"
    assert user_agent().startswith("jogan/")


def test_parameters_are_appended(server: Server) -> None:
    """Parameters join the query that the URL has already."""
    answer = one(Door(config(server)), server.url("echo?a=1"), params={"b": "2 3"})
    assert isinstance(answer, Response)
    assert answer.body == b"echo?a=1&b=2+3"


def test_a_response_keeps_no_secrets(server: Server) -> None:
    """Cookies are dropped from what is handed on, and none is ever sent back."""
    first, _ = ask(Door(config(server)), Request(url=server.url("good")), Request(url=server.url("good")))
    assert isinstance(first, Response)
    assert "set-cookie" not in first.headers
    assert first.fetched_at is not None
    assert "cookie" not in server.headers["good"]


def test_credentials_go_to_their_own_host_only(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    """User and password are sent to the origin they were given for, through its redirects, and appear nowhere else."""
    caplog.set_level("DEBUG")
    both = config(server, allow_private=(server.host, f"localhost:{server.port}"))
    secret = server.url("").replace("http://", "http://ann:s3cret@")
    answers = ask(Door(both), Request(url=f"{secret}to-same"))
    assert server.headers["good"]["authorization"].startswith("Basic ")
    answers += ask(Door(both), Request(url=f"{secret}to-elsewhere"), Request(url=f"{secret}down"))
    assert "authorization" not in server.headers["good"]
    assert "s3cret" not in repr(answers) + caplog.text


def test_an_unchanged_body_comes_from_the_cache(server: Server) -> None:
    """The second request is conditional; a 304 is answered with the stored body."""
    kept: dict[str, CachedBody] = {}

    class Cache:
        def get(self, url: str) -> CachedBody | None:
            return kept.get(url)

        def put(self, cached: CachedBody) -> None:
            kept[cached.url] = cached

    request = Request(url=server.url("tagged"))
    first, second = ask(Door(config(server), cache=Cache(), clock=lambda: NOW), request, request)
    assert isinstance(first, Response)
    assert isinstance(second, Response)
    assert (first.from_cache, second.from_cache) == (False, True)
    assert second.body == GOOD
    assert (second.status, second.fetched_at) == (200, NOW)
    assert server.headers["tagged"]["if-modified-since"] == "Wed, 20 Nov 2024 00:00:00 GMT"
    one(Door(config(server), cache=Cache()), server.url("private"))
    assert set(kept) == {server.url("tagged")}


def test_loopback_is_refused_unless_it_is_opened(server: Server) -> None:
    """Without the configuration's leave no private address is asked, by whatever name it goes."""
    closed = FetchConfig(attempts=1)
    for url in (server.url("good"), f"http://localhost:{server.port}/good", f"http://[::1]:{server.port}/"):
        answer = one(Door(closed), url)
        assert isinstance(answer, Failure)
        assert answer.kind == "refused-address"
        assert "allow_private" in answer.remedy
    assert server.log == []


def test_a_name_that_changes_its_address_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The address that is checked is the one that is connected to: a public name that turns private leads nowhere."""
    answers = iter([[(2, 1, 6, "", ("10.0.0.9", 80))], [(2, 1, 6, "", ("127.0.0.1", server.port))]])
    monkeypatch.setattr(network.socket, "getaddrinfo", lambda *_: next(answers))
    door = Door(FetchConfig(attempts=1))
    url = f"http://rebinding.example:{server.port}/good"
    found = ask(door, Request(url=url), Request(url=url))
    assert [isinstance(one, Failure) and one.kind for one in found] == ["refused-address"] * 2
    assert server.log == []


def test_an_unknown_name_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """No address for a name is told apart from a host that is down."""
    import socket

    def unknown(*_: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(network.socket, "getaddrinfo", unknown)
    answer = one(Door(FetchConfig(attempts=1)), "https://no-such-name.example/")
    assert isinstance(answer, Failure)
    assert (answer.kind, answer.subject) == ("dns", "no-such-name.example")


def test_a_closed_port_says_so() -> None:
    """A refused connection is unreachable, with a remedy."""
    with Server({}) as gone:
        host, url = gone.host, gone.url("x")
    answer = one(Door(FetchConfig(attempts=1, allow_private=(host,))), url)
    assert isinstance(answer, Failure)
    assert (answer.kind, answer.cause) == ("unreachable", "refused the connection")


@pytest.mark.parametrize(
    "url", ["ftp://example.org/", "file:///etc/passwd", "", "http://", "http://[bad/", "gopher://x"]
)
def test_only_web_addresses_are_asked(url: str) -> None:
    """Any other address is a failure, and never an exception."""
    answer = one(Door(FetchConfig(attempts=1)), url)
    assert isinstance(answer, Failure)
    assert answer.kind in ("refused", "malformed")


def test_an_untrusted_certificate_is_named() -> None:
    """A certificate of an unknown authority fails with its reason; of a known one it works."""
    authority = trustme.CA()
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(own)
    with Server({"good": lambda x: x.reply(GOOD)}, tls=own) as server:
        refused = one(Door(config(server)), server.url("good"))
        assert isinstance(refused, Failure)
        assert (refused.kind, "not trusted" in refused.cause) == ("tls", True)
        trusting = httpcore2.default_ssl_context()
        authority.configure_trust(trusting)
        assert isinstance(one(Door(config(server), verify=trusting), server.url("good")), Response)


def test_https_to_a_plain_port_is_named(server: Server) -> None:
    """A server that speaks no TLS is a TLS failure and not a mystery."""
    answer = one(Door(config(server)), server.url("good").replace("http:", "https:"))
    assert isinstance(answer, Failure)
    assert answer.kind in ("tls", "unreachable")


def test_proxies_of_the_environment_are_ignored(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable leads requests elsewhere, around the check of addresses."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    assert isinstance(one(Door(config(server)), server.url("good")), Response)


def test_a_failure_says_how_often_it_was_tried(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trouble on the host's side is tried again, and the header hears how often."""
    monkeypatch.setattr(fetch, "BACKOFF_FIRST", 0.01)
    monkeypatch.setattr(fetch, "BACKOFF_JITTER", 0.0)
    answer = one(Door(config(server, attempts=3)), server.url("down"))
    assert isinstance(answer, Failure)
    assert (answer.status, len(server.log)) == (500, 3)
    assert "3 times" in answer.cause


def test_the_pace_of_a_host_is_kept(server: Server) -> None:
    """With a pace configured, no two requests to a host come closer than it."""
    request = Request(url=server.url("good"))
    ask(Door(config(server, pace=0.2)), request, request, request)
    moments = [at for _, at in server.log]
    assert min(b - a for a, b in pairwise(moments)) >= 0.2


ASKING = """
import asyncio, sys
from pathlib import Path
from jogan.collect.fetch import Door
from jogan.collect.pace import PaceRule
from jogan.config import FetchConfig
from jogan.model.collected import Request

async def main(url, host, folder):
    config = FetchConfig(allow_private=(host,), attempts=1)
    async with Door(config, state_folder=Path(folder), rules=(PaceRule("arxiv.org", 0.3),)) as door:
        request = Request(url=url, pace_group="export.arxiv.org")
        await asyncio.gather(*(door.exchange(request) for _ in range(4)))

asyncio.run(main(*sys.argv[1:]))
"""


def test_processes_share_arxivs_pace(server: Server, tmp_path: Path) -> None:
    """Three processes at once never come closer than the pace, and never hold two connections."""

    def slow(x: Exchange) -> None:
        time.sleep(0.05)
        x.reply(GOOD)

    server.handlers["slow"] = slow
    command = [sys.executable, "-c", ASKING, server.url("slow"), server.host, str(tmp_path / "state")]
    running = [subprocess.Popen(command) for _ in range(3)]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    moments = sorted(at for _, at in server.log)
    assert len(moments) == 12
    assert min(b - a for a, b in pairwise(moments)) >= 0.3
    assert server.most_open == 1


def test_a_state_folder_that_cannot_be_written_stops_nothing(server: Server, tmp_path: Path) -> None:
    """Without a place to share the pace, it still holds within the process."""
    (tmp_path / "file").write_text("x")
    rules = (PaceRule("arxiv.org", 0.2),)
    request = Request(url=server.url("good"), pace_group="arxiv.org")
    answers = ask(Door(config(server), state_folder=tmp_path / "file" / "no", rules=rules), request, request)
    assert all(isinstance(answer, Response) for answer in answers)
    first, second = (at for _, at in server.log)
    assert second - first >= 0.2


def test_the_cap_of_a_request_holds(server: Server) -> None:
    """A source may ask for less than the door would take."""
    answer = one(Door(config(server)), server.url("good"), max_bytes=10)
    assert isinstance(answer, Failure)
    assert answer.kind == "too-large"
