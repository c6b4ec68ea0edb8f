"""What readers say of stories: from a button or a JSON body to a change, and from filters to stories. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from jogan.model.edited import ChosenStory
from jogan.model.edition import Edition, Mark
from jogan.store.plan import slug

NAMES = ("saved", "hidden", "seen", "thumb")
FILTERS: Mapping[str, tuple[str, ...]] = {
    "saved": ("yes", "no"), "seen": ("yes", "no"), "thumb": ("up", "down"), "hidden": ("show", "only"),
}  # fmt: skip
"""The filters by marks and their values. Where `hidden` is not given, hidden stories are not shown."""
VALUES = {"yes": 1, "no": 0, "up": 1, "down": -1, "none": 0}
MAX_STORIES = 500
UNMARKED = Mark()


@dataclass(frozen=True, slots=True)
class Kept:
    """All that readers said, as it is now; the version is another one after each change."""

    version: int = 0
    marks: Mapping[str, Mark] = field(default_factory=dict)
    searches: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """Marks to set of some stories."""

    stories: tuple[str, ...]
    marks: Mapping[str, int]


_Name = Annotated[str, Field(min_length=1, max_length=2000)]


class MarksBody(BaseModel):
    """What `POST /api/marks` takes."""

    model_config = ConfigDict(extra="forbid", strict=True)
    story: _Name | None = None
    stories: Annotated[list[_Name], Field(max_length=MAX_STORIES)] = []
    saved: bool | None = None
    hidden: bool | None = None
    seen: bool | None = None
    thumb: Literal[-1, 0, 1] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> MarksBody:
        if not self.stories and self.story is None:
            raise ValueError("story or stories is missing")
        if all(getattr(self, name) is None for name in NAMES):
            raise ValueError(f"none of {', '.join(NAMES)} is given")
        return self


class SearchBody(BaseModel):
    """What `POST /api/searches` takes: a question as in the address of a search; null forgets the name."""

    model_config = ConfigDict(extra="forbid", strict=True)
    name: Annotated[str, Field(min_length=1, max_length=200)]
    question: Annotated[str, Field(max_length=4000)] | None


def change_of_json(body: bytes) -> Change:
    """The change that a program asks for. Raises ValueError, in one line."""
    try:
        given = MarksBody.model_validate_json(body)
    except ValidationError as error:
        raise ValueError(fault_of(error)) from error
    stories = dict.fromkeys([*([given.story] if given.story is not None else []), *given.stories])
    values = {name: getattr(given, name) for name in NAMES}
    return Change(tuple(stories), {name: int(value) for name, value in values.items() if value is not None})


def search_of_json(body: bytes) -> SearchBody:
    """The search that a program keeps or forgets. Raises ValueError, in one line."""
    try:
        return SearchBody.model_validate_json(body)
    except ValidationError as error:
        raise ValueError(fault_of(error)) from error


def fault_of(error: ValidationError) -> str:
    """The first thing that is wrong, in one line."""
    first = error.errors(include_url=False, include_context=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    said = first["msg"].removeprefix("Value error, ")
    return f"{place}: {said}" if place else said


def change_of_button(value: str) -> Change:
    """The change of a button, `saved:yes:STORY` or `thumb:down:STORY`. Raises ValueError."""
    name, _, rest = value.partition(":")
    given, _, story = rest.partition(":")
    if name not in NAMES or given not in VALUES or not story or (name == "thumb") != (given in ("up", "down", "none")):
        raise ValueError("there is no such button")
    return Change((story,), {name: VALUES[given]})


def admits(mark: Mark, filters: Mapping[str, str]) -> bool:
    """Whether a story with this mark passes the filters by marks."""
    saved, seen, thumb, hidden = (filters.get(name, "") for name in FILTERS)
    return (
        saved in ("", "yes" if mark.saved else "no")
        and seen in ("", "yes" if mark.seen else "no")
        and thumb in ("", {1: "up", -1: "down", 0: "none"}[mark.thumb])
        and (hidden == "show" or mark.hidden == (hidden == "only"))
    )


def bounds(marks: Mapping[str, Mark], filters: Mapping[str, str]) -> tuple[frozenset[str] | None, frozenset[str]]:
    """The stories that alone may be found (None: all), and those that may not."""
    passing = frozenset(story for story, mark in marks.items() if admits(mark, filters))
    if not admits(UNMARKED, filters):
        return passing, frozenset()
    return None, frozenset(marks) - passing


def left_off(
    edition: Edition, marks: Mapping[str, Mark], filters: Mapping[str, str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Of an edition's stories those that filters leave off its page, and those that are hidden and can be undone there.

    Beside the filters by marks there are `category` (id or name) and `source`.
    """
    off, hidden = set(), set()
    for chosen in _stories(edition):
        mark = marks.get(chosen.story.id, UNMARKED)
        if mark.hidden and not any(filters.values()):
            hidden.add(chosen.story.id)
        elif not admits(mark, filters) or not _is_of(edition, chosen, filters):
            off.add(chosen.story.id)
    return frozenset(off), frozenset(hidden)


def without_hidden(edition: Edition, hidden: frozenset[str]) -> Edition:
    """The edition without these stories; everything else of it stays."""
    if hidden.isdisjoint(chosen.story.id for chosen in _stories(edition)):
        return edition
    sections = (
        replace(section, stories=tuple(one for one in section.stories if one.story.id not in hidden))
        for section in edition.sections
    )
    return replace(edition, sections=tuple(sections))


def _is_of(edition: Edition, chosen: ChosenStory, filters: Mapping[str, str]) -> bool:
    source = filters.get("source")
    if source and slug(source) not in {slug(item.source) for item in chosen.story.items}:
        return False
    if category := filters.get("category"):
        own = chosen.filed.filing.category
        try:
            names: Iterable[str] = (own, *edition.taxonomy.get(own).names.values())
        except KeyError:
            names = (own,)
        return slug(category) in {slug(name) for name in names}
    return True


def _stories(edition: Edition) -> Iterable[ChosenStory]:
    return (chosen for section in edition.sections for chosen in section.stories)


def mark_of(mark: Mark) -> dict[str, object]:
    """A mark as the API gives it."""
    return {name: getattr(mark, name) for name in NAMES}


def to_json(story: str, mark: Mark) -> dict[str, object]:
    """A story and its mark as the API gives them."""
    return {"story": story, **mark_of(mark)}
