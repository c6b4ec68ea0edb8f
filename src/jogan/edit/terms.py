"""Key phrases of a story, each with the place where it stands. They are the basis of all counts.

A term is counted by stories, never by mentions: a paper that says "attention" nine times is one paper about attention.
Three kinds are kept, in this order of trust:

1. terms of the glossary, in their canonical English form, so that "LLMs" and "large language models" are one;
2. names: what the story proposes ("we introduce X", "X: …" in a title) and what it names in letters that no common
   word has (CamelCase, acronyms, hyphens with digits);
3. noun phrases of two or three words that the story repeats and the glossary does not know.

Words that would fit any story (model, method, performance) are no key phrases: `GENERIC` and `_PLAIN` hold them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal

from jogan.model.edited import Evidence, Story

if TYPE_CHECKING:
    from jogan.glossary import Glossary


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GENERIC = _words(
    """
    ablation accuracy agent ai algorithm algorithmic animal annotation annotations api app application applications
    approach architecture art artificial audio baseline baselines benchmark benchmarks bias challenge chart code
    collection complexity comprehensive computation computational compute computer context convergence cost cpu data
    dataset deep distribution document documents domain downstream efficiency end-to-end environment evaluation
    experiment experiments feature features fine-tuning framework generalization generation generator gpu graph ground
    hardware high-quality high-resolution human image images inference input instruction instructions intelligence
    internet knowledge label labels language large-scale latency layer layers learning loss machine memory method
    metric metrics modalities modality model models module network neural noise object objective objects open
    open-source optimization output paper parameter parameters pattern patterns performance pipeline pre-trained
    pre-training precision prediction predictions pretrained prompt quality queries query real-time real-world recall
    representation representations research resolution result results robustness sample samples scalability scaling
    scene scenes score sentence sequence sequences set software sota source space speech speed state state-of-the-art
    strategy structure structures study supervision survey synthetic system systems task tasks technique test text
    texts theory throughput token tokens trained training truth understanding user users validation video videos
    vision website weight weights word words world
    """
) | {
    "ablation study", "application programming interface", "artificial intelligence", "case study",
    "central processing unit", "computational complexity", "computational cost",
    "data collection", "deep learning", "deep neural network", "downstream task", "evaluation metric",
    "foundation model", "graphics processing unit", "ground truth", "human evaluation", "machine learning",
    "neural network", "open source",
    "pre-trained model", "pretrained model", "real world", "state of the art", "test data", "test set",
    "training data", "training set", "training time", "user study", "validation set",
    # where code and papers lie, and how results are measured
    "github", "arxiv", "area under the curve", "auroc", "bertscore", "bleu", "dice score", "f1 score",
    "fréchet inception distance", "intersection over union", "mean absolute error", "mean average precision",
    "mean intersection over union", "mean squared error", "meteor", "peak signal-to-noise ratio",
    "root mean squared error", "rouge", "statistical significance", "structural similarity", "word error rate",
}  # fmt: skip
"""Canonical terms that say nothing about a story; they are neither counted nor shown."""

_PLAIN = _words(
    """
    a ability about above accuracy accurate achieve achieves achieving across additionally address addresses
    addressing after again against al all allow allowing allows almost already also although among an analysis and any
    application applications approach approaches are around art as at available average based be because been before
    being below benchmark benchmarks best better between both but by can capabilities capability case cases challenge
    challenges challenging code com comparable compared comparison competitive complex comprehensive consistently
    construct constructed could current data dataset datasets demonstrate demonstrates design designed development did
    different directly diverse do does doing done down during e.g each effective effectively effectiveness efficiency
    efficient efficiently eight enable enables enabling enough et etc evaluation evaluations even ever example
    examples existing experiment experiments extensive feature features few finally first five for four framework
    frameworks from fully further furthermore general generate generated generating generation github given good had
    has have having he her here high higher highly his how however http https i i.e if important improve improved
    improves improving in include includes including inference information input inputs into introduce introduces io
    is issue issues it its jointly just key known large largely learn learned learning least less level levels
    leverage leverages leveraging like limitation limitations limited low lower main mainly make makes making many may
    method methods might model models more moreover most much multiple must my nearly never new nine no nor not
    notably novel number of off often on once one ones only onto open or org other others our ours out outperform
    outperforming outperforms output outputs over overall own page paper part parts per performance potential present
    presents previous primarily prior problem problems process processes project propose proposed proposes provide
    provides providing publicly quality real recent recently reduce reduces reducing release released remain remains
    require requires requiring research researchers respectively result results robust robustness same scenario
    scenarios second set sets setting settings seven several shall she should show shown shows significant
    significantly simple simultaneously since single six small so some source specific specifically state step steps
    still strategies strategy strong studies study substantially such superior system systems task tasks technique
    techniques ten test testing than that the their them then there these they third this those though three through
    time times to too total toward towards train trained training two type types typically under unified unless until
    up us use used user users uses using usually various very via was way ways we website well were what when where
    whether which while who whom whose why widely will with within without work world worse would www yet you your
    """
)
"""Words that carry no phrase."""

_NO_THEMES = ("general", "place")
"""Kinds of the glossary that tell what a story is about only together with other words."""
# What follows is the name of what the story proposes. The capture is checked by `_is_name`.
_PROPOSED = re.compile(
    r"\b(?:propos\w+|introduc\w+|present(?:s|ed|ing)?|develop(?:s|ed)?|releas\w+|call(?:ed)?|named|termed|dubbed|namely|"
    r"coined|build|built|create[sd]?|design(?:ed)?|construct(?:ed)?|unveil\w*|describe)\s+"
    r"(?:it\s+|as\s+|the\s+|\\\w+\{)?[\"'‘“`]{0,2}(?P<name>[A-Za-z0-9][\w+\-/^@]*(?:\.\d[\w-]*)?(?:\s+[A-Z0-9][\w+\-]*(?:\.\d+)?){0,4})"
)
_TITLE_NAME = re.compile(r"^\s*[\"'‘“]?(?P<name>[^\s:][^:]{0,48}?)[\"'’”]?\s*:\s")
_NAME = re.compile(
    r"(?<![\w/.@-])(?:[A-Z][A-Za-z]{0,30}?[a-z][A-Z][A-Za-z0-9]{0,30}|[A-Z]{2,20}[a-z]?[A-Za-z]{0,20}\d{0,6}|"
    r"[A-Z][A-Za-z]{1,30}\d{1,6}(?:\.\d{1,4})?|[A-Z][a-z]{1,30}-\d{1,6}(?:\.\d{1,4}){0,3}[A-Za-z]{0,10})"
    r"(?:[-.+][A-Za-z0-9]{1,20}){0,6}(?![\w/@])"
)
_ODD = re.compile(r"[a-z][A-Z]|[A-Z]{2}|[A-Za-z]-?\d|\d[A-Z]")
_TAIL = re.compile(r"-[A-Za-z]+")
_CAPITAL_BEFORE = re.compile(r"\b[A-Z][A-Za-z]+ $")
_CAPITAL_AFTER = re.compile(r" [A-Z][a-z]+\b")
_LONG_WORD = re.compile(r"[A-Za-z]{5,}")
_HANGUL = re.compile("[가-힣]")
_WORD = re.compile(r"[A-Za-z][A-Za-z\-]*[A-Za-z]")
_NOT_NAMES = _words(
    """
    2D 3D 4D AAAI ACL ACM AI AND API APIs AUC ArXiv BLEU CEO CPU CTO CV CVPR DL DR ECCV EMNLP EU FAQ FID FOR FPS GPU
    GPUs GitHub HN HTML HTTP HTTPS HuggingFace ICCV ICLR ICML IEEE II III IN IT IV IoU LLM LLMs LPIPS MAE ML MSE NLP
    NOT NeurIPS OK PDF PSNR Q&A README RMSE ROUGE SOTA SoTA SSIM TBD THE TL TLDR UK URL US USA VI VII WE WER WITH
    arXiv mAP
    """
)
# A phrase that ends so is torn from its noun: "GUI visual", "high-dimensional functional", "data-driven".
_ADJECTIVES = (
    "ly",
    "ing",
    "ed",
    "al",
    "ive",
    "ous",
    "ic",
    "able",
    "ible",
    "ful",
    "less",
    "ary",
    "ent",
    "ant",
    "-based",
    "-driven",
)
_HEADLESS = re.compile(
    r"^(?:visual|long|short|high|low|free|aware|guided|level|wise|deep|free-form|better|prior|art)$", re.IGNORECASE
)
_STYLED = re.compile(
    r"-(?:guided|based|driven|aware|free|like|style|level|enhanced|augmented|powered|centric|specific|to|and|of|agnostic|conditioned|brained|"
    r"generated|tuned|trained|oriented|only|grade|scale|wise|related|compatible|friendly|as|in|the|Guided|Based|Driven|Aware|Free|Enhanced)(?:-|$)"
)
_LINKS = re.compile(r"https?://\S+|\b[\w.-]+\.(?:com|org|io|net|ai)\S*")
# An adjective made of a preposition and a noun; without its hyphen it is just those two words.
_ABOUT = re.compile(r"(?:on|in|at|by|to|off)-[a-z]+(?: .*)?")
_TEXT_LIMIT = 6000

Field = Literal["title", "summary"]


def proposed_name(story: Story) -> Evidence | None:
    """The name of what the story proposes: before the colon of its title, or behind "we introduce" and the like."""
    title = _TITLE_NAME.match(story.title)
    if title and _is_title_name(title.group("name"), story.summary):
        return _evidence(story, "title", *title.span("name"))
    counts: dict[str, int] = {}
    for match in _PROPOSED.finditer(story.summary, 0, _TEXT_LIMIT):
        name = match.group("name").rstrip(".-,+/")
        if _is_name(name):
            start = match.start("name")
            # The first one counts most; a name that returns later in the text beats one that does not.
            if name not in counts and story.summary.count(name, start) >= 2:
                return _evidence(story, "summary", start, start + len(name))
            counts.setdefault(name, start)
    for name, start in counts.items():
        return _evidence(story, "summary", start, start + len(name))
    return None


def terms_of(story: Story, glossary: Glossary) -> dict[str, Evidence]:
    """Every key phrase of `story` by its canonical form, with the first place of each (title before summary)."""
    own = proposed_name(story)
    own_name = own.quote if own else ""
    found: dict[str, Evidence] = {}
    repeated: dict[str, list[tuple[Field, int, int]]] = {}
    for field in ("title", "summary"):
        text = _LINKS.sub(lambda link: " " * len(link.group()), getattr(story, field)[:_TEXT_LIMIT])
        taken = bytearray(len(text))
        if _HANGUL.search(text):
            for match in glossary.find_ko(text):
                taken[match.start : match.end] = b"\1" * (match.end - match.start)
                term = match.entry.en
                if not match.others and match.entry.kind not in _NO_THEMES and term.lower() not in GENERIC:
                    found.setdefault(term, _evidence(story, field, match.start, match.end))
        for match in glossary.find_en(text):
            taken[match.start : match.end] = b"\1" * (match.end - match.start)
            term = match.entry.en
            if _ABOUT.fullmatch(term) and "-" not in text[match.start : match.end]:
                continue  # "runs on devices" is no "on-device"
            if " " in term and not _is_telling(text[match.start : match.end]):
                continue
            if _is_piece(text, match.start, match.end, match.entry.kind, own_name):
                continue
            if match.entry.kind not in _NO_THEMES and term.lower() not in GENERIC and term not in found:
                found[term] = _evidence(story, field, match.start, match.end)
        for name in _NAME.finditer(text):
            word = name.group().rstrip(".-+")
            if word in _NOT_NAMES or taken[name.start()] or len(word) < 3 or _STYLED.search(word):
                continue
            word = word[:-1] if len(word) > 3 and word.endswith("s") and word[:-1].isupper() else word
            if word not in found and not (word != own_name and word in own_name):
                found[word] = _evidence(story, field, name.start(), name.start() + len(word))
        for phrase, start, end in _phrases(text, taken):
            repeated.setdefault(phrase, []).append((field, start, end))
    if own is not None and own.quote not in found:
        found[own.quote] = own
    kept = {phrase: places for phrase, places in repeated.items() if len(places) >= 2}
    longer = [phrase for phrase in kept if phrase.count(" ") == 2]
    for phrase, places in kept.items():
        # A pair that stands only inside a repeated triple is a piece of it.
        if any(phrase != whole and phrase in whole and len(kept[whole]) >= len(places) for whole in longer):
            continue
        if phrase not in found and phrase not in GENERIC:
            field, start, end = places[0]
            found[phrase] = _evidence(story, field, start, end)
    return found


def count_terms(stories: Iterable[Story], glossary: Glossary) -> dict[str, tuple[Evidence, ...]]:
    """Term to one piece of evidence for each story that holds it, in the stories' order."""
    counts: dict[str, list[Evidence]] = {}
    for story in stories:
        for term, evidence in terms_of(story, glossary).items():
            counts.setdefault(term, []).append(evidence)
    return {term: tuple(places) for term, places in counts.items()}


def numbers_of(terms: Mapping[str, tuple[Evidence, ...]]) -> dict[str, int]:
    """The counts alone, as an edition remembers them (`DayCounts.terms`)."""
    return {term: len(places) for term, places in terms.items()}


def _is_telling(surface: str) -> bool:
    """Whether a wording is enough for a term of several words: "poses" is no pose estimation, "RAG" is enough."""
    return bool(re.search(r"[\s-]|[A-Z].*[A-Z0-9]", surface))


def _is_piece(text: str, start: int, end: int, kind: str, own_name: str) -> bool:
    """Whether a term is only a piece of something else, with a hyphen or as a part of a name.

    "Sleep-time compute" is not about sleep, "non-manifold" not about manifolds, "Black Forest Labs" not about forests,
    and what the story calls "VBench++" is not VBench. "Attention-based" is about attention.
    """
    word = text[start:end]
    if kind in ("model", "dataset", "method"):
        return len(own_name) > len(word) and word in own_name
    if not word.isalpha() or word.isupper():
        return False
    tail = _TAIL.match(text, end)
    if (tail and not _STYLED.search(tail.group())) or text[max(0, start - 4) : start].lower() == "non-":
        return True
    return kind == "term" and word.istitle() and _is_in_name(text, start, end)


def _is_in_name(text: str, start: int, end: int) -> bool:
    """Whether a word with a capital stands beside another one. In a heading, where all have one, it cannot be told."""
    sentence = text[max(text.rfind(mark, 0, start) for mark in ".?!\n") + 1 :].lstrip()
    before = _CAPITAL_BEFORE.search(text, max(0, start - 40), start)
    after = _CAPITAL_AFTER.match(text, end)
    if not after and (not before or sentence.startswith(before.group())):
        return False
    return any(word.islower() and word not in _PLAIN for word in _LONG_WORD.findall(text))


def _evidence(story: Story, field: Field, start: int, end: int) -> Evidence:
    return Evidence(story=story.id, field=field, start=start, end=end, quote=getattr(story, field)[start:end])


def _is_name(name: str) -> bool:
    """Whether it looks like a proper name: a capital behind the first letter, a digit, or several capitalized words."""
    if not 2 <= len(name) <= 60 or name in _NOT_NAMES or not name[0].isalnum():
        return False
    words = name.split()
    if words[0].lower() in _PLAIN:
        return False
    odd = any(_ODD.search(word) for word in words)
    return (
        odd
        or (len(words) >= 2 and all(word[0].isupper() or word[0].isdigit() for word in words))
        or (name[0].isupper() and name.isalpha() and len(words) == 1)
    )


def _is_title_name(name: str, summary: str) -> bool:
    """Whether a title's head is a name: "Star Attention" is when the abstract calls it so, "Beyond Counting" is not."""
    words = name.split()
    if len(words) == 1:
        return name.lower() not in _PLAIN and any(char.isupper() for char in name)
    if len(words) > 3 or any(word.lower() in _PLAIN for word in words) or not _is_name(name):
        return False
    return name in " ".join(summary.split()) or any(_ODD.search(word) for word in words)


def _phrases(text: str, taken: bytearray) -> list[tuple[str, int, int]]:
    """Two- and three-word phrases of plain content words that touch no glossary term, with their places."""
    phrases: list[tuple[str, int, int]] = []
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        lower = word.group().lower()
        content = lower not in _PLAIN and len(lower) > 2 and not taken[word.start()]
        if run and (not content or text[run[-1].end() : word.start()].strip(" \n") != ""):
            _emit(run, phrases)
            run = []
        if content:
            run.append(word)
    _emit(run, phrases)
    return phrases


def _emit(run: list[re.Match[str]], phrases: list[tuple[str, int, int]]) -> None:
    """Every pair and triple of the run that ends in a noun."""
    for last in range(1, len(run)):
        tail = run[last].group()
        if tail.endswith(_ADJECTIVES) or _HEADLESS.match(tail):
            continue
        for first in range(max(0, last - 2), last):
            words = [word.group() for word in run[first : last + 1]]
            words = [word if word[1:] != word[1:].lower() else word.lower() for word in words]
            words[-1] = _singular(words[-1])
            phrases.append((" ".join(words), run[first].start(), run[last].end()))


def _singular(word: str) -> str:
    if word.endswith(("ss", "us", "is", "ics")) or len(word) < 4:
        return word
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")
