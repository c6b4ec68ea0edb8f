"""`jogan render --site` from the command line: what it writes, what it leaves alone, and where it cannot write."""

from __future__ import annotations

import json
from pathlib import Path

from helpers import files, jogan
from served import DAY, filled


def test_a_site_is_written_once(tmp_path: Path) -> None:
    """A second build writes nothing; a story that is joined to another leaves its address, which leads on."""
    filled(tmp_path)
    first = jogan("render", "--site", "site", cwd=tmp_path)
    assert first.status == 0, first.err
    before = files(tmp_path / "site")
    assert f"{DAY}/papers.html" in before
    again = json.loads(jogan("render", "--site", "site", "--json", cwd=tmp_path).out)
    assert again["written"] == 0
    assert {name: data for name, data in files(tmp_path / "site").items() if "pagefind" not in name} == {
        name: data for name, data in before.items() if "pagefind" not in name
    }
    assert "story/arxiv-2411.00002.html" in before
    assert jogan("join", "2411.00001", "2411.00002", cwd=tmp_path).status == 0
    assert jogan("build", "--date", DAY, cwd=tmp_path).status == 0
    assert jogan("render", "--site", "new", cwd=tmp_path).status == 0
    moved = (tmp_path / "new" / "story" / "arxiv-2411.00002.html").read_text(encoding="utf-8")
    assert 'content="0; url=arxiv-2411.00001.html"' in moved
    assert (tmp_path / "new" / "story" / "arxiv-2411.00001.html").is_file()


def test_a_site_that_cannot_be_written(tmp_path: Path) -> None:
    """A file where the folder should be, and no edition at all, are one line each."""
    empty = jogan("render", "--site", "site", cwd=tmp_path)
    assert (empty.status, empty.err.count("\n")) == (1, 1)
    filled(tmp_path)
    (tmp_path / "taken").write_text("a file")
    ran = jogan("render", "--site", "taken", cwd=tmp_path)
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert "cannot be written" in ran.err


def test_a_site_speaks_the_language_that_is_asked_for(tmp_path: Path) -> None:
    """Each language is a site of its own, out of that language's editions."""
    filled(tmp_path)
    assert jogan("build", "--date", DAY, "--lang", "en", cwd=tmp_path).status == 0
    for language, word in (("ko", "지난 판"), ("en", "Archive")):
        assert jogan("render", "--site", f"site-{language}", "--lang", language, cwd=tmp_path).status == 0
        page = (tmp_path / f"site-{language}" / "index.html").read_text(encoding="utf-8")
        assert f'<html lang="{language}">' in page
        assert word in page
