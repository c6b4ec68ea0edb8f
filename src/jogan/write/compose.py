"""The writer with a language model: what each story says, then the category's overview from those facts only.

The model drafts, it never decides. Each sentence comes with the words of the source that bear it out, is located there,
and goes through the same check as every other claim; a sentence that fails is sent back once with the reason, and then
gives way to what the extractive writer says at that place, or to nothing. Figures are made bold, terms introduced and
links given by program. So a model that is down, lies or obeys the paper costs an edition nothing but its own sentences.

Stories are shown to the model, and drafts are checked, without what speaks to machines in them (`injection`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from jogan.glossary import Glossary
from jogan.model.common import Failure, Language
from jogan.model.edited import ChosenStory, Story, TermCount
from jogan.model.written import Brief, CategoryReport, Claim, Role, StoryReport, Usage
from jogan.write import prompts, reading
from jogan.write.answers import sentence_fault
from jogan.write.asking import Ask, Door, Work, digest, together, total
from jogan.write.drafts import CategoryNotes, Mends, Note, StoryNotes
from jogan.write.editing import counts_fault, distinct, introduce_once, locate, overlap, telling
from jogan.write.extract import ExtractiveWriter
from jogan.write.frames import story_name
from jogan.write.injection import cleaned
from jogan.write.judging import Draft, Judge
from jogan.write.markup import unmark
from jogan.write.verify import Verifier

VERSION = "3"
"""Raised with every change that changes the text of reports; prompts and models have versions of their own."""

_SHORTEST = 80
"""Characters of text below which a story holds nothing to take notes of."""

_TERMS = 24
"""Terms of the glossary that are told to the model with one question."""

_NAMED_TWICE = re.compile(r"^\*\*([^*]+)\*\*: \1(?![A-Za-z0-9-])")

_ROLES: tuple[Role, ...] = ("problem", "method", "result", "limit")


@dataclass(frozen=True, slots=True)
class ModelWriter:
    """Implements `model.Writer` with the models behind `door`; what they cannot do is done by `fallback`."""

    door: Door
    fallback: ExtractiveWriter
    verifier: Verifier
    glossary: Glossary
    language: Language

    @property
    def name(self) -> str:
        return " → ".join(model.rpartition("/")[2] or model for model in self.door.models)

    @property
    def version(self) -> str:
        told = ".".join(str(version) for version in prompts.VERSIONS.values())
        return f"{VERSION}-{told}-{self.fallback.version}-{digest(*self.door.models)[:8]}"

    def report(self, brief: Brief) -> CategoryReport:
        """The five parts of one category; whatever the models do, they are whole."""
        return self.reports((brief,))[0]

    def reports(self, briefs: Sequence[Brief]) -> list[CategoryReport]:
        """The reports of several categories, all of which ask at once, within the door's limit."""
        mark = len(self.door.account)
        desks = [_Desk(self, brief) for brief in briefs]
        together(self.door, [desk.work() for desk in desks])
        spent: dict[str, list[Usage]] = {}
        for entry in self.door.account[mark:]:
            spent.setdefault(entry.subject, []).append(entry.usage)
        return [desk.report(spent) for desk in desks]

    def estimate(self, briefs: Sequence[Brief]) -> Usage:
        """What the reports will cost, about, before anything is asked."""
        return self.door.forecast([ask for brief in briefs for ask in _Desk(self, brief).asks()])

    def highlights(self, briefs: tuple[Brief, ...], reports: tuple[CategoryReport, ...]) -> tuple[Claim, ...]:
        """The ten-second version by rule, out of the checked sentences of the reports."""
        known = {(brief.section, brief.category.id): brief for brief in briefs}
        section = briefs[0].section if briefs else "papers"
        # The line on the section's center rests on counted themes, which are the fallback's.
        counted = tuple(
            replace(report, topics=self.fallback.report(_safe(brief)).topics)
            if (brief := known.get((section, report.category))) is not None
            else report
            for report in reports
        )
        lines = self.fallback.highlights(tuple(_safe(brief) for brief in briefs), counted)
        # A full sentence names its story itself; the name before it would stand there twice.
        return tuple(replace(line, text=_NAMED_TWICE.sub(r"**\1**", line.text)) for line in lines)


def _safe(brief: Brief) -> Brief:
    """The brief without what speaks to machines in its stories; titles stay, as they are printed in any case."""

    def safe(chosen: ChosenStory) -> ChosenStory:
        story = replace(cleaned(chosen.story), title=chosen.story.title)
        return replace(chosen, filed=replace(chosen.filed, story=story))

    return replace(brief, stories=tuple(safe(chosen) for chosen in brief.stories))


def _by_role(notes: StoryNotes) -> list[tuple[Role, Note]]:
    """The notes in printed order, as many of each role as are printed."""
    found: list[tuple[Role, Note | None]] = [("headline", notes.headline), ("problem", notes.problem)]
    found += [("method", note) for note in notes.method[:2]]
    found += [("result", note) for note in notes.results[:3]]
    found.append(("limit", notes.limit))
    return [(role, note) for role, note in found if note is not None]


def _facts_of(report: CategoryReport) -> list[Claim]:
    """The factual sentences of a report."""
    told = [claim for one in report.told for claim in one.claims]
    return [claim for claim in (*report.topics, *report.trends, *told) if claim.kind == "fact"]


class _Desk:
    """One category at work."""

    def __init__(self, writer: ModelWriter, brief: Brief) -> None:
        self.writer, self.brief = writer, brief
        self.language, self.door = writer.language, writer.door
        self.drafted = self.base = writer.fallback.report(_safe(brief))
        # What drafts are held against; an order to machines cannot bear out a claim, not even in a title.
        self.stories: dict[str, Story] = {one.story.id: cleaned(one.story) for one in brief.stories}
        self.names = {one.story.id: story_name(reading.read(one.story)) for one in brief.stories}
        self.judge = Judge(writer.verifier, writer.glossary, self.language, self.stories, self.names)
        self.failures: list[Failure] = []
        self.models: Counter[str] = Counter()
        self.dropped = 0

    def work(self) -> Work:
        """Asks about each story, then for the overview of what held; afterwards `report` has it."""
        yield from self._tell()
        if self.models:
            yield from self._overview()

    def asks(self) -> list[Ask[Any]]:
        """What it will ask, about: the overview's question is made from extracted facts, and nothing is sent back."""
        asks: list[Ask[Any]] = [self._facts(story) for story in self._tellable()]
        facts = self._noted(self.base)
        return [*asks, self._category(facts)] if asks and facts else asks

    def report(self, spent: Mapping[str, Sequence[Usage]]) -> CategoryReport:
        """The report as it is printed, with its part of what was spent, by subject."""
        extracted = set(_facts_of(self.base))
        mine = (usage for subject in (*self.stories, self.brief.category.id) for usage in spent.get(subject, ()))
        return replace(
            introduce_once(self.drafted, self.writer.glossary),
            writer=" + ".join(sorted(self.models)) or self.writer.fallback.name,
            dropped=self.dropped,
            by_model=sum(claim not in extracted for claim in _facts_of(self.drafted)),
            usage=total(mine),
            failures=tuple(dict.fromkeys(self.failures)),
        )

    # ── Facts: what each story says ──

    def _tellable(self) -> list[Story]:
        return [story for story in self.stories.values() if len(max(story.summary, story.text, key=len)) >= _SHORTEST]

    def _tell(self) -> Work:
        asked = self._tellable()
        if not asked:
            return
        outcomes = yield [self._facts(story) for story in asked]
        notes: dict[str, list[tuple[Role, Draft]]] = {}
        for story, outcome in zip(asked, outcomes, strict=True):
            if isinstance(outcome, Failure):
                self.failures.append(outcome)
            else:
                self.models[outcome.model] += 1
                notes[story.id] = [(role, self._drafted(story, role, note)) for role, note in _by_role(outcome.value)]
        yield from self._mend({key: [draft for _, draft in drafts] for key, drafts in notes.items()})
        told = (self._told(base, notes[base.story]) if base.story in notes else base for base in self.base.told)
        self.drafted = replace(self.base, told=tuple(told))

    def _facts(self, story: Story) -> Ask[StoryNotes]:
        def check(notes: StoryNotes) -> str:
            found = _by_role(notes)
            if not found:
                return "it notes nothing, but the source says something"
            strange = [note for _, note in found if locate(note.quote, story) is None]
            if 2 * len(strange) > len(found):
                return f"quotes are not copied from the source: “{strange[0].quote[:80]}”"
            faults = [
                fault for _, note in found if (fault := sentence_fault(note.text, self.language, self.judge.texts))
            ]
            return faults[0] if 2 * len(faults) > len(found) else ""

        shown = " ".join((story.title, story.summary or story.text))
        prompt = prompts.facts(story, self.language, self._terms(shown))
        return Ask(subject=story.id, prompt=prompt, answer=StoryNotes, check=check)

    def _terms(self, text: str) -> list[tuple[str, str]]:
        """English and Korean forms of the glossary's terms in the text, in order."""
        found = (match.entry for match in self.writer.glossary.find_en(text[:4_000]))
        forms = {entry.en: entry.ko for entry in found if any("가" <= char <= "힣" for char in entry.ko)}
        return list(forms.items())[:_TERMS]

    def _drafted(self, story: Story, role: Role, note: Note) -> Draft:
        place = locate(note.quote, story)
        return self.judge.judged(Draft(note.text, Claim(text="", role=role, evidence=(place,) if place else ())))

    def _told(self, base: StoryReport, drafts: Sequence[tuple[Role, Draft]]) -> StoryReport:
        """The story's lines: the drafts that hold, and the extractive lines in the place of those that do not."""
        good = [(role, draft.claim) for role, draft in drafts if not draft.fault]
        failed = [(role, draft) for role, draft in drafts if draft.fault]
        self.dropped += len(failed)
        headline = next((claim for role, claim in good if role == "headline"), None)
        claims: list[Claim] = []
        for role in _ROLES:
            mine = distinct([claim for of, claim in good if of == role])
            lost = [draft for of, draft in failed if of == role]
            theirs = [claim for claim in base.claims if claim.role == role]
            if not mine and (lost or role == "result"):
                mine = theirs
            elif lost:
                # The extractive line about the very words that a failed draft was about.
                places = [place for draft in lost for place in draft.claim.evidence]
                told = [place for claim in mine for place in claim.evidence]
                mine += [
                    claim for claim in theirs if overlap(claim.evidence, places) and not overlap(claim.evidence, told)
                ]
            claims += mine
        # A news item's lead is told without a role; links are taken from the text by rule.
        claims += [
            claim for claim in base.claims if claim.role == "resource" or (claim.role == "headline" and not claims)
        ]
        if headline is None:
            return replace(base, claims=tuple(claims))
        return replace(base, headline=headline.text, evidence=headline.evidence, claims=tuple(claims))

    # ── Mending: failing sentences are sent back, once ──

    def _mend(self, drafts: Mapping[str, Sequence[Draft]]) -> Work:
        """Sends back what failed, one question a story; what comes back better takes the place of what failed."""
        sent = {
            subject: failing
            for subject, of in drafts.items()
            if (
                failing := [
                    draft for draft in of if draft.fault and (draft.claim.evidence or draft.claim.kind == "analysis")
                ]
            )
        }
        if not sent:
            return
        outcomes = yield [
            Ask(
                subject=subject,
                prompt=prompts.mend(
                    [
                        prompts.Refused(draft.said, draft.fault, tuple(place.quote for place in draft.claim.evidence))
                        for draft in failing
                    ],
                    self.language,
                ),
                answer=Mends,
                check=lambda mends: "" if mends.sentences else "it holds no sentence",
            )
            for subject, failing in sent.items()
        ]
        for failing, outcome in zip(sent.values(), outcomes, strict=True):
            if isinstance(outcome, Failure):
                self.failures.append(outcome)
                continue
            for mended in outcome.value.sentences:
                if mended.text and 1 <= mended.number <= len(failing):
                    draft = failing[mended.number - 1]
                    again = self.judge.judged(Draft(mended.text, draft.claim))
                    if not again.fault:
                        draft.said, draft.claim, draft.fault = again.said, again.claim, ""

    # ── The overview: parts 1, 2, 4 and 5 ──

    def _overview(self) -> Work:
        report = self.drafted
        facts = self._noted(report)
        if not facts:
            return
        (outcome,) = yield [self._category(facts)]
        if isinstance(outcome, Failure):
            self.failures.append(outcome)
            return
        self.models[outcome.model] += 1
        notes, counts = outcome.value, self.base.terms
        topics = [
            self._theme(theme.text, [facts[n - 1][0] for n in theme.facts if 0 < n <= len(facts)])
            for theme in notes.topics
        ]
        trends = [
            self._trend(trend.text, [counts[n - 1] for n in trend.terms if 0 < n <= len(counts)])
            for trend in notes.trends
        ]
        impact = [self._interpretation(text, "impact") for text in notes.impact]
        outlook = [self._interpretation(text, "outlook") for text in notes.outlook]
        # Counts are not mended: what was counted is told by rule in any case.
        yield from self._mend({self.brief.category.id: [*topics, *impact, *outlook]})
        parts = (topics, trends, impact, outlook)
        kept = [distinct([draft.claim for draft in part if not draft.fault]) for part in parts]
        self.dropped += sum(bool(draft.fault) for part in parts for draft in part)
        self.drafted = replace(
            report,
            topics=tuple(kept[0]) or report.topics,
            trends=(*kept[1], *report.trends),
            impact=tuple(kept[2]) or report.impact,
            outlook=tuple(kept[3]) or report.outlook,
        )

    def _noted(self, report: CategoryReport) -> list[tuple[Claim, str]]:
        """The facts of a report from which its overview is written, each with its story."""
        return telling(
            (claim, one.story) for one in report.told for claim in one.claims if claim.role in _ROLES and claim.evidence
        )

    def _category(self, facts: Sequence[tuple[Claim, str]]) -> Ask[CategoryNotes]:
        def check(notes: CategoryNotes) -> str:
            texts = [theme.text for theme in notes.topics] + [trend.text for trend in notes.trends]
            texts += [*notes.impact, *notes.outlook]
            if not notes.topics:
                return "topics is empty"
            faults = [fault for text in texts if (fault := sentence_fault(text, self.language, self.judge.texts))]
            return faults[0] if 2 * len(faults) > len(texts) else ""

        told = [prompts.Fact(self.names[story], unmark(claim.text), claim.evidence[0].quote) for claim, story in facts]
        terms = self._terms(" ".join(fact.quote for fact in told))
        name = self.brief.category.names.get("en", self.brief.category.id)
        prompt = prompts.category(name, list(self.names.values()), told, self.base.terms, self.language, terms)
        return Ask(subject=self.brief.category.id, prompt=prompt, answer=CategoryNotes, check=check)

    def _theme(self, text: str, facts: Sequence[Claim]) -> Draft:
        evidence = tuple(dict.fromkeys(place for claim in facts for place in claim.evidence))
        return self.judge.judged(Draft(text, Claim(text="", role="topic", evidence=evidence)))

    def _trend(self, text: str, counts: Sequence[TermCount]) -> Draft:
        evidence = tuple(dict.fromkeys(place for count in counts for place in count.evidence))
        draft = self.judge.judged(Draft(text, Claim(text="", role="trend", evidence=evidence)))
        if not draft.fault:
            draft.fault = counts_fault(draft.said, counts, len(self.stories), self.writer.verifier.check, self.stories)
        return draft

    def _interpretation(self, text: str, role: Role) -> Draft:
        return self.judge.judged(Draft(text, Claim(text="", kind="analysis", role=role, verdict="analysis")))
