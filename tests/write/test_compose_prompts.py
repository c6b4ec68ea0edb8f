"""What models are told, held word by word: another wording is another version."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from jogan.model.common import Language
from jogan.model.edited import TermCount
from jogan.write import prompts
from jogan.write.asking import Prompt
from jogan.write.drafts import CategoryNotes, Mends, StoryNotes
from writing_samples import STORIES, story

FOLDER = Path(__file__).parent / "prompts"
#: Read at import, before each test's environment is scrubbed.
UPDATE = os.environ.get("JOGAN_UPDATE_GOLDEN") == "1"

TERMS = [("attention", "어텐션"), ("speech recognition", "음성 인식")]


def facts(language: Language) -> Prompt:
    return prompts.facts(STORIES[0], language, TERMS)


def category(language: Language) -> Prompt:
    told = [
        prompts.Fact("TernNet", "TernNet shares one cache.", "shares one attention\n cache between them"),
        prompts.Fact("ReedQuant", "It needs no training.", "a training-free quantization method"),
    ]
    counts = [
        TermCount(term="speech recognition", label="", stories=2, average=0.5, days=7),
        TermCount(term="TernNet", label="", stories=1, days=7, new=True),
        TermCount(term="attention", label="", stories=2),
    ]
    return prompts.category("Audio", ["TernNet", "ReedQuant"], told, counts, language, TERMS)


def mend(language: Language) -> Prompt:
    refused = [
        prompts.Refused("TernNet runs 5 times faster.", "5 is not in the source", ("runs 3.2 times faster",)),
        prompts.Refused("It will change the field by 2030.", "2030 is in no source", ()),
    ]
    return prompts.mend(refused, language)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(("build", "answer"), [(facts, StoryNotes), (category, CategoryNotes), (mend, Mends)])
def test_the_prompt_is_that_of_its_version(
    build: Callable[[Language], Prompt], answer: type[StoryNotes], language: Language
) -> None:
    """All that a model sees, and the schema of its answer, are what this version was released with.

    A file is never written over: raise the version in `prompts.VERSIONS`, then run with JOGAN_UPDATE_GOLDEN=1.
    """
    prompt = build(language)
    schema = json.dumps(answer.model_json_schema(), indent=1, ensure_ascii=False)
    seen = f"{prompt.instructions}\n\n=== material\n\n{prompt.text}\n\n=== schema\n\n{schema}\n"
    path = FOLDER / f"{prompt.name}-{language}-v{prompt.version}.txt"
    if UPDATE and not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_text(seen, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == seen, f"{prompt.name} is another text now: raise its version"


def test_no_snapshot_is_left_of_a_version_that_is_gone() -> None:
    """The folder holds the present versions and nothing else."""
    wanted = {
        f"{name}-{language}-v{version}.txt" for name, version in prompts.VERSIONS.items() for language in ("ko", "en")
    }
    assert {path.name for path in FOLDER.iterdir()} == wanted


def test_the_source_stands_in_the_fence_and_nowhere_else() -> None:
    """Instructions hold nothing of a source; the material is fenced, and its end is cut where it is too long."""
    long = story("long", "A Long Story", "Words and words. " * 2_000)
    prompt = prompts.facts(long, "ko", TERMS)
    assert "Words" not in prompt.instructions
    before, _, inside = prompt.text.partition("<<<SOURCE ")
    assert "Words" not in before
    assert len(inside) < prompts.LONGEST + 200
    assert prompt.instructions == prompts.facts(STORIES[0], "ko", []).instructions


def test_a_story_without_an_abstract_is_told_by_its_text() -> None:
    """News often have their words in the article, and a title that was withheld is said to be so."""
    told = story("n", "  ", "", "news", text="The council met on Tuesday.")
    shown = prompts.facts(told, "en", []).text
    assert "The council met on Tuesday." in shown
    assert "(withheld)" in shown
    assert "a news item" in shown


def test_quotes_are_shown_on_one_line() -> None:
    """A line break in a source cannot begin a line of ours."""
    assert "“shares one attention cache between them”" in category("ko").text
