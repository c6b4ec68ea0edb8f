"""The addresses of an edition's parts: stable for life, safe in a path, a fragment and a file name. Pure."""

from __future__ import annotations

import hashlib
import re

from jogan.model.common import SectionName
from jogan.model.edition import Edition

_ODD = re.compile(r"[^a-z0-9.]+")
_PLAIN = re.compile(r"[a-z0-9.:/-]{1,60}")


def slug(id: str) -> str:
    """A short name for an id: `arxiv:2411.17686` is `arxiv-2411.17686`. What the plain signs cannot tell is hashed.

    Two ids share a slug only where they differ in punctuation alone (`a:b`, `a/b`), as ids of one scheme do not.
    """
    lower = id.lower()
    cleaned = _ODD.sub("-", lower).strip("-.")[:60].strip("-.")
    if cleaned and id == lower and _PLAIN.fullmatch(id):
        return cleaned
    digest = hashlib.sha256(id.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{cleaned[:40]}-{digest}".lstrip("-")


def page_of(edition: Edition, section: SectionName, base: str) -> str:
    """Where a section stands on the site under `base`: on a page of its own, or, of a week or month, on the one page.

    Nothing where the site has no address.
    """
    if not base:
        return ""
    return f"{base}{edition.name}/index.html#{section}" if edition.period else f"{base}{edition.name}/{section}.html"
