"""What a story says, found and not yet told: its name, what it offers, and the sentences of problem, method, result.

Pure and independent of the edition's language. An abstract nearly always tells in one order: the field, its trouble,
"we propose", how it works, what came out, where the code is. So a sentence gets its role from its cue words and from
where it stands to the first sentence that says what the authors do. No sentence is used for two roles, and a role
without a sentence that clearly has it stays empty: nothing is better than a wrong label.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal, cast

from jogan.edit.terms import proposed_name
from jogan.model.edited import Evidence, Story
from jogan.write import cues
from jogan.write.cues import Field, Genre, Outcome, ResourceKind, Trait
from jogan.write.measures import is_cost
from jogan.write.roles import Passage, Result, Sentence, border_of, limit_of, methods_of, problem_of, results_of
from jogan.write.sentences import Span, split

_LONGEST = 20_000
"""Characters of a summary that are read; what follows is no abstract."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A link to code, data, a model or a page; `passage` is the sentence that gives it, None for an item's link."""

    kind: ResourceKind
    url: str
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of a story.

    `head` is its title's own name, `names` those by which it calls its work, `own` where the first of them stands,
    `what` the noun phrase that says what is proposed, `fields` those outside the laboratory that its title or a
    repeated word of its abstract names. `coming` tells that code or data is announced without a link, `outcome` whether
    results are told with weighty numbers, in words only, or not at all (`open`: it cannot be said).
    """

    story: Story
    head: str
    names: tuple[str, ...] = ()
    own: Evidence | None = None
    subtitle: Passage | None = None
    genre: Genre = ""
    what: Passage | None = None
    problem: Passage | None = None
    methods: tuple[Passage, ...] = ()
    results: tuple[Result, ...] = ()
    limit: Passage | None = None
    resources: tuple[Resource, ...] = ()
    coming: bool = False
    outcome: Outcome = "none"
    fields: tuple[Field, ...] = ()
    traits: frozenset[Trait] = frozenset()


def read(story: Story) -> Facts:
    """Reads one story. Items with a title only give facts with a head and nothing else."""
    head, subtitle = _title(story.title)
    if story.kind == "news":
        plain = " ".join(f"{story.title} {story.summary[:_LONGEST]}".lower().split())
        itself: frozenset[Trait] = frozenset({"told-by-itself"} if cues.TOLD_BY_ITSELF.search(plain) else ())
        return Facts(
            story=story,
            head=" ".join(story.title.split()),
            methods=_lead(story),
            resources=_resources(story),
            fields=_fields(story, plain),
            traits=itself,
        )
    own = proposed_name(story)
    names = _names(story, head, own)
    text = story.summary[:_LONGEST]
    sentences = [Sentence(span, span.of(text), names) for span in split(text) if span.end - span.start > 12]
    plain = " ".join(sentence.plain for sentence in sentences)
    resources = _resources(story, [sentence.span for sentence in sentences])
    facts = Facts(
        story=story, head=head, names=names, own=own, subtitle=subtitle, resources=resources, genre=_genre(story, None),
        fields=_fields(story, plain), coming=not resources and bool(cues.COMING.search(plain)),
    )  # fmt: skip
    if not sentences:
        return facts
    border, offers = border_of(sentences)
    what = _what(text, sentences[border], names) if offers else None
    used: set[int] = set()
    problem = problem_of(sentences, border, used)
    results = results_of(sentences, border, used)
    methods = methods_of(sentences, border, what, used)
    tail = sentences[border:]
    return Facts(
        story=story,
        head=head,
        names=names,
        own=own,
        subtitle=subtitle,
        genre=_genre(story, what),
        what=what,
        problem=problem,
        methods=methods,
        results=results,
        limit=limit_of(sentences, border, used),
        resources=resources,
        coming=facts.coming,
        outcome=_outcome(tail),
        fields=facts.fields,
        traits=_traits(story, plain, results),
    )


def read_names(story: Story) -> Facts:
    """Only the head and the names of a story, where no more is needed."""
    head, subtitle = _title(story.title)
    own = proposed_name(story)
    return Facts(story=story, head=head, subtitle=subtitle, names=_names(story, head, own), own=own)


def contradicts(sentence: str) -> bool:
    """Whether the authors say that something believed does not hold."""
    plain = " ".join(sentence.lower().split())
    return bool(cues.CONTRADICTS.search(plain)) or ("surpris" in plain and bool(cues.FOUND_WEAK.search(plain)))


def is_specific(phrase: str, title: str = "") -> bool:
    """Whether a noun phrase says more than a kind of work, and at least two words that `title` does not say."""
    known = set(title.lower().replace(":", " ").split())
    words = [word for word in re.findall(r"[A-Za-z0-9][\w+-]*", phrase.lower()) if word not in cues.KINDS]
    return len(phrase.split()) >= 3 and sum(word not in known for word in words) >= 2


# ── Names and phrases ──


def _title(title: str) -> tuple[str, Passage | None]:
    """The title's own name and its subtitle: "Star Attention: Efficient …", "Drowning in Documents: Consequences …"."""
    match = re.match(r"\s*(?P<head>[^:]{2,60}?)\s*(?::\s|\s[–—]\s)\s*(?P<sub>\S.{8,})$", title, re.DOTALL)
    if match is None:
        return " ".join(title.split()), None
    return " ".join(match.group("head").split()), Passage("title", Span(match.start("sub"), len(title.rstrip())))


def _names(story: Story, head: str, own: Evidence | None) -> tuple[str, ...]:
    """What the story calls its own work: the proposed name and the acronym or expansion that stands beside it."""
    if own is None:
        return ()
    names, text = [own.quote], story.summary
    bare = re.sub(r"\s+(?:Technical\s+)?Report$", "", own.quote)
    if bare != own.quote:
        names.insert(0, bare)
    after = text.find(f"{own.quote} (")
    behind = _ACRONYM.match(text, after + len(own.quote)) if after >= 0 else None
    before = text.find(f"({own.quote})")
    expanded = _EXPANSION.search(text[max(0, before - 90) : before]) if before > 0 else None
    names += [match.group("other") for match in (behind, expanded) if match is not None]
    if own.field == "title":
        names.append(head)
    return tuple(dict.fromkeys(names))


_ADJECTIVES = (
    "ic",
    "al",
    "ive",
    "ous",
    "able",
    "ible",
    "ful",
    "less",
    "ent",
    "ant",
    "ary",
    "ed",
    "fine",
    "simple",
    "robust",
)
_ACRONYM = re.compile(r"\s\((?P<other>[A-Za-z][\w+-]{1,14})\)")
_EXPANSION = re.compile(r"(?P<other>\b[A-Z][\w-]{0,30}(?:\s[\w-]{1,30}){0,5})\s*$")


def _what(text: str, sentence: Sentence, names: tuple[str, ...]) -> Passage | None:
    """The noun phrase that says what is proposed, without its article and empty praise."""
    match = cues.RAW_OFFER.search(text, sentence.span.start, sentence.span.end)
    if match is None or cues.ALSO.match(sentence.plain):
        return None
    at, end = match.end(), sentence.span.end
    for name in names:
        if text.startswith(name, at):
            apposition = cues.APPOSITION.match(text, at + len(name), end)
            if apposition is None:
                return None
            at = apposition.end()
            break
    article = cues.ARTICLE.match(text, at, end)
    if article is None:
        return None
    at = article.end()
    stop = next((one for one in cues.NP_END.finditer(text, at, end) if _closed(text[at : one.start()])), None)
    last = stop.start() if stop is not None else end
    for name in names:
        # "approach AnimateAnything": the name stands in the title.
        if text[at:last].endswith(f" {name}"):
            last -= len(name) + 1
    phrase = text[at:last]
    if text[last : last + 1] == "," and (phrase.endswith(_ADJECTIVES) or "-" in phrase.rsplit(maxsplit=1)[-1]):
        return None  # "benchmark on realistic, multi-step tasks": torn from its noun
    return Passage("summary", Span(at, last)) if 8 <= len(phrase) <= 140 and phrase[0].isalnum() else None


def head_of(text: str, part: Span) -> Span | None:
    """The noun phrase at the head of an enumeration's part, without its article; None where it is no short phrase."""
    article = cues.ARTICLE.match(text, part.start, part.end)
    start = article.end() if article is not None else part.start
    stop = next(
        (one for one in cues.NP_END.finditer(text, start + 3, part.end) if _closed(text[start : one.start()])), None
    )
    end = stop.start() if stop is not None else part.end
    return Span(start, end) if 8 <= end - start <= 90 and len(text[start:end].split()) >= 2 else None


def _closed(part: str) -> bool:
    return part.count("(") == part.count(")")


def _lead(story: Story) -> tuple[Passage, ...]:
    """The first sentences that say more than the title, at most two: of the excerpt, or of the article without one."""
    field: Literal["summary", "text"] = "text" if len(story.summary.strip()) < 40 and story.text.strip() else "summary"
    text = getattr(story, field)[:_LONGEST]
    passages = []
    for span in split(text)[:2]:
        words = span.of(text).strip()
        if len(words) > 15 and words.rstrip(".") not in story.title:
            passages.append(Passage(field, span))
    return tuple(passages)


# ── Traits ──


def _outcome(tail: list[Sentence]) -> Outcome:
    if any(one.reading.weighty for one in tail):
        return "figures"
    telling = [one for one in tail if one.outcomes]
    if any(one.strong for one in tail) and not any(re.search(r"(?<![\w.-])\d", one.raw) for one in telling):
        return "words"
    return "open" if telling else "none"


def _genre(story: Story, what: Passage | None) -> Genre:
    title = story.title.lower()
    phrase = what.span.of(story.summary).lower() if what is not None else ""
    return next((genre for genre, cue in cues.GENRES if cue.search(title) or (phrase and cue.search(phrase))), "")


def _fields(story: Story, plain: str) -> tuple[Field, ...]:
    """The two fields named most; a word of the title counts as much as two of the abstract, one alone is in passing."""
    named = Counter(match.lastgroup for match in cues.FIELD.finditer(plain))
    for match in cues.FIELD.finditer(story.title.lower()):
        named[match.lastgroup] += 2
    return tuple(cast("Field", name) for name, count in named.most_common(2) if count >= 2)


def _traits(story: Story, plain: str, results: tuple[Result, ...]) -> frozenset[Trait]:
    found: set[Trait] = set()
    if cues.TRAINING_FREE.search(plain):
        found.add("training-free")
    if cues.ON_DEVICE.search(plain):
        found.add("on-device")
    told = [figure for result in results for figure in result.figures if not figure.subject]
    if any(figure.direction == "down" and is_cost(figure.measure) for figure in told):
        found.add("saves")
    if any(contradicts(result.passage.span.of(story.summary)) for result in results):
        found.add("contradicts")
    return frozenset(found)


# ── Links ──

_LINK_KINDS: dict[str, ResourceKind] = {
    "github": "code", "code": "code", "repo": "code", "repository": "code", "project": "project",
    "project_page": "project", "dataset": "data", "data": "data", "model": "model", "demo": "demo",
}  # fmt: skip


def _resources(story: Story, spans: list[Span] | None = None) -> tuple[Resource, ...]:
    """Links to code, data and pages: those in the text with their sentences, then those of items; at most four.

    Where neither the address nor its sentence says what is behind it, the kind stays open.
    """
    found: dict[str, Resource] = {}
    text = story.summary[:_LONGEST]
    links = list(cues.URL.finditer(text))
    for match in links:
        url = match.group().rstrip(".,;:!?)]'\"")
        if len(url) > 300:
            continue
        low = url.lower()
        hosted = re.search(r"git(?:hub|lab|ee)|huggingface\.co|hf\.co|\.io(?:/|$)|modelscope|zenodo|kaggle", low)
        if "arxiv.org" in low or not (hosted or ("/" in low.removeprefix("https://").removeprefix("http://"))):
            continue
        around = next((span for span in spans or split(text) if span.start <= match.start() < span.end), None)
        span = around or Span(match.start(), match.start() + len(url))
        full = url if low.startswith("http") else f"https://{url}"
        kind = _kind(text[span.start : match.start()].lower(), low)
        found.setdefault(_bare(full), Resource(kind, full, Passage("summary", span)))
    for name, url in story.links.items():
        if name in _LINK_KINDS and url.startswith(("http://", "https://")):
            found.setdefault(_bare(url), Resource(_LINK_KINDS[name], url, None))
    return tuple(found.values())[:4]


def _bare(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", url).rstrip("/").lower()


def _kind(before: str, url: str) -> ResourceKind:
    """What is behind a link, by the words before it, and by the address only where the words leave it open."""
    before = before[-110:]
    told: tuple[tuple[ResourceKind, str], ...] = (
        ("code", r"\b(?:code|codes|codebase|implementation|repository|source)\b"),
        ("project", r"\b(?:project|web)\s?-?(?:page|site)|\bwebsite|\bhomepage|\bpage\b"),
        ("data", r"\b(?:data|dataset|datasets|benchmark|corpus)\b"),
        ("model", r"\b(?:models?|weights|checkpoints?)\b"),
        ("demo", r"\b(?:demos?|videos?|examples|samples)\b"),
    )
    kinds = [kind for kind, pattern in told if re.search(pattern, before)]
    if "/datasets/" in url and "data" in kinds:
        return "data"
    return kinds[0] if kinds else "open"
