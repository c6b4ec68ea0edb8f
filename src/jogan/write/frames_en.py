"""The frame of an English report; see `frames.Frames`. Terms stay as they are, figures are put in one short order."""

from __future__ import annotations

from jogan.model.common import Unit
from jogan.model.edited import TermCount
from jogan.write.clauses import Clause
from jogan.write.cues import Field, Genre, ResourceKind
from jogan.write.figures import Figure
from jogan.write.frames import NAMED, Group, Keep, story_name
from jogan.write.markup import bold, named, plain, readable
from jogan.write.measures import lower_is_better
from jogan.write.phrases_ko import LEADING
from jogan.write.reading import Facts, is_specific

_RESOURCES: dict[ResourceKind, str] = {
    "code": "code", "data": "data", "model": "model", "project": "project page", "demo": "demo", "open": "",
}  # fmt: skip


_FIELDS: dict[Field, str] = {
    "medicine": "medicine", "driving": "autonomous driving", "robots": "robots", "law": "law", "finance": "finance",
    "education": "education", "science": "the sciences", "software": "software development", "security": "security",
    "languages": "languages", "climate": "climate and earth observation", "games": "games", "copyright": "copyright",
    "chips": "chips and data centers", "work": "jobs",
}  # fmt: skip


_GROUPS: dict[Group, str] = {
    "contradicts": "against what was believed", "training-free": "said to need no training",
    "on-device": "meant for devices", "saves": "measured savings", "open": "with links to code or data",
    "words": "results without a figure",
    "no-baseline": "figures whose comparison the abstract does not name", "best-case": "figures told as “up to” only",
    "coming": "code or data announced", "told-by-itself": "told by those concerned",
}  # fmt: skip


class EnglishFrames:
    """The English frame of one report."""

    def what(self, phrase: str, title: str) -> str | None:
        """The phrase itself, when it holds more than a kind of work and more than the title."""
        words = readable(phrase)
        if len(words) > 120 or not is_specific(words, title) or words.casefold() in readable(title).casefold():
            return None
        return plain(words)

    def keywords(self, terms: list[str]) -> str:  # noqa: ARG002 (the title stands beside it)
        """Nothing: an English title says its terms itself."""
        return ""

    def figure(self, figure: Figure) -> str | None:
        core = self._core(figure)
        if core is None:
            return None
        on = f" on {_words(figure.on)}" if figure.on else ""
        against = f" (vs. {_words(figure.baseline)})" if figure.baseline and figure.shape != "margin" else ""
        who = f"{plain(figure.subject)}: " if figure.subject else ""
        return f"{who}**{core}**{on}{against}"

    def _core(self, figure: Figure) -> str | None:
        measure = _words(figure.measure)
        if figure.of:
            measure = f"{measure} of {_words(figure.of)}"
        bound = f"{figure.bound} " if figure.bound else ""
        kind = f" {figure.relative}" if figure.relative else ""
        mean = "on average " if figure.average and "average" not in measure else ""
        value = plain(figure.value)
        if figure.shape == "level":
            return f"{measure} {mean}{bound}{value}".strip()
        if figure.shape == "kept":
            return f"{bound}{value} of {measure} kept"
        if figure.shape == "range":
            return f"{measure} {value} → {bound}{plain(figure.to)}"
        if figure.shape == "margin":
            place = f" in {measure}" if measure else ""
            return f"ahead of {_words(figure.baseline)}{place} by {mean}{bound}{value}{kind}"
        if figure.direction == "slower":
            return None
        if figure.shape == "speedup" or figure.direction == "faster":
            return f"{bound}{value} faster {measure}".strip()
        if not measure:
            return None
        way = "down" if figure.direction == "down" else "up" if figure.direction == "up" else "better"
        if way == "better" and not lower_is_better(figure.measure):
            way = "up"
        if way == "down" and value.endswith(("×", "x")):
            return f"{measure} {mean}{bound}{value} smaller"
        if bound:
            # "Up by up to 6.7%" says "up" twice.
            more = {"down": "lower", "up": "higher", "better": "better"}[way]
            return f"{mean}{bound}{value}{kind} {more} {measure}"
        return f"{measure} {way} {mean}by {value}{kind}"

    def sentence(
        self,
        words: str,  # noqa: ARG002 - English stays as it is
        names: tuple[str, ...],  # noqa: ARG002 - only a translation has to keep them
        *,
        opened: bool = False,  # noqa: ARG002 - only a translation minds how it begins
        own: bool = True,  # noqa: ARG002 - only a translation asks who "it" is
        keep: Keep = bool,  # noqa: ARG002 - only a translation may leave a part out
    ) -> str | None:
        """Nothing: the source says it in English already."""
        return None

    def clause(self, clause: Clause) -> str | None:  # noqa: ARG002 (English says it best in the source's own words)
        """None: the source's own words are English."""
        return None

    def joined(self, parts: list[str]) -> str:
        return " · ".join(parts)

    def resource(self, kind: ResourceKind, url: str) -> str:
        return f"{_RESOURCES[kind]} {plain(url)}".strip()

    def term(self, canonical: str) -> str:
        return plain(canonical)

    def _names(self, facts: list[Facts]) -> str:
        shown = [named(story_name(one)) for one in facts[:NAMED]]
        if len(facts) > NAMED:
            return ", ".join(shown) + " and others"
        return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]

    def topic(self, term: str, facts: list[Facts]) -> str:
        label = f"**{self.term(term)}**"
        return f"{label} — {self._names(facts)}" if facts else label

    def kinds(self, genre: Genre, facts: list[Facts]) -> str:
        return f"{genre.capitalize()}{'s' if len(facts) > 1 else ''}: {self._names(facts)}"

    def with_code(self, facts: list[Facts], of: int) -> str:
        if len(facts) == of:
            return "Every abstract links code or a project page"
        return f"Abstracts that link code or a project page: {self._names(facts)}"

    def side_by_side(self, row: list[tuple[Facts, Figure]]) -> str | None:
        figure = row[0][1]
        values = (
            f"{named(story_name(one))} {f'{one_figure.bound} '.lstrip()}{plain(one_figure.value)}"
            for one, one_figure in row
        )
        return f"On one yardstick ({_words(figure.measure)}, {_words(figure.on)}): {', '.join(values)}"

    def impact_fields(self, touched: dict[Field, list[Facts]]) -> str:
        told = "; ".join(f"{_FIELDS[name]}: {self._names(facts)}" for name, facts in touched.items())
        return told[:1].upper() + told[1:]

    def impact_groups(self, groups: dict[Group, list[Facts]]) -> str:
        told = "; ".join(f"{_GROUPS[name]}: {self._names(facts)}" for name, facts in groups.items())
        return told[:1].upper() + told[1:]

    def impact_shared(self, term: str, facts: list[Facts]) -> str:
        return f"To be read side by side on {self.term(term)}: {self._names(facts)}"

    def outlook_split(self, term: str, first: Facts, own: str, second: Facts, other: str) -> str:
        return (
            f"{named(story_name(first))} comes to {self.term(term)} from the side of {self.term(own)}, "
            f"{named(story_name(second))} from that of {self.term(other)}."
        )

    def outlook_groups(self, groups: dict[Group, list[Facts]]) -> str:
        return self.impact_groups(groups)

    def highlight_center(self, term: str, facts: list[Facts]) -> str:
        return f"**{self.term(term)}** in {len(facts)} stories: {self._names(facts)}"

    def highlight_rise(self, count: TermCount, unit: Unit) -> str:
        before = f"{count.average:.1f} a {unit} over the last {count.days} {'edition' if unit == 'day' else unit}s"
        now = "today" if unit == "day" else f"this {unit}"
        return f"**{self.term(count.term)}**: {before} → {count.stories} {now}"

    def highlight_story(self, name: str, what: str, text: str) -> str:
        return f"{bold(name)} — {what}: {text}" if what else f"{bold(name)}: {text}"

    def highlight_turn(self, name: str, text: str) -> str:
        return f"Against expectation — {bold(name)}: {text}"


def _words(words: str) -> str:
    """A source's noun phrase without its article or a "wide range of"."""
    return plain(LEADING.sub("", readable(words)))
