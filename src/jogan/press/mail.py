"""An edition as a letter: subject, HTML, text and charts. Pure.

The HTML is made for mail programs: tables and styles at each element (Outlook reads nothing else), the charts as
attached pictures, no script, nothing fetched from elsewhere, dark colors where the program knows them. It is always
under `LIMIT` bytes, as Gmail cuts off what is above some 102 kB: a long day is told shorter, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jogan.errors import PressError
from jogan.model.common import SectionName
from jogan.model.edition import Edition
from jogan.press import html, mail_text, mail_told, view, wording
from jogan.press.text import web_url

LIMIT = 100_000
"""The most bytes of HTML in a letter."""

TEXT_LIMIT = 200_000
"""The most bytes of plain text; nobody reads on that far."""

LEAST = 200
"""A story takes more bytes of HTML than this, however short: so what cannot fit is not even tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """An edition ready to be addressed. `images` are PNG bytes by content id."""

    subject: str
    html: str
    text: str
    images: Mapping[str, bytes]
    shortened: bool


def letter(edition: Edition, charts: Mapping[SectionName, bytes], *, site_url: str = "") -> Letter:
    """The letter of an edition. `charts` holds PNG bytes by section; `site_url` is where the whole edition stands.

    Raises PressError where even the shortest form is too long.
    """
    images = {f"{wording.FILE_STEMS[name]}-{edition.name}@jogan": data for name, data in charts.items() if data}
    base = site_url.rstrip("/") + "/" if web_url(site_url) else ""
    title = subject(edition)
    sizes = [len(drawer.stories) for section in edition.sections for drawer in view.drawers(edition, section)]
    for depth in mail_told.DEPTHS:
        if sum(size if depth.stories is None else min(size, depth.stories) for size in sizes) * LEAST > LIMIT:
            continue
        told = mail_told.told(edition, charts, base, depth, title)
        page = _inlined(html.environment().get_template("mail.html").render(**told))
        text = mail_text.text(told)
        if len(_encoded(page)) < LIMIT and len(_encoded(text)) < TEXT_LIMIT:
            shortened = depth is not mail_told.DEPTHS[0]
            return Letter(subject=title, html=page, text=text, images=images, shortened=shortened)
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
    return f"{name} {wording.title(edition)} — {' · '.join(counts)}"


def preview(letter: Letter) -> str:
    """The HTML as a page of its own, its pictures inside it: what a mail program would show."""
    import base64

    page = letter.html
    for cid, data in letter.images.items():
        page = page.replace(f"cid:{cid}", f"data:image/png;base64,{base64.b64encode(data).decode('ascii')}")
    return page


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
