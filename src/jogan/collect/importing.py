"""Items from files: JSON lines of our contract or of the arXiv metadata snapshot, and Parquet.

Streams: at no time is more than one batch of a file in memory. A line that is no item is reported with its number and
skipped. Dates are taken as written or the line is refused; none is guessed.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from typing import IO, Annotated, Any, Literal

from jogan.collect.arxiv import is_withdrawn
from jogan.edit.address import arxiv_id, canonical_url
from jogan.errors import ImportFileError, json_fault
from jogan.model.collected import Item

#: Rows of a Parquet file that are held at once.
PARQUET_BATCH = 1000
#: A longer line is no item but a broken file (bytes).
MAX_LINE = 64_000_000

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_FIELDS = {field.name for field in fields(Item)} - {"extra"}


@dataclass(frozen=True, slots=True, kw_only=True)
class BadLine:
    """A line (or row) that is no item, counted from 1, and why."""

    number: int
    cause: str


def read(
    path: Path, on_bad: Callable[[BadLine], None], on_bytes: Callable[[int], None] | None = None
) -> Iterator[Item]:
    """The items of the file, one at a time; `on_bytes` hears how far in the file the reader is.

    Raises ImportFileError where the file cannot be read, is empty, or breaks off; what came before has been yielded.
    """
    try:
        with path.open("rb") as file:
            head = file.read(4)
            if not head:
                raise ImportFileError(str(path), "is empty", "Give a file of JSON lines or Parquet.")
            file.seek(0)
            if head == b"PAR1":
                yield from _rows(path, on_bad, on_bytes)
            elif head[:2] == b"\x1f\x8b":
                with gzip.open(file) as unpacked:
                    yield from _lines(unpacked, on_bad, lambda _: on_bytes and on_bytes(file.tell()))
            else:
                yield from _lines(file, on_bad, on_bytes)
    except (EOFError, gzip.BadGzipFile) as error:
        raise ImportFileError(
            str(path), f"breaks off ({error})", "Fetch the file again; what was read is kept."
        ) from error
    except OSError as error:
        why = error.strerror or str(error)
        raise ImportFileError(str(path), f"cannot be read ({why})", "Check the path and its permissions.") from error


def _lines(
    file: IO[bytes] | gzip.GzipFile, on_bad: Callable[[BadLine], None], on_bytes: Callable[[int], Any] | None
) -> Iterator[Item]:
    number = position = 0
    while line := file.readline(MAX_LINE):
        number += 1
        position += len(line)
        if on_bytes and number % 500 == 0:
            on_bytes(position)
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            on_bad(BadLine(number=number, cause=json_fault(error)))
            continue
        item = _item(record, number, on_bad)
        if item:
            yield item


def _rows(path: Path, on_bad: Callable[[BadLine], None], on_bytes: Callable[[int], None] | None) -> Iterator[Item]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise ImportFileError(
            str(path), "Parquet needs pyarrow", "Install it: pip install 'jogan[parquet]'."
        ) from error
    try:
        file = pq.ParquetFile(path)
        number, size = 0, path.stat().st_size
        for batch in file.iter_batches(PARQUET_BATCH, use_threads=False):
            for record in batch.to_pylist():
                number += 1
                item = _item({k: v for k, v in record.items() if v is not None}, number, on_bad)
                if item:
                    yield item
            if on_bytes:
                on_bytes(size * number // max(file.metadata.num_rows, 1))
    except pa.ArrowException as error:
        cause = " ".join(str(error).split())[:200]
        raise ImportFileError(str(path), f"is no readable Parquet file ({cause})", "Fetch the file again.") from error


def _item(record: Any, number: int, on_bad: Callable[[BadLine], None]) -> Item | None:
    """The item of one record, or None after reporting why there is none."""
    if not isinstance(record, dict):
        on_bad(BadLine(number=number, cause="not a JSON object"))
        return None
    try:
        if "url" not in record and ("arxiv_id" in record or ("id" in record and "abstract" in record)):
            record = _from_arxiv(record)
        return parse(record)
    except ValueError as error:
        on_bad(BadLine(number=number, cause=str(error)))
    except (TypeError, KeyError, IndexError):
        on_bad(BadLine(number=number, cause="not of the metadata snapshot's shape"))
    return None


def _from_arxiv(record: Mapping[str, Any]) -> dict[str, Any]:
    """A row of the Parquet corpus or a line of the metadata snapshot, in the words of our contract.

    The snapshot's shape: https://www.kaggle.com/datasets/Cornell-University/arxiv (id, abstract, versions, …).
    """
    written = str(record.get("arxiv_id") or record["id"])
    found = arxiv_id(written)
    if found is None:
        raise ValueError(f"id: {written!r} is no arXiv identifier")
    versions = record.get("versions") or []
    names = record.get("authors_parsed")
    categories = record.get("categories") or []
    item: dict[str, Any] = {
        "kind": "paper",
        "title": record.get("title"),
        "summary": record.get("abstract") or "",
        "url": f"https://arxiv.org/abs/{found[0]}",
        "source": "arXiv",
        "authors": [" ".join(f"{n[1]} {n[0]}".split()) for n in names] if names else _names(record.get("authors")),
        "ids": {"arxiv": found[0]} | ({"doi": record["doi"]} if record.get("doi") else {}),
        "version": len(versions) or found[1],
        "categories": categories.split() if isinstance(categories, str) else categories,
        "comment": record.get("comment") or record.get("comments") or "",
        "day": record.get("first_seen"),
    }
    if versions:
        item["published"] = parsedate_to_datetime(versions[0]["created"])
    item["withdrawn"] = is_withdrawn(str(item["comment"]), str(item["summary"]))
    return item


def _names(written: Any) -> Any:
    """Authors as a list, from a list or from one line of text; anything else is left for the contract to refuse."""
    if isinstance(written, str):
        return [name.strip() for name in re.split(r",\s*(?:and\s+)?|\s+and\s+|;\s*", written) if name.strip()]
    return [str(name) for name in written] if isinstance(written, list) else written or ()


def _version(written: Any) -> Any:
    """A version as a number: 2, "2" and "v2" are one; an empty one, as exports write it, is none."""
    return written.removeprefix("v") or None if isinstance(written, str) else written


@cache
def _model() -> Any:
    """The contract of a line (design: Item JSONL), as a pydantic model built on first use."""
    from pydantic import BaseModel, BeforeValidator, ConfigDict

    Text = Annotated[str, BeforeValidator(lambda v: "" if v is None else v)]  # noqa: N806 - a type
    Words = Annotated[tuple[str, ...], BeforeValidator(_names)]  # noqa: N806 - a type
    Ids = Annotated[  # noqa: N806 - a type
        dict[str, str],
        BeforeValidator(
            lambda v: {str(k): str(x) for k, x in v.items() if x not in (None, "")} if isinstance(v, dict) else v or {}
        ),
    ]

    class Line(BaseModel):
        model_config = ConfigDict(extra="allow")

        kind: Literal["paper", "news"] | None = None
        title: str
        url: str
        source: Text = ""
        summary: Text = ""
        text: Text = ""
        authors: Words = ()
        published: datetime | date | None = None
        day: date | None = None
        ids: Ids = {}
        version: Annotated[int | None, BeforeValidator(_version)] = None
        categories: Words = ()
        links: Ids = {}
        announce: Literal["new", "cross", "replace", "replace-cross"] | None = None
        withdrawn: bool = False
        comment: Text = ""
        language: Text = ""
        signals: dict[str, float] = {}

    return Line


def parse(record: Mapping[str, Any]) -> Item:
    """The item of one record of the contract. Raises ValueError with one line naming the field."""
    from pydantic import ValidationError

    # An empty version, as exports write it, is no version.
    cleaned = {
        key: value for key, value in record.items() if not (key in ("version", "published", "day") and value == "")
    }
    try:
        line = _model().model_validate(cleaned)
    except ValidationError as error:
        problem = error.errors()[0]
        where = problem["loc"][0]
        message = "is missing" if problem["type"] == "missing" else str(problem["msg"])
        raise ValueError(f"{where}: {message[:1].lower()}{message[1:]}") from error
    title = clean(line.title)
    if not title:
        raise ValueError("title: is empty")
    if not canonical_url(line.url):
        raise ValueError(f"url: {line.url[:80]!r} is no http(s) address")
    ids = dict(line.ids)
    published = line.published
    if isinstance(published, date) and not isinstance(published, datetime):
        published = datetime(published.year, published.month, published.day, tzinfo=UTC)
    elif published is not None and published.tzinfo is None:
        published = published.replace(tzinfo=UTC)
    paper = "arxiv" in ids or canonical_url(line.url).startswith("https://arxiv.org/abs/")
    item = Item(
        kind=line.kind or ("paper" if paper else "news"),
        title=title,
        url=line.url.strip(),
        source=clean(line.source) or "import",
        summary=clean(line.summary, keep_lines=True),
        text=clean(line.text, keep_lines=True),
        authors=tuple(filter(None, map(clean, line.authors))),
        published=published,
        day=line.day,
        ids=ids,
        version=line.version,
        categories=line.categories,
        links={name: url for name, url in line.links.items() if canonical_url(url)},
        announce=line.announce,
        withdrawn=line.withdrawn,
        comment=clean(line.comment),
        language=clean(line.language),
        signals=line.signals,
    )
    extra = {key: value for key, value in record.items() if key not in _FIELDS}
    return replace(item, extra=extra) if extra else item


def clean(text: str, *, keep_lines: bool = False) -> str:
    """The text without control characters and lone surrogates, its white space folded (`keep_lines`: within lines)."""
    text = _CONTROL.sub(" ", text).encode("utf-8", "replace").decode("utf-8")
    if keep_lines:
        return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
    return " ".join(text.split())
