"""What a person at the terminal sees: progress, results, and complaints in one line each. Silent progress in a pipe."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jogan.deliver.channel import Outcome
    from jogan.doctor import Finding
    from jogan.model.collected import Source
    from jogan.model.edition import Edition
    from jogan.relabel import Relabeled
    from jogan.site import Site
    from jogan.store.database import Store
    from jogan.store.hits import Hits
    from jogan.why import Account
    from jogan.write.digest import ClaimResult


LEFT_OUT = {
    "printed": "an earlier edition has printed it",
    "not-ai": "it is not about AI",
    "withdrawn": "its authors have withdrawn it",
    "limit": "beyond the limit of the section",
    "old": "too old to be caught up",
    "revision": "a new version of a paper that no edition has printed",
}
"""Why a story stands in no edition, for who asks."""


@contextmanager
def status() -> Iterator[Callable[[str], None]]:
    """Say on a terminal what is being done now; silent in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("starting") as status:
        yield lambda line: status.update(line.replace("[", r"\["))


@contextmanager
def meter(file: Path) -> Iterator[Callable[[int], None] | None]:
    """A bar over the bytes of a file on a terminal; nothing in a pipe."""
    if not sys.stderr.isatty() or not file.is_file():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(f"importing {file.name}", total=file.stat().st_size)
        yield lambda position: progress.update(task, completed=position)


def print_edition(edition: Edition, folder: Path, *, as_json: bool, note: str = "") -> None:
    """What came out and where it lies: a line or two, or one JSON object."""
    failed = [source.name for source in edition.sources if source.status == "failed"]
    if as_json:
        answer = {
            "date": edition.date.isoformat(),
            **({"period": edition.name} if edition.period else {}),
            "language": edition.language,
            "folder": str(folder),
            "note": note,
            "sections": {section.name: asdict(section.counts) for section in edition.sections},
            "failed": failed,
        }
        print(json.dumps(answer, ensure_ascii=False))
        return
    told = []
    for section in edition.sections:
        left = f" ({section.counts.left_out} left out)" if section.counts.left_out else ""
        told.append(f"{section.counts.kept} {section.name}{left}")
    print(f"{edition.name} {folder}: {', '.join(told)}" + (f"; {note}" if note else ""))
    if failed:
        print(f"  failed, and said so in the header: {', '.join(failed)}")
    for failure in dict.fromkeys(one for one in edition.failures if one.stage == "write"):
        print(f"  {failure.subject} {failure.cause}" + (f". {failure.remedy}" if failure.remedy else ""))


def print_site(made: Site, folder: Path, *, as_json: bool) -> None:
    """What the site got."""
    if as_json:
        print(json.dumps({"folder": str(folder)} | asdict(made), ensure_ascii=False))
        return
    if made.trouble:
        complain(made.trouble)
    search = f"{made.searchable} pages searchable" if made.searchable else "no search (pip install 'jogan[site]')"
    print(f"{folder}: {made.editions} editions; {made.written} files written, {made.unchanged} as they were; {search}")


def print_sources(store: Store, loaded: Sequence[Source], day: date | None, *, as_json: bool) -> None:
    """How each source fared on that day, or when it was last asked; as JSON in the contract's form."""
    from jogan.model.collected import SourceHealth

    lines = [
        store.health(SourceHealth(name=s.name, kind=s.kind, section=s.section, url=s.url, status="never"), day)
        for s in loaded
    ]
    if as_json:
        print(json.dumps([asdict(line) for line in lines], default=str, ensure_ascii=False))
        return
    for line in lines:
        since = f"{line.last_success:%Y-%m-%d %H:%M} UTC" if line.last_success else "never"
        usual = f"; usually {line.habit:.0f} new a day" if line.habit is not None else ""
        print(f"{line.status:7} {line.items:5}  {line.name}  (last success: {since}{usual})")
        for told in (line.detail, line.note, line.remedy and f"→ {line.remedy}"):
            if told:
                print(f"               {told}")


def print_findings(findings: Sequence[Finding], *, as_json: bool) -> None:
    """What was looked at, a line each with the remedy below, and a line that sums up; as JSON a list of objects."""
    if as_json:
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
        return
    for one in findings:
        print(f"{one.state:4}  {one.subject}: {' '.join(one.detail.split())}")
        if one.remedy and one.state != "ok":
            print(f"      → {one.remedy.rstrip('.')}.")
    counts = {state: sum(one.state == state for one in findings) for state in ("ok", "warn", "fail")}
    told = f"{counts['ok']} ok, {counts['warn']} to look at, {counts['fail']} in the way"
    print(f"{told}. The next edition can come out." if not counts["fail"] else f"{told}.")


def print_hits(found: Hits, *, as_json: bool) -> None:
    """What a query found; as JSON in the form of the API."""
    from jogan.store.hits import to_json

    if as_json:
        print(json.dumps(to_json(found), ensure_ascii=False))
        return
    for note in found.notes:
        complain(note)
    for place, hit in enumerate(found.hits, start=1):
        print(f"{place:3}. {hit.title}\n     {hit.day or ''}  {hit.category}  {hit.url}")
    stories = "story" if found.total == 1 else "stories"
    print(f"{found.total:,} {stories} found" if found.total else "Nothing found.")


def print_verdicts(results: Sequence[ClaimResult], *, as_json: bool) -> None:
    """Each claim with its verdict, its reason and where that stands, and a line that sums up."""
    from jogan.write.digest import summary_line

    for result in results:
        if as_json:
            print(json.dumps(result.as_json(), ensure_ascii=False))
            continue
        print(f"{result.verdict:16} {result.id}  {result.claim}")
        if result.verdict != "analysis":
            print(f"{'':17}{result.reason}")
        for place in result.evidence[:1]:
            print(f"{'':17}“{' '.join(place.quote.split())}” — {place.title}")
    if not as_json:
        print(summary_line(results))


def print_account(account: Account, *, as_json: bool) -> None:
    """A story's account, for a person or as one JSON object."""
    if as_json:
        print(json.dumps(asdict(account), default=str, ensure_ascii=False))
        return
    print(f"{account.title}\n  {account.story}  {account.url}")
    if account.aliases:
        print(f"  also known as: {', '.join(account.aliases)}")
    print("items:")
    for ref in account.items:
        print(f"  {ref.day}  {ref.source}: {ref.title}\n      {ref.key}" + (f"  ({ref.reason})" if ref.reason else ""))
    for article in account.articles:
        told = {"read": "read", "due": "still to be read"}.get(article.state, f"not read: {article.cause}")
        print(f"article {article.url}\n  {told}")
    print("editions:" if account.decisions else "editions: none has decided about it yet")
    for one in account.decisions:
        if not one.printed:
            detail = f" ({one.detail})" if one.detail else ""
            print(f"  {one.date}  left out: {LEFT_OUT.get(one.left_out, one.left_out)}{detail}")
            continue
        sure = "uncertain, " * one.uncertain + f"{one.asked} was asked, " * bool(one.asked)
        next_best = f", then {one.runner_up}" if one.runner_up else ""
        print(
            f"  {one.date}  {one.category} ({sure}score {one.score:.2f}{next_best}); rank {one.rank}: {one.rank_reason}"
        )
        if one.words:
            print(f"      words that decided: {', '.join(one.words)}")


def print_relabeled(done: Sequence[Relabeled], periods: Sequence[str], *, as_json: bool, dry_run: bool) -> None:
    """What moved in each edition, a line each, and which weeks and months were made anew; as JSON a list of objects."""
    if as_json:
        told = [
            {
                "date": one.date.isoformat(), "stories": one.stories, "moved": one.moved, "changed": one.changed,
                "written": one.written,
                "moves": [{"from": old, "to": new, "stories": n} for (old, new), n in sorted(one.moves.items())],
            }
            for one in done
        ]  # fmt: skip
        print(json.dumps([*told, *({"period": name, "changed": True} for name in periods)], ensure_ascii=False))
        return
    for one in done:
        if one.moved:
            moves = ", ".join(
                f"{old} → {new} {n}" for (old, new), n in sorted(one.moves.items(), key=lambda e: (-e[1], e[0]))
            )
            print(f"{one.date}: {one.moved} of {one.stories} stories moved: {moves}")
    changed, moved = sum(one.changed for one in done), sum(one.moved for one in done)
    verb = "would be filed anew" if dry_run else "filed anew"
    print(f"{changed} of {len(done)} editions {verb}; {moved} of {sum(one.stories for one in done)} stories moved.")
    if periods:
        print(f"made anew with them: {', '.join(periods)}")


def print_outcomes(outcomes: Sequence[Outcome], *, as_json: bool) -> None:
    """What became of each delivery, a line each; as JSON a list of objects."""
    if as_json:
        print(json.dumps([asdict(outcome) for outcome in outcomes], ensure_ascii=False))
        return
    for one in outcomes:
        told = " ".join(filter(None, (one.detail and f"({one.detail})", one.remedy)))
        where = " ".join(filter(None, (one.channel, one.target and f"→ {one.target}")))
        print(f"{one.state:9} {one.date}  {where}  {told}".rstrip())


def complain(line: str) -> None:
    """One line on standard error."""
    print(f"jogan: {' '.join(line.split())}", file=sys.stderr)
