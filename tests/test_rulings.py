"""What a person says about merges: split and join reach the search, the keys and the editions."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from helpers import edition, jogan
from jogan.archive import assign, join, rekey, split
from jogan.edit.identity import settle
from jogan.model.collected import Item
from jogan.store.database import Store

DAY = date(2024, 11, 28)
PAPER = {
    "kind": "paper",
    "title": "Sparse Attention for Very Long Inputs",
    "url": "https://arxiv.org/abs/2411.00001",
    "source": "arXiv",
    "summary": "We propose a sparse attention for language models. It is 3 times faster on long inputs.",
    "day": "2024-11-28",
}
TWIN = PAPER | {"source": "Elsewhere", "url": "https://example.org/p/1", "title": "Quokka Attention for Very Long Inputs",
                "ids": {"arxiv": "2411.00001"}}  # fmt: skip


def stories(folder: Path, query: str) -> dict[str, str]:
    """The stories that a search finds: title by id."""
    hits = json.loads(jogan("search", query, "--json", cwd=folder).out)["hits"]
    return {hit["story"]: hit["title"] for hit in hits}


def test_a_ruling_reaches_search_why_and_editions(tmp_path: Path) -> None:
    """After `split` the search finds two stories at once and the edition is made anew; `join` takes it back."""
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(one) for one in (PAPER, TWIN)), encoding="utf-8")
    jogan("import", "a.jsonl", cwd=tmp_path)
    jogan("build", "--date", "2024-11-28", cwd=tmp_path)
    assert list(stories(tmp_path, "attention")) == ["arxiv:2411.00001"]
    key = "Elsewhere|arxiv:2411.00001"
    assert jogan("split", key, cwd=tmp_path).status == 0
    assert set(stories(tmp_path, "attention")) == {"arxiv:2411.00001", f"item:{key}"}
    jogan("build", "--date", "2024-11-28", cwd=tmp_path)
    assert edition(tmp_path / "editions", "2024-11-28")["sections"][0]["counts"]["kept"] == 2
    assert jogan("split", key, cwd=tmp_path).status == 1
    assert jogan("join", "2411.00001", f"item:{key}", cwd=tmp_path).status == 0
    assert list(stories(tmp_path, "attention")) == ["arxiv:2411.00001"]
    why = json.loads(jogan("why", f"item:{key}", "--json", cwd=tmp_path).out)
    assert why["items"][0]["reason"] == "joined by hand"
    jogan("build", "--date", "2024-11-28", cwd=tmp_path)
    (printed,) = edition(tmp_path / "editions", "2024-11-28")["sections"][0]["stories"]
    assert printed["filed"]["story"]["items"][0]["reason"] == "joined by hand"


def test_a_story_is_not_joined_with_itself(tmp_path: Path) -> None:
    """What is one story already is said to be, and nothing is remembered of it."""
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(one) for one in (PAPER, TWIN)), encoding="utf-8")
    jogan("import", "a.jsonl", cwd=tmp_path)
    jogan("build", "--date", "2024-11-28", cwd=tmp_path)
    ran = jogan("join", "2411.00001", "Elsewhere|arxiv:2411.00001", cwd=tmp_path)
    assert (ran.status, ran.out) == (0, "Elsewhere|arxiv:2411.00001 is part of arxiv:2411.00001 already.\n")
    assert json.loads(jogan("why", "2411.00001", "--json", cwd=tmp_path).out)["items"][1]["reason"] != "joined by hand"


def test_a_story_named_in_place_of_an_item_is_told_its_items(tmp_path: Path) -> None:
    """`split` takes the keys of items: a paper's id leads to them, and what is not known to where they stand."""
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(one) for one in (PAPER, TWIN)), encoding="utf-8")
    jogan("import", "a.jsonl", cwd=tmp_path)
    jogan("build", "--date", "2024-11-28", cwd=tmp_path)
    for name in ("2411.00001", "arxiv:2411.00001", "https://arxiv.org/abs/2411.00001v2"):
        ran = jogan("split", name, cwd=tmp_path)
        assert (ran.status, ran.err.count("\n")) == (1, 1)
        assert "is a story and no item" in ran.err
        assert "'arXiv|arxiv:2411.00001', 'Elsewhere|arxiv:2411.00001'" in ran.err
    assert "jogan why STORY prints the keys" in jogan("split", "2411.99999", cwd=tmp_path).err
    jogan("split", "Elsewhere|arxiv:2411.00001", cwd=tmp_path)
    assert "nothing to take it out of" in jogan("split", "2411.00001", cwd=tmp_path).err


def test_a_paper_that_was_split_is_found_under_its_own_id_again(tmp_path: Path) -> None:
    """Two papers joined and split again: the second's id names the second, for `why` and for a further join."""
    rows = [PAPER | {"url": f"https://arxiv.org/abs/2411.0000{n}", "title": f"{name} Attention of Its Own Kind"}
            for n, name in enumerate(("Sparse", "Quokka", "Wombat"), 1)]  # fmt: skip
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(one) for one in rows), encoding="utf-8")
    jogan("import", "a.jsonl", cwd=tmp_path)
    jogan("build", "--date", "2024-11-28", cwd=tmp_path)
    assert jogan("join", "2411.00001", "2411.00002", cwd=tmp_path).status == 0
    assert jogan("split", "arXiv|arxiv:2411.00002", cwd=tmp_path).status == 0
    told = json.loads(jogan("why", "2411.00002", "--json", cwd=tmp_path).out)
    assert [item["url"] for item in told["items"]] == ["https://arxiv.org/abs/2411.00002"]
    assert jogan("join", "2411.00003", "2411.00002", cwd=tmp_path).status == 0
    held = json.loads(jogan("why", "2411.00003", "--json", cwd=tmp_path).out)
    assert {item["url"][-1] for item in held["items"]} == {"2", "3"}
    alone = json.loads(jogan("why", "2411.00001", "--json", cwd=tmp_path).out)
    assert {item["url"][-1] for item in alone["items"]} == {"1"}


def settled(**fields: object) -> Item:
    return settle(Item(**{"kind": "news", "source": "A", "day": DAY} | fields))


def test_keys_follow_what_was_split_and_joined(tmp_path: Path) -> None:
    """What comes later belongs to the story that a person put its page into."""
    with Store.open(tmp_path / "jogan.db") as store:
        store.add_items(
            [settled(title="The first of two things", url="https://example.org/1", links={"source": "https://b.example/2"}),
             settled(title="The second thing of two", url="https://b.example/2", source="B")]
        )  # fmt: skip
        assign(store, store.unassigned(DAY, DAY, DAY))
        (home,) = set(store.stories_of(["url:https://example.org/1", "url:https://b.example/2"]).values())
        apart, touched = split(store, ["A|url:https://example.org/1"])
        assert set(touched) == {home, apart}
        assert store.stories_of(["url:https://example.org/1"]) == {"url:https://example.org/1": apart}
        store.add_items([settled(title="Again the first one of them", url="https://www.example.org/1/", source="C")])
        assign(store, store.unassigned(DAY, DAY, DAY))
        assert store.story_of_item("C|url:https://example.org/1") == apart
        join(store, home, apart)
        assert store.story_of_item("C|url:https://example.org/1") == home
        assert store.find_story(apart) == home


def test_an_older_database_gets_the_keys_of_the_present_rules(tmp_path: Path) -> None:
    """Stories that were keyed by earlier rules are found by what comes now."""
    with Store.open(tmp_path / "jogan.db") as store:
        store.add_items([settled(title="A thing with a long telling title", url="https://example.org/1")])
        assign(store, store.unassigned(DAY, DAY, DAY))
        for table in ("keys", "clues", "fresh_clues"):
            store._connection.execute(f"DELETE FROM {table}")
        rekey(store)
        assert "title:athingwithalongtellingtitle" in store.stories_of(["title:athingwithalongtellingtitle"])


@pytest.mark.parametrize("first", ["A", "B"])
def test_a_title_leads_to_the_story_that_a_person_left_it_with(tmp_path: Path, first: str) -> None:
    """Whichever of two entries of one title was first: when one is taken out, later ones find what stays."""
    title = "Exactly one long and telling title of a thing"
    key = "title:exactlyonelongandtellingtitleofathing"
    with Store.open(tmp_path / "jogan.db") as store:
        for source in sorted("AB", reverse=first == "B"):
            store.add_items([settled(title=title, url=f"https://{source}.example/1", source=source)])
            assign(store, store.unassigned(DAY, DAY, DAY))
        (home,) = set(store.stories_of([key]).values())
        split(store, ["A|url:https://a.example/1"])
        assert store.stories_of([key]) == {key: home}
        assert store.story_of_item("B|url:https://b.example/1") == home


def test_an_item_moved_by_hand_leaves_its_title_where_it_was(tmp_path: Path) -> None:
    """The keys of an entry that a person puts elsewhere go on leading to the story that the rules chose."""
    title = "Exactly one long and telling title of a thing"
    key = "title:exactlyonelongandtellingtitleofathing"
    with Store.open(tmp_path / "jogan.db") as store:
        store.add_items(
            [settled(title=title, url="https://a.example/1"),
             settled(title=title, url="https://b.example/1", source="B"),
             settled(title="Quite another thing altogether", url="https://c.example/1", source="C")]
        )  # fmt: skip
        assign(store, store.unassigned(DAY, DAY, DAY))
        other = store.story_of_item("C|url:https://c.example/1")
        before = store.stories_of([key])
        assert other
        join(store, other, "A|url:https://a.example/1")
        assert store.story_of_item("A|url:https://a.example/1") == other
        assert store.stories_of([key]) == before


def test_a_paper_and_the_news_of_it_are_one_story(tmp_path: Path) -> None:
    """Joined by hand they are a paper that lists both, in the paper's category, also when built and filed anew."""
    day, page = "2024-11-28", "https://news.example.kr/1"
    items = [
        {
            "kind": "paper", "title": "Star Attention: Efficient LLM Inference over Long Sequences", "day": day,
            "summary": "Inference of large language models on long sequences is slow. Star Attention is a two-phase "
            "block-sparse attention. It reduces memory and inference time by up to 11x.",
            "url": "https://arxiv.org/abs/2411.17116", "ids": {"arxiv": "2411.17116"}, "source": "arXiv",
        },
        {
            "kind": "news", "title": "엔비디아, 긴 문맥 추론을 11배 빠르게 하는 기술 공개", "day": day, "url": page,
            "summary": "엔비디아가 대형 언어 모델의 추론을 빠르게 하는 방법을 공개했다.", "source": "AI 신문",
        },
    ]  # fmt: skip
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(one) + "\n" for one in items), encoding="utf-8")
    jogan("import", "a.jsonl", cwd=tmp_path)
    jogan("build", "--date", day, cwd=tmp_path)
    before = edition(tmp_path / "editions", day)["sections"]
    assert [len(section["stories"]) for section in before] == [1, 1]
    ran = jogan("join", "2411.17116", page, cwd=tmp_path)
    assert (ran.status, "told as a paper" in ran.out) == (0, True)
    for arguments in (("build", "--date", day), ("build", "--date", day), ("relabel",)):
        (tmp_path / "jogan.toml").write_text(
            '[taxonomy]\ndrop = ["quantum"]\n' if arguments == ("relabel",) else "", encoding="utf-8"
        )
        assert jogan(*arguments, cwd=tmp_path).status == 0
        papers, news = edition(tmp_path / "editions", day)["sections"]
        assert news["stories"] == []
        (one,) = papers["stories"]
        assert one["filed"]["filing"]["category"] == before[0]["stories"][0]["filed"]["filing"]["category"]
        assert one["filed"]["story"]["url"] == "https://arxiv.org/abs/2411.17116"
        report = (tmp_path / "editions" / day / f"Papers_{day}_report.md").read_text(encoding="utf-8")
        sources = report.partition("**출처:**")[2]
        assert "arxiv.org/abs/2411.17116" in sources
        assert page in sources
    assert "joined by hand" in jogan("why", page, cwd=tmp_path).out
    key = next(
        one["key"] for one in json.loads(jogan("why", page, "--json", cwd=tmp_path).out)["items"] if page in one["key"]
    )
    jogan("split", key, cwd=tmp_path)
    jogan("build", "--date", day, cwd=tmp_path)
    assert [len(section["stories"]) for section in edition(tmp_path / "editions", day)["sections"]] == [1, 1]
