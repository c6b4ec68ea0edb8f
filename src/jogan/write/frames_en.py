"""The frame of an English report; see `frames.Frames`. Terms stay as they are, figures are put in one short order."""

from __future__ import annotations

from jogan.model import TermCount
from jogan.write.cues import Field, Genre, ResourceKind
from jogan.write.figures import Figure
from jogan.write.frames import story_name
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


class EnglishFrames:
    """The English frame of one report."""

    def what(self, phrase: str, title: str) -> str | None:
        """The phrase itself, when it holds more than a kind of work and more than the title."""
        words = readable(phrase)
        if len(words) > 120 or not is_specific(words, title):
            return None
        return plain(words)

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
        return f"{measure} {way} {mean}by {bound}{value}{kind}"

    def joined(self, parts: list[str]) -> str:
        return " · ".join(parts)

    def resource(self, kind: ResourceKind, url: str) -> str:
        return f"{_RESOURCES[kind]} {plain(url)}".strip()

    def term(self, canonical: str) -> str:
        return plain(canonical)

    def _names(self, facts: list[Facts]) -> str:
        shown = [named(story_name(one)) for one in facts[:4]]
        if len(facts) > 4:
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

    def impact_fields(self, touched: dict[Field, list[Facts]]) -> str:
        return "Touches " + "; ".join(f"{_FIELDS[name]}: {self._names(facts)}" for name, facts in touched.items())

    def impact_training_free(self, facts: list[Facts]) -> str:
        names, verb = self._names(facts), _verb(facts, "attach")
        return f"{names} {verb} without retraining, so those who already run a model can try it soonest."

    def impact_saves(self, facts: list[Facts]) -> str:
        return f"If the savings of {self._names(facts)} hold elsewhere, they reach running costs before research."

    def impact_on_device(self, facts: list[Facts]) -> str:
        names, verb = self._names(facts), _verb(facts, "aim")
        return f"{names} {verb} at devices outside the data center; heat and power there decide."

    def impact_contradicts(self, facts: list[Facts]) -> str:
        return (
            f"If {self._names(facts)} {_verb(facts, 'hold')}, an assumption taken for granted has to be measured again."
        )

    def impact_yardstick(self, facts: list[Facts]) -> str:
        names, verb = self._names(facts), _verb(facts, "offer")
        return f"{names} {verb} a yardstick, not a method; its worth depends on who else adopts it."

    def impact_dataset(self, facts: list[Facts]) -> str:
        names, verb = self._names(facts), _verb(facts, "offer")
        return f"{names} {verb} data more than a method; its quality and terms of use are for its users to check."

    def impact_survey(self, facts: list[Facts]) -> str:
        names, verb = self._names(facts), _verb(facts, "sort")
        return f"{names} {verb} what is known rather than adding to it, which serves those new to the field."

    def impact_shared(self, term: str, facts: list[Facts]) -> str:
        names = self._names(facts)
        return f"{names} all touch {self.term(term)}; whoever runs on it has reason to read them side by side."

    def impact_code(self, facts: list[Facts]) -> str:
        return f"{self._names(facts)} can be checked at once by the links given."

    def outlook_split(self, term: str, first: Facts, own: str, second: Facts, other: str) -> str:
        return (
            f"{named(story_name(first))} comes to {self.term(term)} from the side of {self.term(own)}, "
            f"{named(story_name(second))} from that of {self.term(other)}; neither abstract says whether they combine."
        )

    def outlook_no_baseline(self, facts: list[Facts]) -> str:
        return f"What the figures of {self._names(facts)} are measured against, the abstract does not say."

    def outlook_no_figures(self, facts: list[Facts]) -> str:
        names, verb = self._names(facts), _verb(facts, "tell")
        return f"{names} {verb} results without a number; how large they are is in the paper's tables."

    def outlook_no_code(self, facts: list[Facts]) -> str:
        return (
            f"The figures of {self._names(facts)} come without a link to code, which makes repeating them hard for now."
        )

    def outlook_no_abstract(self, facts: list[Facts]) -> str:
        return f"Of {self._names(facts)} no abstract was to be had, so nothing is known but the title."

    def outlook_told_by_itself(self, facts: list[Facts]) -> str:
        names, verb = self._names(facts), _verb(facts, "repeat")
        return f"{names} {verb} what those concerned say themselves; the excerpt names nobody who checked it."

    def outlook_excerpt(self, facts: list[Facts], of: int) -> str:
        if len(facts) == of and of > 2:
            return "Only short excerpts were to be had; the details are in the originals."
        return f"Of {self._names(facts)} only a short excerpt was to be had; the details are in the original."

    def highlight_center(self, category: str, stories: int, themes: list[str]) -> str:
        return f"{bold(category)} leads with {stories} stories: {', '.join(self.term(term) for term in themes)}"

    def highlight_rise(self, count: TermCount) -> str:
        before = f"{count.average:.1f} a day over the last {count.days} editions"
        return f"**{self.term(count.term)}**: {before} → {count.stories} today"

    def highlight_story(self, name: str, text: str) -> str:
        return f"{bold(name)}: {text}"

    def highlight_turn(self, name: str, text: str) -> str:
        return f"Against expectation — {bold(name)}: {text}"


def _verb(facts: list[Facts], verb: str) -> str:
    return verb if len(facts) > 1 else f"{verb}es" if verb.endswith(("ch", "s")) else f"{verb}s"


def _words(words: str) -> str:
    """A source's noun phrase without its article or a "wide range of"."""
    return plain(LEADING.sub("", readable(words)))
