"""The reader as its users meet it: a real process on a free port of this machine, asked over HTTP."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from helpers import files, jogan
from served import DAY, NASTY, Served, end, filled, serve


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One reader for the tests that change nothing; at its end it must have said nothing on standard error."""
    running = serve(filled(tmp_path_factory.mktemp("reader")))
    yield running
    assert end(running) == ""
    assert running.process.returncode == 0


# ── The contract ────────────────────────────────────────────────────────────────────────────────────────────


def test_search_answers_in_the_form_of_the_contract(served: Served) -> None:
    """The first query after the port is printed finds what was imported before."""
    found = served.ask("/api/search?q=sparse+attention&limit=1").json
    assert len(found["hits"]) == 1
    hit = found["hits"][0]
    assert {key: hit[key] for key in ("story", "title", "url", "ids")} == {
        "story": "arxiv:2411.00001",
        "title": "Sparse Attention for Long Documents",
        "url": "https://arxiv.org/abs/2411.00001",
        "ids": {"arxiv": "2411.00001"},
    }
    assert hit["score"] > 0
    assert found["total"] == 2


def test_health_tells_what_there_is(served: Served) -> None:
    """Stories, editions and the newest of them."""
    answer = served.ask("/health")
    assert answer.status == 200
    assert answer.json == {"status": "ok", "stories": 3, "editions": 1, "newest": DAY, "index": "current"}


def test_limit_is_clamped_and_questions_are_checked(served: Served) -> None:
    """Limits outside 1 to 100 are drawn in; a missing q is a mistake, an empty one finds nothing."""
    assert len(served.ask("/api/search?q=language+models&limit=0").json["hits"]) == 1
    assert len(served.ask("/api/search?q=language+models&limit=99999999999").json["hits"]) == 3
    assert served.ask("/api/search?q=").json["hits"] == []
    for path in ("/api/search", "/api/search?q=a&limit=ten", "/api/search?q=a&order=odd", "/api/search?q=a&offset=x"):
        answer = served.ask(path)
        assert (answer.status, list(answer.json)) == (400, ["error"])


def test_filters_narrow_the_search(served: Served) -> None:
    """Kind, source and days work beside the query, and alone; a quote in a value changes nothing else."""

    def ids(path: str) -> list[str]:
        return [hit["story"] for hit in served.ask(f"/api/search?{path}").json["hits"]]

    assert len(ids("q=language+models")) == 3
    assert len(ids("q=language+models&kind=paper")) == 2
    assert ids(f"q=&after={DAY}&kind=news") == ids("q=robots")
    assert ids(f"q=language&before={DAY}") == []
    assert ids("q=language&source=arXiv%22+OR+robots") == []


HOSTILE = {
    "ten kilobytes": "a" * 10_000,
    "ten kilobytes of Korean": "가" * 10_000,
    "many words": "a b " * 700,
    "controls": "\x00\x01\x1b[31m\r\nSet-Cookie: a=b",
    "unbalanced": '"((a OR OR -"( category: author:" -- ^~* |||',
    "only operators": "OR AND | -",
    "brackets": "{{7*7}}${a}[[:alpha:]]*?",
    "sql": "'; DROP TABLE items; --",
    "a date that is none": "after:2024-99-99 before:x",
    "surrogates": "\ud800\udfff",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("path", ["/api/search", "/search", "/feeds/search.atom"])
def test_no_query_breaks_the_reader(served: Served, name: str, path: str) -> None:
    """Every string is a query, or too long to be one; it is answered soon, and never with a traceback."""
    began = time.monotonic()
    answer = served.ask(f"{path}?q={quote(HOSTILE[name].encode('utf-8', 'surrogatepass'))}")
    # The server's own limit of a request is 64 kB; what is below that and still too long is told what it is.
    assert answer.status in ((400, 414) if "kilobytes" in name else (200,))
    assert time.monotonic() - began < 10
    assert b"Traceback" not in answer.body
    assert "set-cookie" not in answer.headers
    assert served.ask("/health").status == 200


def test_malformed_requests_are_refused(served: Served) -> None:
    """Broken escapes in the query are read as they can be; raw bytes that are no HTTP end that connection alone."""
    assert served.ask("/api/search?q=%ff%fe%").status == 200
    assert served.ask("/story/%ff%00").status == 404
    import socket

    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as raw:
        raw.sendall(b"\x16\x03\x01 no http at all\r\n\r\n")
        assert raw.recv(1000).startswith(b"HTTP/1.1 400")
    assert served.ask("/health").status == 200


# ── Pages ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_newest_edition_is_the_front_page(served: Served) -> None:
    """The front page is the newest edition; what it links to is there."""
    front = served.ask("/")
    assert front.status == 200
    assert "Sparse Attention for Long Documents" in front.text
    links = {link for link in re.findall(r'href="([^"#]+)"', front.text) if not link.startswith(("http", "data:"))}
    assert f"editions/{DAY}/edition.json" in links
    for link in links:
        assert served.ask("/" + link.lstrip("/")).status == 200, link
    inner = served.ask(f"/editions/{DAY}/")
    assert 'href="edition.json"' in inner.text


def test_an_editions_files_are_those_that_are_printed(served: Served) -> None:
    """The files come out of the store, byte for byte as the press writes them."""
    printed = files(served.folder / "editions" / DAY)
    assert len(printed) == 8
    for name, data in printed.items():
        if name != "index.html":
            answer = served.ask(f"/editions/{DAY}/{name}")
            assert (answer.status, answer.body == data) == (200, True), name
    assert served.ask(f"/api/editions/{DAY}").body == printed["edition.json"]
    assert served.ask("/api/editions").json == {
        "editions": [{"date": DAY, "language": "ko", "url": f"/editions/{DAY}/"}],
        "periods": [],
    }


def test_search_page_marks_what_was_found(served: Served) -> None:
    """The page shows the query again, the hits with their matches marked, and the way to subscribe."""
    page = served.ask("/search?q=sparse+attention&kind=paper").text
    assert 'value="sparse attention"' in page
    assert "<mark>Sparse</mark> <mark>Attention</mark> for Long Documents" in page
    assert '<option value="paper" selected>' in page
    assert 'href="/story/arxiv:2411.00001"' in page
    assert "/feeds/search.atom.xml?q=sparse+attention&amp;kind=paper" in page


def test_story_page_tells_all_of_a_story(served: Served) -> None:
    """By its id or its arXiv id: text, items, the edition that printed it, and stories like it."""
    for name in ("arxiv:2411.00001", "2411.00001"):
        page = served.ask(f"/story/{name}").text
        assert "SparseRead" in page
        assert "Ada Kim" in page
        assert f"/editions/{DAY}/#arxiv-2411.00001" in page
        assert "Dense Attention Revisited" in page
    told = served.ask("/api/story/2411.00001").json
    assert told["story"] == "arxiv:2411.00001"
    assert [one["date"] for one in told["editions"]] == [DAY]
    assert served.ask(f"/editions/{DAY}/").text.count('id="arxiv-2411.00001"') == 1


@pytest.mark.parametrize(
    "path",
    [
        "/nope", "/editions/2024-11-29/", "/editions/20241128/", "/editions/2024-11-28/../../jogan.db",
        "/editions/..%2f..%2fetc/passwd", f"/editions/{DAY}/..%2f..%2f..%2fetc%2fpasswd", "/static/../web.py",
        "/static/edition.css", "/story/", "/story/no-such-story", f"/editions/{DAY}/?lang=xx", "//etc/passwd",
        "/feeds/other.atom.xml", "/feeds/search.exe?q=a", f"/editions/{DAY}/jogan.db",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(served: Served, path: str) -> None:
    """Unknown pages, and paths that would lead out of the editions, are a small page with status 404."""
    answer = served.ask(path)
    assert answer.status == 404
    assert len(answer.body) < 3000
    assert b"Traceback" not in answer.body


def test_a_day_without_its_slash_is_led_on(served: Served) -> None:
    """The address people type leads to the page, on this host."""
    answer = served.ask(f"/editions/{DAY}")
    assert (answer.status, answer.headers["location"]) == (308, f"/editions/{DAY}/")
    assert served.ask("/editions/%2F%2Fevil.example").status in (404, 308)
    assert "//evil" not in served.ask("/editions/%2F%2Fevil.example").headers.get("location", "")


# ── HTTP ────────────────────────────────────────────────────────────────────────────────────────────────────

PAGES = ("/", "/editions/", f"/editions/{DAY}/", "/search", "/search?q=robots", "/story/arxiv:2411.00001", "/nope")


@pytest.mark.parametrize("path", [*PAGES, "/api/search?q=a", "/health", f"/editions/{DAY}/paper_{DAY}.svg"])
def test_every_answer_is_locked_down(served: Served, path: str) -> None:
    """No frame, no script, no guessing of types, no referrer."""
    headers = served.ask(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src" not in policy
    assert "unsafe" not in policy or path.endswith(".svg")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers


@pytest.mark.parametrize("path", ["/", "/api/search?q=attention", "/static/reader.css", "/feeds/papers.atom.xml"])
def test_answers_are_packed_and_not_sent_twice(served: Served, path: str) -> None:
    """An ETag spares the second answer, gzip most of the first; HEAD says the same without a body."""
    plain = served.ask(path)
    packed = served.ask(path, Accept_Encoding="gzip")
    if packed.headers.get("content-encoding") == "gzip":
        assert gzip.decompress(packed.body) == plain.body
    again = served.ask(path, If_None_Match=plain.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    head = served.ask(path, "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(plain.body))
    assert served.ask("/", Accept_Encoding="gzip").headers["content-encoding"] == "gzip"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_can_be_changed(served: Served, method: str) -> None:
    """The reader is read only."""
    answer = served.ask("/", method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200), ("localhost:8000", 200), ("LOCALHOST", 200), ("[::1]:1", 200), ("evil.example", 421),
        ("evil.example:8000", 421), ("127.0.0.1.evil.example", 421), ("localhost.evil.example:80", 421),
        ("192.168.0.1", 421), ("127.0.0.1:80@evil.example", 421), ("[::1]:1@evil.example", 421),
        ("127.0.0.1:80/evil", 421), ("[::1", 421), ("127.0.0.1 evil.example", 421),
    ],
)  # fmt: skip
def test_only_this_machines_names_are_answered(served: Served, host: str, status: int) -> None:
    """A foreign name that was turned to this address (DNS rebinding) reads nothing."""
    assert served.ask("/api/editions", Host=host).status == status


@pytest.mark.parametrize(
    "day", ["%2F%2Fevil.example", "%5Cevil.example", "%0d%0aLocation:%20x", "a?next=//evil.example"]
)
def test_no_address_leads_elsewhere(served: Served, day: str) -> None:
    """What is led on stays on this host, and its address carries no second header."""
    answer = served.ask(f"/editions/{day}")
    assert answer.status in (308, 404)
    place = answer.headers.get("location", "/editions/")
    assert place.startswith("/editions/")
    assert not {"\r", "\n", "\\"} & set(place)


def test_many_ask_at_once(served: Served) -> None:
    """Twenty readers of one page that was not made yet get the same one."""
    got: list[bytes] = []

    def read() -> None:
        got.append(served.ask("/search?q=documents+at+once").body)

    readers = [threading.Thread(target=read) for _ in range(20)]
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    assert len(got) == 20
    assert len(set(got)) == 1


# ── Feeds and the API's description ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["papers.atom.xml", "papers.rss.xml", "news.atom.xml"])
def test_feeds_are_read_by_a_feed_reader(served: Served, name: str) -> None:
    """The sections' feeds are well-formed and hold the edition's stories."""
    import feedparser

    answer = served.ask(f"/feeds/{name}")
    feed = feedparser.parse(answer.body)
    assert not feed.bozo
    assert len(feed.entries) == (2 if name.startswith("papers") else 1)
    home = f"http://127.0.0.1:{served.port}/"
    links = {link.rel: link.href for link in feed.feed.links}
    assert (links["self"], links["alternate"]) == (f"{home}feeds/{name}", home)
    plain = served.ask("/feeds/papers.json").json
    assert (plain["version"][-3:], plain["feed_url"]) == ("1.1", f"{home}feeds/papers.json")
    for link in links.values():
        assert served.ask(link.removeprefix(home[:-1])).status == 200


def test_a_saved_search_is_a_feed(served: Served) -> None:
    """It holds what has every word, with the ids that the story has in every feed of this reader."""
    import feedparser

    found = feedparser.parse(served.ask("/feeds/search.atom?q=sparse+attention").body)
    assert not found.bozo
    assert [entry.title for entry in found.entries] == ["Sparse Attention for Long Documents"]
    section = feedparser.parse(served.ask("/feeds/papers.atom.xml").body)
    assert found.entries[0].id in {entry.id for entry in section.entries}
    assert len(feedparser.parse(served.ask("/feeds/search.rss?q=robots").body).entries) == 1
    assert served.ask("/feeds/search.json?q=sparse").json["items"][0]["url"] == "https://arxiv.org/abs/2411.00001"
    assert served.ask("/feeds/search.atom?q=").status == 400
    home = f"http://127.0.0.1:{served.port}/"
    for ending, rel in ((".atom.xml", "self"), (".rss.xml", "self")):
        feed = feedparser.parse(served.ask(f"/feeds/search{ending}?q=sparse+attention&kind=paper").body).feed
        links = {link.rel: link.href for link in feed.links}
        assert links[rel] == f"{home}feeds/search{ending}?q=sparse+attention&kind=paper"
        assert feed.link == f"{home}search?q=sparse+attention&kind=paper"
    assert served.ask("/feeds/search.json?q=sparse").json["feed_url"] == f"{home}feeds/search.json?q=sparse"


def test_the_description_of_the_api_is_true(served: Served) -> None:
    """Every path that it names answers in the form that it gives, and no path of the API is missing in it."""
    import jsonschema

    document = served.ask("/openapi.json").json
    assert document["openapi"] == "3.1.0"
    examples = {
        "/api/search": "/api/search?q=attention",
        "/api/editions": "/api/editions",
        "/api/editions/{date}": f"/api/editions/{DAY}",
        "/api/story/{id}": "/api/story/arxiv:2411.00001",
        "/api/marks": "/api/marks",
        "/api/searches": "/api/searches",
        "/health": "/health",
        "/feeds/search.atom.xml": "/feeds/search.atom.xml?q=a",
        "/feeds/search.rss.xml": "/feeds/search.rss.xml?q=a",
        "/feeds/search.json": "/feeds/search.json?q=a",
    }
    bodies = {
        "/api/marks": {"story": "2411.00001", "seen": False},
        "/api/searches": {"name": "no such search", "question": None},
    }
    assert set(document["paths"]) == set(examples)
    assert {path for path, offer in document["paths"].items() if "post" in offer} == set(bodies)
    described = {re.sub(r"\{.*?\}", "{}", path) for path in examples}
    offered = {re.sub(r"\{.*?\}", "{}", path) for path in _api_routes()}
    assert offered == {path for path in described if path.startswith("/api/")}
    for path, example in examples.items():
        answers = [("get", served.ask(example))]
        if path in bodies:
            sent = json.dumps(bodies[path]).encode()
            schema = document["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"]
            jsonschema.validate(bodies[path], _closed(schema))
            answers.append(("post", served.ask(path, "POST", sent, Content_Type="application/json")))
        for method, answer in answers:
            ((media, content),) = document["paths"][path][method]["responses"]["200"]["content"].items()
            assert (answer.status, answer.headers["content-type"]) == (200, media)
            if media == "application/json":
                schema = {**content["schema"], "components": document["components"]}
                jsonschema.validate(answer.json, _closed(schema))
    wrong = served.ask("/api/search").json
    jsonschema.validate(wrong, document["components"]["schemas"]["Error"])


def _api_routes() -> list[str]:
    """The paths of the API that the reader has."""
    from jogan.web.reader import Reader

    reader = Reader(library=None, printer=None, version="")
    paths = [route.path for route in reader.app().routes if route.path.startswith("/api/")]
    reader.close()
    return paths


def _closed(schema: Any) -> Any:
    """The schema with every object that lists its members closed, so that an answer with more than it says fails."""
    if isinstance(schema, dict):
        closed = {key: _closed(value) for key, value in schema.items()}
        return closed | {"additionalProperties": False} if "required" in schema and "properties" in schema else closed
    return [_closed(one) for one in schema] if isinstance(schema, list) else schema


# ── Alone and beside others ─────────────────────────────────────────────────────────────────────────────────


def test_it_sees_what_others_add(tmp_path: Path) -> None:
    """Without an edition there is a page that says so; an import and a build beside it show up by themselves."""
    running = serve(tmp_path)
    try:
        assert running.ask("/health").json["newest"] is None
        assert running.ask("/").status == 200
        assert running.ask("/editions/").status == 200
        assert running.ask("/api/search?q=attention").json["hits"] == []
        filled(tmp_path)
        until = time.monotonic() + 30
        while time.monotonic() < until:
            seen = running.ask("/health").json
            if (seen["stories"], seen["newest"], seen["index"]) == (3, DAY, "current"):
                break
            time.sleep(0.2)
        assert running.ask("/health").json["stories"] == 3
        assert len(running.ask("/api/search?q=attention").json["hits"]) == 2
        assert "Sparse Attention" in running.ask("/").text
    finally:
        assert end(running) == ""


def test_a_broken_index_is_told_and_mended_at_the_next_start(tmp_path: Path) -> None:
    """While it is broken the editions are still there, the search says so; the next start makes it anew."""
    filled(tmp_path)
    running = serve(tmp_path)
    index = tmp_path / "data" / "jogan" / "jogan-index"
    try:
        (index / "meta.json").write_text("{", encoding="utf-8")
        answer = running.ask("/api/search?q=attention")
        assert (answer.status, list(answer.json)) == (503, ["error"])
        assert running.ask("/health").json["status"] == "degraded"
        assert running.ask("/").status == 200
    finally:
        said = end(running)
    assert "Traceback" not in said
    running = serve(tmp_path)
    try:
        assert len(running.ask("/api/search?q=attention").json["hits"]) == 2
    finally:
        assert end(running) == ""


def test_others_must_show_the_token(tmp_path: Path) -> None:
    """Bound beyond this machine the reader wants its token: as a header, in a feed's address, or as a cookie."""
    filled(tmp_path)
    running = serve(tmp_path, "--host", "0.0.0.0", JOGAN_TOKEN="a long secret+1")
    try:
        for path in ("/", "/api/search?q=a", "/feeds/papers.atom.xml", "/static/reader.css", "/nope", "/?token=b"):
            answer = running.ask(path)
            assert (answer.status, answer.headers["www-authenticate"]) == (401, 'Bearer realm="jogan"'), path
        assert running.ask("/health").status == 200
        assert running.ask("/", Authorization="Bearer a long secret+1").status == 200
        assert running.ask("/", Authorization="Bearer a long secret").status == 401
        assert running.ask("/feeds/papers.atom.xml?token=a%20long%20secret%2B1").status == 200
        welcome = running.ask("/search?q=a+b&token=a%20long%20secret%2B1")
        assert (welcome.status, welcome.headers["location"]) == (303, "/search?q=a+b")
        cookie = welcome.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "secret" not in cookie
        assert running.ask("/", Cookie=cookie.partition(";")[0]).status == 200
        assert running.ask("/", Cookie="jogan=0").status == 401
        assert running.ask("//evil.example/?token=a%20long%20secret%2B1").headers["location"].startswith("/evil")
        assert running.ask("/", Host="news.example", Authorization="Bearer a long secret+1").status == 200
    finally:
        assert end(running) == ""


def test_it_starts_nowhere_that_it_should_not(tmp_path: Path, served: Served) -> None:
    """Beyond this machine without a token, on a taken port, on a name that is none: one line and the right status."""
    for arguments, status, said in (
        (("--host", "0.0.0.0"), 2, "token"),
        (("--port", str(served.port)), 1, "in use"),
        (("--host", "no.such.host.invalid", "--token", "a"), 1, "cannot be bound"),
        (("--port", "99999"), 2, "65535"),
    ):
        ran = jogan("serve", *arguments, cwd=tmp_path)
        assert (ran.status, said in ran.err, "Traceback" in ran.err) == (status, True, False), ran.err


# ── Its parts ───────────────────────────────────────────────────────────────────────────────────────────────


def test_each_client_has_its_own_bucket() -> None:
    """So many at once, then so many a second; another client is not slowed, and the memory is bounded."""
    from jogan.web.guard import CLIENTS, Buckets, Rate

    now = [0.0]
    buckets = Buckets(lambda: now[0])
    rate = Rate(2, 5)
    assert [buckets.take("a", rate) for _ in range(5)] == [0.0] * 5
    assert buckets.take("a", rate) == pytest.approx(0.5)
    assert buckets.take("b", rate) == 0.0
    now[0] = 0.6
    assert buckets.take("a", rate) == 0.0
    assert buckets.take("a", rate) > 0
    for number in range(CLIENTS + 10):
        buckets.take(str(number), rate)
    assert len(buckets._left) == CLIENTS


def test_the_shelf_is_bounded() -> None:
    """Pages that were not asked for longest go first; one that alone is too big stays until the next."""
    from jogan.web.library import Page, Shelf

    def page(size: int) -> Page:
        return Page(body=b"x" * size, packed=b"", media="", etag="", policy="")

    shelf = Shelf(limit=5000)
    for name in "abc":
        shelf.put((name,), page(1000))
    assert shelf.get(("a",)) is not None
    shelf.put(("d",), page(1000))
    assert [shelf.get((name,)) is not None for name in "abcd"] == [True, False, True, True]
    shelf.put(("a",), page(10_000))
    assert [shelf.get((name,)) is not None for name in "acd"] == [True, False, False]


def test_marks_are_put_into_escaped_text() -> None:
    """What is marked and what is not is escaped; spans that make no sense mark nothing."""
    from jogan.web.pages import marked

    assert marked("a <b> c", [(2, 5)]) == "a <mark>&lt;b&gt;</mark> c"
    assert marked("ab", [(1, 9), (-1, 1), (1, 1)]) == "ab"
    assert marked("ab", [(0, 1), (0, 2)]) == "<mark>a</mark>b"


# ── In a browser ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.browser
@pytest.mark.parametrize("width", [400, 1400])
def test_nothing_runs_and_nothing_leaves(served: Served, width: int) -> None:
    """With markup in every field of a story: no script, no error, no request beyond the reader, nothing too wide."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("there is no chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    home = f"http://127.0.0.1:{served.port}"
    story = served.ask("/api/search?q=robots").json["hits"][0]["story"]
    with playwright.sync_playwright() as driver:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        browser = driver.chromium.launch(executable_path=path, args=flags)
        page = browser.new_page(viewport={"width": width, "height": 900})
        said: list[str] = []
        asked: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda _: said.append("a dialog opened"))
        for where in (
            "/", "/editions/", f"/editions/{DAY}/", "/search", f"/search?q={quote('robots ' + NASTY)}",
            f"/search?q=robots&source={quote(NASTY)}", f"/story/{quote(story, safe='')}",
        ):  # fmt: skip
            assert page.goto(home + where).status == 200, where
            assert page.evaluate("window.hacked") is None, where
            assert page.evaluate("document.scripts.length") == 0, where
            assert page.evaluate("document.querySelectorAll('h1').length") == 1, where
            assert page.evaluate("document.documentElement.scrollWidth") <= width, where
        assert said == []
        assert [url for url in asked if not url.startswith((f"{home}/", "data:"))] == []
        page.goto(f"{home}/search")
        page.wait_for_function("document.activeElement.id === 'q'")
        page.keyboard.type("sparse attention")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?q=sparse+attention*")
        page.click("#hits a")
        page.wait_for_url("**/story/**")
        assert "SparseRead" in page.inner_text("main")
        browser.close()
