"""Claims against sources: supported, refuted or not enough info, each with its reason and its located evidence.

A claim is printed only if a program can show where its source says it. The first principle is that a false *supported*
is worse than a false alarm; the second that a faithful sentence in other words must pass, or nobody would keep the
check.

Checked, in this order: foreign scripts; every number with its unit and bound; every name; which paper is spoken of; the
words that turn a sentence round (direction, negation, opposites); words that claim more than the source (all, always,
first, human level); and whether the content words have a counterpart at all. No model, no I/O, no state but a memory of
what was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from jogan.glossary import Glossary
from jogan.model.edited import Evidence, Story
from jogan.model.written import Claim, Verdict
from jogan.write.align import Cover, Finding, SourceIndex, cover, together
from jogan.write.checks import check_coverage, check_numbers
from jogan.write.evidence import Located, foreign_script, located, plain_text, relocate
from jogan.write.lexicon import Vocabulary
from jogan.write.markup import readable, unmark
from jogan.write.names import check_names
from jogan.write.needs import check_needs
from jogan.write.overclaims import check_scope
from jogan.write.papers import BOTH_PAPERS, by_paper, named_in, spoken_of
from jogan.write.parsed import Sentence, SourceText, read, source_of
from jogan.write.quick import only_quotes, only_sorts, without_names, words_stand
from jogan.write.scope import is_forecast, is_modal, leaves_open, overclaims
from jogan.write.sides import check_sides
from jogan.write.turns import check_turns


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reason in one line of words, and the places that speak for or against the claim."""

    verdict: Verdict
    reason: str
    evidence: tuple[Located, ...] = ()
    share: float = 0.0
    """Which share of the claim's content has a counterpart in the source, 0 to 1."""


# ── Judging ─────────────────────────────────────────────────────────────────────────────────────────────────

_LISTING = re.compile(r"(?:[^,.]+,\s*){2,}[^,.]+(?<![다요음함됨임])\.?$")
"""A list of topics, which may be those of several papers."""
_GLOSS = re.compile(r"([가-힣][가-힣 ]*)\(([A-Za-z][^()]*)\)")
_RANK: Mapping[str, int] = {"supported": 2, "refuted": 1, "not enough info": 0}


class Verifier:
    """Judges texts with one vocabulary, and remembers the sources it has read (the last `memory` of them)."""

    def __init__(self, vocabulary: Vocabulary, memory: int = 2_000) -> None:
        self.vocabulary = vocabulary
        self._memory = memory
        self._read: dict[SourceText, SourceIndex] = {}

    def index(self, source: SourceText) -> SourceIndex:
        """The source, read; read once."""
        known = self._read.get(source)
        if known is None:
            if len(self._read) >= self._memory:
                self._read.pop(next(iter(self._read)))
            known = self._read[source] = SourceIndex.of(source, self.vocabulary)
        return known

    def judge(
        self, text: str, sources: Sequence[SourceText], *, about: str | None = None, analysis: bool = False
    ) -> Judgement:
        """Judges one sentence against its sources.

        `about` is the id, URL or title of the source that the sentence is said to speak of. With `analysis` the
        caller marks it as interpretation: it is then held only to "no new number, name or date".
        """
        if not sources:
            return Judgement("not enough info", "no source is given for it")
        foreign = foreign_script(text, [t for source in sources for _, t in source.parts])
        if foreign is not None:
            return Judgement("not enough info", foreign)
        text = plain_text(text)
        pieces = by_paper(text) if about is None and len(sources) > 1 and not analysis else []
        if len(pieces) > 1:
            judged = [self.judge(piece, sources) for piece in pieces]
            return min(judged, key=lambda judgement: (_RANK.get(judgement.verdict, 0), judgement.share))
        claim = read(text, self.vocabulary)
        known = [self.index(source) for source in sources]
        if analysis:
            return self._interpretation(claim, together(known))
        if sum(token.weight for token in claim.tokens) < 0.9 and not claim.numbers:
            return Judgement("not enough info", "it states nothing that could be checked")
        chosen, named = spoken_of(claim, known, about, self.vocabulary)
        if BOTH_PAPERS.search(claim.text) and len(known) > 1 and about is None:
            return self._all_of(claim, known)
        bare = _without_titles(text, sources)
        if bare != text:
            claim = read(bare, self.vocabulary)
        best = self._best_of(claim, chosen)
        if named and best.verdict != "refuted" and len(known) > 1:
            swapped = self._other_paper(claim, chosen[0], known)
            if swapped is not None:
                return swapped
        if best.verdict != "supported" and is_modal(claim.text):
            meant = self._interpretation(claim, together(known))
            # What is foretold cannot be contrary to what is; but a wrong number or name stays wrong.
            if meant.verdict == "analysis" and (best.verdict == "not enough info" or is_forecast(claim.text)):
                return replace(meant, share=best.share)
        return best

    # ── our own writers ──

    def check(self, claim: Claim, stories: Mapping[str, Story]) -> Claim:
        """The claim with its verdict: `supported` (or `analysis`) if it may be printed, else `not enough info` or
        `refuted` with the reason for which it is dropped. `stories` are those of its report, by id.

        A fact needs evidence that slices exactly out of its story (a quote that moved is located anew); its numbers
        must stand in that evidence, its names, turns and words of scope must agree with the stories, and what it puts
        in quotation marks must stand there word for word. A trend's numbers are counts of our own and are not looked
        for. An interpretation may hold no number, name or date that the stories of its evidence lack, or all of the
        report's where it has none.
        """
        placed: list[Evidence] = []
        for evidence in claim.evidence:
            story = stories.get(evidence.story)
            found = None if story is None else relocate(evidence, story)
            if found is None:
                return _dropped(claim, f"its evidence “{evidence.quote[:60]}” is not in the story")
            placed.append(found)
        claim = replace(claim, evidence=tuple(placed))
        of = [stories[key] for key in dict.fromkeys(evidence.story for evidence in placed)]
        if claim.kind == "analysis":
            of = of or list(stories.values())
            if foreign_script(claim.text) is None and words_stand(
                unmark(claim.text), (f"{story.title}\n{story.summary}" for story in of), digits=True
            ):
                return replace(claim, verdict="analysis", reason="")
            sources = [source_of(story) for story in of]
            rest = read(plain_text(without_names(claim.text, (story.title for story in of))), self.vocabulary)
            if only_sorts(rest, (text for source in sources for _, text in source.parts)):
                return replace(claim, verdict="analysis", reason="")
            judged = self.judge(claim.text, sources, analysis=True)
            return replace(claim, verdict=judged.verdict, reason="" if judged.verdict == "analysis" else judged.reason)
        if not placed:
            return _dropped(claim, "it has no evidence")
        told = [source_of(story) for story in of]
        texts = [text for source in told for _, text in source.parts]
        text = unmark(claim.text)
        # Our writers print the letters that LaTeX spells: "Poincar\\'e" is Poincaré.
        foreign = foreign_script(text, [*texts, *(readable(evidence.quote) for evidence in placed)])
        if foreign is not None:
            return _dropped(claim, foreign)
        for m in _VERBATIM.finditer(text):
            # Our writers quote in readable letters what the source has in LaTeX.
            wholes = (form(whole) for whole in (*(e.quote for e in placed), *texts) for form in (str, readable))
            if not any(_folded(m[1]) in _folded(whole) for whole in wholes):
                return _dropped(claim, f"“{m[1][:60]}” is quoted but not in the source")
        links = re.findall(r"https?://(\S+)", text) if claim.role == "resource" else []
        if links and all(any(link in evidence.quote for evidence in placed) for link in links):
            return replace(claim, verdict="supported", reason="")
        if claim.role == "trend" or only_quotes(text):
            return replace(claim, verdict="supported", reason="")
        if claim.role in ("topic", "resource", "headline") and words_stand(text, texts, digits=False):
            return replace(claim, verdict="supported", reason="")
        quotes = SourceText(
            told[0].id, " · ".join(source.title for source in told), "\n\n".join(e.quote for e in placed)
        )
        read_claim = read(self._without_glosses(_without_titles(text, told), texts), self.vocabulary)
        narrow = SourceIndex.of(quotes, self.vocabulary)
        if not any(self._findings(read_claim, narrow, narrow)):
            return replace(claim, verdict="supported", reason="")
        index = together([self.index(source) for source in told])
        findings = list(self._findings(read_claim, narrow, index))
        if findings:
            worst = max(findings, key=lambda finding: finding.refutes)
            return replace(claim, verdict="refuted" if worst.refutes else "not enough info", reason=worst.reason)
        return replace(claim, verdict="supported", reason="")

    def _without_glosses(self, text: str, sources: Sequence[str]) -> str:
        """The text without the English that the glossary puts after a Korean term which a Korean source has."""

        def bare(m: re.Match[str]) -> str:
            entry = self.vocabulary.glossary.by_en(m[2])
            if entry is None or entry not in self.vocabulary.glossary.by_ko(m[1].strip()):
                return m[0]
            forms = [form.replace(" ", "") for form in entry.ko_forms]
            return m[1] if any(form in source.replace(" ", "") for source in sources for form in forms) else m[0]

        return _GLOSS.sub(bare, text)

    def _findings(self, claim: Sentence, quotes: SourceIndex, whole: SourceIndex) -> Iterator[Finding]:
        """What speaks against a claim of ours: its numbers must stand in its quotes, all else in the whole text."""
        covered = cover(claim, whole, self.vocabulary)
        near = covered if quotes is whole else cover(claim, quotes, self.vocabulary)
        yield from check_numbers(claim, near, quotes)
        yield from check_names(claim, covered, whole)
        yield from check_turns(claim, covered, whole)
        yield from check_sides(claim, covered, whole)
        yield from check_needs(claim, covered, whole)
        yield from check_scope(claim, covered, whole)
        yield from check_coverage(claim, covered, whole, self.vocabulary, strict=False)

    # ── which source ──

    def named_in(self, label: str, sources: Sequence[SourceText]) -> SourceText | None:
        """The one source that a heading or label names, by its title, its own name or an ordinal; None if not one."""
        return named_in(label, [self.index(source) for source in sources], self.vocabulary)

    def _other_paper(self, claim: Sentence, named: SourceIndex, known: list[SourceIndex]) -> Judgement | None:
        """The judgement on a claim whose words stand in another paper than the one it names."""
        names = named.own_names
        claim = replace(
            claim, tokens=[t for t in claim.tokens if re.sub(r"[^a-z0-9+#]", "", t.text.lower()) not in names]
        )
        own = cover(claim, named, self.vocabulary)
        rest = [(cover(claim, other, self.vocabulary), other) for other in known if other is not named]
        if not rest:
            return None
        theirs, other = max(rest, key=lambda pair: pair[0].share + pair[0].peak)
        ahead = theirs.share + theirs.peak - own.share - own.peak
        if theirs.share > own.share and (ahead > 0.25 or (own.share < 0.72 and ahead > 0.15)):
            return Judgement(
                "refuted", f"its words stand in another paper, “{other.source.title}”, not in the one it names",
                located(other, theirs.best), own.share,
            )  # fmt: skip
        return None

    def _all_of(self, claim: Sentence, known: list[SourceIndex]) -> Judgement:
        """The judgement on what is said of all papers at once: it must hold for each."""
        judged = [self._hold(claim, index, strict=False) for index in known]
        worst = min(judged, key=lambda judgement: (_RANK[judgement.verdict], judgement.share))
        if worst.verdict == "supported":
            evidence = tuple(e for judgement in judged for e in judgement.evidence[:2])
            return Judgement("supported", "each of the papers says so", evidence, worst.share)
        return replace(worst, reason=f"not true of every paper: {worst.reason}")

    # ── holding ──

    def _best_of(self, claim: Sentence, chosen: list[SourceIndex]) -> Judgement:
        """The judgement by the source that fits the claim best, or by the next where that one is silent.

        The words that may have been turned (direction, opposites, scope) do not count for the fit: a false claim about
        one paper must not become a true one about another.
        """
        if len(chosen) == 1:
            return self._hold(claim, chosen[0], strict=True)
        turned = [
            *((m.start, m.end) for m in claim.moves),
            *((p.start, p.end) for p in claim.poles if not p.is_sibling),
            *((o.start, o.end) for o in overclaims(claim.text)),
        ]
        plain = replace(
            claim, tokens=[t for t in claim.tokens if not any(a < t.end and t.start < b for a, b in turned)]
        )
        fits = [
            (covered.share + covered.peak, index)
            for index in chosen
            for covered in (cover(plain, index, self.vocabulary),)
        ]
        fits.sort(key=lambda fit: -fit[0])
        judged: list[Judgement] = []
        for fit, index in fits:
            if fit < fits[0][0] - 0.25:
                break
            judgement = self._hold(claim, index, strict=True)
            if (judgement.verdict == "refuted" and judgement.share > 0.7) or (
                judgement.verdict == "supported" and fit >= fits[0][0] - 0.15
            ):
                return judgement
            judged.append(judgement)
        if judged[0].verdict == "not enough info" and _LISTING.match(claim.text):
            joined = self._hold(claim, together(chosen), strict=True)
            return joined if joined.verdict == "supported" else judged[0]
        return judged[0]

    def _hold(self, claim: Sentence, index: SourceIndex, *, strict: bool) -> Judgement:
        covered = cover(claim, index, self.vocabulary)
        findings: list[Finding] = [
            *check_numbers(claim, covered, index),
            *check_names(claim, covered, index),
            *check_turns(claim, covered, index),
            *check_sides(claim, covered, index),
            *check_needs(claim, covered, index),
            *check_scope(claim, covered, index),
            *check_coverage(claim, covered, index, self.vocabulary, strict=strict),
        ]
        evidence = located(index, covered.best)
        if not findings and is_forecast(claim.text):
            lead = index.sentences[covered.best[0]].text if covered.best else ""
            if not leaves_open(lead) or covered.peak < 0.7:
                findings.append(Finding(False, "the source does not foretell this"))
        if not findings:
            return Judgement("supported", "found in the source" + _told(covered), evidence, covered.share)
        worst = max(findings, key=lambda finding: finding.refutes)
        places = list(dict.fromkeys([*worst.places, *covered.best]))[:3]
        verdict: Verdict = "refuted" if worst.refutes else "not enough info"
        return Judgement(
            verdict, worst.reason, located(index, places) if worst.refutes else evidence[:1], covered.share
        )

    def _interpretation(self, claim: Sentence, index: SourceIndex) -> Judgement:
        covered = cover(claim, index, self.vocabulary)
        findings = [*check_numbers(claim, covered, index), *check_names(claim, covered, index)]
        if findings:
            return Judgement(
                "not enough info",
                f"interpretation with something no source has: {findings[0].reason}",
                (),
                covered.share,
            )
        return Judgement(
            "analysis", "interpretation; it holds no number, name or date that the sources lack", (), covered.share
        )


def _without_titles(text: str, sources: Sequence[SourceText]) -> str:
    """The text with the sources' titles blanked, whole or as the label before a colon: naming is no statement."""
    for source in sources:
        if len(source.title) > 12:
            text = re.sub(re.escape(source.title), lambda m: " " * len(m[0]), text, flags=re.IGNORECASE)
        head = source.title.partition(":")[0]
        if text.startswith((f"{head}:", f"{head} —")):
            text = " " * len(head) + text[len(head) :]
    return text


def _told(covered: Cover) -> str:
    missing = [token.text for token in covered.missing if token.weight >= 1]
    return f"; without a counterpart there: {', '.join(missing[:3])}" if missing else ""


# ── The door for one-off use, and for our own writers ───────────────────────────────────────────────────────


def build_verifier(glossary: Glossary, lexicon: str) -> Verifier:
    """A verifier from the glossary and the text of the packaged lexicon (`resources.read_text("lexicon.tsv")`)."""
    return Verifier(Vocabulary.build(glossary, lexicon))


_VERBATIM = re.compile(r"[“\"]([^”\"]*[A-Za-z]{3}[^”\"]*)[”\"]")


def _folded(text: str) -> str:
    return " ".join(text.split()).lower()


def _dropped(claim: Claim, reason: str) -> Claim:
    return replace(claim, verdict="not enough info", reason=reason)
