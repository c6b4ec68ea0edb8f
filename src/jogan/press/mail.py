"""An edition as a letter: subject, HTML, text and charts, and the message that a mail server takes. Pure.

The HTML is made for mail programs: tables and styles at each element (Outlook reads nothing else), the charts as
attached pictures, no script, nothing fetched from elsewhere, dark colors where the program knows them. It is always
under `LIMIT` bytes, as Gmail cuts off what is above some 102 kB: a long day is told shorter, and says so.
"""

from __future__ import annotations

import email.policy
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from jogan import resources
from jogan.errors import PressError
from jogan.model import ChosenStory, Edition, Section, SectionName
from jogan.press import chart, html, markup, view, wording
from jogan.press.text import host_of, language_of, one_line, web_url
from jogan.press.urls import slug
from jogan.press.view import Drawer
from jogan.press.wording import WORDS

LIMIT = 100_000
"""The most bytes of HTML in a letter."""

TEXT_LIMIT = 200_000
"""The most bytes of plain text; nobody reads on that far."""

LEAST = 200
"""A story takes more bytes of HTML than this, however short: so what cannot fit is not even tried."""

LONGEST = 300
"""Characters of a title, a headline or a name that are shown; abstracts that came as titles exist."""

LONGEST_CLAIM = 800
"""A sentence longer than this stays out of the letter whole, as half a sentence may say the opposite."""

MOST_ROWS = 40
"""The most lines of a list in the header: sources, categories, failures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """An edition ready to be addressed. `images` are PNG bytes by content id."""

    subject: str
    html: str
    text: str
    images: Mapping[str, bytes]
    shortened: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """From whom a letter comes, where answers go, and where one unsubscribes (`{recipient}` is filled in)."""

    name: str
    address: str
    reply_to: str = ""
    unsubscribe: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Depth:
    """How much is told: stories of each category (None: all), with their claims or as titles, with the other parts."""

    stories: int | None
    claims: bool = True
    parts: bool = True
    rows: int = MOST_ROWS


DEPTHS = (
    _Depth(None),
    *(_Depth(n) for n in (20, 12, 8, 5, 3)),
    *(_Depth(n, parts=False) for n in (5, 3)),
    *(_Depth(n, claims=False, parts=False) for n in (10, 5, 3, 1, 0)),
    _Depth(0, claims=False, parts=False, rows=12),
)
"""From whole to bare; the first that fits is taken."""


def letter(edition: Edition, charts: Mapping[SectionName, bytes], *, site_url: str = "") -> Letter:
    """The letter of an edition. `charts` holds PNG bytes by section; `site_url` is where the whole edition stands.

    Raises PressError where even the shortest form is too long.
    """
    images = {f"{wording.FILE_STEMS[name]}-{edition.date}@jogan": data for name, data in charts.items() if data}
    base = site_url.rstrip("/") + "/" if web_url(site_url) else ""
    sizes = [len(drawer.stories) for section in edition.sections for drawer in view.drawers(edition, section)]
    for depth in DEPTHS:
        if sum(size if depth.stories is None else min(size, depth.stories) for size in sizes) * LEAST > LIMIT:
            continue
        told = _told(edition, charts, base, depth)
        page = _inlined(html.environment().get_template("mail.html").render(**told))
        text = _text(told)
        if len(_encoded(page)) < LIMIT and len(_encoded(text)) < TEXT_LIMIT:
            shortened = depth is not DEPTHS[0]
            return Letter(subject=subject(edition), html=page, text=text, images=images, shortened=shortened)
    raise PressError("mail", f"its header alone is over {LIMIT:,} bytes", "Name fewer sources in jogan.toml.")


def subject(edition: Edition) -> str:
    """`조간 2024년 11월 28일 목요일 — 논문 20편 · 뉴스 6건`."""
    counts = []
    for section in edition.sections:
        number = len(section.stories)
        if edition.language == "ko":
            counts.append(f"{wording.noun(section.name, 'ko')} {wording.many(section.name, number, 'ko')}")
        else:
            counts.append(wording.many(section.name, number, "en"))
    name = "조간" if edition.language == "ko" else "jogan"
    return f"{name} {wording.long_date(edition.date, edition.language)} — {' · '.join(counts)}"


def preview(letter: Letter) -> str:
    """The HTML as a page of its own, its pictures inside it: what a mail program would show."""
    import base64

    page = letter.html
    for cid, data in letter.images.items():
        page = page.replace(f"cid:{cid}", f"data:image/png;base64,{base64.b64encode(data).decode('ascii')}")
    return page


def message_id(edition: Edition, sender: str, recipient: str) -> str:
    """The same for ever for one edition and recipient, so that mail programs show a second copy once."""
    digest = hashlib.sha256(f"{edition.date} {edition.language} {recipient.lower()}".encode()).hexdigest()[:24]
    return f"<{edition.date}.{edition.language}.{digest}@{sender.rpartition('@')[2]}>"


def message(letter: Letter, edition: Edition, sender: Sender, recipient: str, now: datetime) -> bytes:
    """The letter to one recipient as it goes over the wire: every line ends in CRLF, every byte is ASCII.

    The same arguments give the same bytes. The addresses must be checked before (`config_publish.is_address`).
    """
    made = EmailMessage(policy=email.policy.SMTP)
    local, _, domain = sender.address.rpartition("@")
    made["From"] = Address(display_name=sender.name or ("조간" if edition.language == "ko" else "jogan"),
                           username=local, domain=domain)  # fmt: skip
    made["To"] = recipient
    if sender.reply_to:
        made["Reply-To"] = sender.reply_to
    made["Subject"] = letter.subject
    made["Date"] = format_datetime(now)
    identity = message_id(edition, sender.address, recipient)
    made["Message-ID"] = identity
    # Out-of-office programs leave alone what says that a program sent it (RFC 3834).
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(letter.text, cte="base64")
    made.add_alternative(letter.html, subtype="html", cte="base64")
    made["Content-Language"] = edition.language
    page = made.get_payload()[1]  # type: ignore[index]
    assert isinstance(page, EmailMessage)  # noqa: S101 - what add_alternative has just put there
    for cid, data in letter.images.items():
        page.add_related(
            data, "image", "png", cid=f"<{cid}>", disposition="inline", filename=f"{cid.partition('@')[0]}.png"
        )
    # All parts are base64, in which no underscore stands: the boundary cannot occur in one.
    mark = hashlib.sha256(identity.encode()).hexdigest()[:24]
    made.set_boundary(f"_{mark}_a")
    if letter.images:
        page.set_boundary(f"_{mark}_b")
    # Written by hand: the email package would fold a long address into encoded words, which no mail program reads.
    return _list_headers(sender, edition, recipient) + made.as_bytes()


def _list_headers(sender: Sender, edition: Edition, recipient: str) -> bytes:
    """List-Id (RFC 2919), List-Unsubscribe (RFC 2369) and, with an https address, its one click (RFC 8058)."""
    domain = sender.address.rpartition("@")[2]
    ways = sender.unsubscribe or (f"mailto:{sender.address}?subject=unsubscribe",)
    ways = tuple(way.replace("{recipient}", quote(recipient, safe="")) for way in ways)
    lines = [
        f"List-Id: <jogan-{edition.language}.{domain}>",
        "List-Unsubscribe: " + ",\r\n ".join(f"<{way}>" for way in ways),
    ]
    if any(way.startswith("https:") for way in ways):
        lines.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click")
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


# ── What is told ────────────────────────────────────────────────────────────────────────────────────────────


def _told(edition: Edition, charts: Mapping[SectionName, bytes], base: str, depth: _Depth) -> dict[str, Any]:
    """What both forms of the letter are made of."""
    language = edition.language
    failures = [text + (f" ×{times}" if times > 1 else "") for text, times in view.other_failures(edition)]
    return {
        "edition": edition,
        "words": WORDS[language],
        "ko": language == "ko",
        "title": subject(edition),
        "date": wording.long_date(edition.date, language),
        "style": Markup(resources.press_text("mail.css")),  # noqa: S704 (our own sheet)
        "preheader": _preheader(edition),
        "home": f"{base}{edition.date}/index.html" if base else "",
        "replay": view.replay_line(edition),
        "sections": [_section(edition, section, charts, base, depth) for section in edition.sections],
        "failures": [_cut(line) for line in failures[:5]] + ([f"+{len(failures) - 5:,}"] if len(failures) > 5 else []),
        "shortened": depth.stories is not None,
    }


def _preheader(edition: Edition) -> str:
    """The line that mail programs show beside the subject: the first highlight that fits whole, else the counts."""
    claims = [claim for section in edition.sections for claim in view.printable(section.highlights)]
    fit = [line for line in (markup.plain(claim.text) for claim in claims) if len(line) <= LONGEST]
    return fit[0] if fit else " · ".join(view.counts_line(edition, section) for section in edition.sections)


def _section(
    edition: Edition, section: Section, charts: Mapping[SectionName, bytes], base: str, depth: _Depth
) -> dict[str, Any]:
    language, name = edition.language, section.name
    drawers = view.drawers(edition, section)
    page = f"{base}{edition.date}/{name}.html" if base else ""
    claims = [claim.text for claim in view.printable(section.highlights) if len(claim.text) <= LONGEST_CLAIM]
    sources = view.source_lines(edition, name)
    days = max((count.days for count in section.distribution if count.average is not None), default=0)
    table = sorted(section.distribution, key=lambda count: -count.stories)
    return {
        "name": name,
        "title": wording.section_title(name, language),
        "counts": view.counts_line(edition, section),
        "sources": [(_cut(line.text), line.trouble) for line in sources[: depth.rows]],
        "made": _cut(view.made_line(edition, section)),
        "note": _cut(view.empty_note(edition, section), LONGEST_CLAIM) if not section.stories else "",
        "highlights": _both(claims[: 6 if depth.rows == MOST_ROWS else 3]),
        "picture": f"{wording.FILE_STEMS[name]}-{edition.date}@jogan" if charts.get(name) and section.stories else "",
        "alternative": _cut(chart.alternative(section, edition), 1000),
        "days": days,
        "table": [
            {
                "name": _cut(view.category_name(view.category_of(edition, count.category), language), 60),
                "stories": count.stories,
                "average": "" if count.average is None else wording.number(count.average),
            }
            for count in table[: depth.rows]
        ],
        "page": page,
        "drawers": [
            _drawer(edition, section, one, f"{page}#{name}-{slug(one.category.id)}" if page else "", depth)
            for one in drawers[: depth.rows]
        ],
        "hidden": max(0, len(drawers) - depth.rows),
    }


def _drawer(edition: Edition, section: Section, drawer: Drawer, page: str, depth: _Depth) -> dict[str, Any]:
    language, words = edition.language, WORDS[edition.language]
    shown = drawer.stories if depth.stories is None else drawer.stories[: depth.stories]
    rest = len(drawer.stories) - len(shown)
    report = drawer.report
    titles = [part.format(noun=wording.noun(section.name, language)) for part in words.parts]
    terms = []
    for term in report.terms[:12]:
        arrow, average = view.trend_of(term, language)
        told = f"{_cut(term.label or term.term, 60)} {term.stories:,}"
        told += f" ({words.new_terms})" if term.new else f" {arrow} {average}" if arrow else ""
        terms.append(told)
    parts = []
    if depth.parts:
        for title, claims, interpreted in (
            (titles[0], report.topics, False),
            (titles[1], report.trends, False),
            (titles[3], report.impact, True),
            (titles[4], report.outlook, True),
        ):
            lines = [claim.text for claim in view.printable(claims) if len(claim.text) <= LONGEST_CLAIM][:8]
            parts.append({"title": title, "note": words.analysis if interpreted else "", "claims": _both(lines)})
    return {
        "emoji": _cut(drawer.category.emoji, 8),
        "name": _cut(view.category_name(drawer.category, language), 60),
        "count": wording.many(section.name, len(drawer.stories), language),
        "page": page,
        "before": parts[:2],
        "terms": " · ".join(terms) if depth.parts else "",
        "stories": [_story(edition, drawer, chosen, depth) for chosen in shown],
        "after": parts[2:],
        "more": words.more.format(count=f"{rest:,}", counter=wording.counter(section.name)) if rest else "",
    }


def _both(lines: list[str]) -> list[tuple[Markup, str]]:
    """Each line as HTML and as text."""
    return [(Markup(markup.to_html(line)), markup.plain(line)) for line in lines]  # noqa: S704 (escaped by to_html)


def _story(edition: Edition, drawer: Drawer, chosen: ChosenStory, depth: _Depth) -> dict[str, Any]:
    words, story = WORDS[edition.language], chosen.story
    told = drawer.told.get(story.id)
    claims = [
        {"role": words.roles.get(claim.role, ""), "lang": language_of(claim.text), "text": _both([claim.text])[0]}
        for claim in view.printable(told.claims if told and depth.claims else ())
        if len(claim.text) <= LONGEST_CLAIM
    ][:12]
    headline = told.headline if told and len(told.headline) <= LONGEST else ""
    silent = not claims and not headline and depth.claims
    links = [(web_url(url), _cut(source or host_of(url), 60)) for _, url, source in view.links_of(story)[:6]]
    return {
        "title": _cut(story.title) or "?",
        "url": _short(web_url(story.url)),
        "lang": language_of(story.title),
        "mark": view.mark_of(edition, story),
        "headline": _both([headline])[0] if headline else None,
        "claims": claims,
        "silent": (words.nothing[2] if story.summary or story.text else words.no_text) if silent else "",
        "links": [(_short(url), source) for url, source in links if _short(url)] if depth.claims else [],
    }


def _short(url: str | None) -> str:
    """An address that a mail program can follow; longer ones are dropped, as a cut one leads elsewhere."""
    return url if url and len(url) <= 1000 else ""


def _cut(text: str, most: int = LONGEST) -> str:
    """The text on one line, ended by an ellipsis where it is too long."""
    line = one_line(text)
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


# ── The two forms ───────────────────────────────────────────────────────────────────────────────────────────


@cache
def _inliner() -> Any:
    from css_inline import CSSInliner

    return CSSInliner(
        keep_style_tags=False, keep_at_rules=True, load_remote_stylesheets=False, minify_css=True,
        apply_width_attributes=True,
    )  # fmt: skip


def _inlined(page: str) -> str:
    """The page with its styles at its elements; those that depend on the screen stay in the head."""
    made: str = _inliner().inline(re.sub(r">\s*\n\s*<", "><", page))
    return made


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _text(told: Mapping[str, Any]) -> str:
    """The letter for who reads plain text."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_lines(told))).strip() + "\n"


def _lines(told: Mapping[str, Any]) -> Iterator[str]:
    yield from (told["title"], "")
    if told["replay"]:
        yield from (told["replay"], "")
    if told["home"]:
        yield from (f"{'전체 보기' if told['ko'] else 'Read it all'}: {told['home']}", "")
    for section in told["sections"]:
        yield from ("=" * 60, section["title"], "=" * 60, section["counts"])
        if section["sources"]:
            yield f"{told['words'].health}: {' · '.join(text for text, _ in section['sources'])}"
        yield from (section["made"], "")
        if section["note"]:
            yield from (section["note"], "")
        if section["highlights"]:
            yield told["words"].highlights
            yield from (f"- {line}" for _, line in section["highlights"])
            yield ""
        for drawer in section["drawers"]:
            yield from _drawer_lines(drawer)
    if told["failures"]:
        yield told["words"].failures
        yield from (f"- {line}" for line in told["failures"])


def _drawer_lines(drawer: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {drawer['emoji']} {drawer['name']} ({drawer['count']})"
    yield ""
    for part in drawer["before"]:
        if part["claims"]:
            yield f"{part['title']}: {' · '.join(text for _, text in part['claims'])}"
    if drawer["terms"]:
        yield drawer["terms"]
    if drawer["before"] or drawer["terms"]:
        yield ""
    for story in drawer["stories"]:
        yield f"* {story['title']}" + (f" [{story['mark']}]" if story["mark"] else "")
        if story["headline"]:
            yield f"  {story['headline'][1]}"
        for claim in story["claims"]:
            yield f"  - {claim['role']}: {claim['text'][1]}"
        if story["silent"]:
            yield f"  {story['silent']}"
        for url in dict.fromkeys(filter(None, (story["url"], *(url for url, _ in story["links"])))):
            yield f"  {url}"
        yield ""
    for part in drawer["after"]:
        if part["claims"]:
            yield f"{part['title']} ({part['note']}): {' '.join(text for _, text in part['claims'])}"
    if drawer["more"]:
        yield drawer["more"] + (f": {drawer['page']}" if drawer["page"] else "")
    yield ""
