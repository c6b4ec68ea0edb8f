"""Checks the Korean-English glossary: `python tools/check_glossary.py [FILE]`.

Exit status 1 for whatever `Glossary.parse` refuses (format, a form in two entries, a Korean form that two entries
share without a mark) and for what `problems` finds (lines out of order, a script in the wrong column, a related form
that is a form of the entry or of another, an everyday word that is not of kind `general`); what is only suspicious is
printed as a warning. Prints the counts by kind.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from jogan.errors import JoganError
from jogan.folding import fold_phrase
from jogan.glossary import Glossary
from jogan.glossary_file import Entry

_HANGUL = re.compile(r"[가-힣]")
_FOREIGN = re.compile(r"[\u0400-\u04ff\u3040-\u30ff\u3400-\u9fff]")
_KEEPS_ENGLISH = ("name", "dataset", "model", "method", "org", "language")
"""Kinds whose Korean print may be the English name."""
_EVERYDAY_WORDS = """
    activity agreement analysis approach area art balance bank bird block blood body book bridge budget bug building
    business cause cell chain chair change channel chart child city class clean cloud coach code color common company
    concept condition content context contract cost country course cover crisis crop culture current cycle danger date
    day debate deep degree demand depth design detail direct disaster disease distance door draft dream driver dynamic
    earth edge effect element energy engine event exam example expert eye face factor failure family farm field figure
    file film filter fire fish flight floor flow food force forest form frame fruit future game gap gate general glass
    global goal gold government graph ground group growth guide hand harvest head health heart heavy hidden history
    home hospital house human idea image impact industry insect interest island issue item job key kitchen knee lab
    ladder land language law layer leader learning letter level light limit link list local logic loss machine magic
    map market mask match material matter meal meaning meeting memory message metal middle mind mine mirror mobile
    moment money motion mountain movie music name nation nature network news night noise number object ocean office
    oil open order organ pain paint pair paper park parking part party patch path patient pattern people person phase
    phone photo piece place plan plant plate play player point policy pollution power practice present pressure price
    problem process product program project property public puzzle quality question race radio rain range rate reach
    reader reason recipe record region relation report request resource response rest result review risk river road
    robot role room root rule safety sample scale scene school science scope screen search season secret section seed
    service set shape share shift ship shop side sight sign silence single skill sky small snow social society soft
    solution song sound source space speed spirit sport stage star state station step stone store storm story strategy
    street strength string structure student study style summer support surface symbol table target task taste teacher
    team term test text thing thread threat ticket time tool top touch town toy track trade tradition traffic train
    travel tree trend trigger trip trust truth type unit use user value vehicle version view village vision voice
    volume walk wall war waste water wave weather web weight wind window winter wood word work world writing year
"""
"""Words that mean much beside their technical sense: in a text they are no sign of a theme."""
_EVERYDAY = frozenset(_EVERYDAY_WORDS.split())


def problems(glossary: Glossary) -> list[str]:
    """What makes the file wrong although it parses: order, scripts, related forms that contradict, everyday words."""
    keys = [(entry.en.casefold(), entry.en) for entry in glossary.entries]
    found = [f"{after[1]!r} stands after {before[1]!r}" for before, after in pairwise(keys) if after < before]
    for entry in glossary.entries:
        if any(_HANGUL.search(form) for form in entry.en_forms):
            found.append(f"{entry.en!r}: Hangul in an English form")
        if any(_FOREIGN.search(form) for form in (entry.ko, *entry.ko_variants, *entry.related, *entry.en_forms)):
            found.append(f"{entry.en!r}: a letter that is neither Hangul nor Latin")
        found.extend(
            f"{entry.en!r}: the variant {form!r} holds no Hangul"
            for form in entry.ko_variants
            if not _HANGUL.search(form)
        )
        english = entry.ko.islower() and not _HANGUL.search(entry.ko)
        if english and entry.ko_variants and entry.kind not in _KEEPS_ENGLISH:
            found.append(f"{entry.en!r}: printed in English, though it has {entry.ko_variants[0]!r}")
        if entry.en in _EVERYDAY and entry.kind != "general":
            found.append(f"{entry.en!r}: an everyday word, and not of kind general")
        found.extend(f"{entry.en!r}: the related form {fault}" for fault in _related_faults(entry, glossary))
    return found


def _related_faults(entry: Entry, glossary: Glossary) -> Iterator[str]:
    seen: set[str] = set()
    for form in entry.related:
        korean = _HANGUL.search(form)
        key = _key(form) if korean else fold_phrase(form)
        owners = glossary.by_ko(form) if korean else tuple(filter(None, (glossary.by_en(form),)))
        if key in seen:
            yield f"{form!r} is twice"
        elif entry in owners:
            yield f"{form!r} is a form of its own"
        elif owners and korean:
            yield f"{form!r} is a form of {owners[0].en!r}"
        elif owners and form != owners[0].en:
            yield f"{form!r} is written {owners[0].en!r}"
        seen.add(key)


def warnings(glossary: Glossary) -> list[str]:
    """What deserves a second look."""
    found: list[str] = []
    for entry in glossary.entries:
        if not _HANGUL.search(entry.ko) and entry.kind not in _KEEPS_ENGLISH:
            found.append(f"{entry.en!r} ({entry.kind}): {entry.ko!r} holds no Hangul")
        found.extend(f"{entry.en!r}: one syllable, {form!r}" for form in entry.ko_variants if len(form) == 1)
        found.extend(f"{entry.en!r}: the acronym {form!r} has no capital" for form in entry.abbr if form.islower())
    crowded = Counter(form for entry in glossary.entries for form in {_key(form) for form in entry.ko_forms})
    found.extend(f"{form!r} stands for {count} terms" for form, count in crowded.items() if count > 4)
    return found


def _key(form: str) -> str:
    return form.replace(" ", "").replace("-", "").replace("·", "").lower()


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
