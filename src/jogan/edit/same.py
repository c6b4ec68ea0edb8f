"""Whether two items are one thing, and by which rule and fields: the rules that `merge` applies and `why` tells. Pure.

First principle: a false merge is worse than a missed one, since it hides a story. So two items are one thing only

1. by identity: the same arXiv id, DOI, thread or page; never with two arXiv ids, whatever else they share;
2. by what one says it is about: a link to the other as its paper, source or discussion, or one line of its text that
   names the other as its source, or the one paper it links to and calls by name;
3. by a title that is long enough to name one thing, where nothing says that they differ: no two DOIs (but a
   preprint's), no two author lists without a common name, no two texts without a common passage, not one source with
   two addresses, for news not more than `NEWS_DAYS` apart. A generic title (`A Survey of Large Language Models`) needs
   more than itself: common authors or a common text;
4. by text: nearly the same passages under titles that share their words and none of whose numbers differ.

Never by similarity of topic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from jogan.edit.address import page_url
from jogan.edit.identity import (
    about_keys,
    bare_title,
    is_telling_title,
    mentioned_paper,
    strong_keys,
    title_key,
)
from jogan.edit.likeness import common_authors, fold_title, numbers, shared, squeezed, telling
from jogan.model.collected import Item
from jogan.model.edited import StoredItem

#: News of the same title or text further apart than this are two events (days).
NEWS_DAYS = 7
#: Two texts that have less than this of the shorter's passages in common tell different things. Of 5,000 pairs of
#: abstracts drawn at random the most alike had 0.06; of papers of one topic by one team 0.1 to 0.5.
OTHER_TEXT = 0.12
#: Texts as alike as this (Jaccard over passages of 12 letters) are one text, mended: by the same people or under the
#: same title, or by themselves. Different papers of one team reach 0.93 in the corpus, under titles that give them
#: other names or numbers, or have less than half of their words in common.
SAME_TEXT, SAME_TEXT_ALONE = 0.6, 0.9
#: By the same people, under a title that lost its name (`NAME: TITLE`, `TITLE`), a text told anew is the same.
RETOLD_TEXT = 0.3
#: The shorter's passages that an excerpt must have in common with the whole.
EXCERPT = 0.97
#: The part of the shorter author list that must be in the other one.
AUTHORS = 0.34

_SCHEME_WORDS = {"arxiv": "arXiv id", "doi": "DOI", "url": "address", "hn": "Hacker News thread"}
# DOIs of preprint servers: a published version has another.
_PREPRINT_DOI = re.compile(r"^10\.(?:1101|21203|2139|36227|31234|20944|26434|31219|48550|22541|64898)/")
_GENERIC_WORDS = """
    a an and the of on in for to with from by at as is are what how why we our this new using via based toward towards
    survey review overview introduction tutorial perspective perspectives study analysis report technical position paper
    comprehensive systematic recent advances progress trends challenges opportunities future directions applications
    application approach approaches method methods framework case comparative empirical evaluation evaluating
    large language model models llm llms vision multimodal foundation generative artificial intelligence ai machine
    learning deep neural network networks data week weekly daily news today top best roundup digest update updates
    release notes announcing introducing year month part ml nlp agents agent reasoning research
"""
#: Words of which a title may be made that many things have.
_GENERIC = frozenset(_GENERIC_WORDS.split())


def strong_link(one: Item, other: Item) -> str:
    """The identity that two items share, or what one of them says it is about, in words; "" where there is none."""
    ours, theirs = strong_keys(one), strong_keys(other)
    for key in ours:
        if key in theirs:
            scheme, _, value = key.partition(":")
            return f"same {_SCHEME_WORDS.get(scheme, scheme)} {value}"
    for teller, keys in ((one, theirs), (other, ours)):
        for key, url in about_keys(teller).items():
            if key in keys:
                return f"links to it ({url})" if teller is one else f"is linked by it ({url})"
    common = sorted(about_keys(one).keys() & about_keys(other).keys())
    return f"both name the same source ({about_keys(one)[common[0]]})" if common else ""


def weak_link(one: StoredItem, other: StoredItem) -> str:
    """The rule by which two items without a common identity are one thing, and its fields, in words; else ""."""
    if differ(one.item, other.item):
        return ""
    return _by_title(one, other) or _by_mention(one.item, other.item) or _by_text(one, other)


def reason(one: StoredItem, other: StoredItem) -> str:
    """Why two items of one story are one thing, in words; "" where no rule joins these two."""
    return strong_link(one.item, other.item) or weak_link(one, other)


def differ(one: Item, other: Item) -> bool:
    """Whether two items have identifiers that make them two things, whatever else they share."""
    if _other(one, other, "arxiv"):
        return True
    if not _other(one, other, "doi"):
        return False
    return not (_PREPRINT_DOI.match(one.ids["doi"]) or _PREPRINT_DOI.match(other.ids["doi"]))


def _other(one: Item, other: Item, scheme: str) -> bool:
    return scheme in one.ids and scheme in other.ids and one.ids[scheme] != other.ids[scheme]


def contradict(items: Iterable[Item], item: Item) -> bool:
    """Whether any of `items` is by other people, or another thing by its identifiers."""
    return any(differ(other, item) or _by_others(other, item) for other in items)


def _by_others(one: Item, other: Item) -> bool:
    return _both_signed(one, other) and _agreement(one, other) < AUTHORS


def _both_signed(one: Item, other: Item) -> bool:
    """Whether both are papers that name their authors: a reporter's name says nothing about what is reported."""
    return bool(one.kind == other.kind == "paper" and one.authors and other.authors)


def _agreement(one: Item, other: Item) -> float:
    """The part of the shorter author list that is in the other one; 0 where one has none."""
    shorter, longer = sorted((one.authors, other.authors), key=len)
    return common_authors(shorter, longer) / min(len(shorter), 100) if shorter else 0.0


def _too_far(one: StoredItem, other: StoredItem) -> bool:
    return one.item.kind == other.item.kind == "news" and abs((one.day - other.day).days) > NEWS_DAYS


def _alike(one: Item, other: Item) -> tuple[float, float] | None:
    """How alike their texts are (see `likeness.shared`), the best of summary and body; None where one tells nothing."""
    ours = [text for text in dict.fromkeys((one.summary, one.text)) if telling(squeezed(text))]
    theirs = [text for text in dict.fromkeys((other.summary, other.text)) if telling(squeezed(text))]
    return max((shared(a, b) for a in ours for b in theirs), default=None)


def _two_of_one_source(one: StoredItem, other: StoredItem) -> bool:
    if one.item.source != other.item.source or one.key == other.key:
        return False
    return page_url(one.item.url) != page_url(other.item.url)


def _by_title(one: StoredItem, other: StoredItem) -> str:
    key = title_key(one.item)
    if key is None or key != title_key(other.item) or _too_far(one, other):
        return ""
    ours, theirs = one.item, other.item
    known = _both_signed(ours, theirs)
    agreement = _agreement(ours, theirs) if known else 0.0
    if known and agreement < AUTHORS:
        return ""
    alike = _alike(ours, theirs)
    if _two_of_one_source(one, other) and not (alike and alike[0] >= (0.5 if agreement else SAME_TEXT_ALONE)):
        return ""
    if known:
        return f"same title, {round(agreement * min(len(ours.authors), len(theirs.authors)))} authors in common"
    if ours.kind == theirs.kind == "paper" and alike and alike[1] < OTHER_TEXT:
        return ""
    if _other(ours, theirs, "doi") and not (alike and alike[0] >= SAME_TEXT):
        return ""
    if alike and alike[1] >= OTHER_TEXT:
        return f"same title, {alike[1]:.0%} of the text in common"
    specific = [word for word in _folded(ours).split() if word not in _GENERIC]
    return "same title" if len(specific) >= 2 and is_telling_title(ours) else ""


def _by_mention(one: Item, other: Item) -> str:
    """A news item that links to one paper only and calls it by its title or, in its own title, by its name."""
    for news, paper in ((one, other), (other, one)):
        if paper.kind != "paper" or "arxiv" not in paper.ids or mentioned_paper(news) != paper.ids["arxiv"]:
            continue
        title = _folded(paper).replace(" ", "")
        if is_telling_title(paper) and title in squeezed(f"{bare_title(news)}\n{news.summary}\n{news.text}"):
            return f"its text links to arXiv id {paper.ids['arxiv']} alone and gives the paper's title"
        name, colon, _ = bare_title(paper).partition(":")
        distinct = len(name) >= 3 and " " not in name.strip() and any(c.isupper() or c.isdigit() for c in name[1:])
        if colon and distinct and re.search(rf"(?<!\w){re.escape(name.strip())}(?![A-Za-z0-9])", bare_title(news)):
            return f"its text links to arXiv id {paper.ids['arxiv']} alone and its title names {name.strip()}"
    return ""


def _by_text(one: StoredItem, other: StoredItem) -> str:
    ours, theirs = one.item, other.item
    if _too_far(one, other) or _two_of_one_source(one, other) or ours.kind != theirs.kind:
        return ""
    if _other(ours, theirs, "doi"):
        return ""
    if not _only_named(ours, theirs) and numbers(bare_title(ours)) != numbers(bare_title(theirs)):
        return ""
    alike = _alike(ours, theirs)
    if alike is None:
        return ""
    signed = _both_signed(ours, theirs)
    if signed and _agreement(ours, theirs) < 0.5:
        return ""
    words = _title_overlap(ours, theirs)
    needed = SAME_TEXT if signed or _folded(ours) == _folded(theirs) else SAME_TEXT_ALONE
    if signed and _only_named(ours, theirs):
        needed = RETOLD_TEXT
    certain = alike[0] >= needed
    if words >= 0.5 and (certain or alike[1] >= EXCERPT):
        return f"{max(alike[0], alike[1]):.0%} of the text and {words:.0%} of the title's words in common"
    return ""


def _only_named(one: Item, other: Item) -> bool:
    """Whether one title is the other without the name before its colon."""
    shorter, longer = sorted((bare_title(one), bare_title(other)), key=len)
    return fold_title(longer.partition(":")[2]) == fold_title(shorter) != ""


def _folded(item: Item) -> str:
    return fold_title(bare_title(item))


def _title_overlap(one: Item, other: Item) -> float:
    """The telling words that two titles share, as a part of the shorter's; 0 where the works have two names."""
    if _folded(one) == _folded(other) or _only_named(one, other):
        return 1.0
    names = [bare_title(item).partition(":")[0] for item in (one, other) if ":" in bare_title(item)]
    if len(names) == 2 and fold_title(names[0]) != fold_title(names[1]):
        return 0.0
    ours, theirs = ({word for word in _folded(item).split() if word not in _GENERIC} for item in (one, other))
    if not ours or not theirs or "plus" in ours ^ theirs:
        return 0.0
    return len(ours & theirs) / min(len(ours), len(theirs))
