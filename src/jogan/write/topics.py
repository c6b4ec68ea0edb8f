"""Which terms say what a category's stories are about. Pure, independent of the edition's language.

A term weighs more the more stories hold it, and in each story by where it stands: in the title, again and again, or
once in passing. Terms of several words say more than single ones; terms that stand in most papers of any day say
little (`_COMMON`), and what names the category itself says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from jogan.edit import trends
from jogan.glossary import Glossary
from jogan.model.edited import Evidence, TermCount
from jogan.model.written import Brief
from jogan.write.reading import Facts

_COMMON = frozenset(
    (
        "large language model", "language model", "transformer", "attention", "multimodal", "robustness", "reasoning",
        "diffusion model", "reinforcement learning", "fine-tuning", "embedding", "encoder", "decoder", "optimization",
        "classification", "segmentation", "detection", "regression", "generalization", "convergence", "alignment",
        "classifier", "probability", "gradient", "latent space", "zero-shot", "supervised learning", "inference time",
        "open source", "synthetic data", "computer vision", "natural language processing", "hyperparameter",
        "natural language", "foundation model", "interpretability", "efficiency", "annotation", "adapter", "bias",
        "multimodal large language model", "vision-language model", "real time", "scalability", "semantic",
        "text generation", "image generation", "self-attention", "sampling", "clustering", "objective function",
        "regularization", "sparsity", "modality", "pre-training", "post-training", "supervised fine-tuning",
        "few-shot", "one-shot", "decision-making", "base model", "proprietary model", "closed-source model",
        "uncertainty", "ambiguity", "perturbation", "variance", "entropy", "activation", "ranking", "taxonomy",
        "multi-scale", "multi-view", "cross-modal", "cross-domain", "spatio-temporal", "feature extraction",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weighed:
    """A term of the category with its weight and in how many stories it stands.

    `name` tells that it is a name and no theme, `proposed` that a story of the day calls its own work so,
    `known` that the glossary has it, `common` that most papers of any day have it, `titled` that it stands in a title,
    `central` that it stands there, or in every story, or again and again in two.
    """

    count: TermCount
    weight: float
    name: bool
    proposed: bool
    known: bool
    common: bool = False
    titled: bool = False
    central: bool = False

    @property
    def term(self) -> str:
        """The canonical term."""
        return self.count.term


@dataclass(frozen=True, slots=True)
class Material:
    """What all five parts are written from: the stories read, their terms, and the terms weighed, heaviest first."""

    facts: tuple[Facts, ...]
    held: Mapping[str, Mapping[str, Evidence]]
    terms: tuple[Weighed, ...]
    category: str = ""

    def of(self, id: str) -> Facts:
        """The facts of the story of that id."""
        return next(one for one in self.facts if one.story.id == id)

    def holders(self, term: Weighed) -> list[Facts]:
        """The stories that hold the term, in printed order."""
        return [self.of(place.story) for place in term.count.evidence]


def select(
    brief: Brief, facts: tuple[Facts, ...], held: Mapping[str, Mapping[str, Evidence]], glossary: Glossary
) -> tuple[Weighed, ...]:
    """Every term of the category's stories, heaviest first.

    `average` is kept only where the count rises against the days before: the history counts the whole section, so that
    a category's count can show a rise but never a fall.
    """
    today: dict[str, list[Evidence]] = {}
    for one in facts:
        for term, place in held[one.story.id].items():
            today.setdefault(term, []).append(place)
    own = {name.lower() for name in (*brief.category.names.values(), brief.category.id.replace("-", " "))}
    proposed = {name for one in facts for name in one.names}
    texts = {one.story.id: one.story.summary.lower() for one in facts}
    history = trends.window(brief.history, brief.date, reach=trends.REACH[brief.unit])
    counts = trends.compare({term: tuple(places) for term, places in today.items()}, history)
    rising = {count.term for count in trends.rising(counts, max(brief.of, len(facts)), history)}
    weighed = []
    for count in counts:
        entry = glossary.by_en(count.term)
        if count.term.lower() in own or (entry is not None and own & {one.lower() for one in (*entry.abbr, entry.ko)}):
            continue
        weights = [_weight(place, texts[place.story]) for place in count.evidence]
        weight = sum(weights)
        weight *= 1.3 if " " in count.term or "-" in count.term else 1.0
        weight *= 0.3 if count.term in _COMMON else 1.0
        weight *= 1.5 if count.term in rising else 1.0
        own_name = count.term in proposed
        known = entry is not None
        name = own_name or (not known and count.term != count.term.lower())
        weight *= 1.0 if known else 0.7
        shown = count if count.term in rising else replace(count, average=None, days=count.days if count.new else 0)
        titled = any(place.field == "title" for place in count.evidence)
        central = titled or sum(one >= 0.7 for one in weights) > 1 or len(weights) == len(facts)
        weighed.append(Weighed(shown, weight, name, own_name, known, count.term in _COMMON, titled, central))
    return tuple(sorted(weighed, key=lambda term: (-term.weight, term.term)))


def _weight(place: Evidence, text: str) -> float:
    if place.field == "title":
        return 1.0
    return 0.7 if text.count(place.quote.lower()) > 1 else 0.35
