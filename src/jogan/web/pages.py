"""The reader's own pages as HTML: archive, search, story and messages. Pure: values in, text out.

An edition's page is the press's own (`press.html.page`); it stands here with links to the pages around it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from markupsafe import Markup, escape

from jogan import resources
from jogan.model.common import Language
from jogan.model.edited import Story, Taxonomy
from jogan.model.edition import Edition
from jogan.press import chart, html, view, wording
from jogan.press.calendar import months_of, week_name
from jogan.press.site_words import SITE_WORDS
from jogan.press.text import host_of, language_of, one_line, web_url
from jogan.press.urls import slug
from jogan.press.words import WORDS
from jogan.store.hits import Hit, Hits
from jogan.web.desk import Desk
from jogan.web.marks import FILTERS as MARK_FILTERS
from jogan.web.marks import Kept
from jogan.web.words import READER_WORDS

POLICY = "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'"
FILTERS = ("kind", "category", "source", "after", "before")
"""The filters of a search, named as the fields of the query language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a search was asked: the query as typed, the filters beside it, the order, and from which hit on."""

    q: str = ""
    filters: Mapping[str, str]
    marks: Mapping[str, str] = field(default_factory=dict)
    """The filters by what the reader said of stories."""
    newest: bool = False
    offset: int = 0

    @property
    def asks(self) -> bool:
        """Whether anything is asked at all."""
        return bool(self.query or self.marks)

    @property
    def query(self) -> str:
        """All of it in the query language; the filters come first, so that a long query does not cut them off."""
        given = [f'{name}:"{_plain(value)}"' for name, value in self.filters.items() if _plain(value)]
        return " ".join([*given, self.q]).strip()

    def address(self, **changes: object) -> str:
        """The query part of the search's address."""
        order = "newest" if self.newest else ""
        given: dict[str, object] = {"q": self.q, **self.filters, **self.marks, "order": order, **changes}
        return urlencode([(name, str(value)) for name, value in given.items() if value])


def _plain(value: str) -> str:
    return " ".join(value.replace('"', " ").split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Printer:
    """Makes the pages of one language, with the names of the taxonomy's categories."""

    language: Language
    taxonomy: Taxonomy

    def edition(self, edition: Edition, desk: Desk, folder: str = "") -> tuple[str, str]:
        """The page of an edition and its policy; `folder` leads to the edition's other files."""
        site = SITE_WORDS[edition.language]
        charts: dict[str, str | bytes] = {
            section.name: chart.render(section, edition, "svg", "auto", width=chart.NARROW).decode("utf-8")
            for section in edition.sections
        }
        mine = READER_WORDS[edition.language].mine
        links = (("/", site.today), ("/editions/", site.archive), ("/search", site.search), ("/saved", mine))
        text = html.page(edition, charts, links=links, folder=folder, desk=desk)
        policy = text.split('http-equiv="Content-Security-Policy" content="', 1)[1].split('"', 1)[0]
        return text, Markup(policy).unescape()  # noqa: S704 (our own page)

    def archive(self, dates: Iterable[date], periods: Collection[str] = ()) -> str:
        """The calendar of all editions; `periods` are the names of the weekly and monthly ones."""
        held = set(dates)
        title = SITE_WORDS[self.language].archive
        weeks = any("W" in name for name in periods)
        return self._page(
            "archive.html", title, months=months_of(sorted(held)), held=held, periods=periods, weeks=weeks,
            week_name=week_name,
        )  # fmt: skip

    def search(self, asked: Question, found: Hits | None, limit: int, desk: Desk, *, behind: bool) -> str:
        """The form, with what was found where something was asked."""
        hits = found or Hits()
        last = asked.offset + len(hits.hits)
        site = SITE_WORDS[self.language]
        return self._page(
            "search.html",
            f"{one_line(asked.q)[:80]} · {site.search}" if asked.q else site.search,
            asked={"q": asked.q, **dict.fromkeys((*FILTERS, *MARK_FILTERS), ""), **asked.filters, **asked.marks,
                   "order": "newest" if asked.newest else ""},
            narrowed=bool(asked.filters or asked.marks or asked.newest),
            desk=desk,
            categories=[(one.id, self.name_of(one.id)) for one in self.taxonomy.categories],
            searched=found is not None,
            total=hits.total,
            first=asked.offset + 1,
            notes=hits.notes,
            found=self.lines(hits.hits),
            behind=behind,
            feed=asked.address(order="") if found is not None else "",
            back=asked.address(offset=max(0, asked.offset - limit)) if asked.offset else "",
            on=asked.address(offset=last) if hits.hits and last < min(hits.total, 1000) else "",
        )  # fmt: skip

    def story(self, story: Story, editions: Sequence[Edition], similar: Hits, desk: Desk) -> str:
        """All that is known of a story: its items, the editions that decided about it, and stories like it."""
        words = WORDS[self.language]
        printed, left = [], []
        for edition in editions:
            for section in edition.sections:
                printed += [
                    {"date": edition.date, "category": self.name_of(one.filed.filing.category)}
                    for one in section.stories
                    if one.story.id == story.id
                ]
                left += [
                    (edition, words.left_out.get(one.reason, one.reason))
                    for one in section.left_out
                    if one.story == story.id
                ]
        return self._page(
            "story.html",
            one_line(story.title)[:160],
            story=story,
            desk=desk,
            url=web_url(story.url),
            anchor=slug(story.id),
            printed=printed,
            left=left,
            items=[
                {"source": one.source, "day": one.day, "title": one.title, "url": web_url(one.url)}
                for one in story.items
            ],
            names=tuple(dict.fromkeys((story.id, *story.aliases))),
            similar=self.lines(similar.hits),
        )

    def saved(self, kept: Kept, key: str) -> str:
        """What the reader said of stories, as counts that lead to them, and the searches that are kept."""
        say = READER_WORDS[self.language]
        marks = kept.marks.values()
        ways = [
            (say.saved, "/search?saved=yes", sum(mark.saved and not mark.hidden for mark in marks)),
            (f"{say.rated}: 👍 {say.good}", "/search?thumb=up", sum(m.thumb == 1 and not m.hidden for m in marks)),
            (f"{say.rated}: 👎 {say.bad}", "/search?thumb=down", sum(m.thumb == -1 and not m.hidden for m in marks)),
            (say.seen, "/search?seen=yes", sum(mark.seen and not mark.hidden for mark in marks)),
            (say.hidden, "/search?hidden=only", sum(mark.hidden for mark in marks)),
        ]
        searches = [{"name": name, "question": question} for name, question in kept.searches]
        return self._page("saved.html", say.mine, ways=ways, searches=searches, key=key)

    def message(self, title: str, message: str) -> str:
        """A page that says why there is no other."""
        return self._page("message.html", title, message=message)

    def lines(self, hits: Iterable[Hit]) -> list[dict[str, Any]]:
        """Hits as the lists print them, their matches marked."""
        return [
            {
                "story": hit.story,
                "anchor": slug(hit.story),
                "href": story_address(hit.story),
                "title": marked(hit.title, hit.title_spans),
                "lang": language_of(hit.title),
                "day": hit.day.isoformat() if hit.day else "",
                "category": self.name_of(hit.category) if hit.category else "",
                "url": web_url(hit.url),
                "host": host_of(hit.url).removeprefix("www."),
                "text": ("…" if hit.snippet.cut_before else "")
                + marked(hit.snippet.text, hit.snippet.spans)
                + (("" if hit.snippet.text[-1:].isalnum() else " ") + "…" if hit.snippet.cut_after else ""),
                "text_lang": language_of(hit.snippet.text),
            }
            for hit in hits
        ]

    def name_of(self, category: str) -> str:
        """A category's name in the reader's language; its id where the taxonomy does not have it."""
        try:
            return view.category_name(self.taxonomy.get(category), self.language)
        except KeyError:
            return category

    def _page(self, template: str, title: str, **values: Any) -> str:
        return html.environment().get_template(f"reader/{template}").render(
            title=title, language=self.language, words=WORDS[self.language], site=SITE_WORDS[self.language],
            say=READER_WORDS[self.language], wording=wording, **values,
        )  # fmt: skip


def story_address(id: str) -> str:
    """Where the reader shows a story."""
    return f"/story/{quote(id, safe=':')}"


def style() -> str:
    """The style sheet of the reader's own pages."""
    return (
        html.css()
        + resources.press_text("site.css")
        + resources.press_text("reader.css")
        + resources.press_text("marks.css")
    )


def marked(text: str, spans: Iterable[tuple[int, int]]) -> Markup:
    """Escaped text with its matches in `<mark>`; spans out of order or out of the text are passed over."""
    pieces, at = Markup(""), 0
    for start, end in spans:
        if at <= start < end <= len(text):
            pieces += _kept(text[at:start]) + Markup("<mark>{}</mark>").format(_kept(text[start:end]))
            at = end
    return pieces + _kept(text[at:])


def _kept(text: str) -> Markup:
    """Escaped, on one line, with the spaces at its borders."""
    inner = one_line(text)
    left, right = " " if text[:1].isspace() else "", " " if inner and text[-1:].isspace() else ""
    return escape(left + inner + right)
