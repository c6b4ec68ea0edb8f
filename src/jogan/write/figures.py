r"""Figures of a sentence, parsed with their subject, direction, comparison and data set, or not at all.

A figure is only taken apart when the pattern leaves no doubt what it measures and which way it goes; the frames then
say it in their language's order. Every other number of the sentence stays "loose": `read` reports how many numbers of
weight (percentages, factors, points, decimals) no pattern explains, and the writer then prints the paper's own words.

Patterns work on the raw text (LaTeX `\%`, `$\times$` and the feeds' torn `2.4times` included), so spans are offsets
into the source. The rules:

- a change needs its measure ("reduction in FLOPs", "faster inference speed"), and the measure's head must be in the
  closed list of things that are measured; "a 12% improvement" alone is loose, "improvement in captioning" is, too;
- "improvement over B" names a baseline, "improvement on D" a data set; neither is ever taken as the measure;
- a level ("accuracy of 75.1%") needs a metric of the closed list;
- the subject is the grammatical one of the governing verb: the story's own ("we", "our method", its name), a named
  other ("GPT-4o"), or unknown, and a figure with an unknown subject is not printed without its sentence.

The forms stand in `figure_patterns.py`, the vocabulary in `measures.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from jogan.write import figure_patterns as forms
from jogan.write.figure_patterns import Shape
from jogan.write.measures import is_measure
from jogan.write.sentences import Span

Direction = Literal["up", "down", "better", "faster", "slower", "same"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One parsed figure; `start` and `end` are offsets in the text that was read.

    `value` is as printed (`82.4%`, `11×`, `6.2%p`, `0.81`), `bound` one of ``, `up to`, `over`, `at least`, `about`,
    `nearly`, `under`, `only`; `average` tells that it is one, `relative` is ``, `relative` or `absolute`. `measure`,
    `of` (whose measure: "of Llama-3.1-8B"), `baseline` and `on` are the source's own words. In a `range`, `value` is
    where it came from, `to` where it went, and `bound` belongs to `to`. `subject` names whose figure it is when it is
    not the story's own.
    """

    shape: Shape
    value: str
    direction: Direction
    measure: str
    start: int
    end: int
    bound: str = ""
    average: bool = False
    relative: str = ""
    to: str = ""
    of: str = ""
    baseline: str = ""
    on: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The figures of one sentence in order, how many weighty numbers it has, and how many no pattern explains.

    `first` is where the first weighty number stands.
    """

    figures: tuple[Figure, ...]
    loose: int
    weighty: int
    first: Span | None = None


_NOTHING = Reading((), 0, 0)
_DIGIT = re.compile(r"[0-9]")
_BOUNDS = {
    "up to": "up to", "as much as": "up to", "as high as": "up to", "more than": "over", "greater than": "over",
    "over": "over", "exceeding": "over", "above": "over", ">": "over", "at least": "at least", "about": "about",
    "around": "about", "approximately": "about",
    "roughly": "about", "~": "about", "∼": "about", "≈": "about", "$\\sim$": "about", "sim": "about", "{sim}": "about",
    "nearly": "nearly", "almost": "nearly", "close to": "nearly", "less than": "under", "fewer than": "under",
    "under": "under", "below": "under", "<": "under", "only": "only", "just": "only",
}  # fmt: skip


def read(sentence: str, names: tuple[str, ...] = ()) -> Reading:
    """The figures of one sentence of raw text; `names` are those by which the story calls its own work."""
    if not _DIGIT.search(sentence):
        return _NOTHING
    weighty = [
        match.span()
        for match in forms.WEIGHTY.finditer(sentence)
        if match.group()[-1] not in "0123456789"
        or not forms.VERSIONED.search(sentence, max(0, match.start() - 24), match.start())
    ]
    if not weighty:
        return _NOTHING
    found: list[Figure] = []
    taken: list[tuple[int, int]] = []
    plain = " ".join(sentence.lower().split())
    for shape, hints, pattern in forms.PATTERNS:
        if not any(hint in plain for hint in hints):
            continue
        for match in pattern.finditer(sentence):
            if any(match.start("value") < last and first < match.end("value") for first, last in taken):
                continue
            figure = _figure(shape, match, names)
            if figure is None:
                continue
            if shape == "margin" and not (figure.measure or figure.on):
                # "67.0 on MathVista, 8.7 points more than B" is ahead there; "ahead by 8%" is ahead nowhere.
                before = next((one for one in found if one.shape == "level" and 0 <= figure.start - one.end <= 3), None)
                if before is None or not before.on:
                    continue
                figure = replace(figure, on=before.on)
            found.append(figure)
            taken.append(match.span("value"))
            if figure.to:
                taken.append(match.span("to"))
            for more, place in _again(sentence, figure):
                found.append(more)
                taken.append(place)
    covered = sum(any(first < stop and begin < last for first, last in taken) for begin, stop in weighty)
    ordered = tuple(sorted(found, key=lambda figure: figure.start))
    return Reading(ordered, len(weighty) - covered, len(weighty), Span(*weighty[0]))


def _figure(shape: Shape, match: re.Match[str], names: tuple[str, ...]) -> Figure | None:
    sentence, groups = match.string, match.groupdict()
    measure = re.sub(r"^(?:an?|the)\s+", "", _joined(groups.get("measure")) or _joined(groups.get("measure2")))
    direction = _direction(shape, groups)
    if direction is None or (shape in ("change", "range", "kept") and not is_measure(measure, direction)):
        # "an 8.4% improvement on X": of X's own score, and only upward.
        if shape != "change" or direction != "better" or measure not in ("", "relative", "significant", "absolute"):
            return None
        measure = ""
    before = sentence[: match.start()]
    unlike = (forms.LOST, forms.OTHERS, forms.CHANGE_OF)
    if shape == "level" and (groups["value"][0] in "+-" or any(form.search(before) for form in unlike)):
        return None  # a difference, or another's level
    if forms.DENIED.search(before) or forms.CONDITION.search(before):
        return None
    if shape == "level" and (forms.TRADED.match(sentence, match.end()) or forms.MINOR.search(before)):
        return None  # "a minor (<1% F1) accuracy trade-off"
    if forms.COMPARATIVE.match(measure):
        return None  # "3x larger performance gains" compares gains
    own = re.match(r"(?:its|our)\s", match.group(), re.IGNORECASE)
    subject = "" if own is not None else _subject(sentence, match.start(), names)
    if subject is None:
        return None
    context = _context(sentence, match.end(), forms.IN if shape == "level" else forms.ON)
    if context is None or (shape == "level" and context[0]):
        return None
    baseline, on, stop = context
    if shape == "change" and groups.get("place") and not on:
        inside = forms.IN_NAME.match(sentence, match.end())
        if inside is not None:
            on, stop = f"{_joined(groups['place'])} in {inside.group('on')}", inside.end()
            groups["place"] = None
    if shape != "range" and (forms.NARROWED.match(sentence, stop) or forms.SUPPOSED.match(sentence, stop)):
        return None  # "… in challenging maps", "… under a tight budget": it holds there only
    if forms.GERUND.match(on) or (shape == "speedup" and on and is_measure(on, "down")):
        return None  # "on solving tasks", "speedup on interaction time": no place
    if shape == "change" and groups.get("value") and match.end("measure") == match.end():
        more = forms.AND_MEASURE.match(sentence, match.end())
        if more is not None and is_measure(more.group("measure"), direction):
            measure = f"{measure} and {_joined(more.group('measure'))}"
    if (
        not measure
        and shape in ("change", "level")
        and direction in ("same", "better", "up", "down")
        and not (on or baseline)
    ):
        return None  # how much of what, on what?
    if re.match(r"(?!existing|leading|competing|remaining)[a-z]+ing\b", baseline):
        return None  # "compared with training on …": a way of doing it, not a thing
    if forms.PERIOD.match(baseline):
        baseline = ""
    if shape == "margin":
        baseline = re.sub(r"^(?:the\s+)?performance\s+of\s+(?:the\s+)?", "", _joined(groups["base"]))
        if re.search(r"\b(?:on|across|over|while|which|that|respectively|and)\b", baseline):
            return None
    lead_on, lead_base = forms.LEAD_ON.match(sentence), forms.LEAD_BASE.match(sentence)
    listed = forms.LISTED.match(sentence, lead_on.end()) if lead_on else None
    if listed is not None and not forms.FINITE.search(listed.group(1)):
        lead_on = None
    lead_on = lead_on or forms.MIDDLE_ON.search(sentence)
    placed = forms.PLACED.match(sentence) is not None
    if placed and (lead_on is None or bool(on)):
        return None
    if lead_on is None and not on and forms.SETTING.match(sentence):
        return None  # "For small models, we obtain 3% …"
    bound = _BOUNDS.get(_joined(groups.get("bound") or groups.get("bound2")).lower(), "")
    average = groups.get("average") or groups.get("average2") or groups.get("average3")
    if shape == "level" and (kind := forms.QUALIFIED.search(before)) is not None:
        measure = f"{kind.group(1)} {measure}"
    measure = re.sub(r"^(?:significant|substantial|notable|remarkable|relative|absolute)\s+", "", measure)
    return Figure(
        shape=shape,
        value=_value(groups["value"]).lstrip("+"),
        direction=direction,
        measure=measure,
        start=match.start(),
        end=max(match.end(), stop),
        bound=bound,
        average=bool(average) or sentence.startswith("On average"),
        relative=_joined(groups.get("relative") or groups.get("relative0")).lower(),
        to=_value(groups["to"]) if groups.get("to") else "",
        of=_joined(groups.get("of")),
        baseline=baseline or (_joined(lead_base.group("base")) if lead_base else ""),
        on=_joined(groups.get("place")) or on or (_joined(lead_on.group("on")) if lead_on else ""),
        subject=subject,
    )


def _again(sentence: str, figure: Figure) -> list[tuple[Figure, tuple[int, int]]]:
    """The figures that go on behind one by the same measure: "… on A, 1.97% on B, and 1.31% on C"."""
    more: list[tuple[Figure, tuple[int, int]]] = []
    if figure.shape not in ("change", "level") or not (figure.on or figure.baseline):
        return more
    at, last = figure.end, figure
    while (match := forms.AGAIN.match(sentence, at)) is not None:
        if last.value[-1:].isdigit() != match.group("value")[-1].isdigit():
            break
        context = _context(sentence, match.end(), forms.IN if figure.shape == "level" else forms.ON)
        if context is None:
            break
        baseline, on, end = context
        inside = None if on or baseline else forms.IN_NAME.match(sentence, match.end())
        if inside is not None:
            head = figure.on.partition(" in ")[0]
            on, end = f"{head} in {inside.group('on')}", inside.end()
        if not (on or baseline) or bool(on) != bool(figure.on and not (baseline and not on)):
            break
        bound = _BOUNDS.get((match.group("bound") or "").lower(), "")
        last = replace(
            figure, value=_value(match.group("value")), bound=bound, on=on or figure.on, average=False,
            baseline=baseline or (figure.baseline if not on else ""), start=match.start("value"), end=end,
        )  # fmt: skip
        more.append((last, match.span("value")))
        at = end
    return more


def _joined(words: str | None) -> str:
    return " ".join((words or "").split())


def _direction(shape: Shape, groups: dict[str, str | None]) -> Direction | None:
    if shape == "speedup":
        return "faster"
    if shape == "margin":
        return "better"
    if shape != "change":
        return "same"
    named: tuple[tuple[str, Direction], ...] = (
        ("down", "down"), ("up", "up"), ("fast", "faster"), ("slow", "slower"), ("better", "better"),
    )  # fmt: skip
    return next((direction for group, direction in named if groups.get(group)), None)


def _value(raw: str) -> str:
    value = re.sub(r"\s?percent$", "%", _joined(raw).replace("\\%", "%").replace(" %", "%"))
    value = re.sub(r"\s?(?:\$\s?\\times\s?\$|\$?\\times\$?|times|x|[- ]?fold)$", "×", value, flags=re.IGNORECASE)
    value = re.sub(r"\s?(?:(?:absolute |percentage )points?|pp|p\.p\.)$", "%p", value)
    return re.sub(r"(?<=\d)(?:%|x|×|times|\$?\\times\$?)?\s?(?:-{1,2}|–|to)\s?(?=\d)", "–", value)


def _context(sentence: str, at: int, where: re.Pattern[str]) -> tuple[str, str, int] | None:
    """The baseline and the data set that follow a figure at once, in either order, and where they end.

    None where what follows is no whole phrase, so that it cannot be told what the figure is of.
    """
    baseline = on = ""
    for _ in range(2):
        match = None if baseline else forms.BASELINE.match(sentence, at)
        if match is not None:
            baseline, at = _joined(match.group("base")), match.end("base")
            continue
        match = None if on else where.match(sentence, at)
        if match is None:
            break
        link = re.match(r"\s+and\s+(?=[a-z])", sentence[match.end("on") :])
        rest = match.end("on") + link.end() if link else 0
        torn = link and not (forms.FINITE.match(sentence, rest) or forms.GOES_ON.match(sentence, rest))
        if torn:
            return None
        on, at = _joined(match.group("on")), match.end("on")
    return baseline, on, at


def _subject(sentence: str, at: int, names: tuple[str, ...]) -> str | None:
    """Whose figure stands at `at`: `` for the story's own work, the name of another, None where it cannot be told."""
    own = forms.OWN_SUBJECT.search(sentence, 0, at) if re.match(r"\w+ing\b", sentence[at:]) else None
    if own is not None and own.group("name") not in names and not forms.OURS.match(own.group("name")):
        return own.group("name")
    attached = forms.ATTACHED.search(sentence, max(0, at - 120), at)
    if attached is not None:
        who = forms.FILLER.sub("", attached.group("who")).strip()
        named = forms.NAMED.match(_joined(who))
        return "" if who in names else named.group("name") if named else None
    verbs = [verb for verb in forms.FINITE.finditer(sentence, 0, min(len(sentence), at + 14)) if verb.start() <= at]
    for verb in reversed(verbs):
        before = sentence[: verb.start()]
        pieces = forms.CLAUSE.split(before)
        last = pieces[-1]
        if before.rstrip().endswith(",") and len(pieces) > 2:
            # "the best model, GPT Image, achieves", "ShowUI, a small model, achieves": the name is the subject.
            described = re.match(r"\s*(?:an?|the|our|one)\s", pieces[-2])
            last = pieces[-3] if described else pieces[-2]
        clause = _joined(forms.FILLER.sub("", last)).strip(" ,")
        if forms.SHOWS.match(verb.group()) and forms.TOLD.match(_joined(before)):
            return ""  # "Experiments on seals and leopards show …"
        if not clause:
            continue  # "… and achieves": the subject stands before the verb before
        if re.search(rf"[A-Z][\w.-]*\s+and\s+{re.escape(clause)}\s*(?:\w+ly\s+)?$", before):
            return None  # "X and Y achieve": two subjects
        if any(clause.startswith(name) or clause.endswith(name) or f"{name}'s" in clause for name in names):
            return ""
        if forms.OURS.search(clause):
            return ""
        named = forms.NAMED.match(clause)
        if named is not None and before.strip() == clause and not re.search(r"[A-Z].*[A-Z\d]", clause):
            return None  # "Inference is 5x faster": a capital letter begins every sentence
        return named.group("name") if named else None
    head = sentence[:at]
    return "" if forms.OURS.search(head) or any(name in head for name in names) else None
