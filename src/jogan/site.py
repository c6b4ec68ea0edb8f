"""All stored editions as one static site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from jogan.config import Config
from jogan.errors import JoganError, PressError
from jogan.model.edition import Edition
from jogan.press import publish, search_index, site, site_manifest
from jogan.store.database import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What was done to the site's folder; `trouble` tells in one line why it has no search, where it has none."""

    editions: int
    written: int
    unchanged: int
    searchable: int = 0
    trouble: str = ""


def press_site(store: Store, config: Config, folder: Path, say: Callable[[str], None]) -> Site:
    """Write all editions of the configured language as a site; pages that cannot have changed are passed over."""
    language = config.language
    days = [day for day, spoken in store.editions() if spoken == language]
    if not days:
        raise JoganError("the site", f"no edition is stored in language {language!r}", "Make one with jogan run.")

    def load(day: date) -> Edition:
        stored = store.edition(day, language)
        if stored is None:
            raise JoganError(f"no edition of {day}", "it has gone while the site was made", "Run the command again.")
        return stored[0]

    say(f"writing the site of {len(days)} editions")
    settings = site_manifest.Settings(language=language, base_url=config.site_url)
    before = publish.read(folder / site_manifest.MANIFEST)
    known, known_periods = site_manifest.known_from(before, settings), site_manifest.periods_from(before, settings)

    def load_period(name: str) -> Edition:
        edition = store.period(name, language)
        if edition is None:
            raise JoganError(f"no edition of {name}", "it has gone while the site was made", "Run the command again.")
        return edition

    periods = {
        name: site.Period(
            load=partial(load_period, name),
            fingerprint=fingerprint,
            is_known=bool(fingerprint) and known_periods.get(name) == fingerprint,
        )
        for (name, spoken), fingerprint in store.periods().items()
        if spoken == language
    }
    pages = site.pages(days, load, settings, known=known, renamed=store.renamed(), periods=periods)
    done = publish.write(pages, folder, durable=False)
    made = Site(editions=len(days), written=len(done.written), unchanged=len(done.unchanged))
    if not search_index.available():
        return made
    if not done.written and (pages_before := search_index.held(folder)):
        return replace(made, searchable=pages_before)
    try:
        return replace(made, searchable=search_index.build(folder))
    except PressError as error:
        return replace(made, trouble=str(error))
