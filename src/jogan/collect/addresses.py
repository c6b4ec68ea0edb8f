"""Which addresses may be asked: public ones, and the private ones that the configuration opens one by one. Pure.

A feed's URL, a redirect or a DNS answer can point anywhere, also at the reader's own router or at a cloud machine's
metadata service. The check is therefore made on the resolved address, at the moment of connecting.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_NAT64 = IPv6Network("64:ff9b::/96")


def refusal(address: str) -> str | None:
    """Why the IP `address` must not be asked (`loopback`, `private`, …), or None where it is a public one."""
    try:
        ip = ip_address(address)
    except ValueError:
        return "not an IP address"
    return _refusal(ip)


def _refusal(ip: IPv4Address | IPv6Address) -> str | None:
    if isinstance(ip, IPv6Address):
        # An IPv4 address in IPv6 clothes (mapped, 6to4, Teredo, NAT64) leads to that IPv4 address.
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return _refusal(inner)
    for name in ("loopback", "link_local", "multicast", "unspecified", "private", "reserved"):
        if getattr(ip, f"is_{name}"):
            return name.replace("_", "-")
    # What is left and not global is shared address space (carrier-grade NAT, 100.64.0.0/10).
    return None if ip.is_global else "shared"


class Allowed:
    """The private `HOST:PORT` pairs that the configuration opens; the host may be a name or an address."""

    def __init__(self, pairs: Iterable[str]) -> None:
        self._pairs = frozenset(self._normal(*pair.strip().rpartition(":")[::2]) for pair in pairs)

    @staticmethod
    def _normal(host: str, port: str | int) -> str:
        return f"{host.strip('[]').lower().rstrip('.')}:{port}"

    def __call__(self, host: str, port: int) -> bool:
        """Whether `host` (a name as the URL has it, or a resolved address) is open on `port` though it is private."""
        return self._normal(host, port) in self._pairs
