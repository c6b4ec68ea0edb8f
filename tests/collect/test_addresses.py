"""Which addresses may be asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jogan.collect.addresses import Allowed, refusal


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "240.0.0.1", "::1", "::", "fe80::1", "fe80::1%eth0",
        "fc00::1", "fd12::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "2002:a00:1::1",
        "64:ff9b::7f00:1", "2001:db8::1", "not an address", "",
    ],
)  # fmt: skip
def test_inner_addresses_are_refused(address: str) -> None:
    """Loopback, private, link-local, shared, multicast, reserved and their IPv6 disguises all have a reason."""
    assert refusal(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "151.101.1.195", "2606:4700::6810:84e5", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public_addresses_are_free(address: str) -> None:
    """The open net may be asked, also through a translated address."""
    assert refusal(address) is None


@given(st.ip_addresses())
def test_every_address_has_an_answer(address: object) -> None:
    """No address makes the check fail, and what is not global is refused."""
    reason = refusal(str(address))
    assert reason is None or reason
    if not address.is_global:
        assert reason or ":" in str(address)


def test_single_private_addresses_can_be_opened() -> None:
    """A pair of host and port opens just that."""
    allowed = Allowed(["127.0.0.1:8000", "Localhost:9", "[::1]:7"])
    assert allowed("127.0.0.1", 8000)
    assert allowed("localhost", 9)
    assert allowed("::1", 7)
    assert not allowed("127.0.0.1", 8001)
    assert not allowed("10.0.0.1", 8000)
    assert not Allowed([])("127.0.0.1", 80)
