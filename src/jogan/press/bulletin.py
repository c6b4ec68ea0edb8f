"""An edition in brief: messages for chats and phones, and a JSON notice for programs. Pure.

A message is plain text. Chats give some signs a meaning even so (`@everyone` rings at everybody's desk, `<!channel>`,
a link behind brackets): in what comes from outside they are taken apart by an invisible space.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from jogan.model.edition import Edition, Section
from jogan.press import header, markup, view, wording
from jogan.press.mail import subject
from jogan.press.text import one_line, web_url
from jogan.press.urls import page_of
from jogan.press.view import Drawer

SMALLEST = 120
"""A service whose messages are shorter than this many characters gets them as long as this all the same."""

HIGHLIGHTS = 6
"""The most highlights of a section in a notice."""

_APART = "\u200b"
_CALL = re.compile(r"@(?=[\w!&#])|<(?=[!@#/a-zA-Z])|\](?=\()")

# In an address no space can stand; there the sign is written by its number, which servers read as the sign itself.
_CALLED = re.compile(r"@(?=everyone|here|channel|room|all|group)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Block:
    """A piece that stands whole in one message, and how many stories it tells."""

    text: str
    stories: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulletin:
    """What a chat gets: a `title`, and the messages in their order."""

    title: str
    messages: tuple[str, ...]


def bulletin(edition: Edition, limit: int, most: int, *, site_url: str = "") -> Bulletin:
    """The edition as at most `most` messages of at most `limit` characters, cut between stories.

    What finds no room is counted in the last message, which names where the rest stands, if `site_url` is known.
    """
    limit = max(limit, SMALLEST)
    home = f"{site_url.rstrip('/')}/{edition.name}/index.html" if web_url(site_url) else ""
    waiting = [_Block(_shortened(block.text, limit), block.stories) for block in _blocks(edition)]
    total = sum(block.stories for block in waiting)
    messages: list[str] = []
    while waiting and len(messages) < most:
        last = len(messages) == most - 1
        room = limit - (len(_rest(edition, total, home)) + 1 if last else 0)
        if last and not home and len("\n".join(block.text for block in waiting)) <= limit:
            room = limit  # all of it fits, so that no line about the rest is needed
        part = [waiting.pop(0).text[:room]]
        while waiting and len("\n".join([*part, waiting[0].text])) <= room:
            part.append(waiting.pop(0).text)
        messages.append("\n".join(part))
    line = _rest(edition, sum(block.stories for block in waiting), home)
    if line and len(messages) < most and len(f"{messages[-1]}\n{line}") > limit:
        messages.append(line)
    elif line:
        messages[-1] += f"\n{line}"
    return Bulletin(title=subject(edition), messages=tuple(message.strip("\n") for message in messages))


def notice(edition: Edition, *, site_url: str = "") -> bytes:
    """What a webhook gets: the edition's date, language, counts, highlights and address, as canonical JSON.

    Of a week or month `date` is the last day, and `period` its name.
    """
    base = f"{site_url.rstrip('/')}/" if web_url(site_url) else ""
    found = {
        "type": "edition.published",
        "date": edition.date.isoformat(),
        **({"period": edition.name} if edition.period else {}),
        "language": edition.language,
        "title": subject(edition),
        "url": f"{base}{edition.name}/index.html" if base else None,
        "made_at": edition.made_at.isoformat(),
        "sections": {section.name: _section_notice(edition, section, base) for section in edition.sections},
        "sources": {
            status: [one_line(line.name) for line in edition.sources if line.status == status]
            for status in ("ok", "empty", "failed", "stale", "never")
        },
    }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _section_notice(edition: Edition, section: Section, base: str) -> dict[str, object]:
    counts = section.counts
    return {
        "counts": {"seen": counts.seen, "merged": counts.merged, "kept": counts.kept, "left_out": counts.left_out},
        "highlights": [markup.plain(claim.text) for claim in view.printable(section.highlights)[:HIGHLIGHTS]],
        "categories": [
            {"id": drawer.category.id, "name": view.category_name(drawer.category, edition.language),
             "stories": len(drawer.stories)}
            for drawer in view.drawers(edition, section)
        ],
        "url": page_of(edition, section.name, base) or None,
    }  # fmt: skip


def _blocks(edition: Edition) -> Iterator[_Block]:
    """The pieces between which a message may end: each section's head, each category's name with its first story."""
    replay = header.replay_line(edition)
    if replay:
        yield _Block(replay)
    for section in edition.sections:
        yield _Block(_head(edition, section))
        for drawer in view.drawers(edition, section):
            name = f"{one_line(drawer.category.emoji)} {view.category_name(drawer.category, edition.language)}"
            count = wording.many(section.name, len(drawer.stories), edition.language)
            for place, chosen in enumerate(drawer.stories):
                title = f"\n{calm(name)} ({count})\n" if place == 0 else ""
                yield _Block(title + _line(drawer, chosen.story.id, chosen.story.title, chosen.story.url), 1)


def _head(edition: Edition, section: Section) -> str:
    lines = [f"\n■ {wording.section_title(section.name, edition.language)} · {header.counts_line(edition, section)}"]
    lines += [f"⚠ {calm(line.text)}" for line in header.source_lines(edition, section.name) if line.trouble]
    if not section.stories:
        lines.append(calm(header.empty_note(edition, section)))
    lines += [f"▸ {calm(markup.plain(claim.text))}" for claim in view.printable(section.highlights)]
    return "\n".join(lines)


def _line(drawer: Drawer, story: str, title: str, url: str) -> str:
    told = drawer.told.get(story)
    headline = calm(markup.plain(told.headline)) if told else ""
    address = _CALLED.sub("%40", web_url(url) or "")
    return "\n".join(
        filter(None, (f"- {calm(one_line(title))}", f"  {headline}" * bool(headline), f"  {address}".rstrip()))
    )


def calm(text: str) -> str:
    """The text, so that no chat takes it for a call, a command or a link."""
    return _CALL.sub(lambda match: match.group() + _APART, text)


def _shortened(block: str, limit: int) -> str:
    """A block that fits a message by itself. Its address goes before its words do, and is never cut."""
    if len(block) <= limit:
        return block
    lines = block.split("\n")
    text = "\n".join(line for line in lines if not line.startswith("  http"))
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _rest(edition: Edition, left: int, home: str) -> str:
    korean = edition.language == "ko"
    where = f"전체 보기: {home}" if korean else f"Read it all: {home}"
    if not left:
        return where if home else ""
    counted = f"… 그 밖에 {left:,}건" if korean else f"… {left:,} more"
    return f"{counted}. {where}" if home else counted
