"""The closed list of categories: read, checked, and changed as the user asks. Pure: text and values in, a Taxonomy out.

A taxonomy is a TOML text of `[[category]]` tables. Ids are stable for life. What a category was called before (an old
id, an old name) stands in its `aliases`, so that older editions and trained models are still understood.
The category `others` must be there: what is filed under it is not printed.

The user's changes (`[taxonomy]` in jogan.toml) are applied in this order, whatever their order in the file:
categories changed or added, then merged, then dropped. A merged category lives on as an alias of the one it went
into, so its stories and scores follow; a dropped one is gone, and its stories go to what suits them next best.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal, cast

from jogan.errors import TaxonomyError
from jogan.model.common import SectionName
from jogan.model.edited import Category, Taxonomy

OTHERS = "others"
MIN_EXAMPLES = 3
"""A category that no trained model knows needs as many examples (or keywords) to be recognized by."""

KEYS: Mapping[str, str] = {
    "id": "Which category is changed, or added where there is none of that id: lower-case words joined by hyphens, for"
    " life.",
    "name": "Its English name.",
    "ko": "Its Korean name; without one the English name serves.",
    "emoji": "The sign beside its name.",
    "section": "`papers`, `news` or `both`.",
    "definition": "What belongs to it, in a sentence or two.",
    "keywords": "Words and phrases that speak for it; added to those it has.",
    "examples": "Stories that belong to it, as arXiv ids of stored papers or as texts (a title, an abstract); added to"
    " those it has.",
    "aliases": "Ids and names that it had before; a name that is changed here becomes one by itself.",
}
"""The keys of a `[[category]]` table, and what each is."""
_LISTS = ("keywords", "examples", "aliases")
_SECTIONS = ("papers", "news", "both")
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_ID_RULE = "an id is lower-case words joined by hyphens, such as graph-neural-networks"

_PAPER = re.compile(r"\s*(?:arxiv:)?(\d{4}\.\d{4,5}|[a-z][a-z.-]*/\d{7})(?:v\d+)?\s*", re.IGNORECASE)

_Refuse = Callable[[int | None, str | None, str, str], TaxonomyError]
"""(index of the table, key in it, reason, remedy) → the error that names the line."""


def parse(text: str, *, where: str = "taxonomy.toml") -> Taxonomy:
    """The taxonomy that the TOML `text` describes. Raises TaxonomyError naming `where`, the line and the reason."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TaxonomyError(where, f"is not valid TOML: {error}", "Mend that line.") from error
    refuse = _refuser(text, where, "category")
    unknown = sorted(set(raw) - {"category"})
    if unknown:
        raise refuse(None, unknown[0], f"unknown key {unknown[0]!r}", "A taxonomy holds [[category]] tables only.")
    tables = _tables(raw, "category", refuse)
    if not tables:
        raise TaxonomyError(where, "holds no category", "Add [[category]] tables, the last of them with id others.")
    categories = []
    for index, table in enumerate(tables):
        _check(table, index, refuse)
        for key in ("id", "name"):
            if key not in table:
                raise refuse(index, None, f"the category has no {key}", f"Give it a line {key} = '...'.")
        categories.append(_changed(Category(id=table["id"], names={}, emoji="📁"), table))
    return _whole(categories, lambda place: refuse(place[0], place[1], place[2], place[3]))


def customize(base: Taxonomy, overrides: Mapping[str, Any], *, where: str = "jogan.toml", text: str = "") -> Taxonomy:
    """The taxonomy after the user's `overrides`, the content of `[taxonomy]`; `text` is the file, for line numbers.

    `category`: tables as in a taxonomy. A known id changes the keys that are given (lists of keywords, examples and
    aliases are added to); a new id adds a category before `others`, and needs a definition and three examples
    (texts or arXiv ids) or keywords. `merge`: tables of `into` (an id) and `from` (ids). `drop`: ids.
    Raises TaxonomyError naming the line and the reason.
    """
    refuse = _refuser(text, where, "taxonomy.category")
    at_merge = _refuser(text, where, "taxonomy.merge")
    unknown = sorted(set(overrides) - {"category", "merge", "drop"})
    if unknown:
        raise refuse(
            None, unknown[0], f"unknown key taxonomy.{unknown[0]}", "[taxonomy] knows category, merge and drop."
        )
    categories = list(base.categories)
    tables = _tables(overrides, "category", refuse)
    origin: dict[str, int] = {}
    for index, table in enumerate(tables):
        _check(table, index, refuse)
        if "id" not in table:
            raise refuse(index, None, "the category has no id", "Give the id of the category to change or to add.")
        name = table["id"]
        if name in origin:
            raise refuse(index, "id", f"the category {name!r} is changed twice", "Keep one table for each category.")
        origin[name] = index
        known = [place for place, category in enumerate(categories) if category.id == name]
        if known:
            categories[known[0]] = _changed(categories[known[0]], table)
            continue
        told = {key: len({_plain(word) for word in table.get(key, ())}) for key in ("examples", "keywords")}
        if not table.get("definition") or max(told.values()) < MIN_EXAMPLES:
            defined = "a" if table.get("definition") else "no"
            has = f"{defined} definition, {told['examples']} different examples, {told['keywords']} keywords"
            raise refuse(
                index,
                "id",
                f"the new category {name!r} has too little to be recognized by ({has})",
                f"Give it a definition and at least {MIN_EXAMPLES} examples or keywords.",
            )
        label = name.replace("-", " ").capitalize()
        others = next(place for place, category in enumerate(categories) if category.id == OTHERS)
        categories.insert(others, _changed(Category(id=name, names={"en": label, "ko": label}, emoji="📁"), table))

    gone: dict[str, str] = {}
    for index, table in enumerate(_tables(overrides, "merge", at_merge)):
        categories = _merged(categories, table, index, at_merge, gone)
        gone |= dict.fromkeys(table["from"], table["into"])

    dropped = overrides.get("drop", ())
    if not _is_texts(dropped):
        raise refuse(None, "drop", "taxonomy.drop is not a list of ids", 'Write it as drop = ["quantum"].')
    for place, name in enumerate(dropped):
        if name in dropped[:place]:
            raise refuse(None, "drop", f"{name!r} is to be dropped twice", "Name it once.")
        if name in gone:
            why = f"{name!r} was merged into {gone[name]!r} and is no category any more"
            raise refuse(None, "drop", why, "Merge it or drop it.")
        if name == OTHERS:
            raise refuse(None, "drop", "the category 'others' cannot be dropped", "It holds what is not printed.")
        if all(category.id != name for category in categories):
            raise refuse(None, "drop", f"no category {name!r} to drop", "See the ids in the taxonomy.")
        categories = [category for category in categories if category.id != name]

    def blame(problem: tuple[int, str | None, str, str]) -> TaxonomyError:
        place, key, reason, remedy = problem
        table = origin.get(categories[place].id) if place < len(categories) else None
        return refuse(table, key if table is not None else None, reason, remedy)

    return _whole(categories, blame)


def resolve(taxonomy: Taxonomy, name: str) -> Category | None:
    """The category that an id, a name in any language, or an old one of either means; None where there is none."""
    wanted = _plain(name)
    for category in taxonomy.categories:
        if wanted in {_plain(known) for known in (category.id, *category.names.values(), *category.aliases)}:
            return category
    return None


def paper_of(example: str) -> str:
    """The bare arXiv id that an example is, or "" where it is a text."""
    match = _PAPER.fullmatch(example)
    return match[1].lower() if match else ""


def papers_named(taxonomy: Taxonomy) -> tuple[str, ...]:
    """The papers, by bare arXiv id, that examples of the taxonomy name, in its order."""
    names = (paper_of(example) for category in taxonomy.categories for example in category.examples)
    return tuple(dict.fromkeys(name for name in names if name))


def in_section(taxonomy: Taxonomy, section: SectionName) -> tuple[Category, ...]:
    """The categories that stories of `section` may be filed under, in the taxonomy's order."""
    return tuple(category for category in taxonomy.categories if category.section in (section, "both"))


# ── How it is checked ───────────────────────────────────────────────────────────────────────────────────────


def _whole(
    categories: Sequence[Category], blame: Callable[[tuple[int, str | None, str, str]], TaxonomyError]
) -> Taxonomy:
    """The taxonomy of these categories, once nothing in it contradicts anything else."""
    owner: dict[str, tuple[int, str]] = {}
    for key in ("id", "name", "ko"):
        for place, category in enumerate(categories):
            label = category.id if key == "id" else category.names["en" if key == "name" else "ko"]
            first, _ = owner.setdefault(_plain(label), (place, key))
            if first != place:
                reason = f"{'the id' if key == 'id' else 'the name'} {label!r} is taken by {categories[first].id!r}"
                raise blame((place, key, reason, "Every category needs its own."))
    old: dict[str, int] = {}
    for place, category in enumerate(categories):
        for alias in category.aliases:
            known = owner.get(_plain(alias), (place, ""))[0]
            if known != place:
                other = categories[known]
                cycle = any(owner.get(_plain(back), (-1, ""))[0] == place for back in other.aliases)
                reason = (
                    f"the aliases of {category.id!r} and {other.id!r} go round in a circle"
                    if cycle
                    else f"the alias {alias!r} of {category.id!r} is what {other.id!r} is called"
                )
                raise blame((place, "aliases", reason, "An alias is a name that no category bears any more."))
            if old.setdefault(_plain(alias), place) != place:
                first_id = categories[old[_plain(alias)]].id
                reason = f"the alias {alias!r} belongs to both {first_id!r} and {category.id!r}"
                raise blame((place, "aliases", reason, "An old name can mean one category only."))
    shown: dict[str, int] = {}
    for place, category in enumerate(categories):
        for example in category.examples:
            if shown.setdefault(_plain(example), place) != place:
                first_id = categories[shown[_plain(example)]].id
                reason = f"the example {example[:60]!r} is given for both {first_id!r} and {category.id!r}"
                raise blame((place, "examples", reason, "Keep it for the one that it is to teach."))
    last = len(categories) - 1
    others = [place for place, category in enumerate(categories) if category.id == OTHERS]
    if not others:
        remedy = "Add it: what is not about AI is filed there and left out."
        raise blame((last, None, "the category 'others' is missing", remedy))
    if categories[others[0]].section != "both":
        raise blame(
            (others[0], "section", "the category 'others' must take papers and news", "Set its section to both.")
        )
    for section in ("papers", "news"):
        if all(category.id == OTHERS or category.section not in (section, "both") for category in categories):
            raise blame((last, None, f"no category besides 'others' takes {section}", "Keep at least one."))
    content = [
        {
            key: value
            for key, value in (
                ("id", category.id),
                ("names", dict(sorted(category.names.items()))),
                ("emoji", category.emoji),
                ("section", category.section),
                ("definition", category.definition),
                ("keywords", category.keywords),
                ("examples", category.examples),
                ("aliases", category.aliases),
            )
            if value
        }
        for category in categories
    ]
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Taxonomy(version="t1-" + hashlib.sha256(canonical.encode()).hexdigest()[:12], categories=tuple(categories))


def _check(table: Mapping[str, Any], index: int, refuse: _Refuse) -> None:
    """Refuses a table whose keys or values are not those of a category."""
    for key, value in table.items():
        if key not in KEYS:
            raise refuse(index, key, f"unknown key {key!r}", f"A category has {', '.join(sorted(KEYS))}.")
        if key in _LISTS:
            if not _is_texts(value):
                raise refuse(index, key, f"{key} is not a list of texts", f'Write it as {key} = ["one", "two"].')
        elif not isinstance(value, str) or not value.strip():
            wrong = "empty" if isinstance(value, str) else "not a text"
            raise refuse(index, key, f"{key} is {wrong}", f'Write it as {key} = "...".')
    if "id" in table and not _ID.fullmatch(table["id"]):
        raise refuse(index, "id", f"{table['id']!r} is not an id", f"Change it: {_ID_RULE}.")
    if table.get("section", "both") not in _SECTIONS:
        raise refuse(index, "section", f"unknown section {table['section']!r}", "Say papers, news or both.")


def _changed(category: Category, table: Mapping[str, Any]) -> Category:
    """`category` with what `table` says about it; lists are added to, everything else is replaced."""
    names = dict(category.names)
    if "name" in table:
        # A name in one language only serves both.
        if "ko" not in names or names.get("ko") == names.get("en"):
            names["ko"] = table["name"].strip()
        names["en"] = table["name"].strip()
    if "ko" in table:
        names["ko"] = table["ko"].strip()
        names.setdefault("en", names["ko"])
    # What a category was called stays known.
    past = [name for name in category.names.values() if name not in names.values()] if category.names else []

    def joined(key: str) -> tuple[str, ...]:
        known = getattr(category, key)
        return tuple(dict.fromkeys((*known, *(word.strip() for word in table.get(key, ())))))

    aliases = tuple(dict.fromkeys((*joined("aliases"), *past)))
    return replace(
        category,
        names=names,
        emoji=table.get("emoji", category.emoji).strip(),
        section=cast(Literal["papers", "news", "both"], table.get("section", category.section)),
        definition=" ".join(table.get("definition", category.definition).split()),
        keywords=joined("keywords"),
        examples=joined("examples"),
        aliases=aliases,
    )


def _merged(
    categories: Sequence[Category], table: Mapping[str, Any], index: int, refuse: _Refuse, gone: Mapping[str, str]
) -> list[Category]:
    """The categories after one merge: those named `from` are gone, and `into` bears their names as aliases.

    `gone` tells into what earlier merges took a category.
    """
    unknown = sorted(set(table) - {"into", "from"})
    if unknown:
        raise refuse(index, unknown[0], f"unknown key {unknown[0]!r}", "A merge has into and from.")
    into, sources = table.get("into"), table.get("from")
    if not isinstance(into, str) or not _is_texts(sources) or not sources:
        raise refuse(index, None, "a merge lacks into or from", 'Write into = "nlp" and from = ["llm"].')
    known = {category.id: category for category in categories}
    for key, ids in (("into", [into]), ("from", sources)):
        for name in ids:
            if name in gone:
                round_about = gone[name] in (into, *sources)
                circle = "the merges go round in a circle: " * round_about
                why = f"{circle}{name!r} was merged into {gone[name]!r} before"
                raise refuse(index, key, why, f"Write {gone[name]!r} here, or take one of the merges out.")
            if name not in known:
                raise refuse(index, key, f"no category {name!r} to merge", "See the ids in the taxonomy.")
    if into in sources:
        raise refuse(index, "from", f"{into!r} would be merged into itself", "Take it out of from.")
    if OTHERS in sources:
        raise refuse(index, "from", "the category 'others' cannot be merged away", "It holds what is not printed.")
    target, parts = known[into], [known[name] for name in dict.fromkeys(sources)]
    aliases = [*target.aliases]
    keywords = [*target.keywords]
    for category in parts:
        aliases += [category.id, *category.names.values(), *category.aliases]
        keywords += category.keywords
    names = {_plain(name) for name in (target.id, *target.names.values())}
    # The merged category takes stories of every section that its parts took.
    section = target.section if all(category.section == target.section for category in parts) else "both"
    joined = replace(
        target,
        section=section,
        keywords=tuple(dict.fromkeys(keywords)),
        aliases=tuple(dict.fromkeys(alias for alias in aliases if _plain(alias) not in names)),
    )
    lost = {category.id for category in parts}
    return [joined if category.id == into else category for category in categories if category.id not in lost]


def _tables(raw: Mapping[str, Any], key: str, refuse: _Refuse) -> list[Mapping[str, Any]]:
    tables = raw.get(key, [])
    if not isinstance(tables, Sequence) or isinstance(tables, str) or not all(isinstance(t, Mapping) for t in tables):
        raise refuse(None, key, f"{key} is not a list of tables", f"Head each with [[{key}]].")
    return list(tables)


def _is_texts(value: object) -> bool:
    return isinstance(value, (list, tuple)) and all(isinstance(word, str) and word.strip() for word in value)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _refuser(text: str, where: str, header: str) -> _Refuse:
    """What makes the error for the n-th `[[header]]` table of `text`, with the line where its key (or it) stands."""
    lines = text.splitlines()
    parent, _, name = header.rpartition(".")
    head = re.compile(rf"\s*\[\[\s*{re.escape(header)}\s*\]\]")
    heads = [number for number, line in enumerate(lines) if head.match(line)]
    above = re.compile(rf"\s*\[\s*{re.escape(parent)}\s*\]")
    tops = [number for number, line in enumerate(lines) if parent and above.match(line)]

    def ending(start: int) -> int:
        return next((n for n in range(start + 1, len(lines)) if lines[n].lstrip().startswith("[")), len(lines))

    def refuse(index: int | None, key: str | None, reason: str, remedy: str) -> TaxonomyError:
        start, end = 0, len(lines)
        found: int | None = None
        if index is not None and index < len(heads):
            start = found = heads[index]
            end = ending(start)
        elif tops:
            # Tables written in one line, or a key of the parent itself: `category = [{…}]`, `drop = […]`.
            start = found = tops[0]
            end = ending(start)
            key = key if index is None else name
        if key is not None:
            stem = rf"(?:{re.escape(parent)}\s*\.\s*)?" if parent else ""
            begins = re.compile(rf"\s*(?:\[\[?\s*)?{stem}(?:{re.escape(key)}|\"{re.escape(key)}\")\s*(?:=|\])")
            found = next((number for number in range(start, end) if begins.match(lines[number])), found)
            if parent and index is None and found in (None, start):
                own = re.compile(rf"\s*\[+\s*{re.escape(parent)}\s*\.\s*{re.escape(key)}\s*\]")
                found = next((number for number, line in enumerate(lines) if own.match(line)), found)
        place = f"{where}, line {found + 1}" if found is not None else where
        return TaxonomyError(place, reason, remedy)

    return refuse
