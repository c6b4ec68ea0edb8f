"""Filing: with the shipped model, over changed taxonomies, and on bad input."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jogan import resources
from jogan.edit import features
from jogan.edit.classifier_file import pack
from jogan.edit.classify import Classifier, classify_lines
from jogan.edit.taxonomy import customize, in_section, parse
from jogan.model.collected import Item
from jogan.model.edited import Story, Taxonomy

TAXONOMY = parse(resources.read_text("taxonomy.toml"))
DATA = resources.read_bytes("classifier.bin")
SHIPPED = Classifier.load(DATA, TAXONOMY)


def paper(title: str, summary: str = "", categories: tuple[str, ...] = ()) -> Item:
    return Item(
        kind="paper", title=title, url="https://example.org", source="s", summary=summary, categories=categories
    )


def news(title: str, summary: str = "", categories: tuple[str, ...] = ()) -> Item:
    return Item(kind="news", title=title, url="https://example.org", source="s", summary=summary, categories=categories)


CLEAR_PAPERS = [
    ("Text-to-speech with natural prosody", "We synthesize speech for many speakers and rate it by ear.", "audio"),
    ("Low-bit quantization of the KV cache", "Decoding gets faster and needs less memory.", "inference-acceleration"),
    ("A jailbreak attack on aligned chat models", "Our prompts break the safety guardrails.", "security"),
    ("Grasping with a dexterous hand", "A robot manipulation policy for cluttered tables.", "robotics"),
    ("Sparse autoencoders reveal features", "Mechanistic interpretability of a transformer.", "explainability"),
    ("Node classification with message passing", "A graph neural network for heterophily.", "graph-neural-networks"),
    ("Object detection in aerial images", "A detector for small objects in remote sensing.", "computer-vision"),
    ("Variational quantum circuits on ten qubits", "Quantum machine learning without barren plateaus.", "quantum"),
]

CLEAR_NEWS = [
    ("Large language models still stumble over riddles", "llm"),
    ("AI 스타트업, 1억 달러 투자 유치", "ai-business"),
    ("로봇이 공장에서 상자를 나른다", "robotics"),
    ("생성형 AI와 저작권, 작가들이 소송에 나섰다", "ethics"),
    ("How the tulip came to Holland", "others"),
    ("SQLite 인덱스를 제대로 쓰는 법", "others"),
    ("빙하가 녹는 속도가 빨라졌다", "others"),
]


@pytest.mark.parametrize(("title", "summary", "category"), CLEAR_PAPERS)
def test_clear_papers(title: str, summary: str, category: str) -> None:
    """A paper that says plainly what it is about is filed there, without archive categories."""
    assert SHIPPED.classify([paper(title, summary)])[0].category == category


@pytest.mark.parametrize(("title", "category"), CLEAR_NEWS)
def test_clear_news(title: str, category: str) -> None:
    """A plain headline in either language is filed under its category, or as not for an AI edition."""
    assert SHIPPED.classify([news(title)])[0].category == category


def test_summary_does_not_hide_what_a_headline_says() -> None:
    """News with a summary is filed like its headline."""
    told = news(
        "오픈AI, 새 언어 모델 공개", "오픈AI가 새로운 대형 언어 모델을 내놓았다. 챗GPT 이용자는 오늘부터 쓸 수 있다."
    )
    other = news("A day at the harbor", "Fishing boats come home at dawn and the market opens at six, rain or shine.")
    assert [filing.category for filing in SHIPPED.classify([told, other])] == ["llm", "others"]


def test_stories_and_items_are_filed_alike() -> None:
    """A story is filed as the item it was made of."""
    item = paper("Text-to-speech with natural prosody", "We synthesize speech.")
    day = date(2024, 11, 28)
    story = Story(id="x", kind="paper", title=item.title, url=item.url, day=day, first_day=day, summary=item.summary)
    assert SHIPPED.classify([story]) == SHIPPED.classify([item])


def test_filing_does_not_depend_on_company() -> None:
    """A story's filing is the same alone, in a crowd and in another order."""
    items = [paper(t, s) for t, s, _ in CLEAR_PAPERS] + [news(t) for t, _ in CLEAR_NEWS] + [paper("제목", "")]
    together = SHIPPED.classify(items * 60)
    for place, item in enumerate(items):
        (alone,) = SHIPPED.classify([item])
        assert alone.category == together[place].category == together[place + 59 * len(items)].category
        assert alone.score == pytest.approx(together[place].score, abs=2e-4)
    assert [f.category for f in SHIPPED.classify(items[::-1])] == [f.category for f in together[: len(items)]][::-1]


def test_a_paper_in_korean_is_filed_as_a_paper() -> None:
    """A paper with a Korean title is read by what knows Korean, and never left out for that."""
    filings = SHIPPED.classify(
        [paper("로봇 팔의 물체 조작을 위한 강화학습"), paper("음성 합성을 위한 신경망"), paper("그래프")]
    )
    assert filings[0].category in ("robotics", "reinforcement-learning")
    assert filings[1].category == "audio"
    assert filings[2].category != "others"


def test_sections_are_kept() -> None:
    """Papers get papers' categories and news get news', whatever they speak of."""
    papers = {category.id for category in in_section(TAXONOMY, "papers")}
    of_news = {category.id for category in in_section(TAXONOMY, "news")}
    titles = ["Startup raises funding for AI chips", "Gradient boosting for tabular data", "엔비디아 실적 발표", "x"]
    for filing in SHIPPED.classify([paper(title) for title in titles]):
        assert {filing.category, filing.runner_up} <= papers
    for filing in SHIPPED.classify([news(title) for title in titles]):
        assert {filing.category, filing.runner_up} <= of_news


def test_reasons_are_words_of_the_story() -> None:
    """The reasons given are terms that the story holds."""
    item = paper("Text-to-speech with natural prosody", "We synthesize speech for many speakers.", ("eess.AS",))
    (filing,) = SHIPPED.classify([item])
    assert filing.reasons
    text = " ".join(features.words(item.title) + features.words(item.summary)) + " eess.as"
    assert all(reason in text for reason in filing.reasons)
    assert any("speech" in reason for reason in filing.reasons)


STRANGE = [
    "",
    " ",
    "x",
    "🤖🔥",
    "$\\mathcal{O}(n \\log n)$ \\textbf{bound}",
    "\x00\ud800",
    "日本語の見出し",
    "عنوان بالعربية",
    "{{ title }} <script>alert(1)</script>",
    "a" * 5_000,
    "word " * 2_000,
]


@pytest.mark.parametrize("text", STRANGE)
@pytest.mark.parametrize("kind", ["paper", "news"])
def test_strange_text_is_filed_honestly(text: str, kind: Any) -> None:
    """Whatever the text, there is a filing with a probability; where nothing is known it says that it is unsure."""
    item = Item(kind=kind, title=text, url="u", source="s", summary=text)
    (filing,) = SHIPPED.classify([item])
    assert 0.0 <= filing.runner_up_score <= 1.0
    assert 0.0 < filing.score <= 1.0
    if not text.strip() or text in ("x", "🤖🔥"):
        assert filing.uncertain
        assert filing.score < 0.9


@settings(max_examples=60, deadline=None)
@given(title=st.text(max_size=80), summary=st.text(max_size=300), categories=st.lists(st.text(max_size=10), max_size=3))
def test_no_text_breaks_filing(title: str, summary: str, categories: list[str]) -> None:
    """No text makes the classifier fail, and scores are probabilities."""
    for make in (paper, news):
        (filing,) = SHIPPED.classify([make(title, summary, tuple(categories))])
        assert 0.0 < filing.score <= 1.0
        assert filing.category != filing.runner_up


def test_ten_megabytes_cost_no_more_than_a_page() -> None:
    """Of an endless text only the beginning is read."""
    item = paper("Text-to-speech with natural prosody", "We synthesize speech. " + "speech synthesis " * 600_000)
    SHIPPED.classify([item])
    tracemalloc.start()
    assert SHIPPED.classify([item])[0].category == "audio"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000


def test_nothing_to_file() -> None:
    """No stories give no filings."""
    assert SHIPPED.classify([]) == []


def test_version_is_the_models() -> None:
    """The same file has the same version, another file another."""
    assert Classifier.load(DATA, TAXONOMY).version == SHIPPED.version
    assert SHIPPED.version.startswith("c1-")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", DATA[:2000], DATA[:8] + b"garbage"])
def test_what_is_no_model_is_refused(data: bytes) -> None:
    """A truncated or foreign file is refused, not half believed."""
    with pytest.raises(ValueError, match="not a classifier's file"):
        Classifier.load(data, TAXONOMY)


# ── The user's taxonomy ─────────────────────────────────────────────────────────────────────────────────────


def test_merged_categories_share_their_scores() -> None:
    """A merged category has the chances of both its parts."""
    item = paper("Prompting language models for machine translation", "LLMs translate low-resource languages.")
    merged = Classifier.load(DATA, customize(TAXONOMY, {"merge": [{"into": "nlp", "from": ["llm"]}]}))
    before_ids, before = SHIPPED.probabilities([item], "papers")
    after_ids, after = merged.probabilities([item], "papers")
    parts = before[0][before_ids.index("nlp")] + before[0][before_ids.index("llm")]
    assert after[0][after_ids.index("nlp")] == pytest.approx(parts, abs=1e-5)
    assert merged.classify([item])[0].category == "nlp"


def test_dropped_category_leaves_the_next_best() -> None:
    """Without its category a story goes to its runner-up."""
    item = paper("Variational quantum circuits on ten qubits", "Quantum machine learning without barren plateaus.")
    before = SHIPPED.classify([item])[0]
    after = Classifier.load(DATA, customize(TAXONOMY, {"drop": ["quantum"]})).classify([item])[0]
    assert (before.category, after.category) == ("quantum", before.runner_up)


def test_renamed_category_keeps_its_stories() -> None:
    """A new name or emoji moves no story."""
    renamed = Classifier.load(DATA, customize(TAXONOMY, {"category": [{"id": "audio", "name": "Sound"}]}))
    items = [paper(title, summary) for title, summary, _ in CLEAR_PAPERS]
    assert renamed.classify(items) == SHIPPED.classify(items)


FARMING = {
    "id": "farming",
    "definition": "AI on the field and in the barn: crops, weeds, plant diseases, livestock, harvest and soil.",
    "examples": [
        "Detecting plant diseases on tomato leaves with a small convolutional network",
        "Estimating crop yield of wheat from satellite images and weather",
        "Counting livestock on pasture with drones and weed detection for precision agriculture",
    ],
}


def test_new_category_by_definition_and_examples() -> None:
    """A category told by a definition and three examples takes what is like them and leaves the rest alone."""
    told = Classifier.load(DATA, customize(TAXONOMY, {"category": [FARMING]}))
    like = [
        paper("Leaf disease recognition for rice crops", "We classify plant diseases on rice leaves in the field."),
        paper("Weed detection in maize fields", "A detector for weeds that supports precision agriculture of crops."),
        paper("Wheat yield forecasting", "Crop yield is predicted from soil and weather for wheat farmers."),
    ]
    assert [filing.category for filing in told.classify(like)] == ["farming"] * 3
    others = [paper(title, summary) for title, summary, _ in CLEAR_PAPERS]
    assert [f.category for f in told.classify(others)] == [category for _, _, category in CLEAR_PAPERS]
    assert told.classify(like)[0].reasons


# ── Lines ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_lines_in_lines_out() -> None:
    """Every item line gets its answer in order, under its id, arXiv id, URL or title; bad lines are told by number."""
    lines: list[str | bytes] = [
        json.dumps({"id": "a1", "title": "Text-to-speech", "summary": "speech synthesis"}),
        "",
        "{broken",
        json.dumps(
            {"title": "Robot grasping", "ids": {"arxiv": "2411.00001"}, "url": "https://example.org/2"}
        ).encode(),
        json.dumps(["a", "list"]),
        json.dumps({"title": 7}),
        json.dumps({"kind": "news", "title": "빙하가 녹는 속도가 빨라졌다", "url": "https://example.org/3"}),
        json.dumps({"kind": "song", "title": "La la"}),
        json.dumps({"title": "Quantum circuits", "categories": "quant-ph cs.LG"}),
        json.dumps({"url": "https://example.org/4"}),
        b"\xff\xfe",
    ]
    bad: list[tuple[int, str]] = []
    answers = list(classify_lines(lines, SHIPPED, lambda number, cause: bad.append((number, cause))))
    assert [answer["id"] for answer in answers] == ["a1", "2411.00001", "https://example.org/3", "Quantum circuits"]
    assert [answer["category"] for answer in answers] == ["audio", "robotics", "others", "quantum"]
    assert all(0 < answer["score"] <= 1 and answer["runner_up"] for answer in answers)
    assert [number for number, _ in bad] == [3, 5, 6, 8, 10, 11]


def test_lines_stream() -> None:
    """Answers come while lines are still being read, and memory does not grow with their number."""
    read = 0

    def endless() -> Iterator[str]:
        nonlocal read
        while True:
            read += 1
            yield json.dumps({"id": read, "title": f"Speech paper {read}", "summary": "speech " * 30})

    answers = classify_lines(endless(), SHIPPED, lambda *_: None)
    next(answers)
    assert read <= 1_024
    for _ in range(2_000):
        next(answers)
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    for _ in range(4_000):
        next(answers)
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert after - before < 2_000_000


def test_rows_are_what_the_terms_say() -> None:
    """Looking pairs up as numbers finds exactly the terms that the text holds, counted and weighed as documented."""
    documents = [
        features.Document(
            "Speech synthesis for FurtherAI", "Speech synthesis, e.g. speech: the synthesis", ("eess.AS",)
        ),
        features.Document("", ""),
        features.Document("인공지능이 온다", "speech\nsynthesis \\textbf{of} the day", ("cs.CL", "cs.SD")),
    ]
    terms = ["speech", "synthesis", "speech synthesis", "the", "ai", "지능", "§§eess.as", "§cs.sd", "§cs.cl", "of the"]
    vocabulary = features.Vocabulary([*terms, "of"])
    weights = np.array([2, 1, 3, 0, 1, 1, 1, 1, 1, 1, 0], np.float32)
    found = features.rows(documents, vocabulary, weights)
    for number, document in enumerate(documents):
        counts = {term: features.terms(document).count(term) for term in vocabulary.terms}
        expected = {
            place: (1 + np.log(counts[term])) * weights[place]
            for place, term in enumerate(vocabulary.terms)
            if counts[term] and weights[place]
        }
        length = np.sqrt(sum(value**2 for value in expected.values())) or 1.0
        here = slice(found.starts[number], found.starts[number + 1])
        assert found.ids[here].tolist() == sorted(expected)
        assert found.values[here].tolist() == pytest.approx([expected[p] / length for p in sorted(expected)], rel=1e-5)


# ── The file ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_packed_model_reads_back() -> None:
    """What is packed is what is loaded, but for the rounding of weights to bytes."""
    terms = ["apple", "pear", "가지"]
    head = {
        "classes": ["llm", "others"],
        "weights": np.array([[3.0, -3.0], [-2.0, 2.0], [0.0, 1.0]]),
        "bias": np.array([0.0, 0.0]),
        "scale": np.ones(3),
        "curve": (1.0, 0.0),
        "prior": [0.5, 0.5],
    }
    taxonomy: Taxonomy = parse(
        '[[category]]\nid = "llm"\nname = "LLM"\n[[category]]\nid = "others"\nname = "Others"\nko = "기타"\n'
    )
    tiny = Classifier.load(pack(terms, {"papers": head, "news": head}), taxonomy)
    first, second, third = tiny.classify([paper("An apple, an apple"), paper("Pear"), paper("Plum")])
    assert (first.category, first.reasons, first.uncertain) == ("llm", ("apple",), True)
    # One known term of the four that it takes to be believed in full.
    assert first.score == pytest.approx(1 / (1 + np.exp(-6 / 4)), abs=0.01)
    assert second.category == "others"
    assert (third.score, third.uncertain) == (0.5, True)
