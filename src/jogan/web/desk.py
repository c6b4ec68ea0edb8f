"""What the reader's pages hold for who marks stories: buttons, filters, and what was said so far. Pure.

Buttons are plain HTML: each sends the one form of its page, which carries the key that only this reader's pages know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from jogan import resources
from jogan.model.common import Language, SectionName
from jogan.model.edition import Edition, Mark
from jogan.press import html, wording
from jogan.press.urls import slug
from jogan.web.marks import UNMARKED, left_off
from jogan.web.words import READER_WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The marks of one page. `back` is the page's own address; `filters` are those that it was asked with."""

    key: str
    back: str
    language: Language
    marks: Mapping[str, Mark]
    filters: Mapping[str, str]
    off: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    edition: Edition | None = None

    @property
    def style(self) -> str:
        """The sheet of buttons and filters, for pages that bring their own style."""
        return resources.press_text("marks.css")

    def head(self) -> Markup:
        """The form that all buttons send, and on an edition's page the filters."""
        edition = self.edition
        address = self.back.partition("?")[0]
        counts = {"all": 0, "unseen": 0, "saved": 0, "hidden": 0}
        for section in edition.sections if edition else ():
            for chosen in section.stories:
                mark = self.marks.get(chosen.story.id, UNMARKED)
                counts["all"] += not mark.hidden
                counts["unseen"] += not mark.seen and not mark.hidden
                counts["saved"] += mark.saved and not mark.hidden
                counts["hidden"] += mark.hidden
        ways = [
            ("all", {}, address),
            ("unseen", {"seen": "no"}, f"{address}?seen=no"),
            ("saved", {"saved": "yes"}, f"{address}?saved=yes"),
            ("hidden", {"hidden": "only"}, f"{address}?hidden=only"),
        ]
        return self._made(
            "head",
            ways=[
                {"name": name, "href": href, "count": counts[name], "current": dict(self.filters) == filters}
                for name, filters, href in ways
                if counts[name] or name == "all"
            ]
            if edition
            else [],
            off=len(self.off),
            empty=edition is not None and not counts["all"] - len(self.off),
        )

    def under(self, story: str, title: str = "") -> Markup:
        """The buttons of a story; of a hidden one the way back alone, where it has no title to stand under."""
        mark = self.marks.get(story, UNMARKED)
        return self._made("gone" if not title else "under", story=story, titled=title, mark=mark)

    def foot(self, section: SectionName) -> Markup:
        """The button that marks a whole section as read."""
        if self.edition is None:
            return Markup("")
        shown = [one.story.id for one in self.edition.section(section).stories]
        left = [story for story in shown if not self.marks.get(story, UNMARKED).seen and story not in self.off]
        if not left:
            return Markup("")
        title = wording.section_title(section, self.language)
        return self._made("foot", section=section, day=self.edition.name, title=title)

    def _made(self, macro: str, **values: object) -> Markup:
        module = (
            html.environment()
            .get_template("reader/marks.html")
            .make_module({"desk": self, "say": READER_WORDS[self.language]})
        )
        made: Markup = getattr(module, macro)(**values)
        return made


def desk_of(edition: Edition, *, key: str, back: str, marks: Mapping[str, Mark], filters: Mapping[str, str]) -> Desk:
    """The desk of an edition's page under these filters."""
    off, hidden = left_off(edition, marks, filters)
    return Desk(
        key=key, back=back, language=edition.language, marks=marks, filters=filters, off=off, hidden=hidden,
        edition=edition,
    )  # fmt: skip


def anchored(back: str, story: str) -> str:
    """The address of a story on the page that the button stood on; only ever a place of this reader."""
    if not back.startswith("/") or back.startswith(("//", "/\\")) or not back.isprintable() or len(back) > 4000:
        back = "/"
    return back.partition("#")[0] + (f"#{slug(story)}" if story else "")
