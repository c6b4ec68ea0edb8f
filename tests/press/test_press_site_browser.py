"""The site in a real browser: accessible, quiet, searchable, and usable by keyboard."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from jogan.press import artifacts, publish, search_index, site, site_manifest

pytestmark = pytest.mark.browser

PAGES = (
    "index.html",
    "2024-11-28/papers.html",
    "archive.html",
    "category/index.html",
    "category/papers-inference-acceleration.html",
    "story/arxiv-2411.17686.html",
    "week/2024-W48.html",
    "search.html",
)


class Quiet(SimpleHTTPRequestHandler):
    """A file server that says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def folder(editions: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of three days, one of them nasty, with its search index where pagefind is there."""
    found = {
        date(2024, 11, 26): replace(editions.nasty(), date=date(2024, 11, 26)),
        date(2024, 11, 27): replace(editions.many(5), date=date(2024, 11, 27)),
        date(2024, 11, 28): editions.ordinary(),
    }
    path = tmp_path_factory.mktemp("site")
    publish.write(site.pages(list(found), found.__getitem__, site_manifest.Settings()), path, durable=False)
    if search_index.available():
        assert search_index.build(path) > 30
    return path


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    """The site under a sub-path of a loopback server, as GitHub Pages serves it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder.parent)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/{folder.name}/"
    server.shutdown()
    server.server_close()
    thread.join()


def watch(page: Any, said: list[str], host: str) -> None:
    """Note every message, error, failed request, and request to another place."""
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(f"failed {request.url}"))
    page.on("request", lambda one: one.url.startswith((host, "data:")) or said.append(f"asked {one.url}"))


@pytest.mark.parametrize("width", [400, 900, 1400])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_no_violation(browser: Any, address: str, width: int, theme: str) -> None:
    """No page breaks a rule of axe, in any theme or width, with its evidence open; none scrolls sideways or complains."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme, bypass_csp=True)
    page = context.new_page()
    said: list[str] = []
    watch(page, said, address)
    wrong: list[tuple[str, str, str]] = []
    for name in (*PAGES, "2024-11-26/papers.html"):
        page.goto(address + name)
        for summary in page.locator("summary").all()[:4]:
            summary.click()
        found = axe.run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    assert wrong == []
    assert said == []
    context.close()


def test_pages_work_from_a_disk(browser: Any, folder: Path) -> None:
    """Opened as files, pages have their style, their links work, and nothing complains."""
    page = browser.new_page()
    said: list[str] = []
    watch(page, said, "file:")
    page.goto((folder / "index.html").as_uri())
    assert page.evaluate("getComputedStyle(document.body).wordBreak") == "keep-all"
    page.click("text=지난 판")
    assert page.url.endswith("/archive.html")
    page.click("text=27")
    assert page.url.endswith("/2024-11-27/index.html")
    assert page.evaluate("window.hacked") is None
    assert said == []
    page.close()


def test_nothing_from_outside_runs_on_the_site(browser: Any, address: str) -> None:
    """The nasty day's pages run nothing of what they print, with the real policy in force."""
    page = browser.new_page()
    said: list[str] = []
    watch(page, said, address)
    for name in ("2024-11-26/index.html", "2024-11-26/papers.html", "week/2024-W48.html", "category/index.html"):
        page.goto(address + name)
        assert page.evaluate("window.hacked") is None
        assert page.evaluate("document.scripts.length") == 1
    assert said == []
    page.close()


def test_policy_stops_a_script_that_slipped_in(browser: Any, address: str, folder: Path) -> None:
    """Were a script ever printed, the policy would not let it run: the last line of defence holds."""
    path = folder / "slipped.html"
    path.write_text((folder / "archive.html").read_text().replace("</main>", "<script>window.hacked=9</script></main>"))
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(address + "slipped.html")
    assert page.evaluate("window.hacked") is None
    assert any("Content Security Policy" in text for text in said)
    page.close()
    path.unlink()


def test_keys_move_and_open(browser: Any, address: str) -> None:
    """j and k go through the stories, e opens evidence, ? shows the keys, and / goes to search."""
    page = browser.new_page()
    page.goto(address + "2024-11-28/papers.html")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator(".here h5").inner_text().startswith("Star Attention")
    page.keyboard.press("k")
    assert page.locator(".here h5").inner_text().startswith("Rethinking")
    assert not page.locator(".here mark").first.is_visible()
    page.keyboard.press("e")
    assert page.locator(".here mark").first.is_visible()
    page.keyboard.press("?")
    assert page.locator("dialog").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.wait_for_url("**/search.html")
    page.close()


@pytest.mark.parametrize(
    ("query", "title"), [("attention", "Star Attention"), ("그라운딩", "ShowUI"), ("토큰 축소", "Rethinking")]
)
def test_search_finds_in_both_languages(browser: Any, address: str, query: str, title: str) -> None:
    """The index finds stories by English and Korean words, and its excerpts are text."""
    if not search_index.available():
        pytest.skip("pagefind is not installed")
    page = browser.new_page()
    said: list[str] = []
    watch(page, said, address)
    page.goto(f"{address}search.html")
    page.fill("#q", query)
    page.wait_for_selector("#hits li")
    assert title in page.locator("#hits li a").first.inner_text()
    page.locator("#hits li a").first.click()
    page.wait_for_url("**/story/**")
    assert said == []
    page.close()


def test_hostile_query_is_harmless(browser: Any, address: str) -> None:
    """Markup and operators in a query are searched for as words."""
    page = browser.new_page()
    said: list[str] = []
    watch(page, said, address)
    page.goto(f"{address}search.html?q=%3Cimg%20src%3Dx%20onerror%3Dwindow.hacked%3D5%3E%22((%20AND")
    page.locator("#said:not(:empty)").wait_for()
    assert page.evaluate("window.hacked") is None
    assert page.locator("main img").count() == 0
    page.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_edition_page_passes_axe(editions: ModuleType, browser: Any, tmp_path: Path, theme: str) -> None:
    """The self-contained page breaks no rule of axe either."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    for name in ("ordinary", "nasty", "empty"):
        publish.write(artifacts(getattr(editions, name)()), tmp_path / name)
        context = browser.new_context(viewport={"width": 900, "height": 900}, color_scheme=theme, bypass_csp=True)
        page = context.new_page()
        page.goto((tmp_path / name / "index.html").as_uri())
        for summary in page.locator("summary").all():
            summary.click()
        assert [(one["id"], one["nodes"][0]["html"]) for one in axe.run(page).response["violations"]] == []
        context.close()
