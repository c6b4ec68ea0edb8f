"""The shapes of model answers. Everything in them is untrusted: a draft becomes a claim only by its check. Pure.

All fields are required, so that schemas are strict everywhere; what a source does not say is null or an empty list.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class _Draft(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Note(_Draft):
    """One thing that a source says: the words that say it, and one sentence that says it again."""

    quote: str = Field(description="Copied from the source, letter by letter.")
    text: str = Field(description="One sentence that says what the quote says, and nothing more.")


class StoryNotes(_Draft):
    """What one story says, by role."""

    headline: Note | None = Field(description="What the story is, in one noun phrase.")
    problem: Note | None
    method: Annotated[tuple[Note, ...], Field(max_length=3)]
    results: Annotated[tuple[Note, ...], Field(max_length=4)]
    limit: Note | None = Field(description="A limit or condition that the source itself names.")


class Theme(_Draft):
    """A sentence on what stories share or are about, and the facts it rests on."""

    text: str
    facts: Annotated[tuple[int, ...], Field(max_length=8, description="Numbers of the facts, as F1 is 1.")]


class Trend(_Draft):
    """A sentence on counted terms."""

    text: str
    terms: Annotated[tuple[int, ...], Field(max_length=6, description="Numbers of the terms, as T1 is 1.")]


class CategoryNotes(_Draft):
    """What a category's stories say together: themes and trends, and the two parts that are interpretation."""

    topics: Annotated[tuple[Theme, ...], Field(max_length=4)]
    trends: Annotated[tuple[Trend, ...], Field(max_length=3)]
    impact: Annotated[tuple[str, ...], Field(max_length=3)]
    outlook: Annotated[tuple[str, ...], Field(max_length=3)]


class Mended(_Draft):
    """A sentence written anew, or null where the quote does not bear it out."""

    number: int
    text: str | None


class Mends(_Draft):
    """The sentences that were sent back."""

    sentences: Annotated[tuple[Mended, ...], Field(max_length=24)]
