"""The search over a real index of a few stories."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jogan.errors import LockedError, StoreError
from jogan.glossary import Glossary
from jogan.model.edited import Category, ItemRef, Story, Taxonomy
from jogan.store.hits import Document, Hits, document_of, to_json
from jogan.store.index import MARKER, FullText
from jogan.store.search import SearchIndex
from jogan.store.translate import Lexicon

GLOSSARY = Glossary.parse(
    "en\tko\tabbr\ten_variants\tko_variants\trelated\tkind\n"
    "reinforcement learning\t강화학습\tRL\t\t\t\tterm\n"
    "speech recognition\t음성 인식\tASR\t\t\t\tterm\n"
    "retrieval\t검색\t\tretrieve\t\t\tterm\n"
)
LEXICON = Lexicon.parse("어린이\tchild,children\n수업\tclass,lesson,teaching")


def paper(number: int, title: str, summary: str = "", **more: object) -> Document:
    """A paper with an arXiv id and a day of its own."""
    fields: dict[str, object] = {
        "story": f"arxiv:2501.{number:05}",
        "kind": "paper",
        "title": title,
        "url": f"https://arxiv.org/abs/2501.{number:05}",
        "summary": summary,
        "ids": {"arxiv": f"2501.{number:05}"},
        "day": date(2025, 1, number),
        "categories": ("llm", "cs.CL"),
        "sources": ("arxiv",),
    }
    return Document(**{**fields, **more})


STORIES = (
    paper(
        1, "Policy gradients in play", "We study reinforcement learning for board games.", authors=("Ada B. Lovelace",)
    ),
    paper(2, "Hearing toddlers", "Speech recognition for children fails on short words.", authors=("Min-ji Kim",)),
    paper(3, "ASR on the edge", "A tiny acoustic model on phones.", categories=("audio", "eess.AS")),
    paper(4, "Dense passage search", "We retrieve passages with two encoders; segmentation is not our topic."),
    paper(5, "Image segmentation by prompting", "Promptable segmentation of surgical video."),
    paper(6, "Animal minds", "Animals learn slowly. Food is a reinforcement of habits that were learned."),
    Document(
        story="url:news.example/1",
        kind="news",
        title="네이버, 새 음성 모델 공개",
        url="https://news.example/1",
        summary="네이버가 음성인식을 위한 모델을 공개했다. 어린이의 말도 알아듣는다.",
        sources=("Example News",),
        day=date(2025, 2, 1),
        categories=("audio",),
        language="ko",
    ),
    Document(story="bare", kind="news", title="No day and no text", url="https://news.example/2"),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    """All stories, indexed once."""
    index = SearchIndex(tmp_path_factory.mktemp("search") / "index", GLOSSARY, LEXICON)
    assert index.add(STORIES) == len(STORIES)
    return index


@pytest.fixture
def empty(tmp_path: Path) -> SearchIndex:
    """A new index of its own for tests that write."""
    return SearchIndex(tmp_path / "index", GLOSSARY, LEXICON)


def titles(hits: Hits) -> list[str]:
    """The hits' titles in order."""
    return [hit.title for hit in hits.hits]


def first(index: SearchIndex, query: str) -> str:
    """The best hit's title, or nothing."""
    return next(iter(titles(index.search(query))), "")


# ── finding ──


def test_words_are_found_in_any_form_and_the_story_with_more_of_them_first(index: SearchIndex) -> None:
    """Stemming joins forms of a word, and coverage beats frequency."""
    assert first(index, "segmented surgical videos") == "Image segmentation by prompting"
    assert first(index, "reinforcement learning") == "Policy gradients in play"


def test_a_korean_term_finds_english_and_korean_stories(index: SearchIndex) -> None:
    """A term is found under its English name, its acronym, and in Korean text with particles and other spacing."""
    found = titles(index.search("음성 인식"))
    assert set(found) >= {"Hearing toddlers", "ASR on the edge", "네이버, 새 음성 모델 공개"}
    assert first(index, "강화학습 게임") == "Policy gradients in play"


def test_only_and_without_choose_by_story(index: SearchIndex) -> None:
    """A set of stories bounds what any query finds, and what is like a story; the total counts what is left."""
    ids = frozenset(one.story for one in STORIES[:4])
    assert {hit.story for hit in index.search("", only=ids).hits} == ids
    found = index.search("speech OR segmentation", without=ids)
    assert (found.total, titles(found)) == (1, ["Image segmentation by prompting"])
    assert index.search("segmentation", only=frozenset()).total == 0
    assert index.search("segmentation", only=ids, without=ids).total == 0
    like = index.similar("arxiv:2501.00005")
    assert like.total > 0
    assert index.similar("arxiv:2501.00005", without=frozenset(hit.story for hit in like.hits)).total == 0


def test_a_general_korean_word_is_translated_by_the_lexicon(index: SearchIndex) -> None:
    """The lexicon's words are found too."""
    assert "Hearing toddlers" in titles(index.search("어린이"))


def test_an_english_term_finds_korean_stories(index: SearchIndex) -> None:
    """A term typed in English, or by its acronym, is found under its Korean name."""
    assert "네이버, 새 음성 모델 공개" in titles(index.search("speech recognition"))
    assert "네이버, 새 음성 모델 공개" in titles(index.search("ASR"))


def test_a_mixed_query_uses_both_languages(index: SearchIndex) -> None:
    """Latin words of a Korean query stand for themselves."""
    assert first(index, "toddlers 음성 인식") == "Hearing toddlers"


def test_acronym_and_full_name_find_each_other(index: SearchIndex) -> None:
    """An English term brings the other forms that the glossary has for it, after its own."""
    assert "ASR on the edge" in titles(index.search("speech recognition"))
    assert "Hearing toddlers" in titles(index.search("ASR"))


@pytest.mark.parametrize(
    "query", ["2501.00003", "arXiv:2501.00003v2", "https://arxiv.org/pdf/2501.00003", "id:2501.00003", "ASR 2501.00003"]
)
def test_an_identifier_finds_its_story_first(index: SearchIndex, query: str) -> None:
    """Whatever its spelling, and whatever else is asked."""
    assert first(index, query) == "ASR on the edge"


def test_an_address_finds_its_story(index: SearchIndex) -> None:
    """A news story is found by its URL without scheme, www and fragment."""
    assert first(index, "http://www.news.example/1#comments") == "네이버, 새 음성 모델 공개"


def test_an_unknown_identifier_finds_no_chance_hit(index: SearchIndex) -> None:
    """An identifier that the index does not have is no reason for other stories."""
    assert index.search("2501.99999").hits == ()


def test_typing_errors_are_forgiven_and_told(index: SearchIndex) -> None:
    """A word that stands nowhere is searched as the nearest one that does."""
    hits = index.search("segmentaton")
    assert "Image segmentation by prompting" in titles(hits)
    assert hits.notes == ("“segmentaton” stands in no story; searched for “segmentation”",)


def test_a_full_name_finds_the_author(index: SearchIndex) -> None:
    """Two neighboring words that are somebody's name, or a query of one name, find that author's stories."""
    assert first(index, "papers of ada lovelace on retrieval") == "Policy gradients in play"
    assert first(index, "Min-ji Kim") == "Hearing toddlers"
    assert first(index, "Lovelace") == "Policy gradients in play"


# ── operators ──


def test_a_quoted_phrase_is_exact(index: SearchIndex) -> None:
    """The words must stand side by side in this order; a Korean phrase may stand in either language."""
    assert titles(index.search('"reinforcement learning"')) == ["Policy gradients in play"]
    assert set(titles(index.search('"음성 인식"'))) == {
        "Hearing toddlers",
        "ASR on the edge",
        "네이버, 새 음성 모델 공개",
    }
    assert index.search('"learning reinforcement"').total == 0


def test_exclusion(index: SearchIndex) -> None:
    """What is excluded is out, by word, phrase, Korean term and condition."""
    assert titles(index.search("segmentation -surgical")) == ["Dense passage search"]
    assert "Policy gradients in play" not in titles(index.search('learning -"reinforcement learning"'))
    assert titles(index.search("speech -어린이 -음성인식 -children")) == []
    assert index.search("-kind:news").total == 6


def test_either(index: SearchIndex) -> None:
    """One of several alternatives is enough."""
    assert set(titles(index.search("passages OR toddlers"))) == {"Dense passage search", "Hearing toddlers"}


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("category:audio", 2),
        ("category:CS.CL", 5),
        ("kind:news", 2),
        ("section:papers", 6),
        ("source:arxiv", 6),
        ('source:"Example News"', 1),
        ("source:example-news", 1),
        ("author:lovelace", 1),
        ('author:"Ada Lovelace"', 1),
        ('author:"Lovelace Ada"', 1),
        ("author:Kim", 1),
        ("after:2025-01-04", 4),
        ("before:2025-01-04", 3),
        ("after:2025-01-02 before:2025-01-04", 2),
        ("after:2025-02", 1),
        ("after:2025-01-02 category:llm -author:kim", 3),
        ("before:0001-01-01", 0),
        ("category:nothing", 0),
        ("", 8),
    ],
)
def test_conditions(index: SearchIndex, query: str, count: int) -> None:
    """Each condition holds of all that is found; days count from the first and before the second."""
    assert index.search(query, 50).total == count


def test_a_category_has_several_names(tmp_path: Path) -> None:
    """With a taxonomy a category is found by its names and aliases in any language, whatever their case and spaces."""
    audio = Category(id="audio", names={"en": "Audio & speech", "ko": "오디오·음성"}, emoji="", aliases=("sound",))
    index = SearchIndex(tmp_path, GLOSSARY, taxonomy=Taxonomy(version="1", categories=(audio,)))
    index.add(STORIES)
    for name in ("audio", '"Audio & Speech"', "오디오·음성", "Sound"):
        assert index.search(f"category:{name}").total == 2


def test_conditions_alone_are_sorted_by_day(index: SearchIndex) -> None:
    """Without words the newest comes first, and what has no day last."""
    found = index.search("", 50).hits
    assert [hit.day for hit in found][:2] == [date(2025, 2, 1), date(2025, 1, 6)]
    assert found[-1].story == "bare"


# ── ranking and paging ──


def test_newer_wins_only_between_equals(empty: SearchIndex) -> None:
    """Freshness decides between the same texts, and not against a better match."""
    empty.add(
        [
            paper(1, "Graph transformers"),
            paper(9, "Graph transformers"),
            paper(28, "Graph something", "transformers mentioned once in a long text about other matters " * 3),
        ]
    )
    found = empty.search("graph transformers", now=datetime(2025, 1, 30, tzinfo=UTC)).hits
    assert [hit.story[-2:] for hit in found] == ["09", "01", "28"]


def test_pages_follow_each_other(index: SearchIndex) -> None:
    """Pages of one search are parts of the same order, and the end is empty."""
    whole = titles(index.search("learning segmentation speech", 50))
    assert titles(index.search("learning segmentation speech", 2, 0)) == whole[:2]
    assert titles(index.search("learning segmentation speech", 2, 2)) == whole[2:4]
    assert index.search("learning", 10, 999).hits == ()
    assert index.search("learning", 0).hits == ()
    assert len(index.search("", 3, 6).hits) == 2


def test_a_saved_search_demands_every_word_and_lists_the_newest(index: SearchIndex) -> None:
    """With `all` a story must have each piece of the query; a word of no story leaves nothing."""
    assert set(titles(index.search("reinforcement learning", matching="all", order="newest"))) == {
        "Policy gradients in play",
        "Animal minds",
    }
    assert titles(index.search("강화학습 games", matching="all", order="newest")) == ["Policy gradients in play"]
    assert index.search("segmentation qqqqqqq", matching="all").total == 0
    days = [hit.day for hit in index.search("음성", matching="all", order="newest").hits]
    assert days == sorted(days, key=lambda day: day or date.min, reverse=True)


def test_similar_stories(index: SearchIndex) -> None:
    """A story's likes share its telling words; it is not its own; an unknown story has none."""
    assert titles(index.similar("arxiv:2501.00005"))[0] == "Dense passage search"
    assert "Image segmentation by prompting" not in titles(index.similar("arxiv:2501.00005"))
    assert index.similar("nobody").hits == ()
    assert index.similar("bare", 0).hits == ()


# ── answers ──


def test_hits_show_where_they_match(index: SearchIndex) -> None:
    """Spans in snippet and title are the places of the matching words."""
    hit = index.search("surgical segmentation").hits[0]
    assert [hit.snippet.text[a:b] for a, b in hit.snippet.spans] == ["segmentation", "surgical"]
    assert [hit.title[a:b] for a, b in hit.title_spans] == ["segmentation"]
    korean = index.search("음성인식", 10).hits
    news = next(hit for hit in korean if hit.kind == "news")
    assert "음성인식" in [news.snippet.text[a:b] for a, b in news.snippet.spans]


def test_the_api_answer_has_the_contract_s_shape(index: SearchIndex) -> None:
    """Exactly these names, and JSON."""
    answer = json.loads(json.dumps(to_json(index.search("ASR edge", 1))))
    assert answer["hits"][0].pop("score") > 0
    assert answer == {
        "hits": [
            {
                "story": "arxiv:2501.00003",
                "title": "ASR on the edge",
                "url": "https://arxiv.org/abs/2501.00003",
                "ids": {"arxiv": "2501.00003"},
            }
        ]
    }


def test_a_story_becomes_a_document() -> None:
    """Its category comes first, its sources once each."""
    story = Story(
        id="s",
        kind="paper",
        title="T",
        url="https://e.example",
        day=date(2025, 1, 2),
        first_day=date(2025, 1, 1),
        categories=("cs.AI",),
        items=tuple(ItemRef(key=key, source="hf", title="T", url="https://e.example", day=None) for key in ("a", "b")),
    )
    document = document_of(story, "llm")
    assert (document.categories, document.sources, document.day) == (("llm", "cs.AI"), ("hf",), date(2025, 1, 2))


# ── writing ──


def test_adding_again_replaces(empty: SearchIndex) -> None:
    """A story is in the index once, as it was added last, also within one batch."""
    empty.add([paper(1, "First words"), paper(1, "Second words")])
    assert (empty.count(), first(empty, "words")) == (1, "Second words")
    empty.add([paper(1, "Third words")])
    assert (empty.count(), first(empty, "words")) == (1, "Third words")
    assert empty.search("second").total == 0


def test_removing(empty: SearchIndex) -> None:
    """What is removed is found no more; unknown ids are nothing."""
    empty.add([paper(1, "One"), paper(2, "Two")])
    empty.remove(["arxiv:2501.00001", "unknown"])
    assert (empty.count(), empty.search("one").total) == (1, 0)


def test_adding_nothing_and_progress(empty: SearchIndex) -> None:
    """No documents are no work; progress tells the number so far."""
    told: list[int] = []
    assert empty.add([], told.append) == 0
    assert empty.add((paper(n, f"Title {n}") for n in range(1, 4)), told.append) == 3
    assert told == [3]


def test_another_writer_s_stories_are_seen(empty: SearchIndex) -> None:
    """A reader finds what another opened index of the folder has added, removed or rebuilt."""
    folder = empty._index.folder
    other = SearchIndex(folder, GLOSSARY)
    other.add([paper(1, "Fresh paint")])
    assert first(empty, "paint") == "Fresh paint"
    SearchIndex.rebuild(folder, GLOSSARY, [paper(2, "Fresh bread")])
    assert (first(empty, "fresh"), first(other, "fresh")) == ("Fresh bread", "Fresh bread")


def test_one_writer_at_a_time(empty: SearchIndex) -> None:
    """While another writes, adding says so in one line."""
    empty.add([paper(1, "One")])
    folder = empty._index.folder
    writing = threading.Event()
    done = threading.Event()

    def slow() -> Iterator[Document]:
        yield from (paper(1, "x") for _ in range(5000))  # a full batch opens the writer
        writing.set()
        done.wait(20)

    thread = threading.Thread(target=lambda: SearchIndex(folder, GLOSSARY).add(slow()))
    thread.start()
    assert writing.wait(20)
    try:
        with pytest.raises(LockedError, match="another run"):
            empty.add([paper(2, "Two")])
    finally:
        done.set()
        thread.join()


def test_rebuilding_replaces_a_broken_index(tmp_path: Path) -> None:
    """Whatever is in the folder, a rebuild puts a whole index in its place and leaves nothing beside it."""
    folder = tmp_path / "index"
    folder.mkdir()
    (folder / "junk").write_text("?")
    with pytest.raises(StoreError, match="--rebuild"):
        SearchIndex(folder, GLOSSARY)
    assert SearchIndex.rebuild(folder, GLOSSARY, STORIES, LEXICON).count() == len(STORIES)
    assert [path.name for path in tmp_path.iterdir()] == ["index"]


def test_another_layout_is_refused(tmp_path: Path) -> None:
    """An index of another version of jogan is not read."""
    FullText(tmp_path)
    (tmp_path / MARKER).write_text('{"version": 0}')
    with pytest.raises(StoreError, match="layout 0"):
        SearchIndex(tmp_path, GLOSSARY)


@pytest.mark.parametrize("suffix", [".idx", ".pos", ".term", ".store", ".fast", ".fieldnorm", "meta.json"])
@pytest.mark.parametrize("damage", ["gone", "cut", "junk"])
def test_a_damaged_index_says_so(tmp_path: Path, suffix: str, damage: str) -> None:
    """A file that is missing, cut or overwritten is one line with the remedy, when opened and when open."""
    folder = tmp_path / "index"
    index = SearchIndex(folder, GLOSSARY)
    index.add(STORIES)
    (victim, *_) = [path for path in folder.iterdir() if path.name.endswith(suffix)]
    whole = victim.read_bytes()
    if damage == "gone":
        victim.unlink()
    else:
        victim.write_bytes(whole[: len(whole) // 2] if damage == "cut" else os.urandom(len(whole)))
    with pytest.raises(StoreError, match="--rebuild") as error:
        SearchIndex(folder, GLOSSARY).search('segmentation "reinforcement learning"')
    assert "\n" not in str(error.value)


# ── hostile queries ──


@pytest.mark.parametrize(
    "query",
    [
        "a" * 10_000,
        "가" * 10_000,
        '"' * 10_000,
        "-" * 10_000,
        "OR " * 3_000,
        '"unbalanced -category: author:"" after: ( [ { * ? ~ ^ \\',
        "\x00\x01\x02 segmentation \x1b[31m",
        "category:" + "x" * 5_000,
        "'; DROP TABLE stories; --",
        "<script>alert(1)</script>",
        "../../etc/passwd",
        "\ud800\udfff",
        "🙂" * 100,
        "ㄱㄴㄷ ㅏㅑ ㅋㅋㅋ",
        "the of and",
        "-segmentation",
        "after:9999-12-31 before:0001-01-01",
        "검색 " * 500,
    ],
)
def test_hostile_queries_have_an_answer(index: SearchIndex, query: str) -> None:
    """Length, operators, control characters and other languages' syntax give an answer and no exception."""
    hits = index.search(query)
    assert len(hits.hits) <= 10
    assert all("\n" not in note for note in hits.notes)


def test_a_run_of_many_pieces_is_cut(index: SearchIndex) -> None:
    """Words that are written without a space count one by one, too."""
    assert index.search("강화학습음성인식" * 100).notes[-1] == "only the first 64 words of the query are searched"


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            [
                "강화학습",
                "음성인식을",
                "segmentation",
                "OR",
                "-",
                '"',
                "category:",
                "audio",
                "after:2025",
                "RL",
                "|",
                "2501.00001",
                "없는말",
                "트랜스포머",
            ]
        ),
        max_size=12,
    ).map(" ".join),
    st.sampled_from(["any", "all"]),
)
def test_no_query_raises(index: SearchIndex, query: str, matching: str) -> None:
    """Any string has an answer, under both kinds of matching, and `all` finds no more than `any`."""
    found = index.search(query, matching=matching)
    assert found.total <= index.search(query).total
