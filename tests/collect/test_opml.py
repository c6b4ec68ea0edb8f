"""OPML in and out."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jogan.collect.opml import extended, parse_opml, to_toml, write_opml
from jogan.config import SourceConfig
from jogan.errors import SourceError

LIST = b"""<?xml version="1.0"?>
<opml version="1.0"><head><title>mine</title></head><body><outline text="AI &amp; news">
<outline type="rss" text="One" xmlUrl="https://one.example/feed" htmlUrl="https://one.example"/>
<outline type="rss" title="One" xmlUrl="https://two.example/feed"/>
<outline xmlurl="https://three.example/feed"/>
<outline text="again" xmlUrl="https://one.example/feed"/>
<outline text="bad" xmlUrl="javascript:alert(1)"/></outline></body></opml>"""


def test_feeds_are_read_out_of_folders() -> None:
    """Each address comes once, under a name of its own, and what is no web address stays out."""
    found, bad = parse_opml(LIST, taken=["one"])
    assert [(one.name, one.url) for one in found] == [
        ("One (2)", "https://one.example/feed"),
        ("One (3)", "https://two.example/feed"),
        ("three.example/feed", "https://three.example/feed"),
    ]
    assert [(one.line, one.title, one.cause) for one in bad] == [
        (7, "bad", "its address is no http or https address: javascript:alert(1)")
    ]


@pytest.mark.parametrize(
    ("entry", "cause"),
    [
        ('text="A" xmlUrl="ftp://a.example/feed"', "no http or https address: ftp://a.example/feed"),
        ('text="A" xmlUrl=" "', "names no address"),
        ('type="rss" text="A"', "names no address"),
        ('text="A" htmlUrl="https://a.example/"', "names no address"),
        ('text="A" xmlUrl="https://a.example:port/feed"', "no http or https address"),
        ('text="A" xmlUrl="https://me:secret@a.example/feed"', "without the user and password"),
    ],
)
def test_each_bad_entry_is_named_with_its_cause(entry: str, cause: str) -> None:
    """What cannot be taken in as it is, is told by line and title, without its secrets; the others come in."""
    body = f'<opml><body>\n<outline {entry}/>\n<outline text="B" xmlUrl="https://b.example/"/></body></opml>'
    found, (bad,) = parse_opml(body.encode())
    assert "https://b.example/" in {one.url for one in found}
    assert (bad.line, bad.title) == (2, "A")
    assert cause in bad.cause
    assert "secret" not in bad.cause + repr(found)


def test_a_folder_is_no_bad_entry() -> None:
    """Folders, empty ones too, and notes between feeds are passed over in silence."""
    body = b'<opml><outline text="empty"/><outline text="F"><outline text="B" xmlUrl="https://b.example/"/></outline></opml>'
    assert parse_opml(body)[1] == ()


def test_what_is_written_is_read_again() -> None:
    """Names and addresses survive the way out and in, also nasty ones."""
    sources = (
        SourceConfig(name='A "quote" & <tag>', kind="feed", url="https://e.org/?a=1&b=2"),
        SourceConfig(name="arXiv", kind="arxiv"),
    )
    (one,), _ = parse_opml(write_opml(sources))
    assert (one.name, one.url) == (sources[0].name, sources[0].url)


def test_sources_become_configuration() -> None:
    """The tables are TOML and hold what the sources hold."""
    sources, _ = parse_opml(LIST)
    raw = tomllib.loads(to_toml(sources))["source"]
    assert tuple(SourceConfig(**one) for one in raw) == sources


@pytest.mark.parametrize("body", [b"", b"<rss/>", b"<opml><body/></opml>", b"{}", b"<html/>"])
def test_what_is_no_opml_is_refused(body: bytes) -> None:
    """The error names what it is."""
    with pytest.raises(SourceError):
        parse_opml(body)


@given(
    st.binary(max_size=300)
    | st.text(max_size=100).map(lambda t: f'<opml><outline text="{t}" xmlUrl="https://e.org/{t}"/></opml>'.encode())
)
def test_no_bytes_raise_anything_else(body: bytes) -> None:
    """Any bytes give feeds or SourceError."""
    try:
        found, _ = parse_opml(body)
    except SourceError:
        return
    assert all(one.name and one.url.startswith("http") for one in found)


@pytest.mark.parametrize(
    "written", ["", "language = 'en'\n", "default_sources = false\n[fetch]\nattempts = 1", "# only words\n"]
)
def test_a_configuration_is_extended_as_it_is(written: str) -> None:
    """What a jogan.toml says stays, the default sources stay with it, and the new ones stand behind."""
    new = [SourceConfig(name="One", kind="feed", url="https://one.example/feed")]
    before, after = tomllib.loads(written), tomllib.loads(extended(written, new, keep_defaults=True))
    assert after == {**before, "default_sources": True, "source": [{"name": "One", "kind": "feed", "url": new[0].url}]}
