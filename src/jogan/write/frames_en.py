"""The frame of an English report; see `frames.Frames`. Terms stay as they are, figures are put in one short order."""

from __future__ import annotations

import re

from jogan.model import TermCount
from jogan.write.figures import Figure
from jogan.write.frames_ko import short_name
from jogan.write.markup import bold, italic, plain, readable
from jogan.write.measures import lower_is_better
from jogan.write.reading import Facts, Genre, ResourceKind

_RESOURCES: dict[ResourceKind, str] = {
    "code": "code", "data": "data", "model": "model", "project": "project page", "demo": "demo", "page": "page",
}  # fmt: skip


class EnglishFrames:
    """The English frame of one report."""

    def what(self, phrase: str) -> str | None:
        return plain(readable(phrase))

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
        bound = {"": "", "over": "over ", "under": "under ", "only": "only "}.get(figure.bound, f"{figure.bound} ")
        kind = f" {figure.relative}" if figure.relative else ""
        mean = "on average " if figure.average and "average" not in measure else ""
        value = plain(figure.value)
        if figure.shape == "level":
            return f"{measure} {mean}{bound}{value}"
        if figure.shape == "range":
            return f"{measure} {value} → {bound}{plain(figure.to)}"
        if figure.shape == "margin":
            place = f" in {measure}" if measure else ""
            return f"ahead of {_words(figure.baseline)}{place} by {mean}{bound}{value}{kind}"
        if figure.direction == "slower":
            return None
        if figure.shape == "speedup" or figure.direction == "faster":
            return f"{bound}{value} faster {measure}".strip()
        by = "by " if not figure.value.endswith("×") or figure.direction == "down" else "by "
        if not measure:
            return None
        way = "down" if figure.direction == "down" else "up" if figure.direction == "up" else "better"
        if way == "better" and not lower_is_better(figure.measure):
            way = "up"
        return f"{measure} {way} {mean}{by}{bound}{value}{kind}"

    def joined(self, parts: list[str]) -> str:
        return " · ".join(parts)

    def resource(self, kind: ResourceKind, url: str) -> str:
        return f"{_RESOURCES[kind]} {plain(url)}"

    def promised(self) -> str:
        return "announced, no link yet"

    def genre(self, genre: Genre) -> str:
        return genre

    def no_abstract(self) -> str:
        return "No abstract was to be had; title and link only."

    def term(self, canonical: str) -> str:
        return plain(canonical)

    def label(self, canonical: str) -> str:
        return plain(canonical)

    def names(self, facts: list[Facts]) -> str:
        shown = [italic(short_name(one)) for one in facts[:4]]
        if len(facts) > 4:
            return ", ".join(shown) + " and others"
        return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]

    def topic_shared(self, term: str, facts: list[Facts]) -> str:
        return f"**{self.term(term)}** — {self.names(facts)}"

    def topic_alone(self, terms: list[str]) -> str:
        return " · ".join(f"**{self.term(term)}**" for term in terms)

    def rising(self, count: TermCount) -> str:
        return (
            f"**{self.term(count.term)}** {count.stories} ▲ — above the average of {count.average:.1f} "
            f"over the last {count.days} editions (whole section)"
        )

    def fresh(self, terms: list[str], days: int) -> str:
        return f"Not seen in the last {days} editions: {', '.join(self.term(term) for term in terms)}"

    def proposed(self, names: list[str]) -> str:
        return f"New names: {', '.join(italic(name) for name in names)}"

    def with_code(self, facts: list[Facts]) -> str:
        return f"With a link to code or data: {self.names(facts)}"

    def kinds(self, genre: Genre, facts: list[Facts]) -> str:
        return f"{genre.capitalize()}{'s' if len(facts) > 1 else ''}: {self.names(facts)}"

    def shared_data(self, name: str, facts: list[Facts]) -> str:
        return f"Sharing {plain(name)}: {self.names(facts)}"

    def impact_code(self, facts: list[Facts]) -> str:
        verb = "link" if len(facts) > 1 else "links"
        return f"{self.names(facts)} {verb} code or data, so readers can check for themselves."

    def impact_yardstick(self, facts: list[Facts]) -> str:
        verb = "offer" if len(facts) > 1 else "offers"
        return f"{self.names(facts)} {verb} a yardstick rather than a method; its worth depends on who else adopts it."

    def impact_field(self, term: str, facts: list[Facts]) -> str:
        return f"For those who work on {self.term(term)}, {self.names(facts)} is the place to start."

    def impact_shared(self, term: str, facts: list[Facts]) -> str:
        return f"{self.names(facts)} share {self.term(term)}; a system built on it has reason to compare them side by side."

    def outlook_split(self, term: str, first: Facts, own: str, second: Facts, other: str) -> str:
        return (
            f"Both deal with {self.term(term)}, but {italic(short_name(first))} stands on {self.term(own)} and "
            f"{italic(short_name(second))} on {self.term(other)}; neither abstract says whether they combine."
        )

    def outlook_no_baseline(self, facts: list[Facts]) -> str:
        return f"What the figures of {self.names(facts)} are compared with, the abstract does not say."

    def outlook_no_figures(self, facts: list[Facts]) -> str:
        verb = "claim" if len(facts) > 1 else "claims"
        return f"{self.names(facts)} {verb} improvement without saying in the abstract how much."

    def outlook_no_code(self, facts: list[Facts]) -> str:
        return f"No link to code or data comes with {self.names(facts)}, which makes checking harder for now."

    def outlook_limit(self, facts: list[Facts]) -> str:
        return f"{self.names(facts)} writes of its own limits; start reading there."

    def outlook_excerpt(self, facts: list[Facts]) -> str:
        return f"Of {self.names(facts)} only a short excerpt was to be had; the details are in the original."

    def highlight_theme(self, category: str, stories: int, themes: list[str]) -> str:
        themed = ", ".join(self.term(term) for term in themes)
        return f"{bold(category)} leads with {stories} stories" + (f": {themed}" if themed else "")

    def highlight_rise(self, count: TermCount, stories: int) -> str:
        return f"**{self.term(count.term)}**: {count.average:.1f} a day over the last {count.days} editions → {stories} today"

    def highlight_story(self, name: str, text: str) -> str:
        return f"{bold(name)}: {text}"

    def highlight_turn(self, name: str, text: str) -> str:
        return f"Against expectation — {bold(name)}: {text}"


def _words(words: str) -> str:
    return plain(re.sub(r"^(?:the|a|an|its|their|our)\s+", "", readable(words), flags=re.IGNORECASE))
