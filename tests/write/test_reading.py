"""What a story says: names, roles of sentences, links and traits."""

from __future__ import annotations

from datetime import date

import pytest

from jogan.model.common import Kind
from jogan.model.edited import Story
from jogan.write.reading import Facts, contradicts, is_specific, read
from jogan.write.roles import Passage

ABSTRACT = (
    "Birds are counted by ear in most surveys. However, listeners tire after an hour, and their counts remain unreliable "
    "for rare species. In this paper, we present TernNet, a streaming recognizer for bird calls that runs on a recorder. "
    "Specifically, TernNet splits the sound into short windows and keeps a memory of the calls heard before. "
    "Experiments on the DuneCalls corpus show that TernNet improves recall by 14% over human listeners. "
    "It still struggles with calls that overlap in strong wind. "
    "Code is available at https://github.com/example/ternnet."
)


def story(title: str, summary: str = "", kind: Kind = "paper", links: dict[str, str] | None = None) -> Story:
    day = date(2024, 11, 28)
    return Story(
        id="s1", kind=kind, title=title, url="https://example.org/1", day=day, first_day=day, summary=summary,
        links=links or {},
    )  # fmt: skip


def words(facts: Facts, passage: Passage | None) -> str:
    return "" if passage is None else passage.span.of(getattr(facts.story, passage.field))


def test_each_role_gets_its_sentence() -> None:
    """Problem, what it is, method, result, limit and link of an ordinary abstract are found, each once."""
    facts = read(story("TernNet: Counting Birds While They Sing", ABSTRACT))
    assert facts.head == "TernNet"
    assert words(facts, facts.what) == "streaming recognizer for bird calls"
    assert words(facts, facts.problem).startswith("However, listeners tire")
    assert words(facts, facts.methods[0]).startswith("Specifically, TernNet splits")
    assert words(facts, facts.results[0].passage).startswith("Experiments on the DuneCalls")
    assert words(facts, facts.limit).startswith("It still struggles")
    assert [(link.kind, link.url) for link in facts.resources] == [("code", "https://github.com/example/ternnet")]
    assert facts.outcome == "figures"


def test_line_ends_in_the_source_change_nothing() -> None:
    """An abstract that its feed broke into lines is read like one that it did not."""
    broken = ABSTRACT.replace(" ", "\n")
    facts = read(story("TernNet: Counting Birds", broken))
    assert " ".join(words(facts, facts.what).split()) == "streaming recognizer for bird calls"
    assert facts.problem is not None
    assert facts.results
    assert facts.limit is not None


@pytest.mark.parametrize(
    "summary",
    ["", "   ", "One line without a stop", "This paper has been withdrawn by the authors.", "초록이 한국어로 되어 있다.",
     "$$$ \\begin{x} {{{", "!" * 500, "a" * 5000, "(" * 300, "We propose. We introduce a. We present an"],
)  # fmt: skip
def test_odd_abstracts_are_read(summary: str) -> None:
    """Whatever stands in the summary, facts come back and every passage lies inside its field."""
    facts = read(story("A Title", summary))
    passages = [facts.what, facts.problem, facts.limit, *facts.methods, *(one.passage for one in facts.results)]
    for passage in passages:
        if passage is not None:
            assert 0 <= passage.span.start <= passage.span.end <= len(getattr(facts.story, passage.field))


def test_praise_without_content_is_no_result() -> None:
    """Sentences that only assert effectiveness or hope are not told as results."""
    facts = read(
        story(
            "A Planner",
            "We propose a planner for rooms. Extensive experiments demonstrate the effectiveness of our planner. "
            "We hope that this work inspires future research.",
        )
    )
    assert facts.results == ()


def test_news_has_a_lead_and_no_roles() -> None:
    """An excerpt is told as a lead, without problem, method and result; one that repeats the title is nothing."""
    facts = read(story("회사, 새 모델 공개", "한 회사가 새 모델을 공개했다. 값은 정하지 않았다고 밝혔다.", kind="news"))
    assert words(facts, facts.methods[0]) == "한 회사가 새 모델을 공개했다."
    assert facts.results == ()
    assert read(story("Firm opens a lab", "Firm opens a lab.", kind="news")).methods == ()


def test_links_of_items_count_where_the_text_has_none() -> None:
    """An item's code link is a resource without a passage; the same address in the text is one resource."""
    facts = read(story("A", "We build a tool.", links={"github": "https://github.com/example/tool"}))
    assert [(one.kind, one.passage) for one in facts.resources] == [("code", None)]
    text = "We build a tool. Code: https://github.com/example/tool."
    assert len(read(story("A", text, links={"github": "https://github.com/example/tool/"})).resources) == 1


def test_code_that_will_come_is_known_to_come() -> None:
    """An announcement without a link is told apart from silence."""
    assert read(story("A", "We build a tool. The code will be made publicly available.")).coming


def test_fields_need_the_title_or_two_words() -> None:
    """A field named once in passing is not touched."""
    assert read(story("A Tool", "We build a tool. Patients may like it.")).fields == ()
    assert read(story("A Tool for Patients", "We build it.")).fields == ("medicine",)


def test_surprise_alone_contradicts_nothing() -> None:
    """A surprise counts only when something does not hold."""
    assert contradicts("A surprising trend: more documents degrade the quality.")
    assert not contradicts("Surprisingly, the model handles motion.")
    assert contradicts("We challenge the assumption that larger is better.")


def test_a_kind_of_work_is_not_specific() -> None:
    """A headline needs two words that neither name a kind of work nor stand in the title."""
    assert not is_specific("unified and efficient framework")
    assert not is_specific("streaming recognizer", "A Streaming Recognizer of Calls")
    assert is_specific("streaming recognizer for bird calls", "TernNet")


@pytest.mark.parametrize(
    ("said", "traits"),
    [
        ("It needs no training.", {"training-free"}),
        ("It works without any additional training.", {"training-free"}),
        ("It needs no training data.", set()),
        ("It works without additional training samples.", set()),
        ("TernNet reduces inference time by 40% over GullNet.", {"saves"}),
        ("TernNet reduces the word error rate by 40% over GullNet.", set()),
    ],
)
def test_a_trait_is_what_the_words_say(said: str, traits: set[str]) -> None:
    """No training data is not no training, and a lower error saves nothing."""
    assert read(story("TernNet: Birds", f"We propose TernNet, a recognizer for calls. {said}")).traits == traits


def test_a_sentence_that_leans_is_not_quoted_alone() -> None:
    """What begins with "this" gives way to a sentence of its own, or is told with the one before it."""
    own = "However, counts remain unreliable for rare species. This is a challenging limitation. "
    offer = "We propose TernNet, a recognizer for calls."
    facts = read(story("TernNet: Birds", own + offer))
    assert words(facts, facts.problem).startswith("However, counts")
    leaning = "Birds are counted by ear. These counts remain unreliable for rare species. "
    facts = read(story("TernNet: Birds", leaning + offer))
    assert words(facts, facts.problem) == leaning.strip()
