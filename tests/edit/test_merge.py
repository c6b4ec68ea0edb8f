"""One thing, one story."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jogan.edit.identity import item_key, settle
from jogan.edit.merge import Grouping, group
from jogan.edit.tell import tell
from jogan.model.collected import Item
from jogan.model.edited import StoredItem

DAY = date(2024, 11, 28)
TITLE = "Rethinking Token Reduction in MLLMs: Towards a Unified Paradigm"


def stored(order: int = 1, day: date = DAY, story: str | None = None, **fields: object) -> StoredItem:
    """A settled item as the store keeps it."""
    item = settle(
        Item(**{"kind": "paper", "title": TITLE, "url": f"https://example.org/{order}", "source": f"S{order}"} | fields)
    )
    return StoredItem(key=item_key(item), order=order, day=day, item=item, story=story)


def stories(items: Sequence[StoredItem], **known: object) -> list[str]:
    """The stories of the items after grouping them afresh."""
    grouping = group(items, {}, [])
    return [grouping.stories[one.key] for one in items]


def test_arxiv_hugging_face_and_deeplearn_are_one_story() -> None:
    """The same paper from three sources, one without its arXiv id, is one story, named by the arXiv id."""
    items = [
        stored(1, url="http://arxiv.org/abs/2411.17686v1"),
        stored(2, url="https://huggingface.co/papers/2411.17686"),
        stored(3, url="https://deeplearn.org/arxiv/550000/rethinking-token-reduction"),
    ]
    assert set(stories(items)) == {"arxiv:2411.17686"}


def test_two_arxiv_ids_are_never_one_story() -> None:
    """Two papers of one title stay two, even where a third item shares the title with both."""
    items = [
        stored(1, ids={"arxiv": "2411.00001"}),
        stored(2, ids={"arxiv": "2411.00002"}),
        stored(3),
    ]
    assert len(set(stories(items)[:2])) == 2


def test_a_column_that_repeats_its_title_is_not_one_story() -> None:
    """Two entries of one source with the same title and two addresses are two things."""
    items = [stored(1, source="Column", kind="news"), stored(2, source="Column", kind="news")]
    assert len(set(stories(items))) == 2


def test_the_same_title_by_other_people_is_another_paper() -> None:
    """Authors without a common name part what a title would join."""
    items = [stored(1, authors=("Ada Lovelace",)), stored(2, authors=("Charles Babbage",))]
    assert len(set(stories(items))) == 2
    assert len(set(stories([stored(1, authors=("Ada Lovelace",)), stored(2, authors=("Lovelace, A.",))]))) == 1


def test_news_of_one_title_far_apart_are_two_events() -> None:
    """A headline that returns after a month is another event."""
    items = [stored(1, kind="news"), stored(2, kind="news", day=date(2024, 12, 28))]
    assert len(set(stories(items))) == 2


@given(st.permutations(range(6)))
def test_the_order_of_items_does_not_matter(order: list[int]) -> None:
    """Whatever order the sources answer in, the same stories come out."""
    items = [
        stored(1, ids={"arxiv": "2411.00001"}),
        stored(2, ids={"arxiv": "2411.00001", "doi": "10.1000/x1"}),
        stored(3, ids={"doi": "10.1000/x1"}, title="Another title altogether for it"),
        stored(4),
        stored(5, title="Something else that is long enough to be one"),
        stored(6, title="Something else that is long enough to be one", kind="news"),
    ]
    wanted = group(items, {}, []).stories
    assert group([items[i] for i in order], {}, []).stories == wanted


def test_a_later_identifier_unites_two_stories_under_the_first_id() -> None:
    """An item that has both a story's DOI and another's arXiv id makes them one; the older id stays for life."""
    first = stored(
        1, ids={"doi": "10.1000/x1"}, title="The early title of it all", story="doi:10.1000/x1", day=date(2024, 11, 1)
    )
    second = stored(2, ids={"arxiv": "2411.00001"}, story="arxiv:2411.00001")
    bridge = stored(3, ids={"arxiv": "2411.00001", "doi": "10.1000/x1"})
    known = {"doi:10.1000/x1": "doi:10.1000/x1", "arxiv:2411.00001": "arxiv:2411.00001"}
    grouping = group([bridge], known, [first, second])
    assert grouping.stories[bridge.key] == "doi:10.1000/x1"
    assert grouping.renamed == {"arxiv:2411.00001": "doi:10.1000/x1"}
    assert grouping.keys["arxiv:2411.00001"] == "doi:10.1000/x1"


def test_a_new_entry_joins_the_story_that_is_known() -> None:
    """What comes a day later joins the story of the day before."""
    old = stored(1, ids={"arxiv": "2411.00001"}, story="arxiv:2411.00001")
    new = stored(2, ids={"arxiv": "2411.00001"}, day=date(2024, 11, 29))
    grouping = group([new], {"arxiv:2411.00001": "arxiv:2411.00001"}, [old])
    assert grouping == Grouping(
        stories={new.key: "arxiv:2411.00001"}, renamed={}, keys=grouping.keys, clues=grouping.clues
    )


def test_a_weak_key_leads_to_the_item_that_brought_it_first() -> None:
    """What only finds candidates names no story; a second story of one title is found under a key of its own."""
    items = [stored(n, ids={"arxiv": f"2411.0000{n}"}, title="One long and telling title") for n in (1, 2, 3)]
    grouping = group(items, {}, [])
    assert grouping.clues == {"title:onelongandtellingtitle": 1, "title:onelongandtellingtitle~2": 2}
    assert {key.partition(":")[0] for key in grouping.keys} == {"arxiv", "url"}


def test_fields_come_from_the_newest_version_with_their_provenance() -> None:
    """A revised paper is told by its revision; what the revision lacks comes from the other sources."""
    v1 = stored(1, ids={"arxiv": "2411.00001"}, version=1, summary="Old.", authors=("A. B",))
    v2 = stored(2, ids={"arxiv": "2411.00001"}, version=2, summary="New.", day=date(2024, 11, 29))
    hf = stored(
        3, ids={"arxiv": "2411.00001"}, summary="Old.", signals={"upvotes": 9.0}, links={"code": "https://x.org/c"}
    )
    story = tell("arxiv:2411.00001", [v1, v2, hf])
    assert (story.summary, story.version, story.authors) == ("New.", 2, ("A. B",))
    assert story.provenance["summary"] == v2.key
    assert story.provenance["authors"] == v1.key
    assert (story.signals, story.links) == ({"upvotes": 9.0}, {"code": "https://x.org/c"})
    assert (story.first_day, story.day) == (DAY, date(2024, 11, 29))


def test_no_source_is_lost_and_each_says_why_it_is_there() -> None:
    """Every item is a source of its story, with the reason for which it was taken as the same thing."""
    items = [
        stored(1, ids={"arxiv": "2411.00001"}),
        stored(2, ids={"arxiv": "2411.00001"}),
        stored(3),
    ]
    story = tell("arxiv:2411.00001", items)
    assert [ref.source for ref in story.items] == ["S1", "S2", "S3"]
    assert [ref.reason for ref in story.items] == ["", "same arXiv id 2411.00001", "same title"]


def test_a_story_with_a_paper_is_a_paper() -> None:
    """The discussion of a paper does not make the paper news."""
    paper, thread = (
        stored(1, url="https://arxiv.org/abs/2411.00001"),
        stored(2, kind="news", url="https://arxiv.org/abs/2411.00001"),
    )
    assert tell("x", [thread, paper]).kind == "paper"
    assert tell("x", [thread]).kind == "news"


def test_a_revision_replaces_the_entry_it_revises() -> None:
    """Of one entry kept twice only the newer counts."""
    old = stored(1, url="https://example.org/a", source="S", summary="First words")
    new = stored(2, url="https://example.org/a", source="S", summary="Second", day=date(2024, 11, 29))
    story = tell("x", [old, new])
    assert (story.summary, len(story.items)) == ("Second", 1)


@pytest.mark.parametrize("withdrawn_version", [1, 2])
def test_the_newest_version_says_whether_a_paper_stands(withdrawn_version: int) -> None:
    """A paper is withdrawn when its newest version is, not when an older one was."""
    items = [stored(v, ids={"arxiv": "2411.00001"}, version=v, withdrawn=v == withdrawn_version) for v in (1, 2)]
    assert tell("x", items).withdrawn is (withdrawn_version == 2)


def test_merging_is_idempotent() -> None:
    """Grouping again what is grouped changes no story."""
    items = [stored(n, ids={"arxiv": "2411.00001"}) for n in (1, 2)]
    first = group(items, {}, [])
    again = group(
        items,
        first.keys,
        [
            stored(n, ids={"arxiv": "2411.00001"}, story=first.stories[i.key])
            for n, i in zip((1, 2), items, strict=True)
        ],
    )
    assert again.stories == first.stories
    assert not list(itertools.chain(again.renamed))


def test_a_persons_ruling_goes_before_every_rule() -> None:
    """An item that was taken out of a story stays out, and the story keeps its keys."""
    items = [stored(1, ids={"arxiv": "2411.00001"}), stored(2, ids={"arxiv": "2411.00001"})]
    grouping = group(items, {}, [], {items[1].key: "item:own"})
    assert [grouping.stories[one.key] for one in items] == ["arxiv:2411.00001", "item:own"]
    assert grouping.keys["arxiv:2411.00001"] == "arxiv:2411.00001"


@given(st.permutations(range(3)))
def test_a_story_does_not_depend_on_who_answered_first(order: list[int]) -> None:
    """Sources answer in any order; the story that their items make is the same."""
    sources = [
        {"source": name, "kind": "news", "summary": "Equal words.", "url": "https://example.org/a"} for name in "ABC"
    ]
    told = tell("x", [stored(1 + order[n], **sources[n]) for n in range(3)])
    assert told == tell("x", [stored(1 + n, **sources[n]) for n in range(3)])


ABSTRACT = (
    "To accelerate the inference of heavy multimodal models, this study rethinks the landscape of training-free token "
    "reduction research. We regret to find that the critical components of existing methods are tightly intertwined, "
    "with their effects unclear for comparison, transfer and expansion. We therefore propose a unified pipeline of "
    "filter, correlate and compress, which decomposes token reduction into three distinct stages."
)


def test_a_text_under_a_new_title_is_the_same_paper() -> None:
    """A paper whose title lost its name, by the same people with a mended abstract, is found by its text."""
    people = ("Yuhang Han", "Xuyang Liu", "Pengxiang Ding")
    one = stored(1, ids={"arxiv": "2411.00001"}, title=f"FiCoCo: {TITLE}", summary=ABSTRACT, authors=people)
    two = stored(2, title=TITLE, summary=ABSTRACT.replace("heavy", "very large"), authors=("Han, Y.", "Liu, X."))
    assert len(set(stories([one, two]))) == 1
    reason = tell("arxiv:2411.00001", [one, two]).items[1].reason
    assert "of the text" in reason


@pytest.mark.parametrize("title", [f"{TITLE}++", f"{TITLE} 2.0", f"{TITLE}, Part II", "Pruning Heads by Their Entropy"])
def test_a_sequel_with_nearly_the_same_text_is_another_paper(title: str) -> None:
    """A name or number that differs parts what a text would join."""
    one = stored(1, ids={"arxiv": "2411.00001"}, summary=ABSTRACT, authors=("Yuhang Han",))
    two = stored(2, title=title, summary=ABSTRACT, authors=("Yuhang Han",))
    assert len(set(stories([one, two]))) == 2


def test_family_names_alone_are_no_common_author() -> None:
    """Wei Wang is not Jing Wang; W. Wang may be Wei Wang."""
    one = stored(1, authors=("Wei Wang", "Li Zhang"))
    assert len(set(stories([one, stored(2, authors=("Jing Wang", "Min Zhang"))]))) == 2
    assert len(set(stories([one, stored(2, authors=("Wang, W.", "Zhang, L."))]))) == 1


def test_a_generic_title_needs_more_than_itself() -> None:
    """`A Survey of Large Language Models` is the title of many papers."""
    title = "A Comprehensive Survey of Large Language Models"
    assert len(set(stories([stored(1, title=title), stored(2, title=title)]))) == 2
    people = ("Ada Lovelace",)
    assert len(set(stories([stored(1, title=title, authors=people), stored(2, title=title, authors=people)]))) == 1


def test_a_title_of_two_stories_speaks_for_neither() -> None:
    """An entry that has nothing but a title which two papers have joins none of them."""
    items = [
        stored(1, authors=("Ada Lovelace",), summary="One."),
        stored(2, authors=("Charles Babbage",), summary="Two."),
        stored(3, day=date(2024, 11, 30)),
    ]
    assert len(set(stories(items))) == 3


def test_news_about_one_thing() -> None:
    """The Korean article, the thread and the paper that they link to are one story, whoever comes first."""
    paper = stored(1, ids={"arxiv": "2411.00001"}, title=f"FiCoCo: {TITLE}")
    thread = stored(2, kind="news", title="New token reduction", url="https://arxiv.org/pdf/2411.00001v1")
    article = stored(
        3, kind="news", title="FiCoCo, 다시 배우지 않고 빠르게", text="자세히는 https://arxiv.org/abs/2411.00001 에 있다.",
        authors=("김기자",),
    )  # fmt: skip
    for order in itertools.permutations((paper, thread, article)):
        days = [
            StoredItem(key=one.key, order=n, day=date(2024, 11, 20 + n), item=one.item) for n, one in enumerate(order)
        ]
        assert len(set(stories(days))) == 1


def test_news_that_cites_a_paper_is_not_that_paper() -> None:
    """An article that links to a paper without calling it by name, or to two, is about something else."""
    paper = stored(1, ids={"arxiv": "2411.00001"}, title=f"FiCoCo: {TITLE}")
    cites = stored(2, kind="news", title="How we cut costs", text="One idea: https://arxiv.org/abs/2411.00001 helped.")
    two = "FiCoCo https://arxiv.org/abs/2411.00001 and https://arxiv.org/abs/2411.00002"
    both = stored(3, kind="news", title="FiCoCo and others", text=two)
    assert len(set(stories([paper, cites, both]))) == 3


def test_a_korean_edition_prints_the_korean_item() -> None:
    """Of a merged story each edition prints the item in its own language; the fields keep their provenance."""
    korean = stored(1, kind="news", title="새 모델 공개", url="https://a.example/1", summary="짧다.", language="ko")
    english = stored(
        2, kind="news", title="A new model", url="https://b.example/1", summary="Long. " * 30, language="en"
    )
    told = {language: tell("x", [korean, english], language=language) for language in ("ko", "en")}
    assert (told["ko"].title, told["ko"].summary, told["ko"].url) == ("새 모델 공개", "짧다.", "https://a.example/1")
    assert (told["en"].title, told["en"].url) == ("A new model", "https://b.example/1")
    assert told["ko"].provenance["title"] == korean.key


def test_a_story_is_printed_under_its_clean_address() -> None:
    """Tracking is not printed; the item keeps the address as it came."""
    url = "https://example.org/a/?utm_source=feed"
    story = tell("x", [stored(1, url=url)])
    assert (story.url, story.items[0].url) == ("https://example.org/a/", url)


def test_a_story_that_a_person_parted_is_not_joined_again() -> None:
    """An entry that belongs to both halves of a split story joins one and does not undo the split."""
    home = stored(1, ids={"arxiv": "2411.00001"}, story="arxiv:2411.00001")
    apart = stored(2, title="Another title of it altogether", url="https://example.org/x", story="item:x")
    both = stored(
        3, ids={"arxiv": "2411.00001"}, url="https://example.org/x", links={"source": "https://example.org/x"}
    )
    known = {"arxiv:2411.00001": "arxiv:2411.00001", "url:https://example.org/x": "item:x"}
    assert not group([both], known, [home, apart]).renamed
