"""The words beside an index: kept, read again, made again, and never in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from jogan.glossary import Glossary
from jogan.store import words
from jogan.store.hits import Document
from jogan.store.search import SearchIndex

SPOKEN = [("rubric", 5), ("transformer", 9), ("diffusion", 7), ("rare", 1)]


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even few words are kept in these tests."""
    monkeypatch.setattr(words, "WORTH", 1)


def never() -> list[tuple[str, int]]:
    """Words that must not be asked for."""
    raise AssertionError("the words were made again")


def test_words_are_kept_for_their_commit(tmp_path: Path) -> None:
    """The second to need them reads them, and they answer as the first; after another commit they are made again."""
    (tmp_path / "meta.json").write_text("one")
    made = words.load(tmp_path, lambda: SPOKEN)
    read = words.load(tmp_path, never)
    for known in (made, read):
        assert known.spelling.near("difusion") == ["diffusion"]
        assert [word for word, _ in known.sounds.like("루브릭")] == ["rubric"]
        assert known.spelling.near("rrare") == []
    (tmp_path / "meta.json").write_text("two")
    assert words.load(tmp_path, lambda: SPOKEN[1:]).sounds.like("루브릭") == []


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b'{"state": 1}', b"\xff"])
def test_a_broken_file_is_made_again(tmp_path: Path, broken: bytes) -> None:
    """Whatever stands in it."""
    (tmp_path / "meta.json").write_text("one")
    (tmp_path / words.FILE).write_bytes(broken)
    assert words.load(tmp_path, lambda: SPOKEN).spelling.near("rubrik") == ["rubric"]
    assert words.load(tmp_path, never).spelling.near("rubrik") == ["rubric"]


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    """The words are made, and made again the next time."""
    assert words.load(tmp_path / "no such folder", lambda: SPOKEN).spelling.near("rubrik") == ["rubric"]


def test_a_warm_index_answers_and_learns_new_words_when_told(tmp_path: Path) -> None:
    """A new commit's words are found as they are at once, by their spelling after the next call."""

    def document(number: int, title: str) -> Document:
        return Document(story=f"n:{number}", kind="news", title=title, url=f"https://a.b/{number}")

    index = SearchIndex(tmp_path / "index", Glossary.parse("en\tko\tabbr\ten_variants\tko_variants\trelated\tkind\n"))
    index.add([document(n, "a transformer") for n in range(3)])
    index.warm()
    assert index.search("transfomer").total == 3
    index.add([document(n, "a perceptron") for n in range(3, 6)])
    assert index.search("perceptron").total == 3
    assert index.search("percepton").total == 0
    index.warm()
    assert index.search("percepton").total == 3
    assert (tmp_path / "index" / words.FILE).is_file()
    again = SearchIndex(tmp_path / "index", Glossary.parse("en\tko\tabbr\ten_variants\tko_variants\trelated\tkind\n"))
    assert again.search("percepton").total == 3
