"""The rendered files, compared with those in git."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from jogan.press import artifacts

GOLDEN = Path(__file__).parent / "golden"
KINDS = (".md", ".json", ".html", ".svg")


@pytest.mark.parametrize(("name", "language"), [("ordinary", "ko"), ("ordinary", "en"), ("empty", "ko"), ("nasty", "")])
def test_rendered_files_are_as_in_git(
    editions: ModuleType, golden: Callable[[Path, bytes], None], name: str, language: str
) -> None:
    """Every change of what readers see shows in review."""
    edition = getattr(editions, name)(*([language] if language else []))
    for artifact in artifacts(edition):
        if artifact.name.endswith(KINDS):
            golden(GOLDEN / f"{name}{language and '-' + language}" / artifact.name, artifact.data)


def test_artifacts_have_their_names(editions: ModuleType) -> None:
    """An edition's folder holds the files that the contract names, and no others."""
    assert {artifact.name for artifact in artifacts(editions.ordinary())} == {
        "Papers_2024-11-28_report.md",
        "News_2024-11-28_report.md",
        "paper_2024-11-28.png",
        "news_2024-11-28.png",
        "paper_2024-11-28.svg",
        "news_2024-11-28.svg",
        "edition.json",
        "index.html",
    }


def test_rendering_twice_gives_the_same_bytes(editions: ModuleType) -> None:
    """The press is pure: same edition, same bytes, pictures included."""
    assert artifacts(editions.ordinary()) == artifacts(editions.ordinary())
