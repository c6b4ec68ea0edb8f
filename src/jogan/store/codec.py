"""Model values to bytes and back, for the database."""

from __future__ import annotations

import hashlib
import zlib
from functools import cache
from typing import Any, TypeVar, cast

T = TypeVar("T")


@cache
def _adapter(kind: Any) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def dump(value: Any, kind: Any) -> bytes:
    """The value as compact JSON."""
    data: bytes = _adapter(kind).dump_json(value)
    return data


def load(data: bytes | str, kind: type[T]) -> T:
    """The value that `dump` wrote. Raises ValueError where it is not of that type."""
    value: T = _adapter(cast(Any, kind)).validate_json(data)
    return value


def pack(value: Any, kind: Any) -> bytes:
    """The value as compressed JSON."""
    return zlib.compress(dump(value, kind), 3)


def unpack(data: bytes, kind: type[T]) -> T:
    """The value that `pack` wrote."""
    return load(zlib.decompress(data), kind)


def digest(*parts: bytes | str) -> str:
    """A hash over the parts, each framed by its length, so that no two lists of parts collide by joining."""
    hasher = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        hasher.update(len(data).to_bytes(8, "big"))
        hasher.update(data)
    return hasher.hexdigest()
