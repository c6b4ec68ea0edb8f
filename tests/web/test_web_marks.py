"""Marks and kept searches, as a browser without scripts and a program set them; and that nobody else can."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from jogan.model.edition import Mark
from jogan.web.desk import anchored
from jogan.web.marks import Change, admits, bounds, change_of_button, change_of_json
from served import DAY, NASTY, Answer, Served, end, filled, serve

SPARSE, DENSE = "arxiv:2411.00001", "arxiv:2411.00002"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A reader of its own for each test; at its end it must have said nothing on standard error."""
    running = serve(filled(tmp_path))
    yield running
    assert end(running) == ""


def key_of(served: Served) -> str:
    """The key that stands in the forms of this reader's pages."""
    found = re.search(r'name="key" value="([^"]+)"', served.ask("/").text)
    assert found
    return found[1]


def press(served: Served, path: str = "/marks", **fields: str) -> Answer:
    """A button pressed on a page of the reader."""
    body = urlencode({"key": key_of(served), "back": "/", **fields}).encode()
    return served.ask(path, "POST", body, Content_Type=FORM)


def post(served: Served, path: str, value: Any, **headers: str) -> Answer:
    """A program's POST."""
    return served.ask(path, "POST", json.dumps(value).encode(), **{"Content_Type": "application/json", **headers})


def marks(served: Served) -> dict[str, dict[str, Any]]:
    """All marks by story."""
    return {one.pop("story"): one for one in served.ask("/api/marks").json["marks"]}


def found(served: Served, path: str) -> list[str]:
    """The stories that the API finds."""
    return [hit["story"] for hit in served.ask(f"/api/search?{path}").json["hits"]]


# ── Buttons ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_button_marks_and_leads_back_to_its_story(served: Served) -> None:
    """It shows at once as pressed, is there after the reader was started again, and is undone by the same button."""
    answer = press(served, do=f"saved:yes:{SPARSE}", back=f"/editions/{DAY}/?seen=no")
    assert (answer.status, answer.headers["location"]) == (303, f"/editions/{DAY}/?seen=no#arxiv-2411.00001")
    assert marks(served) == {SPARSE: {"saved": True, "hidden": False, "seen": False, "thumb": 0}}
    page = served.ask("/").text
    assert f'value="saved:no:{SPARSE}" aria-pressed="true"' in page
    assert f'value="saved:yes:{DENSE}" aria-pressed="false"' in page
    assert end(served) == ""
    served.process = (again := serve(served.folder)).process
    served.port = again.port
    press(served, do=f"thumb:up:{SPARSE}")
    assert marks(served)[SPARSE] == {"saved": True, "hidden": False, "seen": False, "thumb": 1}
    press(served, do=f"saved:no:{SPARSE}")
    press(served, do=f"thumb:none:{SPARSE}")
    assert marks(served) == {}


def test_a_hidden_story_is_nowhere_and_can_be_brought_back(served: Served) -> None:
    """Not on the edition's page, not in search, feeds or beside its like; where it stood there is a way back."""
    assert "SparseRead" in served.ask("/").text
    press(served, do=f"hidden:yes:{SPARSE}")
    for path in ("/", f"/editions/{DAY}/", "/search?q=attention", f"/story/{DENSE}", "/feeds/papers.atom.xml",
                 "/feeds/papers.json", "/feeds/search.atom.xml?q=attention"):  # fmt: skip
        text = re.sub("</?mark>", "", served.ask(path).text)
        assert "SparseRead" not in text, path
        assert "Sparse Attention" not in text, path
        assert "Dense Attention" in text, path
    assert found(served, "q=attention") == [DENSE]
    assert set(found(served, "q=attention&hidden=show")) == {SPARSE, DENSE}
    assert found(served, "hidden=only") == [SPARSE]
    assert f'value="hidden:no:{SPARSE}"' in served.ask("/").text
    assert "Sparse Attention" in served.ask("/?hidden=only").text
    assert f'value="hidden:no:{SPARSE}"' in served.ask("/search?hidden=only").text
    # The edition itself is what it was.
    assert "SparseRead" in served.ask(f"/api/editions/{DAY}").text
    press(served, do=f"hidden:no:{SPARSE}")
    assert "SparseRead" in served.ask("/").text


def test_a_section_is_marked_as_read_at_once(served: Served) -> None:
    """The button below a section marks its stories; what is unread is what is left."""
    assert press(served, all=f"papers:{DAY}").status == 303
    assert {story for story, mark in marks(served).items() if mark["seen"]} == {SPARSE, DENSE}
    page = served.ask("/?seen=no").text
    assert "Sparse Attention for Long Documents" not in page
    assert "Robots" in page
    assert f'name="all" value="papers:{DAY}"' not in page
    assert len(found(served, "q=language+models&seen=no")) == 1
    assert set(found(served, "seen=yes")) == {SPARSE, DENSE}
    press(served, all=f"news:{DAY}")
    assert "여기 있던 글을 모두 읽었습니다" in served.ask("/?seen=no").text


def test_filters_narrow_an_edition(served: Served) -> None:
    """By category, source and marks, with the filters' names in the address; an odd value is a mistake."""
    press(served, do=f"saved:yes:{DENSE}")
    page = served.ask("/?saved=yes").text
    assert "Dense Attention Revisited" in page
    assert "SparseRead" not in page
    assert 'aria-current="page"' in page
    assert "Robots" not in served.ask("/?source=arXiv").text
    assert "SparseRead" not in served.ask("/?category=no-such").text
    for path in ("/?seen=perhaps", "/api/search?q=a&hidden=yes", "/search?thumb=1"):
        assert served.ask(path).status == 400


def test_searches_are_kept_and_are_feeds(served: Served) -> None:
    """A named search stands on its page with its feed, and can be forgotten; a new one takes the name over."""
    answer = press(served, "/searches", name="세 글", question="q=sparse+attention&kind=paper&token=x", back="/saved")
    assert (answer.status, answer.headers["location"]) == (303, "/saved")
    page = served.ask("/saved").text
    assert "/feeds/search.atom.xml?q=sparse+attention&amp;kind=paper" in page
    assert "세 글" in page
    (kept,) = served.ask("/api/searches").json["searches"]
    assert kept["question"] == "q=sparse+attention&kind=paper"
    assert "Sparse Attention" in served.ask(kept["feed"]).text
    assert post(served, "/api/searches", {"name": "세 글", "question": "saved=yes"}).status == 200
    press(served, do=f"saved:yes:{DENSE}")
    (kept,) = served.ask("/api/searches").json["searches"]
    assert "Dense Attention" in served.ask(kept["feed"]).text
    press(served, "/searches", name="세 글", do="forget")
    assert served.ask("/api/searches").json == {"searches": []}


# ── The API ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_program_sets_marks(served: Served) -> None:
    """By any name of a story, several at once; hits and stories tell their marks."""
    answer = post(served, "/api/marks", {"stories": ["2411.00001", DENSE], "seen": True, "thumb": -1})
    assert answer.status == 200
    assert [one["story"] for one in answer.json["marks"]] == [SPARSE, DENSE]
    (hit,) = served.ask("/api/search?q=sparse+attention&limit=1").json["hits"]
    assert hit["marks"] == {"saved": False, "hidden": False, "seen": True, "thumb": -1}
    assert served.ask(f"/api/story/{DENSE}").json["marks"]["thumb"] == -1
    assert set(found(served, "thumb=down")) == {SPARSE, DENSE}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"story": "no-such-story", "saved": True}, 404),
        ({"story": SPARSE}, 400),
        ({"saved": True}, 400),
        ({"story": SPARSE, "saved": 1}, 400),
        ({"story": SPARSE, "thumb": 2}, 400),
        ({"story": SPARSE, "saved": True, "deleted": True}, 400),
        ({"stories": ["a"] * 501, "saved": True}, 400),
        ([], 400),
        ("x", 400),
    ],
)
def test_odd_bodies_are_refused(served: Served, body: Any, status: int) -> None:
    """Each with one line that says what is wrong, and nothing is changed."""
    answer = post(served, "/api/marks", body)
    assert (answer.status, list(answer.json)) == (status, ["error"])
    assert marks(served) == {}


# ── Who may ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_other_sites_change_nothing(served: Served) -> None:
    """Without the page's key, from another origin, or as anything but a form or JSON, a POST is refused."""
    value = {"story": SPARSE, "saved": True}
    form = urlencode({"key": key_of(served), "back": "/", "do": f"saved:yes:{SPARSE}"}).encode()
    no_key = urlencode({"back": "/", "do": f"saved:yes:{SPARSE}"}).encode()
    odd_key = urlencode({"key": "0" * 32, "do": f"saved:yes:{SPARSE}"}).encode()
    for status, path, body, headers in (
        (403, "/marks", no_key, {"Content_Type": FORM}),
        (403, "/marks", odd_key, {"Content_Type": FORM}),
        (403, "/marks", form, {"Content_Type": FORM, "Origin": "https://evil.example"}),
        (403, "/marks", form, {"Content_Type": FORM, "Sec_Fetch_Site": "cross-site"}),
        (403, "/marks", form, {"Content_Type": FORM, "Sec_Fetch_Site": "same-site"}),
        (403, "/searches", urlencode({"name": "a", "question": "q=a"}).encode(), {"Content_Type": FORM}),
        (415, "/marks", form, {"Content_Type": "text/plain"}),
        (415, "/api/marks", json.dumps(value).encode(), {"Content_Type": "text/plain"}),
        (415, "/api/marks", json.dumps(value).encode(), {"Content_Type": FORM}),
        (403, "/api/marks", json.dumps(value).encode(), {"Content_Type": "application/json", "Origin": "http://a.b"}),
        (413, "/api/marks", b"x" * 70_000, {"Content_Type": "application/json"}),
        (411, "/api/marks", None, {"Content_Type": "application/json"}),
        (421, "/marks", form, {"Content_Type": FORM, "Host": "evil.example"}),
        (405, "/search", form, {"Content_Type": FORM}),
        (405, f"/editions/{DAY}/", form, {"Content_Type": FORM}),
    ):
        assert served.ask(path, "POST", body, **headers).status == status, (status, path, headers)
    assert marks(served) == {}
    # Asking first, as a browser does for another site's page, is not answered with leave.
    assert "access-control-allow-origin" not in served.ask("/api/marks", "OPTIONS", Origin="http://a.b").headers
    own = {"Content_Type": FORM, "Origin": f"http://127.0.0.1:{served.port}", "Sec_Fetch_Site": "same-origin"}
    assert served.ask("/marks", "POST", form, **own).status == 303


def test_reading_changes_nothing(served: Served) -> None:
    """No address that is only read sets a mark, whatever its parameters."""
    for path in (f"/marks?do=saved:yes:{SPARSE}", f"/story/{SPARSE}?seen=yes", f"/?do=saved:yes:{SPARSE}",
                 "/saved", f"/api/marks?story={SPARSE}&saved=true", "/searches?name=a&question=q%3Da"):  # fmt: skip
        served.ask(path)
    assert marks(served) == {}
    assert served.ask("/api/searches").json == {"searches": []}


def test_a_token_guards_marks_too(tmp_path: Path) -> None:
    """Beyond this machine nothing is marked without the token."""
    filled(tmp_path)
    running = serve(tmp_path, "--host", "0.0.0.0", JOGAN_TOKEN="secret")
    try:
        value = {"story": SPARSE, "saved": True}
        assert post(running, "/api/marks", value).status == 401
        assert post(running, "/api/marks", value, Authorization="Bearer secret").status == 200
    finally:
        assert end(running) == ""


@pytest.mark.parametrize(
    "back",
    [
        "//evil.example/",
        "/\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "",
        "/a\r\nb",
        "/" + "a" * 5000,
    ],
)
def test_the_way_back_stays_here(back: str) -> None:
    """What leads elsewhere, or is no address, leads to the front page."""
    assert anchored(back, SPARSE) == "/#arxiv-2411.00001"


# ── In a browser ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.browser
def test_pages_are_accessible_and_buttons_work_without_scripts(served: Served) -> None:
    """axe finds nothing on any page, in any theme or width; with scripts off a story is saved, hidden, brought back."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("there is no chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    home = f"http://127.0.0.1:{served.port}"
    press(served, "/searches", name=f"세 글 {NASTY}", question=urlencode({"q": f"attention {NASTY}"}))
    press(served, do=f"thumb:up:{DENSE}")
    with playwright.sync_playwright() as driver:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        browser = driver.chromium.launch(executable_path=path, args=flags)
        context = browser.new_context(java_script_enabled=False, viewport={"width": 400, "height": 900})
        page = context.new_page()
        page.goto(f"{home}/")
        story = page.locator("section.story", has_text="SparseRead")
        story.get_by_role("button", name="저장").click()
        assert page.url.endswith("/#arxiv-2411.00001")
        assert story.get_by_role("button", name="저장").get_attribute("aria-pressed") == "true"
        story.get_by_role("button", name="숨기기").click()
        assert page.get_by_text("SparseRead").count() == 0
        page.get_by_role("button", name="되돌리기").click()
        assert story.count() == 1
        page.goto(f"{home}/search?q=dense")
        page.locator("summary", has_text="이 찾기를 저장").click()
        page.get_by_role("button", name="이 찾기를 저장").click()
        assert page.url == f"{home}/saved"
        assert page.get_by_role("link", name="dense").count() == 1
        context.close()
        press(served, do=f"hidden:yes:{SPARSE}")
        for width in (400, 900, 1400):
            for theme in ("light", "dark"):
                view = {"width": width, "height": 900}
                context = browser.new_context(viewport=view, color_scheme=theme, bypass_csp=True)
                page = context.new_page()
                for where in ("/", "/?seen=no", "/editions/", "/search?q=attention&hidden=show", f"/story/{DENSE}",
                              "/saved", "/nope"):  # fmt: skip
                    page.goto(home + where)
                    for summary in page.locator("summary").all()[:3]:
                        summary.click()
                    broken = axe.run(page).response["violations"]
                    assert [(one["id"], one["nodes"][0]["html"]) for one in broken] == [], (where, width, theme)
                    assert page.evaluate("document.documentElement.scrollWidth") <= width, (where, width, theme)
                    assert page.evaluate("window.hacked") is None, where
                context.close()
        browser.close()


# ── Decisions ───────────────────────────────────────────────────────────────────────────────────────────────


def test_filters_decide_by_marks() -> None:
    """A story without marks passes what asks for none; hidden ones pass only what asks for them."""
    saved, hidden, up = Mark(saved=True, seen=True), Mark(saved=True, hidden=True), Mark(thumb=1)
    assert admits(saved, {})
    assert not admits(hidden, {"saved": "yes"})
    assert admits(hidden, {"saved": "yes", "hidden": "show"})
    assert not admits(saved, {"hidden": "only"})
    marks = {"a": saved, "b": hidden, "c": up}
    assert bounds(marks, {}) == (None, frozenset({"b"}))
    assert bounds(marks, {"seen": "no"}) == (None, frozenset({"a", "b"}))
    assert bounds(marks, {"saved": "yes"}) == (frozenset({"a"}), frozenset())
    assert bounds(marks, {"thumb": "up", "seen": "no"}) == (frozenset({"c"}), frozenset())
    assert bounds(marks, {"hidden": "only"}) == (frozenset({"b"}), frozenset())


def test_buttons_and_bodies_are_read() -> None:
    """A story's id may hold colons; a value that its mark does not have is no button."""
    assert change_of_button("thumb:down:url:https://a.b/c") == Change(("url:https://a.b/c",), {"thumb": -1})
    for value in ("", "saved", "saved:yes:", "saved:up:a", "thumb:yes:a", "stolen:yes:a"):
        with pytest.raises(ValueError, match="no such button"):
            change_of_button(value)
    body = b'{"story": "a", "stories": ["a", "b"], "hidden": false}'
    assert change_of_json(body) == Change(("a", "b"), {"hidden": 0})
