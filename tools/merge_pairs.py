"""The merge benchmark: pairs of items that are one thing, and hard pairs that are not, made from the shared data.

python tools/merge_pairs.py ../shared/data [--misses N]

The papers, authors, abstracts, addresses and threads are real; what a pair varies is what sources vary: identifiers,
addresses, titles, abstracts, names. Where the data holds both sides as two sources gave them, both are taken as they
are. Nothing of the data is written. A pair is merged if grouping its two items alone makes them one story.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from jogan.collect import huggingface, importing, pages
from jogan.collect.feed_parse import parse_feed
from jogan.collect.hackernews import parse_search
from jogan.edit.identity import item_key, settle
from jogan.edit.likeness import common_authors, fold_title, shared
from jogan.edit.merge import group
from jogan.model.collected import Item
from jogan.model.edited import StoredItem

SEED = 20241128
DAY = date(2025, 6, 10)
NOW = datetime(2026, 9, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two items and whether they are one thing; `kind` says how they came about."""

    kind: str
    one: Item
    other: Item
    same: bool


def stored(item: Item, order: int) -> StoredItem:
    """The item as the store would keep it."""
    item = settle(item)
    return StoredItem(key=item_key(item), order=order, day=item.day or DAY, item=item)


def merged(pair: Pair) -> bool:
    """Whether grouping the two alone makes them one story. Entries of one key are one entry, read twice."""
    one, other = stored(pair.one, 1), stored(pair.other, 2)
    grouping = group([one, other], {}, [])
    return grouping.stories[one.key] == grouping.stories[other.key]


# ── What sources vary ───────────────────────────────────────────────────────────────────────────────────────


def bare(item: Item, source: str, url: str, **changes: Any) -> Item:
    """The paper as a source without its arXiv id gives it."""
    plain = replace(item, source=source, url=url, ids={}, links={}, version=None, categories=(), extra={}, signals={})
    return replace(plain, **changes)


def slug(title: str) -> str:
    return quote("-".join(title.lower().split())[:80], safe="-:,")


def elsewhere(item: Item, chance: random.Random) -> str:
    """An address at a site that numbers papers by itself."""
    number = chance.randrange(10**5, 10**6)
    return chance.choice(
        (
            f"https://deeplearn.org/arxiv/{number}/{slug(item.title)}",
            f"https://openreview.net/forum?id=x{number}Q",
            f"https://proceedings.example.org/papers/{number}.html",
            f"https://aclanthology.org/2025.main-long.{number}/",
            f"https://doi.org/10.1145/3711896.{number}",
        )
    )


def title_variants(title: str) -> dict[str, str]:
    """The title as sources write it."""
    words = title.split()
    found = {
        "upper": title.upper(),
        "lower": title.lower(),
        "capitalized": " ".join(word[:1].upper() + word[1:] for word in words),
        "no punctuation": re.sub(r"[^\w\s]", " ", title),
        "dashes": title.replace("-", "–").replace(":", " -"),
        "quotes": f"“{title}”",
        "entities": html.escape(html.escape(title.replace("-", "\u2011"))),
        "latex": re.sub(r"\b([A-Z]{2,})\b", r"{\\sc \1}", title, count=1),
        "bold latex": re.sub(r"^(\S+)", r"\\textbf{\1}", title),
        "markup": f"<b>{words[0]}</b> {' '.join(words[1:])}",
        "mojibake": title.replace("'", "’").replace("-", "–").encode().decode("cp1252", "replace"),
        "joined words": title.replace(" ", "", 1) if len(words) > 5 else title,
        "site name": f"{title} | OpenReview",
        "pdf mark": f"{title} [pdf]",
        "full width": title.replace(":", "：").replace("(", "（").replace(")", "）"),
    }
    return {name: text for name, text in found.items() if text != title}


def abstract_variants(text: str, chance: random.Random) -> dict[str, str]:
    """The abstract as sources give it."""
    words = text.split()
    mended = [word for word in words if chance.random() > 0.04]
    for place in range(chance.randrange(20), len(mended), 25):
        mended[place] = "respectively"
    return {
        "words joined at line ends": re.sub(r" ", lambda _: "" if chance.random() < 0.09 else " ", text),
        "mended": " ".join(mended),
        "shortened": " ".join(words[: max(60, len(words) // 2)]) + " …",
        "one sentence more": f"{text} Code, data and all trained models are available at our project page.",
    }


def names_as(authors: Sequence[str], form: int) -> tuple[str, ...]:
    """The names as `Family, Given`, as initials, or only the first three."""
    split = [name.rpartition(" ") for name in authors]
    if form == 0:
        return tuple(f"{family}, {given}" if given else family for given, _, family in split)
    if form == 1:
        return tuple(f"{given[:1]}. {family}" if given else family for given, _, family in split)
    return tuple(authors[:3])


PAPER_ADDRESSES = (
    "http://arxiv.org/abs/{id}v1",
    "https://arxiv.org/pdf/{id}v2.pdf",
    "https://arxiv.org/html/{id}v1#S1",
    "https://export.arxiv.org/abs/{id}",
    "https://huggingface.co/papers/{id}",
    "https://www.alphaxiv.org/abs/{id}v3",
    "https://ar5iv.labs.arxiv.org/html/{id}",
    "https://doi.org/10.48550/arXiv.{id}",
    "https://arxiv.org/abs/{id}?context=cs.CL&utm_source=newsletter",
    "https://papers.cool/arxiv/{id}",
)


def address_variants(url: str) -> dict[str, str]:
    """The page's address as feeds, newsletters, phones and search engines give it."""
    parts = urlsplit(url)
    joint = "&" if parts.query else "?"
    whole = url.partition("#")[0]
    bare_host = parts.netloc.removeprefix("www.")
    return {
        "tracking": f"{whole}{joint}utm_source=front-page&utm_medium=feed&utm_campaign=a%20b",
        "click ids": f"{whole}{joint}fbclid=IwAR0x&gclid=Cj0K&mc_cid=12&mc_eid=ab&ref=hn",
        "origin": f"{whole}{joint}source=rss&from=newsletter",
        "http": whole.replace("https://", "http://", 1),
        "slash": whole if parts.query else (whole.rstrip("/") if whole.endswith("/") else f"{whole}/"),
        "www": whole.replace(parts.netloc, bare_host if parts.netloc.startswith("www.") else f"www.{parts.netloc}", 1),
        "fragment": f"{whole}#comments",
        "mobile": whole.replace(parts.netloc, f"m.{bare_host}", 1),
        "redirect": f"https://www.google.com/url?sa=t&url={quote(whole, safe='')}&usg=AOv",
        "amp cache": f"https://www.google.com/amp/s/{whole.partition('://')[2]}",
        "social": f"https://l.facebook.com/l.php?u={quote(whole, safe='')}&h=AT0",
        "archive": f"https://web.archive.org/web/20250610101010/{whole}",
        "host in capitals": whole.replace(parts.netloc, parts.netloc.upper(), 1),
    } | ({} if parts.query or "." in parts.path.rpartition("/")[2] else {"amp": f"{whole.rstrip('/')}/amp/"})


# ── The material ────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Material:
    papers: list[Item]
    daily: list[Item]
    seeds: list[dict[str, Any]]
    threads: list[Item]
    news: list[Item]


def load(data: Path) -> Material:
    """Everything that pairs are made of."""
    papers = [replace(item, source="arXiv") for item in importing.read(data / "arxiv_papers.parquet", lambda _: None)]
    daily: list[Item] = []
    for path in sorted((data / "replay" / "huggingface").glob("daily_papers_*.json")):
        day = date.fromisoformat(path.stem.rpartition("_")[2])
        daily += huggingface.parse_daily(path.read_bytes(), day)[0]
    seeds = [json.loads(line) for line in (data / "seed_papers.jsonl").read_text(encoding="utf-8").splitlines()]
    wire = data / "payloads" / "hackernews"
    threads = list(parse_search((wire / "algolia_search_by_date.json").read_bytes(), source="Hacker News", zone=UTC)[0])
    news = []
    for name in ("news_train", "news_dev"):
        for line in (data / "labels" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            news.append(
                Item(
                    kind="news", title=row["title"], url=row["url"], source=urlsplit(row["url"]).netloc,
                    day=date.fromisoformat(row["date"]),
                )
            )  # fmt: skip
    digest = pages.parse_digest((wire / "betacat_index.html").read_bytes(), "https://hackernews.betacat.io/")[0]
    news += [
        Item(kind="news", title=card.title, url=card.url, source="digest", summary=card.summary, day=date(2023, 6, 29))
        for card in digest
    ]
    for path in sorted((data / "payloads" / "news_feeds").glob("*.xml")):
        feed = parse_feed(path.read_bytes(), url=f"https://{path.stem}.example/feed.xml", now=NOW)
        news += [
            Item(
                kind="news", title=entry.title, url=entry.url, source=path.stem, summary=entry.summary, text=entry.text,
                authors=entry.authors, day=entry.published.date() if entry.published else DAY, language=entry.language,
            )
            for entry in feed.entries[:60]
        ]  # fmt: skip
    return Material(papers, daily, seeds, threads, [item for item in news if urlsplit(item.url).path.strip("/")])


# ── True pairs ──────────────────────────────────────────────────────────────────────────────────────────────


def true_pairs(material: Material, chance: random.Random) -> Iterator[Pair]:
    """Two items that are one thing."""
    yield from _papers_elsewhere(material, chance)
    yield from _seeds(material)
    for item in chance.sample(material.papers, 60):
        for form in chance.sample(PAPER_ADDRESSES, 2):
            url = form.format(id=item.ids["arxiv"])
            other = bare(item, "Elsewhere", url, title=f"{item.title} (v2)")
            yield Pair("one arXiv id, two addresses", item, other, True)
    for item in chance.sample([one for one in material.news if one.source != "digest" and "#" not in one.url], 120):
        for name, url in chance.sample(sorted(address_variants(item.url).items()), 3):
            thread = Item(kind="news", title=f"Discussion of {item.source}", url=url, source="Another", day=item.day)
            yield Pair(f"address: {name}", item, thread, True)
    yield from _news(material, chance)


def _papers_elsewhere(material: Material, chance: random.Random) -> Iterator[Pair]:
    for item in chance.sample(material.papers, 110):
        for name, title in chance.sample(sorted(title_variants(item.title).items()), 2):
            bold = chance.random()
            # A source that gives the title alone, the title with names, or with an abstract.
            other = bare(
                item, "Elsewhere", elsewhere(item, chance), title=title,
                authors=names_as(item.authors, chance.randrange(3)) if bold > 0.4 else (),
                summary=item.summary if 0.2 < bold < 0.8 else "",
            )  # fmt: skip
            yield Pair(f"title: {name}", item, other, True)
    for item in chance.sample([one for one in material.papers if len(one.summary) > 500], 60):
        for name, summary in abstract_variants(item.summary, chance).items():
            other = bare(item, "Elsewhere", elsewhere(item, chance), summary=summary, authors=())
            yield Pair(f"abstract: {name}", item, other, True)
    for item in chance.sample([one for one in material.papers if len(one.summary) > 700 and ":" in one.title], 60):
        # A published version: a DOI, a shorter title, names in another form, a mended abstract.
        summary = abstract_variants(item.summary, chance)["mended"]
        other = bare(
            item, "Venue", f"https://dl.acm.org/doi/10.1145/{chance.randrange(10**6, 10**7)}.{chance.randrange(10**6)}",
            title=item.title.partition(":")[2].strip() if len(item.title.partition(":")[2].split()) > 3 else item.title,
            authors=names_as(item.authors, chance.randrange(2)), summary=summary,
        )  # fmt: skip
        yield Pair("venue version", item, other, True)
    known = {item.ids["arxiv"]: item for item in material.papers}
    for item in material.daily:
        if item.ids["arxiv"] in known:
            yield Pair("Hugging Face and arXiv", item, known[item.ids["arxiv"]], True)
            title_only = bare(item, "Elsewhere", elsewhere(item, chance), authors=())
            yield Pair("two sources' own texts", known[item.ids["arxiv"]], title_only, True)


def _seeds(material: Material) -> Iterator[Pair]:
    """The examples' entries: deeplearn.org's own numbers beside arXiv's, with the texts that the two gave."""
    daily = {item.ids["arxiv"]: item for item in material.daily}
    for seed in material.seeds:
        there = daily.get(seed["ids"].get("arxiv", ""))
        title, summary = seed["title"], seed["summary"]
        found = Item(kind="paper", title=title, url=seed["url"], source=seed["source"], summary=summary, day=DAY)
        if "arxiv" in seed["ids"]:
            page = f"http://arxiv.org/abs/{seed['ids']['arxiv']}v1"
            paper = Item(kind="paper", title=seed["title"], url=page, source="arXiv", day=DAY)
            yield Pair("example's entry and arXiv, by title", found, paper, True)
        if there is not None:
            yield Pair("example's entry and Hugging Face", found, there, True)


def _news(material: Material, chance: random.Random) -> Iterator[Pair]:
    linked = [item for item in material.threads if "ycombinator" not in item.url and urlsplit(item.url).path.strip("/")]
    for item in linked:
        tracked = f"{item.url}{'&' if '?' in item.url else '?'}utm_source=rss"
        headline = f"{item.title} | {urlsplit(item.url).netloc}"
        feed = Item(kind="news", title=headline, url=tracked, source="Feed", day=item.day)
        yield Pair("thread and what it links to", item, feed, True)
        digest = Item(
            kind="news", title=item.title.upper(), url=item.links["discussion"], source="digest", day=item.day,
        )  # fmt: skip
        yield Pair("thread and digest of it", item, digest, True)
    for item in chance.sample(material.news, 60):
        korean = Item(
            kind="news", title="새로 나온 소식을 정리했다", url=f"https://news.example.kr/articles/{chance.randrange(10**8)}",
            source="Korean", summary=f"지난밤 발표된 내용을 간추린다. 원문: {item.url}", day=item.day, language="ko",
        )  # fmt: skip
        yield Pair("Korean article and the source it names", item, korean, True)
    for item in chance.sample([one for one in material.papers if re.match(r"^[A-Z]\w*[A-Z0-9]\w*:", one.title)], 60):
        name = item.title.partition(":")[0]
        told = f"연구진이 {name}을 내놓았다. 자세한 내용은 https://arxiv.org/pdf/{item.ids['arxiv']} 에 있다."
        page = f"https://news.example.kr/articles/{chance.randrange(10**8)}"
        korean = Item(
            kind="news", title=f"{name} 공개… 무엇이 달라졌나", url=page, source="Korean", summary=told, day=item.day,
            authors=("김기자",), language="ko",
        )  # fmt: skip
        yield Pair("Korean article and the paper it links to", item, korean, True)
    for item in chance.sample([one for one in material.news if len(fold_title(one.title)) > 30], 60):
        other = replace(
            item, source="Another", url=f"https://another.example/{chance.randrange(10**8)}", summary="", text="",
            title=chance.choice(sorted(title_variants(item.title).values())), day=(item.day or DAY) + timedelta(days=1),
        )  # fmt: skip
        if len(fold_title(item.title).split()) > 4:
            yield Pair("one headline, two outlets", item, other, True)


# ── Pairs that are not ──────────────────────────────────────────────────────────────────────────────────────


def false_pairs(material: Material, chance: random.Random) -> Iterator[Pair]:
    """Two items that look alike and are two things."""
    yield from _neighbours(material, chance)
    yield from _sequels(material, chance)
    yield from _namesakes(material, chance)
    yield from _same_site(material, chance)


def _neighbours(material: Material, chance: random.Random) -> Iterator[Pair]:
    """Real papers of the same beginning, words or people; also as sources without identifiers give them."""

    def both(kind: str, one: Item, other: Item) -> Iterator[Pair]:
        yield Pair(kind, one, other, False)
        if shared(one.summary, other.summary)[0] < 0.5 and fold_title(one.title) != fold_title(other.title):
            # The same, without ids; where the abstract is nearly one, only a person can tell.
            yield Pair(f"{kind}, no ids", one, bare(other, "Elsewhere", elsewhere(other, chance)), False)
            yield Pair(f"{kind}, titles alone", bare(one, "A", elsewhere(one, chance), summary="", authors=()),
                       bare(other, "B", elsewhere(other, chance), summary="", authors=()), False)  # fmt: skip

    starts: dict[str, list[Item]] = defaultdict(list)
    people: dict[tuple[str, ...], list[Item]] = defaultdict(list)
    words: dict[frozenset[str], list[Item]] = defaultdict(list)
    for item in material.papers:
        folded = fold_title(item.title).split()
        starts[" ".join(folded[:3])].append(item)
        people[tuple(item.authors[:2])].append(item)
        words[frozenset(sorted((w for w in folded if len(w) > 4), key=len, reverse=True)[:3])].append(item)
    for kind, table in (("same beginning", starts), ("same people", people), ("same words", words)):
        drawn = [chance.sample(group, 2) for group in table.values() if len(group) > 1]
        for one, other in chance.sample(drawn, min(420, len(drawn))):
            yield from both(kind, one, other)
    for one, other in _closest(material.papers, chance):
        yield from both("closest of one team", one, other)


def _closest(papers: Sequence[Item], chance: random.Random) -> Iterator[tuple[Item, Item]]:
    """Pairs of papers by the same people whose abstracts have the most in common."""
    teams: dict[str, list[Item]] = defaultdict(list)
    for item in papers:
        if item.authors:
            teams[item.authors[-1]].append(item)
    found = []
    for team in teams.values():
        drawn = team if len(team) <= 12 else chance.sample(team, 12)
        for place, one in enumerate(drawn):
            words = set(fold_title(one.title).split())
            found += [(one, other) for other in drawn[:place] if words & set(fold_title(other.title).split())]
    chance.shuffle(found)
    rated = sorted(found[:4000], key=lambda two: -shared(two[0].summary, two[1].summary)[0])
    yield from ((one, other) for one, other in rated[:250] if common_authors(one.authors, other.authors))


def _sequels(material: Material, chance: random.Random) -> Iterator[Pair]:
    for item in chance.sample(material.papers, 150):
        base = item.title
        for sequel in (f"{base}, Part II", f"{base} 2.0", f"{base} v2: Revisited", f"{base}++"):
            # Another title that continues the first one, by the same people, with an abstract of its own.
            other = chance.choice(material.papers)
            yield Pair(
                "sequel", item,
                bare(item, "Elsewhere", elsewhere(item, chance), title=sequel, summary=other.summary), False,
            )  # fmt: skip
            if sequel.endswith(("Part II", "2.0")):
                yield Pair("sequel, titles alone", bare(item, "A", elsewhere(item, chance), summary=""),
                           bare(item, "B", elsewhere(item, chance), summary="", title=sequel), False)  # fmt: skip
    for year in range(2015, 2025):
        for name in ("Weekly AI Digest for the Year", "State of AI by the Numbers", "Overview of the Shared Task"):
            page = f"https://a.example/{name[:4]}{year}"
            one = Item(kind="news", title=f"{name} {year}", url=page, source="A", day=DAY)
            other = replace(one, title=f"{name} {year + 1}", url=f"https://b.example/{name[:4]}{year}", source="B")
            yield Pair("the next year's", one, other, False)


GENERIC = (
    "Technical Report", "A Survey of Large Language Models", "Large Language Models: A Survey", "Editorial",
    "A Comprehensive Survey of Deep Learning", "Vision Language Models: A Review", "Introduction to Machine Learning",
    "Recent Advances in Multimodal Large Language Models", "AI News of the Week", "The Future of AI Agents",
)  # fmt: skip


def _namesakes(material: Material, chance: random.Random) -> Iterator[Pair]:
    """Two works of one title: by other people, or with another abstract."""
    for n in range(500):
        one, other = chance.sample(material.papers, 2)
        if common_authors(one.authors, other.authors):
            continue
        title = chance.choice(GENERIC) if n % 2 else one.title
        first = bare(one, "A", elsewhere(one, chance), title=title)
        second = bare(other, "B", elsewhere(other, chance), title=title)
        yield Pair("one title, other people", first, replace(second, summary=""), False)
        yield Pair("one title, other abstract", replace(first, authors=()), second, False)
        if n % 2:
            yield Pair("one generic title and no more", replace(first, authors=(), summary=""),
                       replace(second, authors=(), summary=""), False)  # fmt: skip
    for n in range(150):
        one = chance.choice(material.papers)
        told = f"{one.url} 그리고 https://arxiv.org/abs/2501.{n + 10000} 를 소개한다."
        page = f"https://news.example.kr/{n}"
        column = Item(kind="news", title=f"이번 주에 읽을 논문 {n}편", url=page, source="K", day=one.day)
        yield Pair("news that mentions papers", one, replace(column, summary=told), False)
        told = f"We tried many things. One idea comes from {one.url}. Most of the gain was elsewhere."
        page = f"https://blog.example/{n}"
        post = Item(kind="news", title="How we cut our serving costs in half", url=page, source="B")
        yield Pair("news that cites a paper", one, replace(post, day=one.day, text=told), False)


def _same_site(material: Material, chance: random.Random) -> Iterator[Pair]:
    """Different posts and threads of one site, and columns that return."""
    hosts: dict[str, list[Item]] = defaultdict(list)
    for item in (*material.news, *material.threads):
        hosts[urlsplit(item.url).netloc].append(item)
    drawn: list[tuple[Item, Item]] = []
    for items in hosts.values():
        entries = {(item.url.partition("?")[0].rstrip("/"), fold_title(item.title)): item for item in items}
        unique = list(entries.values())
        for place, one in enumerate(unique[:40]):
            others = [other for other in unique[:place] if one.url != other.url]
            drawn += [(one, other) for other in others if fold_title(one.title) != fold_title(other.title)]
    for one, other in chance.sample(drawn, min(900, len(drawn))):
        yield Pair("two posts of one site", one, other, False)
    columns = [item for item in material.news if item.day and "#" not in item.url and not settle(item).ids]
    for item in chance.sample(columns, 100):
        day = item.day or DAY
        page = f"https://another.example/{chance.randrange(10**8)}"
        later = replace(item, source="Another", url=page, day=day + timedelta(days=30))
        yield Pair("one headline, a month later", item, later, False)
        page = f"{item.url.partition('?')[0].rstrip('/')}-2"
        column = replace(item, url=page, day=day + timedelta(days=1), summary="", text="")
        yield Pair("a column that repeats its title", item, column, False)


def build(material: Material, seed: int = SEED) -> list[Pair]:
    """All pairs, the same ones for the same seed."""
    chance = random.Random(seed)
    return [*true_pairs(material, chance), *false_pairs(material, chance)]


def main() -> None:
    """Print the table of kinds, and what went wrong."""
    parser = argparse.ArgumentParser(prog="merge_pairs", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--misses", type=int, default=0, help="how many wrong pairs of each kind to show")
    parser.add_argument("--seed", type=int, default=SEED)
    arguments = parser.parse_args()
    pairs = build(load(arguments.data), arguments.seed)
    table: dict[tuple[bool, str], Counter[bool]] = defaultdict(Counter)
    shown: Counter[str] = Counter()
    for pair in pairs:
        answer = merged(pair)
        table[pair.same, pair.kind][answer == pair.same] += 1
        if answer != pair.same and shown[pair.kind] < arguments.misses:
            shown[pair.kind] += 1
            print(f"{pair.kind}: {pair.one.title} | {pair.other.title} | {pair.one.url} | {pair.other.url}")
    for same in (True, False):
        rows = {kind: counts for (truth, kind), counts in table.items() if truth is same}
        right, total = sum(one[True] for one in rows.values()), sum(one.total() for one in rows.values())
        print(f"\n{'true pairs' if same else 'non-pairs'}: {right} of {total} right")
        for kind, counts in sorted(rows.items()):
            print(f"  {kind:45} {counts[True]:5} of {counts.total():5}")


if __name__ == "__main__":
    main()
