"""The color of each category: the same every day, on every chart and page. Pure.

So many colors cannot all be told apart by everyone, so a name always stands beside its color. The shipped ones were
chosen from the OKLab space by farthest-point search under normal, deuteranope and protanope vision (Machado 2009), the
spare ones by going on with it. All have the 3:1 that WCAG 2.2 (1.4.11) asks of graphics, to white and to both pages, so
that one color serves both themes; any two are at least 0.05 apart in OKLab, a spare one at least 0.06 from all others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from jogan.model.edited import Taxonomy

COLORS: Mapping[str, str] = {
    "llm": "#3871c1",
    "nlp": "#dc770d",
    "computer-vision": "#29a295",
    "multimodal": "#a547ad",
    "audio": "#8385fa",
    "reinforcement-learning": "#b4520f",
    "robotics": "#44868f",
    "graph-neural-networks": "#666c0d",
    "tabular": "#ad8d4f",
    "model-training": "#8b66e9",
    "inference-acceleration": "#1c9165",
    "explainability": "#e760ad",
    "machine-learning": "#5793c7",
    "healthcare": "#db555d",
    "ethics": "#885e74",
    "security": "#a64634",
    "scientific-computing": "#d55d20",
    "quantum": "#d268d6",
    "software": "#5a55c6",
    "general-ai": "#8b49a0",
    "ai-business": "#b1365b",
    "others": "#7b818c",
}

SPARE = (
    "#44a20e", "#10725e", "#a981b6", "#167afa", "#d04188", "#436a8c", "#8e7246", "#b98182", "#378804", "#7a6da7",
    "#6b9d5a", "#d21e2f", "#ad6493", "#8e3fcc", "#8d8a0b", "#a367c5", "#ab6567", "#bd1e84", "#707cd2", "#7d5f4b",
    "#cd44b3", "#15761f", "#5e7c64", "#2c61e6",
)  # fmt: skip
"""For categories that a user adds."""


def colors_of(taxonomy: Taxonomy, more: Iterable[str] = ()) -> dict[str, str]:
    """`#rrggbb` for each category's id, and for `more` ids, such as an older taxonomy had.

    A shipped category has its own color for life, whatever became of the others. An added one takes the spare color
    that its id hashes to, or, where one before it has that, the next free one: no two share one while there are as many
    spare colors, and a category added at the end takes nothing from those that were there. Beyond that they share.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for key in (*(category.id for category in taxonomy.categories), *more):
        if key in found:
            continue
        color = COLORS.get(key, "")
        if not color:
            digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
            start = int.from_bytes(digest[:4], "big") % len(SPARE)
            ring = (*SPARE[start:], *SPARE[:start])
            color = next((one for one in ring if one not in taken), ring[0])
            taken.add(color)
        found[key] = color
    return found
