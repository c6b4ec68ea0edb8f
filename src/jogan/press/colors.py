"""The color of each category: the same every day, on every chart and page. Pure.

Twenty-two colors cannot all be told apart by everyone, so a name always stands beside its color. They were chosen from
the OKLab space by farthest-point search under normal, deuteranope and protanope vision (Machado 2009), among those
with a contrast of at least 3:1 to white and about as much to the dark page, so that one color serves both themes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

COLORS: Mapping[str, str] = {
    "llm": "#3871c1",
    "nlp": "#de7911",
    "computer-vision": "#1aa698",
    "multimodal": "#a547ad",
    "audio": "#8688fe",
    "reinforcement-learning": "#b4520f",
    "robotics": "#44868f",
    "graph-neural-networks": "#815089",
    "tabular": "#b2904d",
    "model-training": "#8b66e9",
    "inference-acceleration": "#1c9165",
    "explainability": "#eb64b0",
    "machine-learning": "#5793c7",
    "healthcare": "#db555d",
    "ethics": "#885e74",
    "security": "#a93622",
    "scientific-computing": "#d55d20",
    "quantum": "#d56bd9",
    "software": "#574dcc",
    "general-ai": "#8b3ba4",
    "ai-business": "#ad2854",
    "others": "#7b818c",
}
_SPARE = tuple(color for category, color in COLORS.items() if category != "others")


def color_of(category: str) -> str:
    """`#rrggbb` for a category's id. An id of another taxonomy gets one by its hash, always the same."""
    known = COLORS.get(category)
    if known is not None:
        return known
    digest = hashlib.sha256(category.encode("utf-8", "surrogatepass")).digest()
    return _SPARE[int.from_bytes(digest[:4], "big") % len(_SPARE)]
