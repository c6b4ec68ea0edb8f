"""One term, one form: what a model calls by another of its Korean names is printed as the glossary prints it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from typing import get_args

from jogan.glossary import Glossary
from jogan.write.korean import Pair, ending, particle

_SHORTEST = 3
"""Syllables of the shortest form that is replaced: `주의` is attention, and caution as well."""

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’|「[^」]*」")
_PAIRS: dict[str, Pair] = {form: pair for pair in get_args(Pair) for form in pair.split("/")}
_PARTICLE = re.compile(rf"({'|'.join(sorted(map(re.escape, _PAIRS), key=len, reverse=True))})(?![가-힣])")


def terms_in(texts: Iterable[str], glossary: Glossary) -> frozenset[str]:
    """The canonical English of the terms that English texts speak of."""
    return frozenset(match.entry.en for text in texts for match in glossary.find_en(text))


def one_form(text: str, glossary: Glossary, terms: Set[str], sources: Iterable[str] = ()) -> str:
    """Korean text with the terms it has in other forms in their printed form, and particles that fit.

    Only terms that the sources speak of (`terms`) are touched, and none that could be another term too, stands in
    quotation marks, or is a source's own word. Where a particle or ending could not be mended, the text stays.
    """
    own = [re.sub(r"[\s-]", "", source) for source in sources]
    kept = [match.span() for match in _QUOTED.finditer(text)]
    for match in reversed(glossary.find_ko(text)):
        said, printed = text[match.start : match.end], match.entry.ko
        if said == printed or match.others or match.entry.en not in terms or not re.search("[가-힣]", printed):
            continue
        bare = re.sub(r"[\s-]", "", said)
        # `받아쓰기` may be a verb's form (`받아쓰기 어렵다`), which no noun can stand for.
        if len(bare) < _SHORTEST or bare.endswith("기") or match.entry.kind == "general":
            continue
        if any(start <= match.start < end for start, end in kept) or any(bare in source for source in own):
            continue
        rest = text[match.end :]
        if ending(said) != ending(printed) and re.match("[가-힣(]", rest):
            following = _PARTICLE.match(rest)
            if following is None:
                continue
            rest = particle(printed, _PAIRS[following[1]]) + rest[following.end() :]
        text = text[: match.start] + printed + rest
    return text
