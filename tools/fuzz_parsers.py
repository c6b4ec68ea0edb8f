"""Noise for every parser of the wires: small seeds, mutated, until the time is up. What is no SourceError is printed.

    python tools/fuzz_parsers.py --seconds 600 [--seed 1] [--corpus FOLDER]

The seeds are few and stand below; `--corpus` adds the files of a folder to those of the feeds.
"""

from __future__ import annotations

import argparse
import random
import time
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from jogan.collect import arxiv_archive, arxiv_parse, dates, huggingface, opml, page, pages, text
from jogan.collect.feed_parse import parse_feed
from jogan.collect.hackernews import parse_ranks, parse_search, parse_story
from jogan.errors import SourceError

NOW = datetime(2026, 9, 1, tzinfo=UTC)
DAY = date(2024, 11, 20)
SLOW = 1.0
"""Seconds of processor time from which on an input counts as slow."""

FEEDS = (
    b"<?xml version='1.0'?><rss version='2.0'><channel><title>N</title><item><title>T &amp; t</title>"
    b"<link>https://e.org/1</link><guid>1</guid><pubDate>Wed, 20 Nov 2024 09:00:00 +0900</pubDate>"
    b"<description><![CDATA[<p>Said.</p>]]></description></item></channel></rss>",
    b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>a</id><title type='html'>&lt;b&gt;T</title>"
    b"<link href='/1'/><updated>2024-11-20T00:00:00Z</updated><content type='xhtml'><p>x</p></content></entry></feed>",
    b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": 1, "title": "T", "content_html": "<p>x"}]}',
)
ARXIV = (
    b"<rss version='2.0'><channel><pubDate>Wed, 20 Nov 2024 00:00:00 -0500</pubDate><item><title>T</title>"
    b"<link>https://arxiv.org/abs/2411.00001</link><guid>oai:arXiv.org:2411.00001v1</guid>"
    b"<description>arXiv:2411.00001v1 Announce Type: new Abstract: A.</description></item></channel></rss>"
)
OAI = (
    b"<OAI-PMH><ListRecords><record><metadata><arXivRaw><id>2411.00001</id><version version='v1'>"
    b"<date>Mon, 18 Nov 2024 20:00:00 GMT</date></version><title>T</title><authors>A B</authors></arXivRaw>"
    b"</metadata></record><resumptionToken>x</resumptionToken></ListRecords></OAI-PMH>"
)
QUERY = b"<feed><entry><id>http://arxiv.org/abs/2411.00001v1</id><title>T</title><updated>2024-11-18T10:00:00Z</updated></entry></feed>"
PARSERS: dict[str, tuple[Callable[[bytes], object], tuple[bytes, ...]]] = {
    "feed": (lambda body: parse_feed(body, url="https://e.org/f", now=NOW), FEEDS),
    "arXiv feed": (arxiv_parse.parse_feed, (ARXIV,)),
    "OAI-PMH": (arxiv_archive.parse_oai, (OAI,)),
    "query": (arxiv_archive.parse_query, (QUERY,)),
    "abstract page": (
        arxiv_archive.parse_abstract_page,
        (b'<meta name="citation_title" content="T"><meta name="citation_arxiv_id" content="2411.00001">',),
    ),
    "daily papers": (
        lambda body: huggingface.parse_daily(body, DAY),
        (b'[{"paper": {"id": "2411.00001", "title": "T", "authors": [{"name": "A"}], "upvotes": 3}}]',),
    ),
    "search": (
        lambda body: parse_search(body, source="s", zone=UTC),
        (b'{"hits": [{"objectID": "1", "title": "T", "points": 3, "created_at_i": 1732071600}]}',),
    ),
    "story": (lambda body: parse_story(body, source="s", zone=UTC), (b'{"id": 1, "type": "story", "title": "T"}',)),
    "ranks": (parse_ranks, (b"[1, 2, 3]",)),
    "hot papers": (
        lambda body: pages.parse_hot_papers(body, "https://e.org/"),
        (b"<div class=panel><h3 class=panel-title>Hot Papers</h3><div class=title><a href=/1>T</a></div></div>",),
    ),
    "paper page": (pages.parse_paper_page, (b'<div class="article-content"><p>' + b"word " * 40 + b"</p></div>",)),
    "category": (
        lambda body: pages.parse_category(body, "https://e.org/"),
        (b'<div class="col-left"><h3 class="entry-title"><a href="/1">T FREE</a></h3></div>',),
    ),
    "digest": (
        lambda body: pages.parse_digest(body, "https://e.org/"),
        (
            b'<article class="post-item"><div class="post-title"><a class="post-url" href="/1">T</a></div>'
            b'<span class="score"><span>3</span></span></article>',
        ),
    ),
    "OPML": (opml.parse_opml, (b'<opml><body><outline text="a" xmlUrl="https://e.org/f"/></body></opml>',)),
    "article": (
        lambda body: page.parse_article(body, "https://e.org/a"),
        (b"<html><article>" + b"<p>A sentence that says something new.</p>" * 12 + b"</article></html>",),
    ),
    "robots": (
        lambda body: page.may_read(body, "https://e.org/a"),
        (b"User-agent: *\nDisallow: /a*$\nCrawl-delay: 3",),
    ),
    "date": (
        lambda body: dates.read_date(body.decode("utf-8", "replace"), UTC),
        (b"Wed, 20 Nov 2024 09:00:00 +0900", b"2024-11-20T00:00:00Z", b"20 Nov 2024 9:00 KST"),
    ),
    "names": (
        lambda body: arxiv_parse.author_names(body.decode("utf-8", "replace")),
        (rb"Andr\'e (MIT), M\"{u}ller, Jr.",),
    ),
    "markup": (lambda body: text.plain(body.decode("utf-8", "replace")), (b"<p>One <b>two</b></p><script>x</script>",)),
    "link": (lambda body: text.web_link(body.decode("utf-8", "replace"), "https://e.org/"), (b"../a?b=c#d",)),
}
TOKENS = (
    *(
        b"<|>|&|\"|'|</|<![CDATA[|]]>|<!--|-->|<?|{|}|[|]|null|NaN|1e999|<item>|</item>|<entry>|</channel>|&#0;".split(
            b"|"
        )
    ),
    *(
        b"\x00",
        b"\xff\xfe",
        b"9" * 5000,
        b"e" * 3000,
        b"&#x110000;",
        b'xmlns=""',
        b"\\ud800",
        b"<!DOCTYPE a [",
        b"99999-99-99",
    ),
)


def mutated(body: bytes, chance: random.Random) -> bytes:
    """`body` with a few bytes changed, inserted, removed or repeated."""
    noise = bytearray(body)
    for _ in range(chance.choice((1, 1, 2, 4, 12))):
        at = chance.randrange(len(noise) + 1)
        match chance.randrange(6):
            case 0:
                noise[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                noise[at:at] = chance.choice(TOKENS)
            case 2:
                del noise[at : at + chance.randrange(1, 200)]
            case 3:
                noise[at:at] = noise[at : at + chance.randrange(1, 500)]
            case 4:
                del noise[at:]
            case _:
                noise[at:at] = chance.choice(TOKENS) * chance.randrange(1, 30)
    return bytes(noise)


def main() -> None:
    """Make noise until the time is up; the exit status is 1 if anything was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    more = (
        [path.read_bytes()[:60_000] for path in arguments.corpus.rglob("*") if path.is_file()]
        if arguments.corpus
        else []
    )
    runs: Counter[str] = Counter()
    found: list[str] = []
    end = time.monotonic() + arguments.seconds
    while time.monotonic() < end:
        name = chance.choice(tuple(PARSERS))
        parse, seeds = PARSERS[name]
        body = mutated(chance.choice((*seeds, *more) if name == "feed" else seeds), chance)
        runs[name] += 1
        began = time.process_time()
        try:
            parse(body)
        except SourceError:
            pass
        except Exception:  # noqa: BLE001 - this is what is looked for
            found.append(f"{name}: {traceback.format_exc(limit=-3)}\ninput: {body[:400]!r}")
        if (seconds := time.process_time() - began) > SLOW:
            found.append(f"{name}: {seconds:.1f} s for {len(body):,} bytes\ninput: {body[:400]!r}")
    print("\n\n".join(found[:20]))
    print(f"{runs.total():,} inputs over {len(runs)} parsers, {len(found)} found")
    raise SystemExit(bool(found))


if __name__ == "__main__":
    main()
