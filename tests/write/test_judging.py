"""Which sentences of a model can be printed: judged one by one, without a model."""

from __future__ import annotations

import pytest

from jogan.model.common import Language
from jogan.model.written import Claim, Role
from jogan.write.editing import locate
from jogan.write.judging import Draft, Judge
from writing_samples import STORIES, glossary, verifier

NAMES = {"tern": "TernNet", "reed": "ReedQuant", "wren": "WrenBench"}
SPEED = "On LongTalk, TernNet reduces memory use by 41.5% and runs 3.2 times faster than GullNet"


def judged(said: str, quote: str = SPEED, role: Role = "method", language: Language = "en", id: str = "tern") -> Draft:
    judge = Judge(verifier(), glossary(), language, {one.id: one for one in STORIES}, NAMES)
    place = locate(quote, next(one for one in STORIES if one.id == id)) if quote else None
    return judge.judged(Draft(said, Claim(text="", role=role, evidence=(place,) if place else ())))


def test_what_its_quote_says_is_printed() -> None:
    """A sentence that its quote bears out has no fault, and stands as it would be printed."""
    draft = judged("TernNet reduces  memory use by 41.5% on LongTalk.", role="result")
    assert (draft.fault, draft.claim.verdict) == ("", "supported")
    assert draft.said == "TernNet reduces memory use by 41.5% on LongTalk."
    assert "**41.5%**" in draft.claim.text


def test_a_headline_ends_without_a_stop() -> None:
    """A headline is no sentence."""
    assert judged("A memory use reduced by 41.5%.", role="headline").said == "A memory use reduced by 41.5%"


@pytest.mark.parametrize(
    ("said", "quote", "fault"),
    [
        ("TernNet reduces memory use by 41.5%.", "", "no quote"),
        ("TernNet reduces memory use by 45.1%.", SPEED, ""),
        ("Bees make honey in the summer.", SPEED, ""),
        ("TernNet은 메모리 사용을 41.5% 줄인다.", SPEED, "not written in English"),
    ],
)
def test_what_it_does_not_say_is_not(said: str, quote: str, fault: str) -> None:
    """No quote, another number, another matter or another language: each is a fault, told in a line."""
    draft = judged(said, quote)
    assert draft.fault
    assert fault in draft.fault


def test_a_theme_names_what_it_is_about() -> None:
    """A true sentence that names neither a story nor a telling term of its quotes would fit any day: it is no theme."""
    quote = "The benchmark does not cover tonal languages"
    said = "The benchmark does not cover tonal languages."
    assert not judged(said, quote, id="wren").fault
    assert judged(said, quote, "topic", id="wren").fault == "it names neither a story nor a term of its quotes"
    assert not judged("TernNet runs 3.2 times faster than GullNet.", role="topic").fault
