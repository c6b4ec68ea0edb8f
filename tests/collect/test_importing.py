"""Items from files: every good line, every bad one by its number."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jogan.collect.importing import BadLine, parse, read
from jogan.errors import ImportFileError
from jogan.model.collected import Item

GOOD: dict[str, Any] = {"kind": "paper", "title": "A title", "url": "https://arxiv.org/abs/2411.00001", "source": "S"}


def _write(path: Path, *lines: object) -> Path:
    path.write_text("\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines) + "\n", encoding="utf-8")
    return path


def _read(path: Path) -> tuple[list[Item], list[BadLine]]:
    bad: list[BadLine] = []
    return list(read(path, bad.append)), bad


def test_every_field_of_the_contract_is_read(tmp_path: Path) -> None:
    """What the contract names is understood, and unknown fields are kept."""
    line = GOOD | {
        "summary": "An  abstract.", "authors": ["A. B"], "published": "2024-11-27T10:00:00Z", "day": "2024-11-28",
        "ids": {"arxiv": "2411.00001", "doi": None}, "categories": ["cs.AI"], "version": "v2", "extra_field": [1],
    }  # fmt: skip
    (item,), bad = _read(_write(tmp_path / "a.jsonl", line))
    assert not bad
    assert item == Item(
        kind="paper", title="A title", url="https://arxiv.org/abs/2411.00001", source="S", summary="An abstract.",
        authors=("A. B",), published=datetime(2024, 11, 27, 10, tzinfo=UTC), day=date(2024, 11, 28),
        ids={"arxiv": "2411.00001"}, categories=("cs.AI",), version=2, extra={"extra_field": [1]},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ("{", "not JSON"),
        ("[1]", "not a JSON object"),
        ("null", "not a JSON object"),
        ('{"title": "x"}', "url: is missing"),
        ('{"url": "https://x.org"}', "title: is missing"),
        ({"title": "  ", "url": "https://x.org"}, "title: is empty"),
        ({"title": "x", "url": "javascript:alert(1)"}, "no http"),
        (GOOD | {"day": "2024-13-40"}, "day: "),
        (GOOD | {"published": "soon"}, "published: "),
        (GOOD | {"kind": "rumour"}, "kind: "),
        (GOOD | {"version": "latest"}, "version: "),
        ("[" * 100_000, "nested too deep"),
        ({"id": "nonsense", "abstract": "a", "title": "t"}, "no arXiv identifier"),
        ({"id": "0704.0001", "abstract": "a", "title": "t", "authors_parsed": 7}, "snapshot's shape"),
        ({"id": "0704.0001", "abstract": "a", "title": "t", "versions": [{}]}, "snapshot's shape"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(tmp_path: Path, line: object, cause: str) -> None:
    """The number and the cause are told, and no other line is lost."""
    items, bad = _read(_write(tmp_path / "a.jsonl", GOOD, line, GOOD | {"title": "Another"}))
    assert [item.title for item in items] == ["A title", "Another"]
    assert [(one.number, cause in one.cause) for one in bad] == [(2, True)]


def test_blank_lines_and_a_byte_order_mark_are_nothing(tmp_path: Path) -> None:
    """What editors leave in files is no error."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(GOOD).encode() + b"\n\n   \n")
    items, bad = _read(path)
    assert (len(items), bad) == (1, [])


def test_the_metadata_snapshot_is_read(tmp_path: Path) -> None:
    """A line of the arXiv snapshot gives the paper with authors, versions, categories and first date."""
    line = {
        "id": "0704.0001", "authors_parsed": [["Balázs", "C.", ""], ["Berger", "E. L.", ""]],
        "title": "A title\n  over two lines", "abstract": "  Some\n  words. ", "categories": "hep-ph cs.LG",
        "comments": "37 pages", "doi": "10.1103/PhysRevD.76.013009",
        "versions": [{"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"}, {"version": "v2", "created": "x"}],
    }  # fmt: skip
    (item,), bad = _read(_write(tmp_path / "a.jsonl", line))
    assert not bad
    assert item.title == "A title over two lines"
    assert (item.authors, item.version, item.categories) == (("C. Balázs", "E. L. Berger"), 2, ("hep-ph", "cs.LG"))
    assert item.published == datetime(2007, 4, 2, 19, 18, 42, tzinfo=UTC)


def test_a_snapshot_line_with_a_wrong_date_is_refused(tmp_path: Path) -> None:
    """A date that is none is told, not guessed."""
    line = {"id": "0704.0001", "title": "t", "abstract": "a", "versions": [{"version": "v1", "created": "yesterday"}]}
    items, bad = _read(_write(tmp_path / "a.jsonl", line))
    assert (items, len(bad)) == ([], 1)


def test_parquet_is_read_in_batches(tmp_path: Path) -> None:
    """Rows become items; a row without a title is a bad line."""
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    table = pa.table(
        {
            "arxiv_id": ["2503.00001", "2503.00002"], "title": ["One", None], "abstract": ["a", "b"],
            "authors": [["A"], []], "categories": [["cs.AI"], []], "comment": [None, ""],
            "first_seen": ["2025-03-18", "2025-03-18"],
        }
    )  # fmt: skip
    pq.write_table(table, tmp_path / "a.parquet")
    (item,), bad = _read(tmp_path / "a.parquet")
    assert (item.ids, item.day, item.authors) == ({"arxiv": "2503.00001"}, date(2025, 3, 18), ("A",))
    assert [one.number for one in bad] == [2]


def test_a_compressed_file_that_breaks_off_gives_what_it_held(tmp_path: Path) -> None:
    """The items before the break are yielded; then one clear error."""
    whole = gzip.compress("".join(json.dumps(GOOD | {"title": f"T{n}"}) + "\n" for n in range(5000)).encode())
    (tmp_path / "a.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    items: list[Item] = []
    with pytest.raises(ImportFileError, match="breaks off"):
        items.extend(read(tmp_path / "a.jsonl.gz", lambda _: None))
    assert items


@pytest.mark.parametrize(
    ("make", "cause"),
    [
        (lambda path: None, "cannot be read"),
        (lambda path: path.write_bytes(b""), "is empty"),
        (lambda path: path.mkdir(), "cannot be read"),
        (lambda path: path.write_bytes(b"PAR1 and then nothing of the kind"), "no readable Parquet"),
        (lambda path: path.write_bytes(b"\x1f\x8b\x08\x00broken"), "breaks off|cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, make: Any, cause: str) -> None:
    """Missing, empty, a folder, damaged: one line with the file and the cause."""
    path = tmp_path / "items.file"
    make(path)
    with pytest.raises(ImportFileError, match=cause) as error:
        list(read(path, lambda _: None))
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*GOOD, "summary", "day", "ids", "authors", "links", "signals"]), JSON))
def test_any_record_is_an_item_or_one_line_of_explanation(record: dict[str, Any]) -> None:
    """Whatever JSON a line holds, the outcome is an item with a title and an address, or a ValueError."""
    try:
        item = parse(record)
    except ValueError:
        return
    assert item.title
    assert item.url


def test_a_bomb_of_one_line_fits_into_memory(tmp_path: Path) -> None:
    """A small file that unpacks to one line of 400 MB is reported piece by piece, in bounded memory."""
    import gzip
    import subprocess
    import sys

    path = tmp_path / "bomb.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        for _ in range(400):
            file.write(b"[" * 1_000_000)
    program = (
        "import re, sys; from pathlib import Path; from jogan.collect import importing\n"
        "bad = []; assert not list(importing.read(Path(sys.argv[1]), bad.append))\n"
        # Not ru_maxrss: a child is born with its parent's, and the parent is a large test run.
        "status = Path('/proc/self/status').read_text()\n"
        "print(len(bad), int(re.search(r'VmHWM:\\s*(\\d+)', status)[1]) // 1024)"
    )
    ran = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    lines, peak = map(int, ran.stdout.split())
    assert 1 <= lines <= 10
    assert peak < 350
