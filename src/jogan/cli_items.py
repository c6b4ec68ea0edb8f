"""The commands about items from files: import, classify, verify. `cli.py` puts them beside its own."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from jogan.cli_archive import AsJson, ConfigFile
from jogan.console import complain, meter, print_verdicts
from jogan.desk import load_config, open_store
from jogan.errors import JoganError

T = TypeVar("T")


def add_items(app: typer.Typer) -> None:
    """Add the commands of this file to the program."""
    for name, command in (("import", import_), ("classify", classify), ("verify", verify)):
        app.command(name)(command)


def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="JSON lines (title, url, …), Parquet, or the arXiv snapshot.")
    ],
    as_json: AsJson = False,
    config_file: ConfigFile = None,
) -> None:
    """Items from a file into the store; bad lines are named and skipped."""
    from jogan.collect import importing
    from jogan.pipeline import place
    from jogan.wiring import moment

    config = load_config(config_file)
    today = moment(config, None, None).astimezone(config.zone).date()
    bad: list[importing.BadLine] = []
    broken: list[JoganError] = []
    skips = _Skips(file)

    def skipped(line: importing.BadLine) -> None:
        bad.append(line)
        skips.add(line.number, line.cause)

    def whole(stream: Iterable[Any]) -> Iterator[Any]:
        # A file that breaks off in the middle gives what it held up to there; the error is told at the end.
        try:
            yield from skips.telling(stream)
        except JoganError as error:
            broken.append(error)

    with open_store(config) as store, meter(file) as at:
        added = store.add_items(place(item, today, config.zone) for item in whole(importing.read(file, skipped, at)))
    read = added.new + added.revised + added.same
    if as_json:
        print(
            json.dumps(
                {"new": added.new, "revised": added.revised, "same": added.same, "bad": [asdict(b) for b in bad]}
            )
        )
    elif read or not broken:
        print(f"{file}: {added.new} new, {added.revised} revised, {added.same} known already; {len(bad)} bad lines")
    if broken:
        raise broken[0]
    if not read:
        raise skips.nothing("Each line is a JSON object with at least a title and a url.")


def classify(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="JSON lines with a title or a summary; - for standard input.")
    ],
    config_file: ConfigFile = None,
) -> None:
    """The category of each item: JSON lines in, JSON lines out."""
    from jogan import wiring
    from jogan.edit.classify import classify_lines
    from jogan.edit.taxonomy import papers_named

    config = load_config(config_file)
    drawers = wiring.taxonomy(config)
    with open_store(config) if papers_named(drawers) else nullcontext() as store:
        files = wiring.classifier(drawers, store)
    skips, done = _Skips(file), 0
    with _open_lines(file) as lines:
        for answer in skips.telling(classify_lines(lines, files, skips.add)):
            done += 1
            contract = {key: answer[key] for key in ("id", "category", "score", "runner_up")}
            sys.stdout.write(json.dumps(contract, ensure_ascii=False) + "\n")
    if not done:
        raise skips.nothing("Each line is a JSON object with a title or a summary.")


def verify(
    report: Annotated[Path, typer.Argument(metavar="REPORT", help="A digest in Markdown, or claims as JSON lines.")],
    items: Annotated[
        Path,
        typer.Option("--items", metavar="FILE", help="Its sources: items as jogan import takes them."),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a claim.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 3 where a claim is not supported.")] = False,
) -> None:
    """A report, anybody's, against its sources: a verdict, a reason and the evidence for every sentence."""
    from jogan import wiring
    from jogan.collect import importing
    from jogan.write.digest import read_claims, source_of_item, verify_claims, verify_digest

    try:
        text = report.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "is not UTF-8 text"
        raise JoganError(str(report), f"cannot be read ({why})", "Check the path.") from error
    skips = _Skips(items)
    read = importing.read(items, lambda line: skips.add(line.number, line.cause))
    sources = [source_of_item(item) for item in skips.telling(read)]
    if not sources:
        raise skips.nothing("Each line is a JSON object with at least a title and a url.")
    if text.lstrip("\ufeff \n").startswith("{"):
        rows, bad = read_claims(text)
        for number, cause in bad:
            complain(f"{report}: line {number} skipped: {cause}")
        results = verify_claims(rows, sources, wiring.verifier())
    else:
        results = verify_digest(text, sources, wiring.verifier())
    if not results:
        raise JoganError(str(report), "holds no sentence to check", "Give a Markdown digest or JSON lines of claims.")
    print_verdicts(results, as_json=as_json)
    if strict and any(result.verdict in ("refuted", "not enough info") for result in results):
        raise typer.Exit(3)


class _Skips:
    """The lines of a file that are no items: each is told, but of a file that holds no item at all only the first."""

    #: So many are held back until an item comes; a file that begins with more is told line by line.
    MOST = 1000

    def __init__(self, file: Path) -> None:
        self._file = file
        self._held: list[tuple[int, str]] | None = []
        self._first, self._count = "", 0

    def add(self, number: int, cause: str) -> None:
        """A line that is skipped, and why."""
        self._first = self._first or f"line {number}: {cause}"
        self._count += 1
        if self._held is None:
            self._tell(number, cause)
            return
        self._held.append((number, cause))
        if len(self._held) > self.MOST:
            self._release()

    def telling(self, stream: Iterable[T]) -> Iterator[T]:
        """The items as they come; with the first of them the lines before it are told."""
        for item in stream:
            self._release()
            yield item

    def nothing(self, remedy: str) -> JoganError:
        """The error of a file that held no item."""
        more = f", and {self._count - 1:,} more such lines" if self._count > 1 else ""
        return JoganError(str(self._file), f"holds no item{f' ({self._first}{more})' if self._first else ''}", remedy)

    def _release(self) -> None:
        held, self._held = self._held, None
        for number, cause in held or ():
            self._tell(number, cause)

    def _tell(self, number: int, cause: str) -> None:
        complain(f"{self._file}: line {number} skipped: {cause}")


@contextmanager
def _open_lines(file: Path) -> Iterator[Iterable[bytes]]:
    if str(file) == "-":
        yield sys.stdin.buffer
        return
    try:
        with file.open("rb") as lines:
            yield lines
    except OSError as error:
        raise JoganError(str(file), f"cannot be read ({error.strerror})", "Check the path.") from error
