"""A whole run against a hostile internet: every fault ends in an edition that names it, and nothing else is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers import Ran, edition, jogan
from hostile_server import FAULTS, Server, entry, feed

DAY = "2024-11-20"
GOOD = feed(
    entry("OpenAI trains a new language model for code", "one"),
    entry("A large language model learns to reason about images", "two"),
)
SETTINGS = """
timezone = "UTC"
[fetch]
connect_timeout = 2
read_timeout = 1
total_timeout = 4
source_deadline = 25
run_deadline = 90
attempts = 2
max_bytes = 12000000
articles = 0
allow_private = ["{host}"]
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ran, Path]]:
    """One run over all faults at once and one good feed, and where it happened."""
    folder = tmp_path_factory.mktemp("hostile")
    handlers = {name: fault.handler for name, fault in FAULTS.items()}
    handlers["fine"] = lambda x: x.reply(GOOD, Content_Type="application/rss+xml")
    with Server(handlers) as server:
        sources = "".join(
            f'[[source]]\nname = "{name}"\nkind = "feed"\nurl = "{server.url(name)}"\n' for name in ["fine", *FAULTS]
        )
        (folder / "jogan.toml").write_text(SETTINGS.format(host=server.host) + sources, encoding="utf-8")
        ran = jogan("run", "--date", DAY, cwd=folder, env={"SOURCE_DATE_EPOCH": "1732190400"})
        yield ran, folder


@pytest.mark.slow
def test_the_edition_is_out(hostile: tuple[Ran, Path]) -> None:
    """The run succeeds, without a traceback, and prints what the good feed gave."""
    ran, folder = hostile
    assert ran.status == 0, ran.err
    assert "Traceback" not in ran.err + ran.out
    text = (folder / "editions" / DAY / f"News_{DAY}_report.md").read_text(encoding="utf-8")
    assert "OpenAI trains a new language model for code" in text


@pytest.mark.slow
def test_every_fault_is_named_in_the_header(hostile: tuple[Ran, Path]) -> None:
    """Each source has its line in the edition, with its status, and a failed one with its cause."""
    _, folder = hostile
    lines = {line["name"]: line for line in edition(folder / "editions", DAY)["sources"]}
    assert set(lines) == {"fine", *FAULTS}
    for name, fault in FAULTS.items():
        assert lines[name]["status"] == fault.status, lines[name]
        assert lines[name]["detail"] or fault.status == "ok"


@pytest.mark.slow
def test_nothing_harmful_is_printed(hostile: tuple[Ran, Path]) -> None:
    """No script, hidden order or expanded entity reaches a file of the edition."""
    _, folder = hostile
    document = json.dumps(edition(folder / "editions", DAY), ensure_ascii=False)
    page = (folder / "editions" / DAY / "index.html").read_text(encoding="utf-8")
    for harm in ("alert(1)", "Ignore previous instructions", "hahahaha", "root:x", "javascript:"):
        assert harm not in document, harm
        assert harm not in page, harm


@pytest.mark.slow
def test_a_day_on_which_nothing_could_be_had_says_so(tmp_path: Path) -> None:
    """With every source down there is no edition, and one clear line that says why."""
    with Server({"down": FAULTS["status-500"].handler}) as server:
        text = (
            SETTINGS.format(host=server.host) + f'[[source]]\nname = "a"\nkind = "feed"\nurl = "{server.url("down")}"\n'
        )
        (tmp_path / "jogan.toml").write_text(text, encoding="utf-8")
        ran = jogan("run", "--date", DAY, cwd=tmp_path, env={"SOURCE_DATE_EPOCH": "1732190400"})
    assert ran.status == 1
    assert "Traceback" not in ran.err
    assert ran.err.strip()
