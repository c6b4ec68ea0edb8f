"""The database's schema: append-only migrations, each applied once, in its own transaction.

A migration is never edited after release; a change is a new one at the end. The number of the last one applied is
SQLite's `user_version`; a database with a higher number was written by a newer jogan and is refused, unharmed.
"""

from __future__ import annotations

import sqlite3

from jogan.errors import StoreError

MIGRATIONS: tuple[str, ...] = (
    # 1: the record of what was collected, decided and printed.
    """
    CREATE TABLE items (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL,
        hash TEXT NOT NULL,
        day TEXT NOT NULL,
        seen_for TEXT,
        story TEXT,
        data TEXT NOT NULL,
        UNIQUE (key, hash)
    );
    CREATE INDEX items_by_day ON items (day);
    CREATE INDEX items_by_story ON items (story) WHERE story IS NOT NULL;
    CREATE INDEX items_without_story ON items (id) WHERE story IS NULL;
    CREATE INDEX items_by_run ON items (seen_for) WHERE seen_for IS NOT NULL;

    CREATE TABLE keys (key TEXT PRIMARY KEY, story TEXT NOT NULL) WITHOUT ROWID;
    CREATE INDEX keys_by_story ON keys (story);
    CREATE TABLE renamed (old TEXT PRIMARY KEY, story TEXT NOT NULL) WITHOUT ROWID;

    CREATE TABLE rulings (item TEXT PRIMARY KEY, story TEXT NOT NULL) WITHOUT ROWID;

    CREATE TABLE collections (
        day TEXT NOT NULL,
        source TEXT NOT NULL,
        at TEXT NOT NULL,
        status TEXT NOT NULL,
        items INTEGER NOT NULL,
        data TEXT NOT NULL,
        PRIMARY KEY (day, source)
    ) WITHOUT ROWID;
    CREATE TABLE sources (name TEXT PRIMARY KEY, last_success TEXT, cursor TEXT NOT NULL) WITHOUT ROWID;

    CREATE TABLE marks (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE runs (day TEXT PRIMARY KEY, started_at TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE results (
        stage TEXT NOT NULL, hash TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (stage, hash)
    ) WITHOUT ROWID;
    CREATE TABLE decisions (
        day TEXT NOT NULL,
        story TEXT NOT NULL,
        section TEXT NOT NULL,
        printed INTEGER NOT NULL,
        version INTEGER,
        summary TEXT NOT NULL,
        PRIMARY KEY (day, story)
    ) WITHOUT ROWID;
    CREATE INDEX decisions_by_story ON decisions (story);
    CREATE TABLE counts (
        day TEXT NOT NULL, section TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (day, section)
    ) WITHOUT ROWID;
    CREATE TABLE editions (
        day TEXT NOT NULL,
        language TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        data BLOB NOT NULL,
        PRIMARY KEY (day, language)
    ) WITHOUT ROWID;
    CREATE TABLE artifacts (
        day TEXT NOT NULL,
        language TEXT NOT NULL,
        name TEXT NOT NULL,
        hash TEXT NOT NULL,
        PRIMARY KEY (day, language, name)
    ) WITHOUT ROWID;
    CREATE TABLE http_cache (
        url TEXT PRIMARY KEY,
        etag TEXT,
        last_modified TEXT,
        fetched_at TEXT NOT NULL,
        headers TEXT NOT NULL,
        body BLOB NOT NULL
    ) WITHOUT ROWID;
    """,
    # The delivery ledger: who is to have, may have and has which edition.
    """
    CREATE TABLE deliveries (
        day TEXT NOT NULL,
        language TEXT NOT NULL,
        channel TEXT NOT NULL,
        target TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('due', 'sending', 'sent')),
        at TEXT NOT NULL,
        PRIMARY KEY (day, language, channel, target)
    ) WITHOUT ROWID;
    CREATE INDEX deliveries_unfinished ON deliveries (language, day) WHERE state = 'due';
    """,
    # What the person at the reader said of stories, and the searches that they keep.
    """
    CREATE TABLE reader_marks (
        story TEXT PRIMARY KEY,
        saved INTEGER NOT NULL DEFAULT 0 CHECK (saved IN (0, 1)),
        hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
        seen INTEGER NOT NULL DEFAULT 0 CHECK (seen IN (0, 1)),
        thumb INTEGER NOT NULL DEFAULT 0 CHECK (thumb IN (-1, 0, 1)),
        at TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE reader_searches (
        name TEXT PRIMARY KEY,
        question TEXT NOT NULL,
        at TEXT NOT NULL
    ) WITHOUT ROWID;
    """,
    # What a source's habits are told from: a mark of the entries that a run gave, and how many were not known before.
    """
    ALTER TABLE collections ADD COLUMN given TEXT NOT NULL DEFAULT '';
    ALTER TABLE collections ADD COLUMN fresh INTEGER NOT NULL DEFAULT 0;
    """,
    # The articles that feeds only announce: which are to be read for an edition, and the text, or why there is none.
    """
    CREATE TABLE articles (
        url TEXT PRIMARY KEY,
        day TEXT NOT NULL,
        place INTEGER NOT NULL,
        title TEXT NOT NULL,
        at TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('due', 'read', 'failed')),
        cause TEXT NOT NULL DEFAULT '',
        text BLOB
    ) WITHOUT ROWID;
    CREATE INDEX articles_by_day ON articles (day);
    """,
    # Weekly and monthly editions, made of what the days hold.
    """
    CREATE TABLE periods (
        name TEXT NOT NULL, language TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (name, language)
    ) WITHOUT ROWID;
    """,
    # Keys that only find candidates, out of the way of those that name a story (`store.clues`).
    """
    CREATE TABLE clues (hash INTEGER PRIMARY KEY, item INTEGER NOT NULL);
    CREATE TABLE fresh_clues (hash INTEGER PRIMARY KEY, item INTEGER NOT NULL);
    """,
    # What tells one making of a weekly or monthly edition from another, without reading it.
    """
    ALTER TABLE periods ADD COLUMN fingerprint TEXT NOT NULL DEFAULT '';
    """,
)


def migrate(connection: sqlite3.Connection, name: str) -> None:
    """Bring the database to the newest schema. Raises StoreError where a newer jogan wrote it."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(MIGRATIONS):
        raise StoreError(
            name,
            f"was written by a newer jogan (schema {version}, this one knows {len(MIGRATIONS)})",
            "Upgrade jogan, or point paths.database to another file.",
        )
    for number, script in enumerate(MIGRATIONS[version:], start=version + 1):
        # One transaction for the whole step: a kill in the middle leaves the database as it was.
        connection.executescript(f"BEGIN IMMEDIATE;{script};PRAGMA user_version = {number};COMMIT;")
