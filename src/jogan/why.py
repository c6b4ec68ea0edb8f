"""Why a story is where it is: from which items it was merged and by what, and what each edition decided about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jogan.edit.address import names_of
from jogan.edit.tell import tell
from jogan.errors import JoganError
from jogan.model.common import Language
from jogan.model.edited import ItemRef, Story
from jogan.model.edition import Edition
from jogan.store.database import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What one edition decided: printed with category, score and rank, or left out with the reason."""

    date: date
    printed: bool
    category: str = ""
    score: float = 0.0
    runner_up: str | None = None
    uncertain: bool = False
    asked: str = ""
    """The model that was asked for the category."""
    words: tuple[str, ...] = ()
    rank: int = 0
    rank_reason: str = ""
    left_out: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How far an edition got with the article behind an item: `due`, `read` or `failed`, and then why."""

    url: str
    state: str
    cause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The whole account of a story."""

    story: str
    kind: str
    title: str
    url: str
    aliases: tuple[str, ...]
    items: tuple[ItemRef, ...]
    decisions: tuple[Decided, ...]
    articles: tuple[Reading, ...] = ()


def resolve(store: Store, name: str) -> str:
    """The id of the story that a person names: by id, arXiv id, DOI, address or item key. Raises JoganError."""
    for candidate in names_of(name):
        if story := store.find_story(candidate):
            return story
    raise JoganError(
        f"story {name!r}", "is not known", "Name it by its id, arXiv id, DOI or address; see edition.json."
    )


def account(store: Store, name: str, language: Language) -> Account:
    """Everything that is known of why the story is where it is. Raises JoganError where no story has that name."""
    story = told(store, resolve(store, name), language)
    decisions = []
    for day in store.decided(story.id):
        stored = store.edition(day, language)
        if stored:
            decisions += _decided(stored[0], story.id)
    articles = store.articles_at(list(dict.fromkeys((story.url, *(ref.url for ref in story.items)))))
    return Account(
        story=story.id, kind=story.kind, title=story.title, url=story.url, aliases=story.aliases, items=story.items,
        decisions=tuple(decisions),
        articles=tuple(Reading(url=url, state=one.state, cause=one.cause) for url, one in sorted(articles.items())),
    )  # fmt: skip


def told(store: Store, story: str, language: Language | None = None) -> Story:
    """The story as of everything that is stored."""
    items = store.items_of([story], until=date.max)
    ruled = store.rulings([stored.key for stored in items])
    return tell(story, items, aliases=store.aliases([story])[story], language=language, ruled=ruled)


def _decided(edition: Edition, story: str) -> list[Decided]:
    found = []
    for section in edition.sections:
        for one in section.stories:
            if one.story.id == story:
                filing = one.filed.filing
                found.append(
                    Decided(
                        date=edition.date, printed=True, category=filing.category, score=filing.score,
                        runner_up=filing.runner_up, uncertain=filing.uncertain, asked=filing.by, words=filing.reasons,
                        rank=one.choice.rank, rank_reason=one.choice.reason,
                    )
                )  # fmt: skip
        found += [
            Decided(date=edition.date, printed=False, left_out=left.reason, detail=left.detail)
            for left in section.left_out
            if left.story == story
        ]
    return found
