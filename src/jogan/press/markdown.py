"""A section of an edition as Markdown, in the skeleton that readers of the earlier editions know. Pure.

    # Daily Artificial Intelligence Insights : Papers
    ![Category Distribution Graph](paper_DATE.png)
    > the header
    ## EMOJI CATEGORY
    **요약:** … five parts … **출처:** and one line ` - TITLE (URL)` for each source of each story

Everything from outside is escaped (`jogan.press.text`); only http and https addresses are printed as links.
"""

from __future__ import annotations

from collections.abc import Sequence

from jogan.model.common import SectionName
from jogan.model.edited import ChosenStory
from jogan.model.edition import Edition, Section
from jogan.model.written import Claim
from jogan.press import header, history, markup, view, wording
from jogan.press.causes import in_language
from jogan.press.text import markdown as escape
from jogan.press.text import web_url
from jogan.press.view import Drawer
from jogan.press.words import words_of

MAX_FAILURES = 5
"""Failures named in the header beside those of whole sources; the others are counted, and stand in edition.json."""

MAX_LEFT_OUT = 40
"""Left-out stories named at the end; the others are counted, and stand in edition.json."""

INLINE_TOPICS = 60
"""Topics no longer than this, in characters, share a line."""


def render(edition: Edition, section_name: SectionName, *, evidence: bool = False) -> str:
    """`Papers_DATE_report.md` or `News_DATE_report.md`. With `evidence`, each claim has a footnote with its quote.

    Raises KeyError where the edition has no such section.
    """
    return _Page(edition, edition.section(section_name), evidence).render()


class _Page:
    """One section on its way to Markdown; it only collects footnotes."""

    def __init__(self, edition: Edition, section: Section, evidence: bool) -> None:
        self.edition = edition
        self.section = section
        self.evidence = evidence
        self.words = words_of(edition.language, edition.unit)
        self.stories = {chosen.story.id: chosen.story for chosen in section.stories}
        self.notes: list[str] = []

    def render(self) -> str:
        name = self.section.name
        blocks = [
            f"# Daily Artificial Intelligence Insights : {wording.SECTION_TITLES[name]}",
            f"![Category Distribution Graph]({wording.FILE_STEMS[name]}_{self.edition.name}.png)",
            self.header(),
        ]
        if not self.section.stories:
            blocks.append(escape(header.empty_note(self.edition, self.section)))
        highlights = view.printable(self.section.highlights)
        if highlights:
            blocks.append(
                "\n".join([f"**{self.words.highlights}**", "", *(f"- {self.claim(one)}" for one in highlights)])
            )
        blocks += self.movement()
        blocks += [self.drawer(drawer) for drawer in view.drawers(self.edition, self.section)]
        if self.section.left_out:
            blocks += ["---", self.left_out()]
        if self.notes:
            blocks.append("\n".join(self.notes))
        return "\n\n".join(blocks) + "\n"

    def movement(self) -> list[str]:
        """In a weekly or monthly edition: the pictures of the weeks or months before, and the table of their counts."""
        moved = history.movement_of(self.section, self.edition)
        if moved is None:
            return []
        language, stem = self.edition.language, wording.FILE_STEMS[self.section.name]
        title = self.words.history_title.format(noun=wording.section_title(self.section.name, language))
        labels = [history.label_of(span, language) + r"\*" * moved.is_partial(span) for span in moved.spans]
        rows = [
            (escape(moved.name_of(key)).replace("|", r"\|") + " ▲" * (key in moved.rising), moved.counts_of(key))
            for key in moved.categories
        ]
        totals = [str(span.stories) if span.editions else history.GAP for span in moved.spans]
        table = [
            f"| {self.words.category} | {' | '.join(labels)} |",
            f"|---|{'---:|' * len(labels)}",
            *(f"| {name} | {' | '.join(str(count or '') for count in counts)} |" for name, counts in rows),
            f"| {self.words.total} | {' | '.join(totals)} |",
        ]
        images = [f"![{title}]({stem}_{kind}_{self.edition.name}.png)" for kind in history.KINDS]
        notes = [self.words.partial.replace("*", r"\*")] * any(map(moved.is_partial, moved.spans))
        notes += [f"▲ {self.words.rising}"] * bool(moved.rising)
        return [f"**{title}**", *images, "\n".join(table), *notes]

    def header(self) -> str:
        edition, section = self.edition, self.section
        sources = header.source_lines(edition, section.name)
        told = " · ".join(f"**{escape(one.text)}**" if one.trouble else escape(one.text) for one in sources)
        date = wording.title(edition)
        lines = [f"**{date}** · {escape(header.counts_line(edition, section))}"]
        if edition.period is not None:
            lines.append(header.period_line(edition))
        if sources:
            lines.append(f"{self.words.health}: {told}")
        failures = header.other_failures(edition)
        if failures:
            named = [escape(text) + (f" ×{times}" if times > 1 else "") for text, times in failures[:MAX_FAILURES]]
            rest = len(failures) - MAX_FAILURES
            if rest > 0:
                named.append(self.words.more.format(count=rest, counter="건" if edition.language == "ko" else ""))
            lines.append(f"{self.words.failures}: {' · '.join(named)}")
        lines.append(escape(header.made_line(edition, section)))
        if edition.replayed:
            lines.append(f"**{header.replay_line(edition)}**")
        # Two spaces at the end break the line inside the quote.
        return "  \n".join(f"> {line}" for line in lines)

    def drawer(self, drawer: Drawer) -> str:
        words, name = self.words, self.section.name
        titles = [part.format(noun=wording.noun(name, self.edition.language)) for part in words.parts]
        report = drawer.report
        impact, outlook = view.printable(report.impact), view.printable(report.outlook)
        blocks = [
            f"## {escape(drawer.category.emoji)} {escape(view.category_name(drawer.category, 'en'))}".replace(
                "  ", " "
            ),
            f"**{words.summary}:**",
            f"**1. {titles[0]}**{self.topics(view.printable(report.topics))}",
            self.trends(f"**2. {titles[1]}**", drawer),
            f"**3. {titles[2]}**",
            "\n".join(self.story(drawer, chosen) for chosen in drawer.stories),
            self.reading(f"**4. {titles[3]}**", impact, words.nothing[3]),
            self.reading(f"**5. {titles[4]}**", outlook, words.nothing[4]),
            f"**{words.sources}:**",
            "\n".join(self.source(title, url) for one in drawer.stories for title, url, _ in view.links_of(one.story)),
        ]
        return "\n\n".join(blocks)

    def topics(self, claims: Sequence[Claim]) -> str:
        if not claims:
            return f" {self.words.nothing[0]}"
        if all(len(claim.text) <= INLINE_TOPICS for claim in claims):
            return " " + " · ".join(self.claim(claim) for claim in claims)
        return "\n\n" + "\n".join(f"- {self.claim(claim)}" for claim in claims)

    def trends(self, title: str, drawer: Drawer) -> str:
        language = self.edition.language
        known, new = [], []
        for term in drawer.report.terms:
            label = escape(term.label or term.term)
            arrow, average = view.trend_of(term, language, self.edition.unit)
            if term.new:
                new.append(f"*{label}* {term.stories}" if term.stories > 1 else f"*{label}*")
            else:
                known.append(
                    " ".join(part for part in (label, str(term.stories), arrow, f"({average})" * bool(arrow)) if part)
                )
        line = list(known)
        if new:
            line.append(f"{self.words.new_terms}: {', '.join(new)}")
        claims = view.printable(drawer.report.trends)
        text = f"{title} {' · '.join(line) or ('' if claims else self.words.nothing[1])}".rstrip()
        return "\n\n".join([text, "\n".join(f"- {self.claim(claim)}" for claim in claims)]) if claims else text

    def story(self, drawer: Drawer, chosen: ChosenStory) -> str:
        words, story = self.words, chosen.story
        told = drawer.told.get(story.id)
        mark = view.mark_of(self.edition, story)
        head = f"- **{escape(story.title)}**" + (f" ({mark})" if mark and "🔄" not in mark else f" {mark}" * bool(mark))
        headline = markup.to_markdown(told.headline) if told else ""
        claims = view.printable(told.claims) if told else ()
        lines = [f"{head} — {headline}" if headline else head]
        if changed := view.changes_of(self.edition, story):
            lines.append(f"  - {escape(changed)}")
        for claim in claims:
            role = words.roles.get(claim.role, "")
            lines.append(f"  - {role}: {self.claim(claim)}" if role else f"  - {self.claim(claim)}")
        if not claims and not headline:
            lines.append(f"  - {words.nothing[2] if story.summary or story.text else words.no_text}")
        return "\n".join(lines)

    def reading(self, title: str, claims: Sequence[Claim], nothing: str) -> str:
        """A part of interpretation. It is labeled as a whole, or claim by claim where a fact stands among it."""
        if not claims:
            return f"{title} {nothing}"
        all_reading = all(claim.kind == "analysis" for claim in claims)
        texts = [
            f"*({self.words.analysis})* {self.claim(claim)}"
            if claim.kind == "analysis" and not all_reading
            else self.claim(claim)
            for claim in claims
        ]
        label = f"{title} *({self.words.analysis})*" if all_reading else title
        return f"{label} {texts[0]}" if len(texts) == 1 else f"{label}\n\n" + "\n".join(f"- {text}" for text in texts)

    def claim(self, claim: Claim) -> str:
        text = markup.to_markdown(claim.text)
        if not self.evidence:
            return text
        for one in claim.evidence:
            story = self.stories.get(one.story)
            url = web_url(story.url) if story else None
            place = f" — {escape(story.title)}" if story else ""
            self.notes.append(f"[^{len(self.notes) + 1}]: “{escape(one.quote)}”{place}{f' ({url})' if url else ''}")
            text += f"[^{len(self.notes)}]"
        return text

    def source(self, title: str, url: str) -> str:
        return f" - {escape(title)} ({web_url(url) or self.words.no_link})"

    def left_out(self) -> str:
        words, section, language = self.words, self.section, self.edition.language
        lines = [f"**{words.left_out_title.format(noun=wording.noun(section.name, language))}**", ""]
        for left in section.left_out[:MAX_LEFT_OUT]:
            url = web_url(left.url)
            detail = f"({escape(in_language(left.detail, language))})" if left.detail else ""
            reason = f"{words.left_out.get(left.reason, left.reason)}{' ' * (language == 'en') * bool(detail)}{detail}"
            lines.append(f"* {escape(left.title)}{f' ({url})' if url else ''} — {reason}")
        rest = len(section.left_out) - MAX_LEFT_OUT
        if rest > 0:
            lines.append(f"* {words.more.format(count=rest, counter=wording.counter(section.name))}")
        return "\n".join(lines)
