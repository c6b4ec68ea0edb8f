"""Checks the Korean-English glossary: `python tools/check_glossary.py [FILE]`.

Exit status 1 for whatever `Glossary.parse` refuses (format, duplicates, contradictions) and for lines out of order;
what is only suspicious is printed as a warning. Prints the counts by kind.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

from jogan.errors import JoganError
from jogan.glossary import Entry, Glossary

_HANGUL = re.compile(r"[가-힣]")
_FOREIGN = re.compile(r"[\u0400-\u04ff\u3040-\u30ff\u3400-\u9fff]")
_KEEPS_ENGLISH = ("name", "dataset", "model", "method", "org")
"""Kinds whose Korean print may be the English name."""


def problems(glossary: Glossary) -> list[str]:
    """What makes the file wrong although it parses: lines out of order, scripts that belong to neither language."""
    keys = [(entry.en.casefold(), entry.en) for entry in glossary.entries]
    found = [f"{after[1]!r} stands after {before[1]!r}" for before, after in pairwise(keys) if after < before]
    for entry in glossary.entries:
        if any(_HANGUL.search(form) for form in entry.en_forms):
            found.append(f"{entry.en!r}: Hangul in an English form")
        if any(_FOREIGN.search(form) for form in (entry.ko, *entry.ko_variants, *entry.en_forms)):
            found.append(f"{entry.en!r}: a letter that is neither Hangul nor Latin")
        found.extend(
            f"{entry.en!r}: the variant {form!r} holds no Hangul"
            for form in entry.ko_variants
            if not _HANGUL.search(form)
        )
    return found


def warnings(glossary: Glossary) -> list[str]:
    """What deserves a second look."""
    found: list[str] = []
    for entry in glossary.entries:
        if not _HANGUL.search(entry.ko) and entry.kind not in _KEEPS_ENGLISH:
            found.append(f"{entry.en!r} ({entry.kind}): {entry.ko!r} holds no Hangul")
        if entry.en != entry.en.lower() and entry.en.islower():
            found.append(f"{entry.en!r}: capitals")
        found.extend(f"{entry.en!r}: one syllable, {form!r}" for form in entry.ko_variants if len(form) == 1)
        found.extend(f"{entry.en!r}: the acronym {form!r} has no capital" for form in entry.abbr if form.islower())
    crowded = Counter(form for entry in glossary.entries for form in {_key(form) for form in entry.ko_forms})
    found.extend(f"{form!r} stands for {count} terms" for form, count in crowded.items() if count > 4)
    found.extend(_printed_alike(glossary.entries))
    return found


def _printed_alike(entries: tuple[Entry, ...]) -> list[str]:
    printed: dict[str, list[str]] = {}
    for entry in entries:
        if _HANGUL.search(entry.ko):
            printed.setdefault(_key(entry.ko), []).append(entry.en)
    return [f"{ko!r} is printed for {' and '.join(map(repr, ens))}" for ko, ens in printed.items() if len(ens) > 1]


def _key(form: str) -> str:
    return form.replace(" ", "").replace("-", "").lower()


def main(arguments: list[str]) -> int:
    """Prints the verdict on one file; returns the exit status."""
    default = Path(__file__).resolve().parents[1] / "src" / "jogan" / "data" / "glossary.tsv"
    path = Path(arguments[0]) if arguments else default
    try:
        glossary = Glossary.parse(path.read_text(encoding="utf-8"))
    except (JoganError, OSError, UnicodeDecodeError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    faults = problems(glossary)
    for fault in faults:
        print(f"error: {fault}", file=sys.stderr)
    for warning in warnings(glossary):
        print(f"warning: {warning}")
    kinds = Counter(entry.kind for entry in glossary.entries)
    ko = sum(len(entry.ko_forms) for entry in glossary.entries)
    en = sum(len(entry.en_forms) for entry in glossary.entries)
    for kind, count in kinds.most_common():
        print(f"{kind:10} {count:5}")
    print(f"{'entries':10} {len(glossary.entries):5}  ({en} English forms, {ko} Korean forms)")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
