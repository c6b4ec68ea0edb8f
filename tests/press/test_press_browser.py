"""The page in a real browser: nothing that an outsider wrote runs, and nothing is asked of the network."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from jogan.press import artifacts, publish

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [400, 1400])
def test_nothing_from_outside_runs(editions: ModuleType, browser: Any, tmp_path: Path, width: int) -> None:
    """With a payload in every field: no script ran, no request left, no error, no sideways scrolling."""
    publish.write(artifacts(editions.nasty()), tmp_path)
    page = browser.new_page(viewport={"width": width, "height": 900})
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: said.append("a dialog opened"))
    page.goto((tmp_path / "index.html").as_uri())
    for summary in page.locator("summary").all():
        summary.click()
    assert page.evaluate("window.hacked") is None
    assert said == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert page.evaluate("document.scripts.length") == 0
    assert page.evaluate("document.querySelectorAll('h1').length") == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_quote_opens_with_one_tap(editions: ModuleType, browser: Any, tmp_path: Path) -> None:
    """A claim's mark opens its quote, with the source one tap further; by keyboard too."""
    publish.write(artifacts(editions.ordinary()), tmp_path)
    page = browser.new_page(viewport={"width": 400, "height": 900}, has_touch=True)
    page.goto((tmp_path / "index.html").as_uri())
    quote = page.locator("mark").first
    assert not quote.is_visible()
    mark = page.locator(".ev summary").first
    mark.tap()
    assert quote.is_visible()
    assert page.locator(".quotes a").first.get_attribute("href") == "https://arxiv.org/abs/2411.17686"
    mark.focus()
    page.keyboard.press("Enter")
    assert not quote.is_visible()
    box = mark.bounding_box()
    assert box["height"] >= 20
    page.close()
