"""Bodies for conditional requests, kept in the database: the HTTP door's `HttpCache` over the Store."""

from __future__ import annotations

import json
import zlib
from datetime import datetime, timedelta

from jogan.collect.cached import CachedBody
from jogan.store.database import Store

#: A body that was not confirmed for so long is dropped (days).
KEEP_DAYS = 30


class StoredCache:
    """An `HttpCache` in the store's file."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, url: str) -> CachedBody | None:
        row = self._store.cached(url)
        if row is None:
            return None
        etag, last_modified, fetched_at, headers, body = row
        return CachedBody(
            url=url,
            etag=etag,
            last_modified=last_modified,
            headers=json.loads(headers),
            body=zlib.decompress(body),
            fetched_at=datetime.fromisoformat(fetched_at),
        )

    def put(self, cached: CachedBody) -> None:
        self._store.save_cached(
            (
                cached.url,
                cached.etag,
                cached.last_modified,
                cached.fetched_at.isoformat(),
                json.dumps(dict(cached.headers)),
                zlib.compress(cached.body, 3),
            ),
            forget_before=cached.fetched_at - timedelta(days=KEEP_DAYS),
        )
