"""The static site and its feeds."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from html.parser import HTMLParser
from types import ModuleType
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

import feedparser
import pytest

from jogan.model.edition import Edition, Section
from jogan.press import calendar, feeds, site, site_manifest
from jogan.press.urls import slug

SEOUL = ZoneInfo("Asia/Seoul")


class Links(HTMLParser):
    """The ids and inner addresses of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.to: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                assert value not in self.ids, value
                self.ids.add(value or "")
            if name in ("href", "src") and value and not value.startswith(("http://", "https://", "data:")):
                self.to.append(value)


def shelf(editions: ModuleType) -> dict[date, Edition]:
    """Five days: an ordinary one, a bigger one, an empty Sunday, a nasty one, and an update."""
    kinds = [editions.ordinary(), editions.many(4), editions.empty(), editions.nasty(), editions.ordinary()]
    found = {}
    for number, edition in enumerate(kinds):
        day = date(2024, 11, 22) + timedelta(days=number)
        found[day] = replace(edition, date=day, made_at=datetime(2024, 11, 23 + number, 7, tzinfo=SEOUL))
    return found


def build(editions: ModuleType, base_url: str = "", found: dict[date, Edition] | None = None) -> dict[str, bytes]:
    made = shelf(editions) if found is None else found
    files = list(site.pages(list(made), made.__getitem__, site_manifest.Settings(language="ko", base_url=base_url)))
    names = [file.name for file in files]
    assert len(names) == len(set(names))
    return {file.name: file.data for file in files}


@pytest.mark.parametrize("base_url", ["", "https://example.org/jogan"])
def test_every_link_resolves(editions: ModuleType, base_url: str) -> None:
    """Each relative address leads to a file of the site, and each fragment to an id on it."""
    files = build(editions, base_url)
    pages = {name: Links(data.decode()) for name, data in files.items() if name.endswith(".html")}
    assert len(pages) > 40
    for name, page in pages.items():
        for address in page.to:
            parts = urlsplit(address)
            assert not parts.path.startswith("/"), address
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path))) if parts.path else name
            )
            assert target in files, (name, address)
            if parts.fragment:
                assert unquote(parts.fragment) in pages[target].ids, (name, address)


def test_every_kind_of_page_is_there(editions: ModuleType) -> None:
    """Edition, section, category, story, week, archive, search: each has its address."""
    assert {
        "index.html",
        "archive.html",
        "search.html",
        "category/index.html",
        "category/papers-llm.html",
        "2024-11-22/index.html",
        "2024-11-22/papers.html",
        "2024-11-22/news.html",
        "story/arxiv-2411.17686.html",
        "week/2024-W47.html",
        "week/2024-W48.html",
        "feeds/papers.atom.xml",
        "feeds/news-llm.json",
        "static/site.css",
    } <= set(build(editions))


def test_every_story_of_every_day_has_a_page(editions: ModuleType) -> None:
    """No printed story is missing from the site, and each category page lists its own."""
    files = build(editions)
    for day, edition in shelf(editions).items():
        for section in edition.sections:
            page = files[f"{day}/{section.name}.html"].decode()
            for chosen in section.stories:
                name = f"story/{slug(chosen.story.id)}.html"
                assert name in files
                assert name in page


def test_first_page_is_light(editions: ModuleType) -> None:
    """The front page of a day of fifty stories, with its style sheet and script, stays under 150 kB."""
    day = date(2024, 11, 28)
    files = build(editions, found={day: editions.many(10, stories=50)})
    assert sum(len(files[name]) for name in ("index.html", "static/site.css", "static/site.js")) < 150_000


def test_front_page_is_the_newest_edition(editions: ModuleType) -> None:
    """The first page shows the newest edition and names that edition's own address as the lasting one."""
    page = build(editions, "https://example.org")["index.html"].decode()
    assert "2024년 11월 26일 화요일" in page
    assert '<link rel="canonical" href="https://example.org/2024-11-26/index.html">' in page
    assert '<meta property="og:image" content="https://example.org/2024-11-26/card.png">' in page


def test_same_editions_give_the_same_site(editions: ModuleType) -> None:
    """Building twice gives the same bytes, whatever the order of the dates."""
    found = shelf(editions)
    again = site.pages(sorted(found, reverse=True), found.__getitem__, site_manifest.Settings())
    assert {file.name: file.data for file in again} == build(editions)


def test_new_edition_changes_only_what_tells_of_it(editions: ModuleType) -> None:
    """Pages of older editions stay byte for byte but for the neighbor's link to the new one."""
    found = shelf(editions)
    before = build(editions, found=dict(list(found.items())[:-1]))
    after = build(editions, found=found)
    changed = {name for name in before if before[name] != after.get(name)}
    assert {name for name in changed if re.match(r"\d{4}-", name)} == {
        f"2024-11-25/{name}.html" for name in ("index", "papers", "news")
    }
    assert "week/2024-W47.html" not in changed


def test_unchanged_editions_are_passed_over(editions: ModuleType) -> None:
    """With what the last build wrote, a new build makes only what changed, and the same bytes as a whole one."""
    found = shelf(editions)
    settings = site_manifest.Settings()
    old = build(editions, found=dict(list(found.items())[:-1]))
    known = site_manifest.known_from(old[site_manifest.MANIFEST], settings)
    assert len(known) == 4
    made = {file.name: file.data for file in site.pages(list(found), found.__getitem__, settings, known=known)}
    whole = build(editions, found=found)
    assert {**old, **made} == whole
    # The 22nd and 23rd share stories with the new edition, the 25th has a new neighbor; the empty 24th stays.
    assert {name for name in made if name.startswith("2024-")} == {
        f"2024-11-{day}/{name}.html" for day in (22, 23, 25, 26) for name in ("index", "papers", "news")
    }
    again = {
        file.name
        for file in site.pages(
            list(found),
            found.__getitem__,
            settings,
            known=site_manifest.known_from(whole[site_manifest.MANIFEST], settings),
        )
    }
    assert {name[:10] for name in again if name.startswith("2024-")} == {"2024-11-26"}


def test_site_of_another_rule_is_made_anew(editions: ModuleType) -> None:
    """Other settings, a lost edition, or a manifest that cannot be read leave nothing known."""
    found = shelf(editions)
    manifest = build(editions)[site_manifest.MANIFEST]
    assert site_manifest.known_from(manifest, site_manifest.Settings(base_url="https://example.org/")) == {}
    assert site_manifest.known_from(b"{", site_manifest.Settings()) == {}
    assert site_manifest.known_from(None, site_manifest.Settings()) == {}
    fewer = dict(list(found.items())[1:])
    made = {
        file.name: file.data
        for file in site.pages(
            list(fewer),
            fewer.__getitem__,
            site_manifest.Settings(),
            known=site_manifest.known_from(manifest, site_manifest.Settings()),
        )
    }
    assert made == build(editions, found=fewer)


def test_an_address_outlives_a_merge(editions: ModuleType) -> None:
    """A story that another took in leaves a page that leads to it; no page of a story is ever covered by one."""
    found = shelf(editions)
    settings = site_manifest.Settings(base_url="https://example.org/")
    renamed = {
        "url:https://old.example/1": "arxiv:2411.17686",
        "arxiv:2411.17465": "arxiv:2411.17686",  # has a page of its own still
        "arXiv:2411.17686": "arxiv:2411.17686",
        "url:https://old.example/2": "arxiv:9999.99999",  # printed nowhere
    }
    whole = {file.name: file.data for file in site.pages(list(found), found.__getitem__, settings)}
    made = [(file.name, file.data) for file in site.pages(list(found), found.__getitem__, settings, renamed=renamed)]
    assert len(made) == len({name for name, _ in made})
    assert {name: data for name, data in made if name in whole} == whole
    moved = {name: data.decode() for name, data in made if name not in whole}
    assert set(moved) == {f"story/{slug(old)}.html" for old in ("url:https://old.example/1", "arXiv:2411.17686")}
    for page in moved.values():
        assert '<meta http-equiv="refresh" content="0; url=arxiv-2411.17686.html">' in page
        assert '<link rel="canonical" href="https://example.org/story/arxiv-2411.17686.html">' in page
        assert "data-pagefind-body" not in page


def test_no_edition_yet_is_said(editions: ModuleType) -> None:
    """A site without editions has pages that say so, and no dead link."""
    files = build(editions, found={})
    assert "아직 나온 판이 없습니다" in files["index.html"].decode()
    assert "아직 나온 판이 없습니다" in files["archive.html"].decode()


def test_hostile_text_is_text_on_every_page(editions: ModuleType) -> None:
    """The payload becomes no tag on any page."""
    for name, data in build(editions).items():
        if name.endswith(".html"):
            text = data.decode()
            assert len(re.findall("<script", text)) == 1, name
            assert "<img" not in text, name
            assert "\u202e" not in text, name
            assert not re.search(r'href="(?!https?:|#|data:,")[a-z]+:', text), name


@pytest.mark.parametrize("ending", [".atom.xml", ".rss.xml"])
def test_feeds_are_read_back(editions: ModuleType, ending: str) -> None:
    """A feed reader finds each story once, with its link, date, author, category and full text."""
    files = build(editions, "https://example.org/")
    feed = feedparser.parse(files[f"feeds/papers{ending}"])
    assert not feed.bozo
    assert feed.feed.title == "조간 · 논문"
    assert feed.feed.link == "https://example.org/index.html"
    ids = [entry.id for entry in feed.entries]
    assert len(ids) == len(set(ids))
    entry = next(one for one in feed.entries if one.title.startswith("Rethinking"))
    assert entry.link == "https://example.org/story/arxiv-2411.17686.html"
    assert entry.published_parsed[:3] == (2024, 11, 22)
    body = entry.content[0].value if "content" in entry else entry.summary
    assert "<strong>FLOPs 최대 82.4%</strong>" in body
    assert 'href="https://arxiv.org/abs/2411.17686"' in body
    assert [tag.term for tag in entry.tags] == ["추론 가속"]
    assert "Yuhang Han" in str(entry.get("authors") or entry.get("author"))
    if ending == ".atom.xml":
        assert entry.updated_parsed[:3] == (2024, 11, 26)
    for one in feed.entries:
        assert urlsplit(one.link).scheme in ("http", "https")


@pytest.mark.parametrize("base_url", ["", "https://example.org/"])
def test_feeds_keep_the_rules_of_their_formats(editions: ModuleType, base_url: str) -> None:
    """What RFC 4287 and the RSS 2.0 specification demand of a feed and of each entry is there, once, in its form."""
    import xml.etree.ElementTree as ET
    from datetime import datetime
    from email.utils import parsedate_to_datetime

    files = build(editions, base_url)
    atom, seen = "{http://www.w3.org/2005/Atom}", set()
    for name, data in files.items():
        if name.endswith(".atom.xml"):
            root = ET.fromstring(data)
            entries = root.findall(f"{atom}entry")
            for node in (root, *entries):
                for tag in ("id", "title", "updated"):
                    assert len(node.findall(f"{atom}{tag}")) == 1, (name, tag)
                assert datetime.fromisoformat(node.findtext(f"{atom}updated", "")).tzinfo
                assert node.findtext(f"{atom}id", "").startswith("urn:uuid:")
                (page,) = (link for link in node.findall(f"{atom}link") if link.get("rel", "alternate") == "alternate")
                assert urlsplit(page.get("href", "")).scheme in ("http", "https")
            assert root.findtext(f"{atom}author/{atom}name")
            assert len({one.findtext(f"{atom}id") for one in entries}) == len(entries)
            assert root.findtext(f"{atom}id") not in seen
            seen.add(root.findtext(f"{atom}id"))
            assert all(one.find(f"{atom}content").get("type") == "html" for one in entries)
        elif name.endswith(".rss.xml"):
            root = ET.fromstring(data)
            assert (root.tag, root.get("version"), len(root)) == ("rss", "2.0", 1)
            for tag in ("title", "link", "description"):
                assert len(root[0].findall(tag)) == 1, (name, tag)
            for item in root[0].findall("item"):
                assert item.findtext("title") or item.findtext("description")
                assert item.find("guid").get("isPermaLink") == "false"
                assert parsedate_to_datetime(item.findtext("pubDate", "")).tzinfo
    assert len(seen) > 2


def test_json_feed_keeps_its_form(editions: ModuleType) -> None:
    """The JSON Feed has the fields that version 1.1 requires, as it requires them."""
    import json

    feed = json.loads(build(editions, "https://example.org/")["feeds/papers.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://example.org/feeds/papers.json"
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_html"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", item["date_published"])


def test_the_sitemap_is_xml_whatever_the_address(editions: ModuleType) -> None:
    """Signs of the site's address that mean something in XML are escaped."""
    import xml.etree.ElementTree as ET

    root = ET.fromstring(build(editions, "https://example.org/a&b'c")["sitemap.xml"])
    assert root[0][0].text == "https://example.org/a&b'c/index.html"


def test_entries_keep_their_ids(editions: ModuleType) -> None:
    """A rerun, another address and another category publish nothing twice; each language has its own."""
    first = feedparser.parse(build(editions)["feeds/papers.atom.xml"])
    other = feedparser.parse(
        build(editions, "https://elsewhere.example/")["feeds/papers-inference-acceleration.atom.xml"]
    )
    ids = {entry.title: entry.id for entry in first.entries}
    for entry in other.entries:
        assert ids[entry.title] == entry.id
    assert feeds.entry_id("arxiv:1", "ko") != feeds.entry_id("arxiv:1", "en")
    assert feeds.entry_id("arxiv:1", "ko") == "urn:uuid:6efa6416-ccdd-577a-be44-b7400bde925f"


def test_feeds_without_an_address_link_to_the_sources(editions: ModuleType) -> None:
    """Where the site's address is not known, an entry's link is the story's own source."""
    feed = feedparser.parse(build(editions)["feeds/papers.rss.xml"])
    entry = next(one for one in feed.entries if one.title.startswith("Rethinking"))
    assert entry.link == "https://arxiv.org/abs/2411.17686"


def test_control_characters_do_not_break_xml(editions: ModuleType) -> None:
    """A title with signs that XML forbids still gives well-formed feeds."""
    edition = editions.ordinary()
    section = edition.section("papers")
    first = section.stories[0]
    story = replace(first.story, title="a\x00b\x0bc\ufffe <&> ]]>", authors=("x\x01",))
    changed: Section = replace(section, stories=(replace(first, filed=replace(first.filed, story=story)),))
    files = build(editions, found={edition.date: replace(edition, sections=(changed,))})
    for ending in (".atom.xml", ".rss.xml"):
        feed = feedparser.parse(files[f"feeds/papers{ending}"])
        assert not feed.bozo
        assert len(feed.entries) == 1


def test_calendar_has_its_weeks() -> None:
    """Months are whole, Monday first, newest first; weeks follow ISO over the turn of a year."""
    newest, oldest = calendar.months_of([date(2024, 11, 28), date(2025, 2, 1)])
    assert (newest.year, newest.month, oldest.month) == (2025, 2, 11)
    assert [day for week in newest.weeks for day in week if day] == [date(2025, 2, day) for day in range(1, 29)]
    assert all(len(week) == 7 for week in newest.weeks)
    assert newest.weeks[0][5] == date(2025, 2, 1)
    assert calendar.week_name(date(2024, 12, 31)) == "2025-W01"
    assert list(calendar.weeks_of([date(2024, 12, 31), date(2024, 12, 29)])) == ["2024-W52", "2025-W01"]
    assert calendar.weeks_of([date(2024, 12, 31)])["2025-W01"][0] == date(2024, 12, 30)
