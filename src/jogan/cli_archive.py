"""The commands about what is stored: search, index, why, split, join. `cli.py` puts them beside its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jogan.console import complain, print_account, print_hits, print_relabeled, status
from jogan.desk import load_config, open_store, run_lock
from jogan.errors import JoganError, LockedError, UsageError

if TYPE_CHECKING:
    from jogan.config import Config
    from jogan.model.edition import Edition
    from jogan.store.database import Store

ConfigFile = Annotated[Path | None, typer.Option("--config", metavar="FILE", help="The configuration file.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")]


def add_archive(app: typer.Typer) -> None:
    """Put this module's commands into the program."""
    for name, command in (
        ("search", search), ("serve", serve), ("index", index), ("why", why), ("split", split), ("join", join),
        ("relabel", relabel),
    ):  # fmt: skip
        app.command(name)(command)


def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="In Korean or English; category: author: after: …")],
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many stories to show.")] = 10,
    as_json: AsJson = False,
    config_file: ConfigFile = None,
) -> None:
    """The stories that a query finds in everything collected, best first."""
    from jogan import wiring
    from jogan.archive import open_index

    config = load_config(config_file)
    with open_store(config) as store, status() as tell:
        shelf = open_index(store, *wiring.librarian(config, store), tell)
        found = shelf.search(query, limit, now=wiring.moment(config, None, None))
    print_hits(found, as_json=as_json)


def serve(
    host: Annotated[
        str, typer.Option("--host", help="The address to bind; others than this machine's need a token.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes a free one, which is printed.")] = 8000,
    token: Annotated[
        str, typer.Option("--token", help="What readers must show; better set in the environment, as JOGAN_TOKEN.")
    ] = "",
    config_file: ConfigFile = None,
) -> None:
    """The reader in the browser: editions, search, feeds and an API, until Ctrl-C."""
    from importlib.metadata import version

    from jogan import wiring
    from jogan.environment import reader_token
    from jogan.web import server
    from jogan.web.library import Library
    from jogan.web.pages import Printer

    config = load_config(config_file)
    token = token.strip() or reader_token()
    server.check(host, token)
    server.settle()
    with open_store(config) as store:
        crew = wiring.librarian(config, store)
    with status() as tell:
        library = Library(config.database, config.language, crew, lambda: wiring.moment(config, None, None), tell)
    try:
        printer = Printer(language=config.language, taxonomy=wiring.taxonomy(config))
        server.serve(library, printer, version("jogan"), host=host, port=port, token=token)
    finally:
        library.close()


def index(
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Make it anew out of the database.")] = False,
    config_file: ConfigFile = None,
) -> None:
    """Bring the search index up to date with the database."""
    from jogan import archive, wiring

    config = load_config(config_file)
    with open_store(config) as store, run_lock(config.database), status() as tell:
        make = archive.rebuild if rebuild else archive.open_index
        print(f"{make(store, *wiring.librarian(config, store), tell).count()} stories are indexed.")


def why(
    story: Annotated[str, typer.Argument(metavar="STORY", help="Its id, arXiv id, DOI or address.")],
    as_json: AsJson = False,
    config_file: ConfigFile = None,
) -> None:
    """Why a story is where it is: its items, the words that decided, its rank, or why it is left out."""
    from jogan.why import account

    config = load_config(config_file)
    with open_store(config) as store:
        print_account(account(store, story, config.language), as_json=as_json)


def split(
    items: Annotated[
        list[str], typer.Argument(metavar="ITEM…", help="The keys of one or more items, as `jogan why` prints them.")
    ],
    config_file: ConfigFile = None,
) -> None:
    """Take items out of their story into one of their own; remembered, and undone with `jogan join`."""
    from jogan import archive

    config = load_config(config_file)
    with open_store(config) as store, run_lock(config.database):
        _, touched = archive.split(store, list(dict.fromkeys(items)))
        _follow_ruling(config, store, touched)
    many = f"{len(items)} items are" if len(items) > 1 else f"{items[0]} is"
    print(f"{many} a story of {'their' if len(items) > 1 else 'its'} own from now on; the next build shows it.")


def join(
    story: Annotated[str, typer.Argument(metavar="STORY", help="The story that stays.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The story, or the item, that is the same thing.")],
    config_file: ConfigFile = None,
) -> None:
    """Say that two stories are one; remembered, and undone with `jogan split`."""
    from jogan import archive
    from jogan.why import resolve, told

    config = load_config(config_file)
    with open_store(config) as store, run_lock(config.database):
        home = resolve(store, story)
        guest = store.story_of_item(other) or resolve(store, other)
        kinds = {told(store, home).kind, told(store, guest).kind}
        touched = archive.join(store, home, other if store.story_of_item(other) else guest)
        _follow_ruling(config, store, touched)
    if not touched:
        print(f"{other} is part of {home} already.")
        return
    as_what = " It is told as a paper, and the news is listed among its sources." if len(kinds) > 1 else ""
    print(f"{other} is part of {home} from now on; the next build shows it.{as_what}")


def _follow_ruling(config: Config, store: Store, touched: list[str]) -> None:
    """Let the search know at once, where there is an index; the next one that is made knows anyway."""
    from jogan import archive, wiring

    if touched and archive.index_folder(config.database).is_dir():
        librarian = wiring.librarian(config, store)
        try:
            with status() as tell:
                archive.reindex(store, archive.open_index(store, *librarian, tell), librarian[2], touched)
        except LockedError:
            complain("the search index is being written by another run; jogan index --rebuild brings it up to date")


def relabel(
    first: Annotated[str | None, typer.Option("--from", metavar="DATE", help="The first day (the oldest).")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="The last day (the newest).")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would move.")] = False,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="The folder of the editions.")] = None,
    lang: Annotated[str | None, typer.Option("--lang", metavar="ko|en", help="The language of the editions.")] = None,
    writer: Annotated[
        str | None, typer.Option("--writer", metavar="auto|extract|llm", help="Who writes the reports that changed.")
    ] = None,
    as_json: AsJson = False,
    config_file: ConfigFile = None,
) -> None:
    """Old editions under the present taxonomy: stories filed anew, what was printed stays printed."""
    from datetime import date

    from jogan import archive, pipeline, wiring
    from jogan.desk import open_desk, override, parse_day
    from jogan.period import build_again
    from jogan.relabel import relabel as file_anew

    start, end = parse_day(first, "--from") or date.min, parse_day(last, "--to") or date.max
    if start > end:
        raise UsageError("--from", f"{start} is after {end}", "Name the earlier day first.")
    config = override(load_config(config_file), lang=lang, writer=writer, out=out)
    with open_desk(config, None) as desk:
        room = desk.room
        days = [day for day, language in room.store.editions() if language == config.language]
        if not days:
            raise JoganError(
                "nothing to relabel",
                f"no edition is stored in language {config.language!r}",
                "Make one with jogan run.",
            )
        if not any(start <= day <= end for day in days):
            asked = " ".join(f"{option} {day}" for option, day in (("--from", first), ("--to", last)) if day)
            raise JoganError(
                "nothing to relabel",
                f"no edition is of the days asked for ({asked})",
                f"Name days from {days[0]} to {days[-1]}, or none for all.",
            )

        def press(edition: Edition) -> None:
            pipeline.press(room, edition, config.paths.editions / edition.name)

        done = file_anew(room, start, end, None if dry_run else press)
        periods = () if dry_run else build_again(room, start, end, press)
        if not dry_run and any(one.changed for one in done) and archive.index_folder(config.database).is_dir():
            archive.rebuild(room.store, *wiring.librarian(config, room.store), room.tell)
    print_relabeled(done, periods, as_json=as_json, dry_run=dry_run)
