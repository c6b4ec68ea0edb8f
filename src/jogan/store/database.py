"""THE storage door: one SQLite file behind typed methods, model values in and out.

Every method that writes does so in one transaction, so that a run killed anywhere leaves a database from which the
next run goes on. Foreign errors leave here as StoreError with the file, the cause and the remedy.
"""

from __future__ import annotations

from jogan.store.answers import Answers
from jogan.store.editions import Editions
from jogan.store.ledger import Ledger
from jogan.store.readers import Readers
from jogan.store.stories import Stories


class Store(Answers, Stories, Editions, Ledger, Readers):
    """The record. Open it with `Store.open`, use it as a context manager.

    It is one object because its transactions span the tables: a story that becomes part of another is renamed in the
    decisions of editions and in what readers said of it as well. Each file here holds the methods of a few tables.
    """
