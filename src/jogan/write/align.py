"""Claims laid beside sources: both are read into the same kind of tokens, numbers, names and turns of direction.

A `SourceIndex` is a source read once, sentence by sentence; a `Reading` is a claim. `SourceIndex.place` says in which
sentences a token of a claim is found, and `cover` which few sentences bear most of a claim: those are its evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from jogan.write.hangul import sound_of_hangul, sounds_alike, sounds_of_latin
from jogan.write.lexicon import Token, Vocabulary, keys_met
from jogan.write.parsed import ENGLISH, Sentence, SourceText, is_name, read, sentences
from jogan.write.quantity import Quantity
from jogan.write.stems import english_keys, is_stop, stem


@dataclass
class SourceIndex:
    """A source, read: its sentences, the title first."""

    source: SourceText
    sentences: list[Sentence]
    stems: set[str]
    words: set[str]
    numbers: list[tuple[int, Quantity]]
    """Each quantity with the number of its sentence."""
    own_names: frozenset[str]
    """What this source calls its own thing, in lower case: the head of its title, and `we introduce X`."""
    title_names: frozenset[str]
    """Other names in its title."""
    parts: tuple[SourceIndex, ...] = ()
    """The sources that it puts together, where there are several."""

    @cached_property
    def sounds(self) -> dict[str, tuple[str, ...]]:
        """The Latin words and compounds by the consonants that a Korean ear hears in them."""
        if self.parts:
            # Of two sources with a word of one sound the later is heard.
            return {sound: words for part in self.parts for sound, words in part.sounds.items()}
        latin: dict[str, None] = {}
        for sentence in self.sentences:
            found = list(ENGLISH.finditer(sentence.text))
            for m in found:
                latin.setdefault(m[0])
                for part in re.split(r"[-_/]", m[0]):
                    latin.setdefault(part)
                if len(camel := re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", m[0])) > 1:
                    latin.update(dict.fromkeys(camel))
            for one, two in pairwise(found):
                if two.start() - one.end() == 1 and not is_stop(one[0]) and not is_stop(two[0]):
                    latin.setdefault(one[0] + two[0].capitalize())
        return _by_sounds(latin)

    @classmethod
    def of(cls, source: SourceText, vocabulary: Vocabulary) -> SourceIndex:
        """Reads a source whole."""
        read_sentences = [
            read(text[a:b], vocabulary, name, a) for name, text in source.parts for a, b in sentences(text)
        ]
        for sentence in read_sentences:
            sentence.owner = source
        stems = {s for sentence in read_sentences for s in sentence.stems}
        words = {w for sentence in read_sentences for w in sentence.words}
        return cls(
            source, read_sentences, stems, words,
            [(i, q) for i, sentence in enumerate(read_sentences) for q in sentence.numbers],
            _own_names(source),
            frozenset(
                _squeeze(m[0]) for m in ENGLISH.finditer(source.title) if is_name(m[0], opens=True) and len(m[0]) > 3
            ),
        )  # fmt: skip

    def place(self, token: Token, vocabulary: Vocabulary) -> list[int]:
        """The numbers of the sentences in which a claim's token is found."""
        if token.kind == "name":
            return self._place_name(token.text, vocabulary)
        found = [i for i, s in enumerate(self.sentences) if keys_met(token.keys, s.stems)]
        if token.text.count("-") > 1 and token.text.isascii():
            # A chain of words is one name: all of it must stand together.
            return [i for i in found if _squeeze(token.text) in _squeeze(self.sentences[i].text)]
        if not found and token.kind == "unknown":
            found = self.sounding(token.text)
            if not found and len(token.text) > 2 and token.text[0] in "비무반재초탈준역다":
                found = self.sounding(token.text[1:])
        if not found and not token.text[0].isascii() and len(token.text) > 1:
            found = [i for i, s in enumerate(self.sentences) if token.text in s.text]
        return found

    def _place_name(self, word: str, vocabulary: Vocabulary) -> list[int]:
        squeezed = re.sub(r"[^a-z0-9+#]", "", word.lower())
        forms = {squeezed, squeezed.removesuffix("s"), squeezed + "s"}
        found = [i for i, s in enumerate(self.sentences) if forms & s.words]
        if not found and word.removesuffix("s").isupper() and len(word) > 2:
            found = [i for i, s in enumerate(self.sentences) if any(map(s.may_be_called, forms))]
        if found:
            return found
        entry = vocabulary.glossary.by_en(word)
        if entry is not None:
            alternatives = frozenset(key for form in entry.en_forms for key in english_keys(form))
            found = [i for i, s in enumerate(self.sentences) if keys_met(alternatives, s.stems)]
            if not found:
                korean = [re.sub(r"\s", "", form) for form in entry.ko_forms]
                found = [i for i, s in enumerate(self.sentences) if any(k in s.text.replace(" ", "") for k in korean)]
            if found:
                return found
        parts = [part for part in re.split(r"[-_/]", word) if part]
        if len(parts) > 1:
            found = [
                i
                for i, s in enumerate(self.sentences)
                if all(re.sub(r"[^a-z0-9+#]", "", part.lower()) in s.words for part in parts)
            ]
            if found:
                return found
        # A capitalised ordinary word, or a compound of such: matched by its own stems.
        if all(len(part) > 2 and part[1:].islower() and part.isalpha() for part in parts):
            return [i for i, s in enumerate(self.sentences) if all(stem(part) in s.stems for part in parts)]
        return []

    def heard(self, hangul: str) -> list[str]:
        """The Latin word of this source that a Hangul word transliterates, if there is one."""
        match = self._match(hangul)
        return [] if match is None else [match]

    def _match(self, hangul: str) -> str | None:
        """The Latin word that a Hangul word transliterates, particles aside."""
        forms = [hangul]
        for _ in range(2):
            shorter = _PARTICLE.sub("", forms[-1])
            if len(shorter) < 2 or shorter == forms[-1]:
                break
            forms.append(shorter)
        for form in forms:
            ours = sound_of_hangul(form)
            if len(form) < 2 or not ours:
                continue
            near = [ours] if ours in self.sounds else []
            if len(ours) > 3:
                near += [s for s in self.sounds if s[0] == ours[0] and abs(len(s) - len(ours)) < 2 and s != ours]
            for sound in near:
                for word in self.sounds[sound]:
                    if sounds_alike(form, word):
                        return word
        return None

    def sounding(self, hangul: str) -> list[int]:
        """The numbers of the sentences that hold the Latin word which a Hangul word transliterates."""
        match = self._match(hangul)
        if match is None:
            return []
        low = re.sub(r"[^a-z0-9+#]", "", match.lower())
        return [i for i, s in enumerate(self.sentences) if low in s.words or stem(low) in s.stems] or [0]


_PARTICLE = re.compile(
    r"(?:은|는|이|가|을|를|의|에|도|와|과|로|으로|에서|에는|에서는|이라는|라는|이란|란|이며|며|인|입니다|"
    r"이다|였다|이었다|들|들은|들이|들의|들을|보다|부터|까지|처럼|으로는|로는|에게|이나|나|만|에도|씩|당|"
    r"형|식|용|적|적인)$"
)


def _by_sounds(latin: Iterable[str]) -> dict[str, tuple[str, ...]]:
    out: dict[str, list[str]] = {}
    for word in latin:
        if len(word) > 2:
            for sound in sounds_of_latin(word):
                if sound:
                    out.setdefault(sound, []).append(word)
    return {sound: tuple(words) for sound, words in out.items()}


_INTRODUCES = re.compile(
    r"(?:introduc\w+|propos\w+|present\w*|develop\w*|releas\w+|call(?:ed)?|named|termed|dubbed|build|"
    r"built|construct\w*|creat\w+|with|,)\s+(?:a |an |the |our |novel |new |\w+ ){0,3}?"
    r"(?P<name>(?=[\w-]*[A-Z0-9])(?:[A-Z][\w-]*[A-Z0-9][\w+-]*|[A-Z]{2,}[\w+-]*))"
)


_ACRONYM_OF = re.compile(
    r"(?:introduc|propos|present|develop|releas|call|named|termed|"
    r"dubbed)\w*\s[^.()]{3,90}\((?P<name>[A-Z][\w-]*[A-Z0-9][\w+-]*)s?\)"
)


def _own_names(source: SourceText) -> frozenset[str]:
    names: set[str] = set()
    head, colon, _ = source.title.partition(":")
    if colon and len(head.split()) <= 4:
        names.add(_squeeze(head))
        names.update(_squeeze(w) for w in head.split() if is_name(w, opens=len(head.split()) > 1) and len(w) > 2)
    for m in re.finditer(r"\b[A-Z][a-z]{3,}\b", source.title):
        # A plain capitalised word of the title is a name if the text never writes it small and has it midway.
        word = m[0]
        if (
            len(re.findall(rf"\b{word}\b", source.text)) > 1
            and re.search(rf"[a-z,] {word}\b", source.text)
            and not re.search(rf"\b{word.lower()}\b", source.text)
        ):
            names.add(word.lower())
    for m in _ACRONYM_OF.finditer(source.text):
        if source.text.count(m["name"]) > 1:
            names.add(_squeeze(m["name"]))
    for m in _INTRODUCES.finditer(source.text):
        name = _squeeze(m["name"])
        if len(name) > 2 and source.text.count(m["name"]) > 1:
            names.add(name)
    return frozenset(names)


def _squeeze(word: str) -> str:
    return re.sub(r"[^a-z0-9+#]", "", word.lower())


# ── Covering ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class Cover:
    """How much of a claim a source bears: the share of its weight, which tokens are missing, and the best sentences."""

    share: float
    found: list[tuple[Token, list[int]]]
    missing: list[Token]
    best: list[int]
    weight: float
    peak: float
    """The share of the claim's weight that the best single sentence holds."""
    focus: float
    """The share of the found weight that the best sentences hold between them."""


def _placed_otherwise(token: Token, claim: Sentence, index: SourceIndex, vocabulary: Vocabulary) -> list[int]:
    """Where a word is found by the sound of the whole Hangul run that it is cut from, or by the parts of a compound."""
    if token.text[0].isascii():
        return []
    start, end = token.start, token.end
    while start > 0 and "가" <= claim.text[start - 1] <= "힣":
        start -= 1
    while end < len(claim.text) and "가" <= claim.text[end] <= "힣":
        end += 1
    run = claim.text[start:end]
    if run != token.text and len(run) < 14 and len(sound_of_hangul(run)) > 2 and (places := index.sounding(run)):
        return places
    compact = re.sub(r"[\s-]", "", token.text)
    if token.kind == "word" and len(compact) > 3:
        parts = vocabulary.parts(compact)
        found = [index.place(part, vocabulary) for part in parts]
        if len(found) > 1 and all(found) and all(part.kind == "word" and len(part.text) > 1 for part in parts):
            return sorted({i for places in found for i in places})
    return []


def cover(claim: Sentence, index: SourceIndex, vocabulary: Vocabulary, limit: int = 3) -> Cover:
    """Finds each token of a claim in a source, and the few sentences that together hold most of them.

    A token that stands in few sentences says more about the place than one that stands in all.
    """
    found: list[tuple[Token, list[int]]] = []
    missing: list[Token] = []
    for token in claim.tokens:
        places = index.place(token, vocabulary) or _placed_otherwise(token, claim, index, vocabulary)
        if places:
            found.append((token, places))
        else:
            missing.append(token)
    have = sum(token.weight for token, _ in found)
    total = have + sum(token.weight for token in missing)
    worth = [(set(places), token.weight / (len(places) ** 0.7)) for token, places in found]
    for number in claim.numbers:
        told = {i for i, q in index.numbers if q.value == number.value}
        if told:
            worth.append((told, 1.5 / len(told)))
    best: list[int] = []
    left = list(worth)
    while left and len(best) < limit:
        scores: dict[int, float] = {}
        for spots, value in left:
            for i in spots:
                scores[i] = scores.get(i, 0.0) + value
        top = max(scores, key=lambda i: (scores[i] * (0.6 if index.sentences[i].field == "title" else 1.0), -i))
        if best and scores[top] < 0.12 * sum(value for _, value in worth):
            break
        best.append(top)
        left = [(spots, value) for spots, value in left if top not in spots]
    held = sum(token.weight for token, places in found if not set(best).isdisjoint(places))
    peak = max((sum(t.weight for t, places in found if i in places) for i in range(len(index.sentences))), default=0.0)
    return Cover(
        have / total if total else 0.0,
        found,
        missing,
        best,
        total,
        peak / total if total else 0.0,
        held / have if have else 0.0,
    )


def together(parts: Sequence[SourceIndex]) -> SourceIndex:
    """Several sources as one, for a claim that speaks of all of them."""
    if len(parts) == 1:
        return parts[0]
    read_sentences = [sentence for part in parts for sentence in part.sentences]
    return SourceIndex(
        parts[0].source, read_sentences,
        {s for part in parts for s in part.stems}, {w for part in parts for w in part.words},
        [(i, q) for i, sentence in enumerate(read_sentences) for q in sentence.numbers],
        frozenset(name for part in parts for name in part.own_names),
        frozenset(name for part in parts for name in part.title_names),
        tuple(parts),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """Something against a claim, in one line of words; `places` numbers the source's sentences that say so."""

    refutes: bool
    reason: str
    places: tuple[int, ...] = ()
