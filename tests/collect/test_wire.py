"""What HTTP says between the lines."""

from __future__ import annotations

import gzip
import zlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jogan.collect.charset import decode
from jogan.collect.failures import host_of, safe_url, status_failure
from jogan.collect.wire import Decoder, TooLargeError, clean_headers, request_key, retry_after, with_params

NOW = datetime(2024, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0), (" 0 ", 0.0), ("Wed, 20 Nov 2024 12:01:00 GMT", 60.0), ("Wed, 20 Nov 2014 12:01:00 GMT", 0.0),
        ("soon", None), ("", None), (None, None), ("-5", None), ("1.5", None), ("9" * 400, 999999999.0), ("²", None),
    ],
)  # fmt: skip
def test_a_wait_is_read_as_number_or_date(value: str | None, seconds: float | None) -> None:
    """Seconds and HTTP dates count, anything else asks for nothing."""
    assert retry_after(value, NOW) == seconds


@given(st.binary(max_size=2000), st.integers(1, 300), st.sampled_from(["gzip", "deflate", ""]))
def test_bodies_are_decoded_in_any_pieces(body: bytes, size: int, encoding: str) -> None:
    """However a body is cut on the wire, it comes out whole."""
    packed = {"gzip": gzip.compress, "deflate": zlib.compress, "": bytes}[encoding](body)
    decoder = Decoder(encoding, 10_000)
    for start in range(0, len(packed), size):
        decoder.feed(packed[start : start + size])
    assert decoder.finish() == body
    assert decoder.whole


@given(st.binary(max_size=500), st.sampled_from(["gzip", "deflate", ""]))
def test_no_bytes_break_the_decoder(body: bytes, encoding: str) -> None:
    """Any bytes are decoded, kept as they are, or end early."""
    decoder = Decoder(encoding, 100_000)
    decoder.feed(body)
    decoder.finish()


def test_a_bomb_stops_at_the_cap() -> None:
    """No more than the cap is ever held."""
    with pytest.raises(TooLargeError):
        Decoder("gzip", 1000).feed(gzip.compress(bytes(1_000_000)))


def test_the_same_request_has_one_key() -> None:
    """Host case, default ports and the order of parameters do not count; values and blanks do."""
    assert request_key("HTTPS://A.example:443?b=2&a=1#x") == request_key("https://a.example/?a=1&b=2")
    assert request_key("https://a.example/?a=") != request_key("https://a.example/")
    assert request_key("https://a.example/?a=1&a=2") != request_key("https://a.example/?a=1")


@given(st.text(max_size=60))
def test_any_text_has_a_key_and_a_safe_form(text: str) -> None:
    """What is no address raises nothing but ValueError where parameters are added."""
    request_key(text)
    host_of(text)
    safe_url(text)
    try:
        with_params(text, {"a": "1"})
    except ValueError:
        return


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://ann:secret@a.example/x?y=1#z", "https://a.example/x?y=1"),
        ("https://a.example/?api_key=secret&q=1", "https://a.example/?api_key=%2A%2A%2A&q=1"),
        ("https://a.example/?access_token=secret", "https://a.example/?access_token=%2A%2A%2A"),
        ("https://a.example/?keyword=monkey", "https://a.example/?keyword=monkey"),
    ],
)
def test_addresses_are_shown_without_secrets(url: str, safe: str) -> None:
    """Users, passwords and keys go; ordinary parameters stay."""
    assert safe_url(url) == safe


def test_headers_are_kept_without_secrets() -> None:
    """Cookies, keys and what belongs to the wire are dropped, names are lower-case."""
    assert clean_headers({"ETag": '"1"', "Set-Cookie": "x", "Content-Encoding": "gzip"}) == {"etag": '"1"'}


@pytest.mark.parametrize("status", [204, 302, 401, 404, 418, 429, 500, 599, 999])
def test_every_status_has_cause_and_remedy(status: int) -> None:
    """The line says what was answered and what to do."""
    failure = status_failure("https://a.example/x", status, 60.0)
    assert str(status) in failure.cause
    assert "60 s" in failure.cause
    assert failure.remedy
    assert (failure.subject, failure.status) == ("a.example", status)


@given(st.binary(max_size=200), st.text(max_size=30))
def test_any_bytes_are_text(body: bytes, content_type: str) -> None:
    """Whatever is claimed of them, bytes become text."""
    assert isinstance(decode(body, content_type), str)


@given(st.text(max_size=200))
def test_utf8_is_read_as_such(text: str) -> None:
    """Valid UTF-8 comes back unchanged whatever the server claims."""
    body = text.encode("utf-8", "replace")
    if (
        not body.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
        and b"\x00" not in body
        and b"charset" not in body
    ):
        assert decode(b"x" + body, "text/xml; charset=iso-8859-1") == "x" + body.decode()
