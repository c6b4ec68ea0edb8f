"""Any Markdown digest taken apart into claims, and held against its items: the pure part of `jogan verify`.

A digest is read line by line. What stands before a list of sources (`**출처:**`, `Sources:`) belongs to that list;
headings and bold labels say in which part of the report a sentence stands and which story it speaks of; parts about
impact, outlook and conclusion are interpretation. Lines that state nothing (headings, charts, source lists, labels)
are no claims.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jogan.edit.address import canonical_url
from jogan.errors import json_fault
from jogan.model.collected import Item
from jogan.model.written import Verdict
from jogan.write.evidence import Located, plain_text
from jogan.write.parsed import SourceText
from jogan.write.verify import Verifier


@dataclass(frozen=True, slots=True)
class DigestClaim:
    """One sentence of a digest: where it stands, the sources its section lists, and whether it is interpretation.

    `sources` holds what the section lists, as `(title, url)`; empty if the section lists none. `about` is a text that
    names the one story that the sentence's bullet or heading is about.
    """

    id: str
    text: str
    section: str
    sources: tuple[tuple[str, str], ...] = ()
    about: str = ""
    analysis: bool = False


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """A claim with its verdict, as `jogan verify` prints it; `as_json` is one line of its `--json`."""

    id: str
    claim: str
    verdict: Verdict
    reason: str
    evidence: tuple[Located, ...] = ()
    section: str = ""

    def as_json(self) -> dict[str, Any]:
        """The contract's fields, and each quote with its place."""
        return {
            "id": self.id,
            "claim": self.claim,
            "verdict": self.verdict,
            "reason": self.reason,
            "evidence": [
                {
                    "story": e.source,
                    "title": e.title,
                    "field": e.field,
                    "start": e.start,
                    "end": e.end,
                    "quote": e.quote,
                }
                for e in self.evidence
            ],
        }


# ── Taking a digest apart ───────────────────────────────────────────────────────────────────────────────────

_SOURCES = re.compile(
    r"^[\s>#*_-]*(?:출처|참고|참고 자료|참고 문헌|관련 링크|링크|원문|sources?|references?|"
    r"links?)\s*:?\s*[*_]*\s*:?\s*[*_]*$",
    re.IGNORECASE,
)
_SOURCE_LINE = re.compile(
    r"^\s*(?:[-*+•]|\d+[.)]|\[\d+\])?\s*(?:\[(?P<linked>[^\]]+)\]\((?P<at>\S+?)\)|"
    r"(?P<title>.+?)\s*\(?(?P<url>https?://\S+?)\)?)\s*$"
)
_SUMMARY = re.compile(r"^\s*\*\*(?:요약|summary)\s*:?\s*\*\*\s*:?\s*$", re.IGNORECASE)
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(?P<text>.+?)\s*#*\s*$")
_BULLET = re.compile(r"^(?P<indent>\s*)(?:[-*+•·]|\d+[.)]|[①-⑩]|[가-하][.)])\s+(?P<text>.*)$")
_NUMBERED = re.compile(r"\s*(?:\*\*)?\d+[.)]")
_BOLD_LEAD = re.compile(r"^\*\*(?P<label>[^*]+?)\*\*\s*:?\s*(?P<rest>.*)$")
_SKIP = re.compile(r"^\s*(?:!\[|>|---+\s*$|\*\*\*+\s*$|\|?[\s:|-]+\|?\s*$|<!--|\[\^?[^\]]+\]:)")
_LABEL = re.compile(r"^(?P<label>(?:[가-힣A-Za-z·/&()]+ ?){1,5})\s*[::]\s*(?P<rest>.+)$")
_PLAIN_LABELS = re.compile(
    r"^(?:논문 제목|주제|방법|평가|성과|결과|문제|자료|한계|목적|목표|배경|특징|확장 응용|핵심|핵심 주제|"
    r"키워드|공통 키워드|트렌드|패턴|요약|제목|내용|결론|기여|데이터|코드|"
    r"주요 [가-힣]+|핵심 [가-힣]+|공통 [가-힣]+|problem|method|results?|limits?|limitations?|summary|data|"
    r"code|keywords?|topics?|title|background|goal)$",
    re.IGNORECASE,
)
_TITLE_LABEL = re.compile(r"^(?:논문 )?(?:제목|title)$", re.IGNORECASE)
_ANALYSIS = re.compile(
    r"영향|전망|결론|향후|미래|시사|의의|해석|총평|종합 요약|최종|평가 및|기대 효과|implication|impact|"
    r"outlook|conclusion|future|takeaway|analysis of",
    re.IGNORECASE,
)
_NOT_ANALYSIS = re.compile(
    r"주요 (?:사건|이벤트|정보|주제)|핵심 (?:주제|테마)|키워드|중요한? 정보|topics?|keywords?|results?|methods?",
    re.IGNORECASE,
)
_META = re.compile(
    r"(?:(?:\d+[.)]\s*)?(?:주요|핵심|공통|공통된|최종|종합|종합적인?|이러한|이런|다양한|여러|각|중요한?|"
    r"향후|미래|잠재적|부문별?|분야별?|분야|부문|사건[이의]?|이벤트[가의]?|정보|"
    r"주제|테마|키워드|트렌드|패턴|경향|요약|결론과?|결론|전망|영향|분석|추출|식별|방향|발전|개발|가능성|"
    r"보고서|연구|논문|및|에|대한|에의|관찰된|결과|요약과|미치는|평가|정리|소개|그|의|과|와|"
    r"summary|report|key|main|topics?|themes?|and|common|keywords?|trends?|patterns?|conclusions?|impact|"
    r"analysis|events?|overview|outlook|future|in korean)[\s,·/&]*){1,12}:?",
    re.IGNORECASE,
)
_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[^\s\d)])|(?<=[다함음임됨요])[.]?\s{2,}")
_LEFT_OUT = re.compile(r"\(https?://\S+\)\s+[—–-]\s")
"""A title with its address and a note behind it: an entry of a list (of what was left out, and why), no claim."""
_DATED = re.compile(r"^[🔄\s]*\([^()]*(?:공개|수록|released|late)[^()]*\)$")
_TERMS = re.compile(r"핵심 주제|주요 주제|키워드|topics?$|keywords?", re.IGNORECASE)
_COUNTED_TERM = re.compile(r"\s+\d+(?:\s*[(▲▼↑↓+-].*)?$")
_FOOTNOTE = re.compile(r"\[\^?\d+\](?!\()|<sup>.*?</sup>")


@dataclass(slots=True)
class _Part:
    """The lines of one section, until its sources are known."""

    title: str = ""
    claims: list[tuple[str, str, bool]] = field(default_factory=list)
    sources: list[tuple[str, str]] = field(default_factory=list)
    listing: bool = False
    named: bool = False
    """Whether its title is settled: the summary has begun."""


def split_digest(markdown: str) -> list[DigestClaim]:
    """The claims of a Markdown digest, in order, numbered within their section."""
    parts: list[_Part] = [_Part()]
    analysis = False
    scope: list[tuple[int, str]] = []
    for line in markdown.splitlines():
        part = parts[-1]
        if not line.strip():
            continue
        if _SOURCES.match(line):
            part.listing = True
            continue
        heading = _HEADING.match(line)
        if part.listing:
            found = _SOURCE_LINE.match(line)
            if found and not heading:
                part.sources.append((plain_text(found["linked"] or found["title"] or ""), found["at"] or found["url"]))
                continue
            part = _Part()
            parts.append(part)
            analysis, scope = False, []
        if _SKIP.match(line):
            continue
        if _SUMMARY.match(line):
            part.named = True
            continue
        if heading:
            if part.claims and not part.title and not part.named:
                # What stands before the first section, such as the report in ten seconds, speaks of all of them.
                part = _Part()
                parts.append(part)
            text = plain_text(re.sub(r"!\[[^\]]*\]\([^)]*\)", "", heading["text"]))
            if not part.named and not part.claims and not text.lower().startswith("daily "):
                part.title = text
            analysis = _is_analysis(text)
            scope = [(-1, text)]
            continue
        indent, text, rest_of_heading = _opened(line)
        if rest_of_heading is not None:
            scope = [entry for entry in scope if entry[0] < indent]
            scope.append((indent, rest_of_heading))
            if indent == 0 and (not text or _NUMBERED.match(line) or _is_analysis(rest_of_heading)):
                analysis = _is_analysis(rest_of_heading)
        if not text or _LEFT_OUT.search(line) or _DATED.match(text):
            continue
        about = " / ".join(
            label
            for depth, label in scope
            if depth < indent or (rest_of_heading is not None and depth == indent) or depth == -1
        )
        marked = analysis or bool(re.search(r"\((?:해석|interpretation)\)", line))
        terms = rest_of_heading is not None and _TERMS.search(rest_of_heading) is not None and " · " in f"{text} · "
        for sentence in _terms(text) if terms and len(text) < 60 * (1 + text.count(" · ")) else _sentences(text):
            part.claims.append((sentence, about, marked))
    claims = []
    for number, part in enumerate((p for p in parts if p.claims), start=1):
        for place, (text, about, marked) in enumerate(part.claims, start=1):
            claims.append(DigestClaim(f"{number}-{place}", text, part.title, tuple(part.sources), about, marked))
    return claims


def _is_analysis(heading: str) -> bool:
    """Whether a heading opens a part of interpretation."""
    return bool(_ANALYSIS.search(heading)) and not (
        _NOT_ANALYSIS.search(heading) and not re.search(r"영향|impact|결론|전망", heading)
    )


def _opened(line: str) -> tuple[int, str, str | None]:
    """A line without its bullet: its indent, what it states, and the label or heading that opens it (None: none)."""
    bullet = _BULLET.match(line)
    indent = len(bullet["indent"]) if bullet else len(line) - len(line.lstrip())
    text = _FOOTNOTE.sub("", (bullet["text"] if bullet else line)).strip()
    text = re.sub(r"^\[[ xX]\]\s+", "", text)
    bold = _BOLD_LEAD.match(text)
    if bold:
        label, rest = bold["label"].strip(), bold["rest"].strip()
        label = label.rstrip(": ")
        rest = re.sub(r"^(?:\*\([^)]*\)\*|\([^)]{1,14}\))\s*", "", rest)
        if re.match(r"^(?:[은는이가을를의에와과도]|에서|으로|로)(?:\s|$)", rest):
            return indent, plain_text(text), label  # the bold word is the sentence's own subject
        rest = re.sub(r"^[—–:-]+\s*", "", rest)
        return indent, plain_text(rest), plain_text(label)
    flat = plain_text(text)
    if flat and _META.fullmatch(flat):
        return indent, "", flat
    if flat.endswith(":") and len(flat) < 60:
        return indent, "", flat.rstrip(":")
    label = _LABEL.match(flat)
    if label and (_PLAIN_LABELS.match(label["label"].strip()) or _is_analysis(label["label"])):
        if _TITLE_LABEL.match(label["label"].strip()):
            return indent, "", label["rest"]
        return indent, label["rest"].strip(), label["label"].strip()
    return indent, flat, None


def _sentences(text: str) -> list[str]:
    pieces = [piece.strip() for piece in _END.split(text)]
    joined: list[str] = []
    for piece in pieces:
        if joined and re.search(r"(?:\b(?:e\.g|i\.e|et al|vs|Fig|Dr|approx|cf)\.|\b[A-Z]\.)$", joined[-1]):
            joined[-1] += " " + piece
        elif piece:
            joined.append(piece)
    return [piece for piece in joined if len(_WORD.findall(_ADDRESS.sub(" ", piece))) >= 3]


_WORD = re.compile(r"[가-힣]{2,}|[A-Za-z]{2,}|\d+")
_ADDRESS = re.compile(r"<?https?://\S+")


def _terms(text: str) -> list[str]:
    """The terms of a list of topics or keywords, one claim each; how often one is counted is the report's own count."""
    pieces = [_COUNTED_TERM.sub("", piece.strip()) for piece in text.split(" · ")]
    return [piece for piece in pieces if _WORD.search(piece)]


# ── Holding it against its items ────────────────────────────────────────────────────────────────────────────


def source_of_item(item: Item) -> SourceText:
    """An imported item as a source; its URL is its id."""
    more = ((("text", item.text),) if item.text else ()) + ((("comment", item.comment),) if item.comment else ())
    return SourceText(item.url, item.title, item.summary, item.url, more)


class Shelf:
    """The items of a digest, found by title, URL or arXiv id; of several with one title the one with most text."""

    def __init__(self, sources: Iterable[SourceText]) -> None:
        by_title: dict[str, SourceText] = {}
        self._by_key: dict[str, SourceText] = {}
        listed = list(sources)
        for source in listed:
            known = by_title.get(_title_key(source.title))
            if known is None or len(source.text) > len(known.text):
                by_title[_title_key(source.title)] = source
        for source in listed:
            kept = by_title[_title_key(source.title)]
            for key in (_title_key(source.title), _url_key(source.url), source.id):
                if key:
                    self._by_key.setdefault(key, kept)
        self.all = tuple(dict.fromkeys(by_title.values()))

    def find(self, *names: str) -> SourceText | None:
        """The source of the first title or URL that is known."""
        for name in names:
            for key in (name, _title_key(name), _url_key(name)):
                if key and key in self._by_key:
                    return self._by_key[key]
        return None


def _title_key(title: str) -> str:
    return re.sub(r"[\W_]", "", title.lower())


def _url_key(url: str) -> str:
    return canonical_url(url).lower()


def verify_digest(markdown: str, sources: Iterable[SourceText], verifier: Verifier) -> list[ClaimResult]:
    """Every claim of a Markdown digest with its verdict against the items."""
    shelf = Shelf(sources)
    results = []
    for claim in split_digest(markdown):
        listed = [shelf.find(url, title) for title, url in claim.sources]
        candidates = [source for source in dict.fromkeys(listed) if source is not None]
        if claim.sources and not candidates:
            results.append(
                _unfounded(claim.id, claim.text, "none of its section's sources is among the items", claim.section)
            )
            continue
        results.append(
            _judged(
                claim.id,
                claim.text,
                candidates or list(shelf.all),
                verifier,
                claim.section,
                claim.about,
                claim.analysis,
            )
        )
    return results


def read_claims(text: str) -> tuple[list[Mapping[str, Any]], list[tuple[int, str]]]:
    """The rows of JSON lines, and the number and the trouble of each line that is none."""
    rows: list[Mapping[str, Any]] = []
    bad: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip(" \ufeff"):
            continue
        try:
            row = json.loads(line.lstrip("\ufeff"))
        except (ValueError, RecursionError) as error:
            bad.append((number, json_fault(error)))
            continue
        if isinstance(row, dict) and isinstance(row.get("claim"), str):
            rows.append(row)
        else:
            bad.append((number, "no object with a claim"))
    return rows, bad


def verify_claims(
    rows: Iterable[Mapping[str, Any]], sources: Iterable[SourceText], verifier: Verifier
) -> list[ClaimResult]:
    """Every row `{"id", "claim", "stories": [titles or URLs]}` with its verdict; no `stories`: all items."""
    shelf = Shelf(sources)
    results = []
    for number, row in enumerate(rows, start=1):
        key, text = str(row.get("id", number)), str(row.get("claim", ""))
        stories = [str(story) for story in row.get("stories") or ()]
        candidates = [source for source in dict.fromkeys(shelf.find(story) for story in stories) if source is not None]
        if stories and not candidates:
            results.append(_unfounded(key, text, "none of its stories is among the items"))
        else:
            results.append(_judged(key, text, candidates or list(shelf.all), verifier))
    return results


def _verbatim(text: str, source: str) -> tuple[int, int] | None:
    """Where a sentence of some length stands in a source word for word, quotation marks and spacing aside."""
    bare = text.strip(" “”\"'‘’.…")
    if len(bare) < 25:
        return None
    match = re.search(r"\s+".join(map(re.escape, bare.split())), source)
    return match.span() if match else None


def _unfounded(id: str, text: str, reason: str, section: str = "") -> ClaimResult:
    return ClaimResult(id, text, "not enough info", reason, (), section)


def _judged(
    id: str,
    text: str,
    candidates: Sequence[SourceText],
    verifier: Verifier,
    section: str = "",
    about: str = "",
    analysis: bool = False,
) -> ClaimResult:
    for source in candidates:
        for name, field_text in source.parts:
            place = _verbatim(text, field_text)
            if place is not None:
                quote = Located(source.id, source.title, name, *place, field_text[slice(*place)])
                return ClaimResult(id, text, "supported", "word for word in the source", (quote,), section)
    named = verifier.named_in(about, candidates) if about and len(candidates) > 1 else None
    judgement = verifier.judge(text, candidates, about=named.id if named else None, analysis=analysis)
    return ClaimResult(id, text, judgement.verdict, judgement.reason, judgement.evidence, section)


def summary_line(results: Sequence[ClaimResult]) -> str:
    """`214 claims: 190 supported, 3 refuted, 11 not enough info, 10 analysis`."""
    order: tuple[Verdict, ...] = ("supported", "refuted", "not enough info", "analysis")
    counts = [f"{n} {verdict}" for verdict in order if (n := sum(r.verdict == verdict for r in results))]
    return f"{len(results)} claims" + (": " + ", ".join(counts) if counts else "")
