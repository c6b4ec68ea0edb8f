"""Helpers of the collecting tests: a source driven by hand, and windows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from jogan.model.collected import Collected, Request, Response, Source, Window
from jogan.model.common import Failure

Answer = Response | Failure | bytes


def run(source: Source, window: Window, answer: Callable[[Request], Answer]) -> Collected:
    """Drive a source by hand: every request is answered by `answer`, bytes standing for a reply with status 200."""
    conversation = source.collect(window)
    try:
        request = next(conversation)
        while True:
            given = answer(request)
            if isinstance(given, bytes):
                given = Response(url=request.url, status=200, headers={}, body=given, fetched_at=None)
            request = conversation.send(given)
    except StopIteration as stop:
        result = stop.value
        assert isinstance(result, Collected)
        return result


@pytest.fixture
def drive_by_hand() -> Callable[[Source, Window, Callable[[Request], Answer]], Collected]:
    """`run`, as a fixture, as test modules do not import each other."""
    return run


@pytest.fixture
def window_of() -> Callable[..., Window]:
    """A maker of windows in Seoul; `now` defaults to noon UTC of the day after, when the day is over."""

    def make(day: str, now: str = "", cursor: Mapping[str, object] | None = None) -> Window:
        that = date.fromisoformat(day)
        after = datetime.fromordinal(that.toordinal() + 1).replace(hour=12, tzinfo=UTC)
        moment = datetime.fromisoformat(now) if now else after
        return Window(day=that, now=moment, zone=ZoneInfo("Asia/Seoul"), cursor=cursor or {})

    return make
