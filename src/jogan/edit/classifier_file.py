"""The file in which a trained classifier ships: a vocabulary and two linear models. Pure: bytes and values.

After a magic line the content is deflated: the length of a JSON header, the header (for each head its classes and
figures, for each array its type and shape), and the arrays one after another. Weights are bytes with a step per class.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from jogan.model.common import SectionName

MAGIC = b"JGNCLS2\n"

FloatArray = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Head:
    """One linear model. `weights` is (terms, classes), `bias` (classes,), `scale` (terms,) weighs a term's count.

    `curve` is slope and offset of what makes a score honest: sigmoid(slope · lead over the second + offset).
    `prior` (classes,) is how frequent the classes are, in logarithms: all that is known of a story without words.
    """

    classes: tuple[str, ...]
    weights: FloatArray
    bias: FloatArray
    scale: FloatArray
    curve: tuple[float, float]
    prior: FloatArray


def read(data: bytes) -> tuple[list[str], dict[SectionName, Head]]:
    """The vocabulary and the heads in `data`. Raises ValueError where it is not such a file."""
    if not data.startswith(MAGIC):
        raise ValueError("not a classifier's file")
    try:
        raw = zlib.decompress(data[len(MAGIC) :])
        (size,) = struct.unpack_from("<I", raw)
        header = json.loads(raw[4 : 4 + size])
        parts = _parts(raw[4 + size :], header["parts"])
        terms = bytes(parts["terms"].view(np.uint8)).decode("utf-8").split("\n")
        heads: dict[SectionName, Head] = {}
        for section in _SECTIONS:
            about = header["heads"][section]
            steps = parts[f"{section}.steps"].astype(np.float32)
            heads[section] = Head(
                classes=tuple(about["classes"]),
                weights=parts[f"{section}.weights"].astype(np.float32) * steps,
                bias=parts[f"{section}.bias"].astype(np.float32),
                scale=parts[f"{section}.scale"].astype(np.float32),
                curve=(float(about["curve"][0]), float(about["curve"][1])),
                prior=np.log(np.array(about["prior"], np.float32)),
            )
    except (ValueError, KeyError, TypeError, IndexError, zlib.error, struct.error) as error:
        raise ValueError(f"not a classifier's file: {error}") from error
    return terms, heads


_SECTIONS: tuple[SectionName, ...] = ("papers", "news")


def _parts(raw: bytes, table: Mapping[str, Sequence[Any]]) -> dict[str, npt.NDArray[Any]]:
    """The arrays that the header's table (name → type, shape) says follow one another in `raw`."""
    parts: dict[str, npt.NDArray[Any]] = {}
    start = 0
    for name, (kind, shape) in table.items():
        count = int(np.prod(shape))
        parts[name] = np.frombuffer(raw, dtype=kind, count=count, offset=start).reshape(shape)
        start += parts[name].nbytes
    return parts


def pack(terms: Sequence[str], heads: Mapping[str, Mapping[str, Any]]) -> bytes:
    """The file that `Classifier.load` reads. Each head: classes, weights, bias, scale, curve, prior.

    Weights are kept as bytes, each class with its own step; what is lost is far below what a word weighs.
    """
    arrays: dict[str, npt.NDArray[Any]] = {"terms": np.frombuffer("\n".join(terms).encode("utf-8"), dtype=np.uint8)}
    about: dict[str, Any] = {}
    for section, head in heads.items():
        weights = np.asarray(head["weights"], np.float32)
        steps = np.maximum(np.abs(weights).max(0), 1e-9) / 127.0
        arrays[f"{section}.weights"] = np.round(weights / steps).astype(np.int8)
        arrays[f"{section}.steps"] = steps.astype(np.float32)
        arrays[f"{section}.bias"] = np.asarray(head["bias"], np.float32)
        arrays[f"{section}.scale"] = np.asarray(head["scale"], np.float16)
        about[section] = {key: head[key] for key in ("classes", "curve", "prior")}
    table = {name: [array.dtype.str, list(array.shape)] for name, array in arrays.items()}
    header = json.dumps({"heads": about, "parts": table}).encode("utf-8")
    body = struct.pack("<I", len(header)) + header + b"".join(array.tobytes() for array in arrays.values())
    return MAGIC + zlib.compress(body, 9)
