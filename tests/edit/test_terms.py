"""Key phrases of a story with the place where they stand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jogan.edit.terms import count_terms, numbers_of, proposed_name, terms_of
from jogan.glossary import Glossary
from jogan.model.edited import Story

GLOSSARY = Glossary.parse(
    "en\tko\tabbr\ten_variants\tko_variants\trelated\tkind\n"
    "large language model\t대형 언어 모델\tLLM\t\t\t\tterm\n"
    "pose estimation\t자세 추정\t\tpose\t\t\tterm\n"
    "accuracy\t정확도\t\t\t\t\tterm\n"
    "improvement\t개선\t\timproved\t\t\tgeneral\n"
    "quantization\t양자화\t\tquantized\t\t\tterm\n"
)


def story(title: str, summary: str = "", id: str = "s1") -> Story:
    day = date(2024, 11, 28)
    return Story(id=id, kind="paper", title=title, url="https://example.org", day=day, first_day=day, summary=summary)


def test_one_term_whatever_its_wording() -> None:
    """Plural, acronym and long form are one term, with the place of the first."""
    terms = terms_of(story("Small LLMs", "Large language models are quantized."), GLOSSARY)
    assert terms["large language model"].field == "title"
    assert terms["large language model"].quote == "LLMs"
    assert terms["quantization"].quote == "quantized"


def test_generic_words_are_no_key_phrases() -> None:
    """What fits any story is left out."""
    terms = terms_of(
        story("Improved accuracy", "We improved accuracy of the model and the model's performance."), GLOSSARY
    )
    assert terms == {}


def test_a_verb_is_not_a_term_of_two_words() -> None:
    """ "poses a challenge" is no pose estimation."""
    assert "pose estimation" not in terms_of(story("A", "This poses a challenge."), GLOSSARY)
    assert "pose estimation" in terms_of(story("A", "We do pose estimation."), GLOSSARY)


@pytest.mark.parametrize(
    ("title", "summary", "name"),
    [
        ("TernNet: Birds by Ear", "", "TernNet"),
        ("Star Flight: Paths", "Star\nFlight finds paths.", "Star Flight"),
        ("Counting Birds", "We introduce TernNet, a recognizer. TernNet is small.", "TernNet"),
        ("Counting Birds", "We release a corpus called DuneCalls. It holds much.", "DuneCalls"),
        ("Counting Birds", "We present TERN. We test it. TERN wins.", "TERN"),
        ("What Is Fair? Notes: a Story", "", None),
        ("Counting Birds", "We propose a new method for counting.", None),
        ("Beyond Counting: Notes", "", None),
    ],
)
def test_the_proposed_name(title: str, summary: str, name: str | None) -> None:
    """The name stands before the title's colon or behind we introduce; common words are no name."""
    found = proposed_name(story(title, summary))
    assert (found.quote if found else None) == name


def test_repeated_phrases_are_terms_torn_ones_are_not() -> None:
    """A noun phrase that returns is a term in the singular; an adjective at its end shows that it is torn."""
    text = "Dune grass roots hold. Dune grass roots grow. The coastal visual is seen, coastal visual again."
    terms = terms_of(story("A", text), GLOSSARY)
    assert "dune grass root" in terms
    assert not any(term.endswith("visual") for term in terms)


def test_stories_are_counted_not_mentions() -> None:
    """A term counts once a story, with one piece of evidence each."""
    stories = [story("A", "Quantization, quantization.", "a"), story("B", "Quantization.", "b")]
    counts = count_terms(stories, GLOSSARY)
    assert [place.story for place in counts["quantization"]] == ["a", "b"]
    assert numbers_of(counts)["quantization"] == 2


def test_addresses_hold_no_terms() -> None:
    """The words of a link are not counted."""
    assert terms_of(story("A", "See https://github.com/LLM/Quantization-LLM for it."), GLOSSARY) == {}


@given(st.text(max_size=300), st.text(max_size=600))
def test_evidence_always_slices(title: str, summary: str) -> None:
    """Whatever the text, each term's evidence is exactly its place."""
    one = story(title, summary)
    for place in terms_of(one, GLOSSARY).values():
        assert getattr(one, place.field)[place.start : place.end] == place.quote


def test_a_word_inside_a_longer_name_is_no_term() -> None:
    """A term with a capital beside another capitalized word is a piece of a name; in a heading it cannot be told."""
    glossary = Glossary.parse(
        "en\tko\tabbr\ten_variants\tko_variants\trelated\tkind\n"
        "meadow\t초원\t\t\t\t\tterm\n"
        "reward model\t보상 모델\t\t\t\t\tterm\n"
    )
    for text in ("Green Meadow Labs raised money for models", "The founders of Green Meadow said nothing new"):
        assert "meadow" not in terms_of(story("News", text), glossary)
    for text in ("Meadow plants grow quickly", "The Meadow that we sampled", "A grown meadow, by Green Labs"):
        assert "meadow" in terms_of(story("News", text), glossary)
    assert "meadow" in terms_of(story("Mapping Every Meadow Over Years"), glossary)
    assert "reward model" in terms_of(story("News", "we train a Fair Reward Model that judges"), glossary)


def test_a_word_in_a_compound_or_in_the_own_name_is_no_term() -> None:
    """What a hyphen makes something else, and a piece of what the story calls its own, are not what it is about."""
    glossary = Glossary.parse(
        "en\tko\tabbr\ten_variants\tko_variants\trelated\tkind\n"
        "manifold\t다양체\t\t\t\t\tterm\n"
        "Meta\t메타\t\t\t\t\torg\n"
        "sleep\t수면\t\t\t\t\tterm\n"
        "VBench\tVBench\t\t\t\t\tdataset\n"
    )
    text = "We study sleep-time limits, non-manifold meshes and Meta-Cognition."
    assert not {"sleep", "manifold", "Meta"} & terms_of(story("VBench++: A Suite", text), glossary).keys()
    assert "VBench" not in terms_of(story("VBench++: A Suite", "VBench++ is new."), glossary)
    text = "We study sleep-aware, manifold-based search at Meta on VBench."
    assert {"sleep", "manifold", "Meta", "VBench"} <= terms_of(story("Old Ways", text), glossary).keys()


def test_places_and_measures_are_no_key_phrases() -> None:
    """Where something happens and how it is measured say nothing about what it is."""
    glossary = Glossary.parse(
        "en\tko\tabbr\ten_variants\tko_variants\trelated\tkind\n"
        "F1 score\tF1 점수\tF1\t\t\t\tterm\n"
        "Korea\t한국\t\t\t\t\tplace\n"
    )
    assert not {"F1 score", "Korea"} & terms_of(story("Models in Korea", "The F1 score is high."), glossary).keys()


def test_an_adjective_of_a_preposition_needs_its_hyphen() -> None:
    """What runs "on devices" is not thereby "on-device"."""
    glossary = Glossary.parse(
        "en\tko\tabbr\ten_variants\tko_variants\trelated\tkind\non-device\t온디바이스\t\t\t\t\tterm\n"
    )
    assert "on-device" not in terms_of(story("A recorder", "It runs on devices of any size."), glossary)
    assert "on-device" in terms_of(story("A recorder", "It is an on-device recorder."), glossary)
