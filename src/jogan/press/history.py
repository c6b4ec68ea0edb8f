"""How the categories of a section move over days, weeks or months: stacked columns, and a panel for each. Pure.

Every category has its own color, the same on every picture, and its name beside it. Columns count stories. A panel's
scale is told by its figures and never below `LEAST`, so that one story after none is no cliff. Nothing here is called
a rise: that is for `edit.trends`, and told by `rising`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from jogan.edit.spans import span_of
from jogan.model.common import Language, SectionName, Unit
from jogan.model.edition import Edition, Section, SpanCounts
from jogan.press import draw, view, wording
from jogan.press.colors import COLORS, colors_of
from jogan.press.draw import Anchor, Box, Format, Label, Picture, Shape, Theme, fit, width_of
from jogan.press.words import WORDS

Kind = Literal["stack", "panels"]
KINDS: tuple[Kind, ...] = ("stack", "panels")

WIDTH, NARROW, MARGIN = 600, 400, 24
LEAST = 5
"""A panel is never scaled up further than this many stories to its height."""
STACKED = 12
"""Categories that a stack shows in their own color; more cannot be told apart, and are one gray band."""
FEW = 0.6
"""A span with fewer editions than this share of the fullest one is marked: its columns are not to be compared."""
ROOM = 60
"""Units beside a panel's name: its color, its figure and its sign."""
REST = "others"
"""The shipped id whose color the band of the rest has: nothing is printed under it."""

GAP = "–"
"""Stands where a week or month has no edition."""

_TITLE, _SUBTITLE, _NAME, _SMALL, _NOTE, _TICK = 20.0, 13.0, 13.0, 11.0, 12.0, 11.5
_START: Anchor = "start"
_END: Anchor = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """What a picture shows: spans, oldest first, and what the categories in them are called."""

    section: SectionName
    language: Language
    spans: tuple[SpanCounts, ...]
    names: Mapping[str, str]
    colors: Mapping[str, str]
    """`#rrggbb` by category id."""
    rising: frozenset[str] = frozenset()

    @property
    def categories(self) -> tuple[str, ...]:
        """Every category that any span counts: those of the newest span first, then by all of them."""
        totals: Counter[str] = Counter()
        for span in self.spans:
            totals.update({category: count for category, count in span.categories.items() if count > 0})
        newest = self.spans[-1].categories if self.spans else {}
        return tuple(sorted(totals, key=lambda one: (-newest.get(one, 0), -totals[one], one)))

    def name_of(self, category: str) -> str:
        """A category's name in the language."""
        return self.names.get(category, category)

    def color_of(self, category: str) -> str:
        """A category's color; that of the rest where it has none."""
        return self.colors.get(category, COLORS[REST])

    def counts_of(self, category: str) -> tuple[int, ...]:
        """A category's stories in each span."""
        return tuple(span.categories.get(category, 0) for span in self.spans)

    def is_partial(self, span: SpanCounts) -> bool:
        """Whether the span has too few editions to be compared with the fullest one; one that has none is a gap."""
        return 0 < span.editions < FEW * max(one.editions for one in self.spans)


def movement_of(section: Section, edition: Edition) -> Movement | None:
    """What a weekly or monthly edition tells of a section's movement; None where it looks back on nothing."""
    if len(section.history) < 2:
        return None
    keys = {key for span in section.history for key in span.categories}
    return Movement(
        section=section.name,
        language=edition.language,
        spans=_gapless(section.history, edition.unit),
        names={key: view.category_name(view.category_of(edition, key), edition.language) for key in keys},
        colors=colors_of(edition.taxonomy, sorted(keys)),
        rising=frozenset(count.category for count in section.distribution if count.rising),
    )


def by_weeks(
    days: Sequence[tuple[date, Mapping[str, int]]],
    section: SectionName,
    language: Language,
    names: Mapping[str, str],
    colors: Mapping[str, str],
    most: int = 9,
) -> Movement | None:
    """The movement over the last `most` ISO weeks, given the days as (day, stories by category)."""
    weeks: dict[date, list[Mapping[str, int]]] = {}
    for day, counts in days:
        if sum(counts.values()):
            weeks.setdefault(day - timedelta(days=day.weekday()), []).append(counts)
    spans = []
    newest = max(weeks, default=date.min)
    for monday in sorted(monday for monday in weeks if newest - monday < timedelta(weeks=most)):
        total: Counter[str] = Counter()
        for counts in weeks[monday]:
            total.update(counts)
        spans.append(
            SpanCounts(
                name=span_of(monday, "week").name, first=monday, editions=len(weeks[monday]), stories=total.total(),
                categories=dict(total),
            )
        )  # fmt: skip
    if len(spans) < 2:
        return None
    whole = _gapless(spans, "week")
    return Movement(section=section, language=language, spans=whole, names=names, colors=colors)


def _gapless(spans: Sequence[SpanCounts], unit: Unit) -> tuple[SpanCounts, ...]:
    """The spans with an empty one for each week or month between them that has no edition: time runs evenly."""
    there = {span.first: span for span in spans}
    found: list[SpanCounts] = []
    at = span_of(spans[-1].first, unit)
    while at.first >= spans[0].first:
        empty = SpanCounts(name=at.name, first=at.first, editions=0, stories=0)
        found.append(there.get(at.first, empty))
        at = at.before()
    return tuple(reversed(found))


def render(movement: Movement, kind: Kind, fmt: Format, theme: Theme = "light", *, width: int = WIDTH) -> bytes:
    """The picture's bytes, `width` units wide; as `chart.render`."""
    lay_out = _stack if kind == "stack" else _panels
    return draw.render(lay_out(movement, width), fmt, theme)


def alternative(movement: Movement) -> str:
    """The movement in words, for those who do not see it."""
    words, language = WORDS[movement.language], movement.language
    totals = ", ".join(f"{label_of(span, language)} {span.stories:,}" for span in movement.spans)
    rows = "; ".join(
        f"{movement.name_of(key)} {', '.join(f'{count:,}' for count in movement.counts_of(key))}"
        for key in movement.categories
    )
    return words.history_alt.format(noun=_noun(movement), rows=f"{totals}. {rows}" if rows else totals)


def label_of(span: SpanCounts, language: Language) -> str:
    """`48주`, `W48`, `11월`, `Nov`, `11-28`: a span below its column."""
    name = span.name
    if "W" in name:
        return f"{int(name[-2:])}주" if language == "ko" else name[-3:]
    if len(name) == len("2024-11"):
        month = int(name[-2:])
        return f"{month}월" if language == "ko" else wording.month_name(month)[:3]
    return name[5:]


def _title(movement: Movement) -> str:
    return WORDS[movement.language].history_title.format(noun=_noun(movement))


def _noun(movement: Movement) -> str:
    """`논문`, `Papers`."""
    return wording.section_title(movement.section, movement.language)


def _picture(movement: Movement, kind: Kind, title: str, width: int, height: float, shapes: list[Shape]) -> Picture:
    return Picture(
        id=f"jogan-{kind}-{movement.section}", title=title, alternative=alternative(movement),
        language=movement.language, width=width, height=round(height), shapes=shapes,
    )  # fmt: skip


def _head(movement: Movement, title: str, width: int) -> list[Shape]:
    first, last = movement.spans[0].name, movement.spans[-1].name
    return [
        Label(MARGIN, 42, fit(title, _TITLE, width - 2 * MARGIN), _TITLE),
        Label(MARGIN, 66, f"{first} – {last}", _SUBTITLE, "muted"),
    ]


def _stack(movement: Movement, width: int) -> Picture:
    """Columns of all stories, the categories one on the other, and below them what the colors are."""
    words = WORDS[movement.language]
    every = movement.categories
    alone = len(every) == 1
    title = f"{movement.name_of(every[0])} · {_noun(movement)}" if alone else _title(movement)
    shapes = _head(movement, title, width)
    shown = every if len(every) <= STACKED + 1 else every[:STACKED]
    rest = every[len(shown) :]
    most = max(sum(span.categories.values()) for span in movement.spans)
    top, tall = 108.0, 110.0 if alone else 220.0
    room = (width - 2 * MARGIN) / len(movement.spans)
    thick = min(56.0, room * 0.68)
    partial = False
    for place, span in enumerate(movement.spans):
        middle = MARGIN + room * (place + 0.5)
        x, y = middle - thick / 2, top + tall
        bands = [(key, span.categories.get(key, 0)) for key in shown]
        bands.append((REST, sum(span.categories.get(key, 0) for key in rest)))
        for key, count in bands:
            height = tall * count / most
            if height <= 0:
                continue
            y -= height
            # A hair of paper between two bands parts colors that look alike.
            shapes.append(Box(x, y, thick, max(0.6, height - 1), movement.color_of(key), 1))
        total = f"{sum(span.categories.values()):,}" if span.editions else GAP
        shapes.append(Label(middle, y - 6, total, _NAME, "text" if span.editions else "muted", "middle"))
        few = movement.is_partial(span)
        partial |= few
        label = label_of(span, movement.language) + "*" * few
        shapes.append(Label(middle, top + tall + 18, label, _TICK, "muted", "middle"))
    shapes.append(Box(MARGIN, top + tall, width - 2 * MARGIN, 1, "", 0))
    at = top + tall + (26 if alone else 34)
    # One category is named by the title.
    entries = [] if alone else [(key, movement.name_of(key)) for key in shown]
    if rest:
        entries.append((REST, f"{words.rest} ({len(rest)})"))
    longest = max((width_of(name, _NAME) for _, name in entries), default=0.0) + 26
    columns = max(1, min(3, int((width - 2 * MARGIN) // longest)))
    cell = (width - 2 * MARGIN) / columns
    for place, (key, name) in enumerate(entries):
        x, y = MARGIN + cell * (place % columns), at + 22 * (place // columns)
        shapes.append(Box(x, y, 12, 12, movement.color_of(key), 2))
        shapes.append(Label(x + 18, y + 10.5, fit(name, _NAME, cell - 26), _NAME))
    at += 22 * -(-len(entries) // columns)
    if partial:
        shapes.append(Label(MARGIN, at + 16, words.partial, _NOTE, "muted"))
        at += 22
    return _picture(movement, "stack", title, width, at + 14, shapes)


def _panels(movement: Movement, width: int) -> Picture:
    """A small chart for each category, in its color, with the figures of its newest and its highest column."""
    words = WORDS[movement.language]
    title = words.history_panels.format(noun=_noun(movement))
    shapes = _head(movement, title, width)
    gap, tall, step = 22.0, 62.0, 136.0
    top = 92.0
    keys = movement.categories
    longest = max((width_of(movement.name_of(key), _SMALL) for key in keys), default=0.0) + ROOM
    # Fewer columns rather than names that are cut and look alike.
    most = 2 if width < WIDTH else 3
    fits = int((width - 2 * MARGIN + gap) // (longest + gap))
    columns = max(1, min(most, len(keys), fits))
    cell = (width - 2 * MARGIN - gap * (columns - 1)) / columns
    partial = [movement.is_partial(span) for span in movement.spans]
    for place, key in enumerate(keys):
        x, y = MARGIN + (cell + gap) * (place % columns), top + step * (place // columns)
        counts = movement.counts_of(key)
        scale = max(LEAST, *counts)
        sign = "▲ " if key in movement.rising else ""
        figure = f"{sign}{counts[-1]:,}"
        shapes.append(Box(x, y + 3, 10, 10, movement.color_of(key), 2))
        free = cell - 22 - width_of(figure, _NAME)
        size = _NAME if width_of(movement.name_of(key), _NAME) <= free else _SMALL
        shapes.append(Label(x + 15, y + 13, fit(movement.name_of(key), size, free), size))
        shapes.append(Label(x + cell, y + 13, figure, _NAME, anchor="end"))
        room = cell / len(counts)
        base = y + 38 + tall
        highest = counts.index(max(counts))
        for column, count in enumerate(counts):
            height = tall * count / scale
            left = x + room * column + room * 0.14
            if count:
                shapes.append(Box(left, base - height, room * 0.72, height, movement.color_of(key), 1))
            if column == highest and column != len(counts) - 1:
                shapes.append(Label(left + room * 0.36, base - height - 4, f"{count:,}", _TICK, "muted", "middle"))
        shapes.append(Box(x, base, cell, 1, "", 0))
        ends = (0, len(counts) - 1)
        for column in range(len(counts)):
            middle, star = x + room * (column + 0.5), "*" * partial[column]
            if column in ends:
                edge, anchor = (x, _START) if column == 0 else (x + cell, _END)
                label = label_of(movement.spans[column], movement.language) + star
                shapes.append(Label(edge, base + 14, label, _TICK, "muted", anchor))
            elif star:
                shapes.append(Label(middle, base + 16, star, _TICK, "muted", "middle"))
    bottom = top + step * -(-len(keys) // columns)
    notes = [words.scales] + [words.partial] * any(partial) + [f"▲ {words.rising}"] * bool(movement.rising)
    for place, note in enumerate(notes):
        shapes.append(Label(MARGIN, bottom + 10 + 18 * place, fit(note, _NOTE, width - 2 * MARGIN), _NOTE, "muted"))
    return _picture(movement, "panels", title, width, bottom + 10 + 18 * len(notes), shapes)
