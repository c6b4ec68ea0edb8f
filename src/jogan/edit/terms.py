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

from jogan.model import Evidence, Story

if TYPE_CHECKING:
    from jogan.glossary import Glossary

GENERIC = frozenset(
    """model models method approach framework performance accuracy experiment experiments result results dataset
    data benchmark benchmarks training inference evaluation task tasks algorithm architecture baseline baselines
    ablation ablation study learning neural network network machine learning deep learning artificial intelligence
    input output parameter parameters feature features optimization test set training set validation
    generalization efficiency robustness scalability state-of-the-art state of the art sota paper research
    ai system systems technique application applications annotation quality metric metrics code open source
    open-source layer layers module weight weights sample samples label labels prediction predictions representation
    representations generation generator image images video videos text texts language vision query queries user users
    human evaluation ground truth downstream task downstream tasks knowledge environment context modality modalities
    real-time real-world pipeline objective loss score domain prompt token tokens scaling resolution noise bias
    memory latency throughput compute gpu cpu hardware software speed cost precision recall distribution space
    pre-training fine-tuning pretrained model pre-trained model trained model supervision strategy synthetic
    annotation annotations challenge pattern patterns structure structures object objects scene scenes sequence
    sequences instruction instructions api internet website app computer chart graph survey world agent framework
    large-scale end-to-end high-quality high-resolution comprehensive evaluation human data collection
    document documents sentence word words speech audio animal language understanding evaluation metric
    convergence computation computational cost computational complexity complexity algorithmic theory""".replace(
        "\n", " "
    ).split()
) | frozenset(
    (
        "state of the art", "machine learning", "deep learning", "artificial intelligence", "neural network",
        "ablation study", "test set", "training set", "training data", "test data", "human evaluation", "ground truth",
        "downstream task", "open source", "pretrained model", "pre-trained model", "computational cost",
        "computational complexity", "data collection", "evaluation metric", "deep neural network", "user study",
        "foundation model", "training time", "large-scale", "real world", "case study", "validation set",
    )
)  # fmt: skip
"""Canonical terms that say nothing about a story; they are neither counted nor shown."""

_PLAIN = frozenset(
    """a an the this that these those we our ours us it its they their them he she his her you your i my one ones two three
    four five six seven eight nine ten and or but nor so yet for of in on at by to from with without within into onto
    over under between among across through during before after above below up down out off again further then once
    here there when where why how all any both each few more most other others some such no not only own same than too
    very can could may might must shall should will would do does did done doing is are was were be been being have has
    had having as if while although though because since until unless whether which who whom whose what also even just
    about around per via using use used uses based new novel existing recent recently previous prior proposed propose
    proposes present presents introduce introduces show shows shown demonstrate demonstrates achieve achieves achieving
    improve improves improving improved outperform outperforms outperforming enable enables enabling provide provides
    providing make makes making allow allows allowing address addresses addressing reduce reduces reducing require
    requires requiring remain remains include includes including leverage leverages leveraging significantly
    significant extensive comprehensive various different diverse several many multiple single large small high low
    higher lower better best worse good strong simple effective efficient first second third key important challenging
    challenge challenges problem problems issue issues limited limitation limitations approach approaches method
    methods model models framework frameworks performance results result experiments experiment paper work study
    studies task tasks dataset datasets benchmark benchmarks data code available state art however moreover
    furthermore additionally specifically finally notably respectively often well known like given e.g i.e et al etc
    research researchers analysis evaluation evaluations ability capabilities capability potential quality level levels
    set sets number way ways part parts type types case cases example examples time times process processes step steps
    system systems setting settings scenario scenarios application applications technique techniques strategy
    strategies training train trained learning learn learned inference test testing input inputs output outputs
    real world current complex specific general overall main average total compared comparable comparison superior
    competitive effectiveness efficiency robust robustness accuracy accurate user users information features feature
    generate generated generating generation design designed development construct constructed unified novel
    https http www com org github io project page website open source publicly released release across against toward
    towards still already ever never less least much enough almost nearly consistently substantially effectively
    efficiently directly simultaneously jointly typically widely highly fully largely primarily mainly usually""".split()
)

# What follows is the name of what the story proposes. The capture is checked by `_is_name`.
_PROPOSED = re.compile(
    r"\b(?:propos\w+|introduc\w+|present(?:s|ed|ing)?|develop(?:s|ed)?|releas\w+|call(?:ed)?|named|termed|dubbed|namely|"
    r"coined|build|built|create[sd]?|design(?:ed)?|construct(?:ed)?|unveil\w*|describe)\s+"
    r"(?:it\s+|as\s+|the\s+|\\\w+\{)?[\"'‘“`]{0,2}(?P<name>[A-Za-z0-9][\w+\-/^@]*(?:\.\d[\w-]*)?(?:\s+[A-Z0-9][\w+\-]*(?:\.\d+)?){0,4})"
)
_TITLE_NAME = re.compile(r"^\s*[\"'‘“]?(?P<name>[^\s:][^:]{0,48}?)[\"'’”]?\s*:\s")
_NAME = re.compile(
    r"(?<![\w/.@-])(?:[A-Z][A-Za-z]*[a-z][A-Z][A-Za-z0-9]*(?:[-.+][A-Za-z0-9]+)*|[A-Z]{2,}[a-z]?[A-Za-z]*\d*(?:[-.+][A-Za-z0-9]+)*|"
    r"[A-Z][A-Za-z]+\d+(?:\.\d+)?(?:[-.][A-Za-z0-9]+)*|[A-Z][a-z]+-\d+(?:\.\d+)*[A-Za-z]*)(?![\w/@])"
)
_WORD = re.compile(r"[A-Za-z][A-Za-z\-]*[A-Za-z]")
_NOT_NAMES = frozenset(
    "AI ML DL NLP CV GPU GPUs CPU LLM LLMs SOTA USA US UK EU PDF URL HTML HTTP HTTPS API APIs OK FAQ Q&A II III IV VI VII "
    "CVPR ICCV ECCV NeurIPS ICML ICLR ACL EMNLP AAAI IEEE ACM GitHub HuggingFace arXiv ArXiv README TBD TLDR TL DR CEO CTO "
    "FPS PSNR SSIM LPIPS FID BLEU ROUGE IoU mAP AUC WER MSE RMSE MAE PDF 2D 3D 4D HN AND THE FOR WITH NOT IT WE IN".split()
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
_TEXT_LIMIT = 6000

Field = Literal["title", "summary"]


def proposed_name(story: Story) -> Evidence | None:
    """The name of what the story proposes: before the colon of its title, or behind "we introduce" and the like."""
    title = _TITLE_NAME.match(story.title)
    if title and _is_title_name(title.group("name")):
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
    """Every key phrase of `story` by its canonical form, with the first place where it stands (title before summary)."""
    found: dict[str, Evidence] = {}
    repeated: dict[str, list[tuple[Field, int, int]]] = {}
    for field in ("title", "summary"):
        text = _LINKS.sub(lambda link: " " * len(link.group()), getattr(story, field)[:_TEXT_LIMIT])
        taken: list[tuple[int, int]] = []
        for match in glossary.find_en(text):
            taken.append((match.start, match.end))
            term = match.entry.en
            if " " in term and not _is_telling(text[match.start : match.end]):
                continue
            if match.entry.kind != "general" and term.lower() not in GENERIC and term not in found:
                found[term] = _evidence(story, field, match.start, match.end)
        for name in _NAME.finditer(text):
            word = name.group().rstrip(".-+")
            if word in _NOT_NAMES or _inside(taken, name.start()) or len(word) < 3 or _STYLED.search(word):
                continue
            word = word[:-1] if len(word) > 3 and word.endswith("s") and word[:-1].isupper() else word
            if word not in found:
                found[word] = _evidence(story, field, name.start(), name.start() + len(word))
        for phrase, start, end in _phrases(text, taken):
            repeated.setdefault(phrase, []).append((field, start, end))
    own = proposed_name(story)
    if own is not None and own.quote not in found:
        found[own.quote] = own
    for phrase, places in repeated.items():
        if len(places) >= 2 and phrase not in found and phrase not in GENERIC:
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
    """Whether a wording is enough for a term of several words: "poses" is no pose estimation, "RAG" and "chatbots" are."""
    return bool(re.search(r"[\s-]", surface)) or len(surface) >= 9 or bool(re.search(r"[A-Z].*[A-Z0-9]", surface))


def _evidence(story: Story, field: Field, start: int, end: int) -> Evidence:
    return Evidence(story=story.id, field=field, start=start, end=end, quote=getattr(story, field)[start:end])


def _inside(taken: list[tuple[int, int]], start: int) -> bool:
    return any(first <= start < last for first, last in taken)


def _is_name(name: str) -> bool:
    """Whether it looks like a proper name: a capital behind the first letter, a digit, or several capitalized words."""
    if len(name) < 2 or name in _NOT_NAMES or not name[0].isalnum():
        return False
    words = name.split()
    if words[0].lower() in _PLAIN:
        return False
    odd = any(re.search(r"[a-z][A-Z]|[A-Z]{2}|[A-Za-z]-?\d|\d[A-Z]", word) for word in words)
    return (
        odd
        or (len(words) >= 2 and all(word[0].isupper() or word[0].isdigit() for word in words))
        or (name[0].isupper() and name.isalpha() and len(words) == 1)
    )


def _is_title_name(name: str) -> bool:
    words = name.split()
    if len(words) == 1:
        return name.lower() not in _PLAIN and (name[0].isupper() or any(char.isupper() for char in name))
    return len(words) <= 3 and _is_name(name) and not any(word.lower() in _PLAIN for word in words)


def _phrases(text: str, taken: list[tuple[int, int]]) -> list[tuple[str, int, int]]:
    """Two- and three-word phrases of plain content words that touch no glossary term, with their places."""
    phrases: list[tuple[str, int, int]] = []
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        lower = word.group().lower()
        content = lower not in _PLAIN and len(lower) > 2 and not _inside(taken, word.start())
        if run and (not content or text[run[-1].end() : word.start()].strip(" \n") != ""):
            _emit(text, run, phrases)
            run = []
        if content:
            run.append(word)
    _emit(text, run, phrases)
    return phrases


def _emit(text: str, run: list[re.Match[str]], phrases: list[tuple[str, int, int]]) -> None:
    if 2 <= len(run) <= 3 and not run[-1].group().endswith(_ADJECTIVES) and not _HEADLESS.match(run[-1].group()):
        start, end = run[0].start(), run[-1].end()
        words = [word.group() if word.group()[1:] != word.group()[1:].lower() else word.group().lower() for word in run]
        words[-1] = _singular(words[-1])
        phrases.append((" ".join(words), start, end))


def _singular(word: str) -> str:
    if word.endswith(("ss", "us", "is", "ics")) or len(word) < 4:
        return word
    return word[:-3] + "y" if word.endswith("ies") else word[:-1] if word.endswith("s") else word
