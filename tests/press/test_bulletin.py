"""Bulletins: an edition cut into messages that a chat takes, and told to programs."""

from __future__ import annotations

import json
from types import ModuleType

import pytest

from jogan.press.bulletin import SMALLEST, bulletin, calm, notice

SITE = "https://reader.example.org"


@pytest.mark.parametrize("limit", [10, 140, 280, 1900, 4096, 32_768])
@pytest.mark.parametrize("most", [1, 3, 50])
@pytest.mark.parametrize("site", ["", SITE])
def test_messages_keep_within_the_limit(editions: ModuleType, limit: int, most: int, site: str) -> None:
    """No message is too long or empty, there are not too many, and what is left is counted and linked."""
    for edition in (editions.ordinary(), editions.empty(), editions.many(22, stories=990), editions.nasty()):
        told = bulletin(edition, limit, most, site_url=site)
        assert 1 <= len(told.messages) <= most
        assert all(0 < len(message) <= max(limit, SMALLEST) for message in told.messages)
        if site and limit >= 280:
            assert f"{SITE}/{edition.date}/index.html" in told.messages[-1]


def test_all_stories_are_told_where_there_is_room(editions: ModuleType) -> None:
    """Every story stands whole in one message, once, in the order of print."""
    edition = editions.many(8, stories=30)
    told = bulletin(edition, 500, 50)
    assert len(told.messages) > 5
    whole = "\n".join(told.messages)
    for section in edition.sections:
        for chosen in section.stories:
            inside = [message for message in told.messages if f"- {chosen.story.title}\n" in message]
            assert len(inside) == 1
            assert chosen.story.url in inside[0]
    assert "그 밖에" not in whole


def test_what_finds_no_room_is_counted(editions: ModuleType) -> None:
    """Stories told and stories counted are all stories."""
    edition = editions.many(8, stories=30)
    total = sum(len(section.stories) for section in edition.sections)
    told = bulletin(edition, 900, 2)
    whole = "\n".join(told.messages)
    assert f"그 밖에 {total - whole.count('- Paper') - whole.count('- Alibaba')}건" in told.messages[-1]


@pytest.mark.parametrize(
    "call", ["@everyone", "@here", "<!channel>", "<@U123>", "[a](http://evil)", "<script>", "@room"]
)
def test_nobody_is_called(call: str) -> None:
    """What a chat would take for a call, a command or a link is taken apart, and reads the same."""
    assert call not in calm(f"x {call} y")
    assert calm(f"x {call} y").replace("\u200b", "") == f"x {call} y"


def test_a_title_calls_nobody(editions: ModuleType) -> None:
    """No field of an edition reaches a chat with a call in it."""
    told = bulletin(editions.nasty("@everyone <!channel> [a](http://evil.example)"), 4000, 5)
    whole = told.title + "".join(told.messages)
    assert "@everyone" not in whole
    assert "<!channel>" not in whole
    assert "](" not in whole


def test_notice_is_what_a_program_needs(editions: ModuleType) -> None:
    """Date, language, counts, highlights and address, as JSON."""
    found = json.loads(notice(editions.ordinary(), site_url=SITE))
    assert (found["date"], found["language"], found["url"]) == ("2024-11-28", "ko", f"{SITE}/2024-11-28/index.html")
    assert found["sections"]["papers"]["counts"]["kept"] == 3
    assert found["sections"]["papers"]["highlights"][0].startswith("추론 가속")
    assert found["sources"]["failed"] == ["deeplearn.org"]
    assert json.loads(notice(editions.nasty()))["url"] is None
