"""What all pages of a site share: its days, words and classes, and the shell that a page stands in. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from jogan import resources
from jogan.model.common import SectionName
from jogan.model.edited import Category, Taxonomy
from jogan.model.edition import Artifact
from jogan.press import chart, html, site_words, view, wording
from jogan.press.colors import colors_of
from jogan.press.site_days import Day, Line
from jogan.press.site_manifest import Settings
from jogan.press.text import web_url
from jogan.press.urls import slug
from jogan.press.words import WORDS


class Frame:
    """A site in the making. Nothing changes after it is built."""

    def __init__(self, days: Sequence[Day], settings: Settings, periods: frozenset[str] = frozenset()) -> None:
        self.days = tuple(days)
        self.periods = periods
        self.settings = settings
        self.words = WORDS[settings.language]
        self.say = site_words.SITE_WORDS[settings.language]
        self.base = settings.base_url.rstrip("/") + "/" if web_url(settings.base_url) else ""
        self.keys = json.dumps(dict(self.say.keys), ensure_ascii=False)
        self.policy = _policy()
        self.names: dict[str, Category] = {}
        self.printed: dict[str, list[Line]] = {}
        for day in self.days:
            self.names.update(day.names)
            for line in day.lines:
                self.printed.setdefault(line.story, []).append(line)
        self.classes = {key: _class(key) for key in self.names}
        # The newest taxonomy rules; what only older days know comes after it.
        newest = self.days[-1].taxonomy if self.days else Taxonomy(version="", categories=())
        self.colors = colors_of(newest, sorted(self.names))
        self.drawers: list[tuple[SectionName, str]] = sorted(
            {(line.section, line.category) for day in self.days for line in day.lines}
        )

    def page(self, name: str, template: str, *, title: str, **values: Any) -> Artifact:
        """One page; `root` leads from it to the site's own folder."""
        root = "../" * name.count("/")
        canonical = values.pop("canonical", name)
        given = {
            "description": self.say.tagline,
            "image": "",
            "folder": "",
            "language": self.settings.language,
            **values,
        }
        text = html.environment().get_template(f"site/{template}").render(
            title=title, root=root, words=self.words, site=self.say, base=self.base,
            canonical=self.base + canonical if self.base else "", policy=self.policy, wording=wording,
            keys=self.keys, **given,
        )  # fmt: skip
        return Artifact(name=name, data=text.encode("utf-8", "replace"))

    def category_name(self, id: str) -> str:
        """A category's name in the site's language."""
        return view.category_name(self.names[id], self.settings.language)

    def style(self) -> bytes:
        """The style sheet of all pages, with a color for each category."""
        colors = "".join(f".{name}{{--k:{self.colors[key]}}}\n" for key, name in sorted(self.classes.items()))
        return (html.css() + resources.press_text("site.css") + colors).encode("utf-8")


def _class(category: str) -> str:
    return "c-" + slug(category).replace(".", "-")


def _policy() -> str:
    """Scripts and styles from the site alone; WebAssembly is what its search runs on."""
    style = html.policy(chart.style()).split("style-src ")[1].split(";")[0]
    return (
        f"default-src 'none'; style-src 'self' {style}; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; "
        "img-src 'self' data:; base-uri 'none'; form-action 'self'"
    )
