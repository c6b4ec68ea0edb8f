"""What a story says, found and not yet told: its name, what it offers, and the sentences of problem, method, result.

Pure and independent of the edition's language. An abstract nearly always tells in one order: the field, its trouble,
"we propose", how it works, what came out, where the code is. So a sentence gets its role from its cue words and from
where it stands to the first sentence that says what the authors do. No sentence is used for two roles, and a role
without a sentence that clearly has it stays empty: nothing is better than a wrong label.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from jogan.edit.terms import proposed_name
from jogan.model import Story
from jogan.write import figures
from jogan.write.figures import Figure
from jogan.write.sentences import Span, split

Genre = Literal["", "survey", "dataset", "benchmark", "study"]
ResourceKind = Literal["code", "data", "model", "project", "demo", "page"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of one field of the story."""

    field: Literal["title", "summary", "text"]
    span: Span


@dataclass(frozen=True, slots=True)
class Result:
    """A sentence that tells what came out, its figures, and how many of its weighty numbers no figure explains."""

    passage: Passage
    figures: tuple[Figure, ...]
    loose: int


@dataclass(frozen=True, slots=True)
class Resource:
    """A link to code, data, a model or a page; `passage` is where the story's text holds it, None for an item's link."""

    kind: ResourceKind
    url: str
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of a story; `what` is the noun phrase that says what is proposed, `head` its title's own name."""

    story: Story
    head: str
    subtitle: Passage | None
    names: tuple[str, ...]
    genre: Genre
    what: Passage | None
    problem: Passage | None = None
    methods: tuple[Passage, ...] = ()
    results: tuple[Result, ...] = ()
    limit: Passage | None = None
    resources: tuple[Resource, ...] = ()
    promised: bool = False
    """The text says that code or data will come, without a link."""
    turns: tuple[Passage, ...] = field(default=())
    """Sentences in which the authors contradict what was believed."""


_WE = (
    r"(?:\bwe|\bthis\s+(?:paper|work|study|report|article|survey|review|technical\s+report|position\s+paper|thesis)|"
    r"\bthe\s+(?:present\s+)?paper|\bhere,?\s+we|\bthe\s+authors?)\s+(?:\w+ly\s+|also\s+|first\s+|then\s+|thus\s+|further\s+|instead\s+|hence\s+)?"
)
_OFFER = re.compile(
    _WE
    + r"(?P<verb>propos|introduc|present|develop|describ|releas|build|construct|design|creat|unveil|offer|provid|curat|establish|contribut|put\s+forward)"
    r"(?:es|e|s|ed|d)?\s+",
    re.IGNORECASE,
)
_STUDY = re.compile(
    _WE
    + r"(?P<verb>investigat|stud|examin|explor|analyz|analys|evaluat|survey|review|show|argu|formaliz|revisit|rethink|challeng|find|"
    r"demonstrat|identif|address|tackl|focus|compar|prov|deriv|characteriz|quantif|ask|aim|conduct|leverag|train|extend|reformulat|use|apply|report)"
    r"(?:ies|ied|y|es|e|s|ed|d)?\b",
    re.IGNORECASE,
)
_TROUBLE = re.compile(
    r"\b(?:however|challeng(?:e|es|ing)|limit(?:s|ed|ing|ations?)|struggl\w+|suffer\w*|fail(?:s|ed|ures?)?|lack(?:s|ing)?|cost(?:ly|s)|expensive|"
    r"bottlenecks?|difficult\w*|remains?|un(?:der)?explored|overlook\w*|neglect\w*|unclear|insufficient\w*|hinder\w*|hamper\w*|gap|inefficien\w+|"
    r"scarc\w+|prohibitive\w*|poorly|prone|vulnerab\w+|impractical|inadequa\w+|restrict\w*|constrain\w*|ignor\w+|rel(?:y|ies)\s+(?:heavily\s+)?on|"
    r"requir\w+|infeasible|intractable|unreliable|slow|degrad\w+|problem|crucial|critical|few\s+studies|little\s+is\s+known|not\s+well|"
    r"despite|issue|risk|threat|concern\w*|sensitive|brittle|suboptimal|sub-optimal|unknown|unable|cannot|error-prone|labor-intensive|time-consuming)\b",
    re.IGNORECASE,
)
_STRONG_TROUBLE = re.compile(
    r"\b(?:however|struggl\w+|suffer\w*|fail(?:s|ed)?|lack(?:s)?|limited|limitation|bottleneck|remains?|underexplored|unexplored|overlook\w*|unclear|"
    r"hinder\w*|gap|prohibitive\w*|challeng(?:e|es|ing)|little\s+is\s+known|unknown|scarc\w+|cannot|prone)\b",
    re.IGNORECASE,
)
_HOW = re.compile(
    r"\b(?:specifically|consists?\s+of|comprises?|leverag\w+|by\s+\w+ing|via|through|using|employ\w*|utiliz\w+|incorporat\w+|integrat\w+|combin\w+|"
    r"based\s+on|in\s+the\s+first\s+(?:phase|stage)|first,|key\s+(?:idea|insight)|our\s+(?:method|approach|framework|model|pipeline|system|key)|"
    r"trained\s+on|fine-?tun\w+|decompos\w+|reformulat\w+|formulat\w+|adopt\w*|two[- ]stage|encompass\w+|cover\w*|contain\w*|includ\w+|"
    r"design\w*|features?|model(?:s|ed|ing)?\s+\w+\s+as|allow\w*|enabl\w+)\b",
    re.IGNORECASE,
)
_OUTCOME = re.compile(
    r"\b(?:experiment(?:s|al)?|results?|evaluations?|empirical(?:ly)?|we\s+(?:find|found|show|observe|demonstrate|discover|achieve|reveal)|outperform\w*|surpass\w*|"
    r"achiev\w+|state-of-the-art|sota|improv\w+|superior|reveal\w*|findings?|demonstrat\w+|competitive|on\s+par|comparable|effectiveness|"
    r"our\s+(?:analysis|analyses|evaluation|findings|results)|show\w*|yield\w*|attain\w*|reduc\w+|faster|speedups?|ranks?|win)\b",
    re.IGNORECASE,
)
_STRONG_OUTCOME = re.compile(
    r"\b(?:experiment(?:s|al)?|results?|evaluations?\s+(?:show|demonstrat|reveal|on|across)|outperform\w*|surpass\w*|state-of-the-art|we\s+(?:find|found|observe|discover)|"
    r"findings?|reveal\w*|extensive)\b",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"^\s*(?:(?:extensive|comprehensive|thorough|numerous|our|the)\s+)*(?:experiments?|evaluations?|results?|analyses|analysis)\b[^.]{0,90}"
    r"\b(?:effectiveness|superiority|efficacy|validity|potential|advantages|robustness|benefits)\b[^.]{0,80}\.?\s*$",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"\b(?:limitations?\s+of\s+(?:our|this)|we\s+(?:also\s+)?identify\s+(?:several\s+)?(?:weakness|limitation|challenge)\w*|suboptimal|room\s+for\s+improvement|"
    r"still\s+(?:struggle|fall|lag|fail|far|underperform|suffer|limited|face)\w*|far\s+(?:below|behind|from)|fall(?:s|ing)?\s+short|lag(?:s)?\s+behind|underperform\w*|"
    r"drop\w*\s+(?:significantly|sharply|to|by)|degrad\w+|weaknesses|hallucinat\w+|struggl\w+|fail(?:s)?\s+to|poorly|at\s+the\s+(?:cost|expense)|"
    r"only\s+(?:when|if|for)|remain\w*\s+(?:a\s+)?(?:challeng\w+|difficult|open|limited|unsolved|vulnerable|suboptimal)|diminishing|worse|unable|cannot)\b",
    re.IGNORECASE,
)
_TURN = re.compile(
    r"\b(?:surpris\w+|contrary\s+to|counter-?intuitive\w*|we\s+challenge|challenges?\s+(?:this|the)\s+(?:assumption|belief|view|notion|conventional|common|prevailing)|unexpected\w*|"
    r"in\s+contrast\s+to\s+(?:common|prior|conventional|previous)\s+(?:belief|wisdom|findings|assumptions?)|do(?:es)?\s+not\s+(?:improve|help|hold|generalize|necessarily|transfer)|"
    r"actually\s+(?:degrade|hurt|harm|worsen)\w*|fail\s+to\s+(?:replicate|reproduce|generalize)|overestimat\w+|misleading|question\s+the)\b",
    re.IGNORECASE,
)
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'{}|\\^`]+|(?<![\w@./-])(?:[\w-]+\.)+(?:github\.io|gitlab\.io|readthedocs\.io|huggingface\.co|github\.com|com|org|io|net|ai)(?:/[^\s<>\"'{}|\\^`]*)?(?![\w@])",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"\b(?:code|data(?:sets?)?|models?|weights|benchmarks?)\b[^.]{0,60}\bwill\s+be\s+(?:made\s+)?(?:publicly\s+)?(?:available|released|open)|will\s+release\s+(?:the|our|all)",
    re.IGNORECASE,
)
_NP_END = re.compile(
    r"\s+(?:that|which|whose|where|wherein|who|designed|aimed|aiming|capable|based|consisting|comprising|called|named|dubbed|termed|coined|tailored|built|"
    r"trained|leveraging|enabling|containing|encompassing|specifically|using|via|through|by|to|with|without|as|is|are|can|has|and\s+(?:\w+\s+)?(?:show|demonstrat|evaluat|"
    r"propos|introduc|conduct|releas|provid|then|also|its|we|the)\w*|spanning|covering|featuring|powered|derived|developed|along|while|so|when|in\s+which|for\s+which|"
    r"obtained|inspired|under|over|from|"
    r"integrating|combining|bridging|unifying|supporting|addressing|exploring|focusing|adapted|focused|dedicated|including|operating|allowing|achieving|needed|required)\b"
    r"|[,;:.(\[]|\s[-–—]{1,3}\s|—|--",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"(?:a|an|the\s+first|the|our|one\s+of\s+the\s+first|two|three|four|several)\s+(?:(?:novel|new|simple|first|first-of-its-kind|pioneering|innovative|groundbreaking|"
    r"principled|state-of-the-art)(?:,|\s+and|\s+yet|\s+but)?\s+)*",
    re.IGNORECASE,
)
_APPOSITION = re.compile(
    r"(?:\s*\((?P<expanded>[^()]{3,90})\))?\s*[,:–—-]{1,3}\s*(?=(?:a|an|the|our|one)\s)", re.IGNORECASE
)
_GENRES: tuple[tuple[Genre, re.Pattern[str]], ...] = (
    ("survey", re.compile(r"\b(?:survey|review|overview|tutorial|taxonomy of|roadmap)\b", re.IGNORECASE)),
    ("benchmark", re.compile(r"\bbenchmark(?:s|ing)?\b", re.IGNORECASE)),
    ("dataset", re.compile(r"\b(?:dataset|corpus|data set)s?\b", re.IGNORECASE)),
)


def read(story: Story) -> Facts:
    """Reads one story. Items with a title only give facts with a head and nothing else."""
    head, subtitle = _title(story.title)
    own = proposed_name(story)
    names = tuple(dict.fromkeys(name for name in (own.quote if own else "", head if subtitle else "") if name))
    links = _resources(story)
    if story.kind == "news" or not story.summary.strip():
        return Facts(story=story, head=head if story.kind == "paper" else story.title, subtitle=subtitle if story.kind == "paper" else None,
                     names=names, genre="", what=None, methods=_lead(story), resources=links)  # fmt: skip
    text = story.summary
    spans = [span for span in split(text) if span.end - span.start > 12]
    offer, study = _first(_OFFER, text, spans, 0), _first(_STUDY, text, spans, 0)
    turn = offer if offer is not None and (study is None or offer[0] <= study[0] + 4) else study
    border = turn[0] if turn is not None else min(1, len(spans))
    what = _what(text, spans, turn, names) if turn is not None and turn is offer else None
    used: set[int] = set()
    problem = _problem(text, spans, border, used)
    readings = [figures.read(text, span.start, span.end, names) for span in spans]
    results = _results(text, spans, readings, border, used)
    methods = _methods(text, spans, border, turn is not None, used, names)
    limit = _limit(text, spans, border, used)
    return Facts(
        story=story,
        head=head,
        subtitle=subtitle,
        names=names,
        genre=_genre(story, what, text),
        what=what,
        problem=problem,
        methods=methods,
        results=results,
        limit=limit,
        resources=links,
        promised=bool(_PROMISE.search(text)) and not links,
        turns=tuple(Passage("summary", span) for span in spans if _TURN.search(text, span.start, span.end)),
    )


def _title(title: str) -> tuple[str, Passage | None]:
    """The title's own name and its subtitle: "Star Attention: Efficient …", "Drowning in Documents: Consequences …"."""
    match = re.match(r"\s*(?P<head>[^:]{2,60}?)\s*(?::\s|\s[–—]\s)\s*(?P<sub>\S.{8,})$", title, re.DOTALL)
    if match is None:
        return title.strip(), None
    return match.group("head").strip(), Passage("title", Span(match.start("sub"), len(title.rstrip())))


def _lead(story: Story) -> tuple[Passage, ...]:
    """The first sentence or two of an excerpt that say more than the title."""
    passages = []
    for span in split(story.summary)[:2]:
        words = span.of(story.summary).strip()
        if len(words) > 15 and words.rstrip(".") not in story.title:
            passages.append(Passage("summary", span))
    return tuple(passages)


def _first(pattern: re.Pattern[str], text: str, spans: list[Span], start: int) -> tuple[int, re.Match[str]] | None:
    for index in range(start, len(spans)):
        match = pattern.search(text, spans[index].start, spans[index].end)
        if match is not None:
            return index, match
    return None


def _what(text: str, spans: list[Span], turn: tuple[int, re.Match[str]], names: tuple[str, ...]) -> Passage | None:
    """The noun phrase that says what is proposed, without its article and empty praise."""
    index, match = turn
    at, end = match.end(), spans[index].end
    for name in names:
        if text.startswith(name, at):
            apposition = _APPOSITION.match(text, at + len(name), end)
            if apposition is None:
                return None
            at = apposition.end()
            break
    article = _ARTICLE.match(text, at, end)
    if article is None:
        return None
    at = article.end()
    stop = _NP_END.search(text, at, end)
    last = stop.start() if stop is not None else end
    phrase = text[at:last]
    if not 8 <= len(phrase) <= 140 or not re.match(r"[A-Za-z0-9]", phrase):
        return None
    return Passage("summary", Span(at, last))


def _problem(text: str, spans: list[Span], border: int, used: set[int]) -> Passage | None:
    best, score = -1, 0.0
    for index in range(min(border, len(spans))):
        weak = len(_TROUBLE.findall(text, spans[index].start, spans[index].end))
        strong = len(_STRONG_TROUBLE.findall(text, spans[index].start, spans[index].end))
        points = (
            min(weak, 3)
            + 2.0 * min(strong, 2)
            + 0.4 * index
            - (1.5 if spans[index].end - spans[index].start > 320 else 0)
        )
        if strong and points > score:
            best, score = index, points
    if best < 0:
        return None
    used.add(best)
    return Passage("summary", spans[best])


def _results(
    text: str, spans: list[Span], readings: list[figures.Reading], border: int, used: set[int]
) -> tuple[Result, ...]:
    scored = []
    for index in range(len(spans)):
        if index in used or (index < border):
            continue
        sentence = spans[index].of(text)
        reading = readings[index]
        outcome = len(_OUTCOME.findall(sentence))
        if not outcome and not reading.figures:
            continue
        points = (
            min(outcome, 4)
            + 2.0 * bool(_STRONG_OUTCOME.search(sentence))
            + 3.0 * min(len(reading.figures), 2)
            + 1.5 * min(reading.weighty, 2)
        )
        points -= (
            4.0 * bool(_EMPTY.match(sentence))
            + 3.0 * bool(_OFFER.search(sentence) and not reading.figures)
            + 4.0 * (index == border and not reading.figures)
        )
        points += 0.25 * index - 2.0 * bool(_URL.search(sentence) and not reading.figures)
        if points >= 3.0:
            scored.append((points, index))
    chosen = sorted(index for _, index in sorted(scored, key=lambda entry: (-entry[0], entry[1]))[:2])
    with_figures = [index for index in chosen if readings[index].weighty]
    if with_figures and len(chosen) > 1:
        chosen = [index for index in chosen if index in with_figures or not _EMPTY.match(spans[index].of(text))]
    used.update(chosen)
    return tuple(
        Result(Passage("summary", spans[index]), readings[index].figures, readings[index].loose) for index in chosen
    )


def _methods(
    text: str, spans: list[Span], border: int, known: bool, used: set[int], names: tuple[str, ...]
) -> tuple[Passage, ...]:
    """The sentence that says how it is done: among those from the border on, the one with most signs of a mechanism."""
    best, score = -1, 0.0
    for index in range(border, min(len(spans), border + 6)):
        if index in used:
            continue
        sentence = spans[index].of(text)
        points = 1.0 * min(len(_HOW.findall(sentence)), 3) - 0.35 * (index - border)
        points += (
            1.0 * any(name in sentence for name in names)
            + 1.2 * bool(_OFFER.search(sentence))
            - 2.0 * bool(_URL.search(sentence))
        )
        points -= 1.5 * bool(_STRONG_OUTCOME.search(sentence)) + (1.0 if len(sentence) > 400 else 0)
        points += 0.5 if known and index == border else 0
        if points > score:
            best, score = index, points
    if best < 0:
        return ()
    used.add(best)
    return (Passage("summary", spans[best]),)


def _limit(text: str, spans: list[Span], border: int, used: set[int]) -> Passage | None:
    for index in range(len(spans) - 1, border, -1):
        if index in used:
            continue
        sentence = spans[index].of(text)
        if _WEAK.search(sentence) and not _OFFER.search(sentence) and not _PROMISE.search(sentence):
            used.add(index)
            return Passage("summary", spans[index])
    return None


def _genre(story: Story, what: Passage | None, text: str) -> Genre:
    phrase = what.span.of(text) if what is not None else ""
    for genre, pattern in _GENRES:
        if pattern.search(story.title) or (phrase and pattern.search(phrase)):
            return genre
    return ""


def _resources(story: Story) -> tuple[Resource, ...]:
    """Links to code, data and pages: those of the items first, then those in the text; at most four, none twice."""
    found: dict[str, Resource] = {}
    names: dict[str, ResourceKind] = {"github": "code", "code": "code", "repo": "code", "repository": "code", "project": "project",
                                      "project_page": "project", "dataset": "data", "data": "data", "model": "model", "demo": "demo"}  # fmt: skip
    for name, url in story.links.items():
        if name in names and url.startswith(("http://", "https://")):
            found.setdefault(_bare(url), Resource(names[name], url, None))
    for match in _URL.finditer(story.summary):
        url = match.group().rstrip(".,;:!?)]'\"")
        if url.count("(") < url.count(")"):
            url = url.rstrip(")")
        if (
            not re.search(r"github|gitlab|huggingface|hf\.co|\.io\b|project|/|code", url, re.IGNORECASE)
            or "arxiv.org" in url.lower()
        ):
            continue
        span = Span(match.start(), match.start() + len(url))
        full = url if url.lower().startswith("http") else f"https://{url}"
        found.setdefault(_bare(full), Resource(_kind(story.summary, span, url), full, Passage("summary", span)))
    return tuple(found.values())[:4]


def _bare(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", url).rstrip("/").lower()


def _kind(text: str, span: Span, url: str) -> ResourceKind:
    before = text[max(0, span.start - 90) : span.start].lower()
    low = url.lower()
    if "huggingface.co/datasets" in low or "hf.co/datasets" in low:
        return "data"
    if "github.com" in low or "gitlab.com" in low:
        return "code"
    if "huggingface.co" in low or "hf.co" in low:
        return "demo" if "/spaces/" in low else "model"
    if "demo" in before and "code" not in before:
        return "demo"
    return "project"
