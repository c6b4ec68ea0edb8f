"""Words of both languages brought to common keys, so that a Korean sentence can be laid beside an English one.

A `Token` is one content word of a text with its *keys*: the stems it may stand for. An English word has its own stem
and those of close synonyms; a Korean word has those that glossary and lexicon give it, and itself (`ko:향상`).
Two tokens speak of the same thing when their keys meet. Keys of several words are tuples, all of which must be met.

Korean is split by dictionary: the cheapest way to read an eojeol as known stems, particles and endings. What the
dictionary does not know stays an *unknown* token, which the reader of the tokens may still match by its sound.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from jogan.glossary import Glossary
from jogan.write.hangul import inflect
from jogan.write.stems import Key, english_keys, stem

Kind = Literal["word", "name", "unknown"]


@dataclass(frozen=True, slots=True)
class Token:
    """A content word: `text[start:end]`, its keys, and how much its absence from a source says (`weight`, 0 to 1)."""

    text: str
    start: int
    end: int
    kind: Kind
    keys: frozenset[Key]
    weight: float


# ── Korean morphology ───────────────────────────────────────────────────────────────────────────────────────

_PARTICLES = """
은 는 이 가 을 를 의 에 도 만 과 와 로 으로 에서 에게 까지 부터 보다 처럼 마다 조차 밖에 대로 뿐 이나 나 라도
이라도 라는 이라는 란 이란 이며 며 이고 고 이다 다 입니다 인 일 임 였다 이었다 였던 들 등 및 간 별 적 성 화 형
용 상 하 중 내 시 측 류 법 률 률 자 에는 에도 에서는 에서도 에서의 으로는 로는 으로도 로도 으로써 로써 로서
으로서 로부터 으로부터 에만 에의 와의 과의 로의 으로의 이라고 라고 이라 라 이자 자마자 이든 든 든지 이든지 이기
기 인지 이면 이지 지만 이지만 적인 적으로 적이고 적이며 성이 성을 가량 쯤 씩 째 짜리 남짓 여 당 치 께 끼리 스럽
스러운 스럽게 롭 로운 롭게 답 다운 이랑 랑 하고 커녕 만큼 따라 더러 같 같은 같이 번째 가지 개 종 명 편 건 개의
가지의 차 회 점 배 급 권 사 님 씨
"""
_ENDINGS = """
하 하는 한 할 함 합 해 했 하여 하였 하며 하고 하면 하면서 하지 하기 하도록 하게 하려 하던 해서 해야 했으며 했고
합니다 한다 되 되는 된 될 됨 됩 돼 됐 되어 되었 되며 되고 되면 되면서 되지 되기 되도록 되던 됩니다 된다 됐다
시키 시킨 시킬 시킴 시킵 시켜 시켰 킨 킬 킴 켜 켰 키 는 은 을 ㄴ 다 니다 습니다 ㅂ니다 고 며 면 면서 서 지 지만
기 도록 게 려 려고 던 야 으 으며 으면 으로 음 었 았 였 겠 아 어 여 아서 어서 여서 아야 어야 었다 았다 였다 었고
았고 었던 았던 는다 는데 는지 은지 을지 ㄹ 을수록 수록 일수록 ㄹ수록 거나 든 더라 네 요 세요 시 십시오 자 죠
지요 군 구나 랴 나 느냐 냐 라 려면 으려 으려면 으려는 려는 받 받은 받아 받는 받음 당하 당한 당해 못하 못한 못했
않 않은 않는 않고 않아 않았 있 있는 있어 있었 있음 있다 있고 있으며 있습 없 없는 없이 없어 없음 없다 싶 보 주
준 줌 줄 줘 줬 주는 놓 둔 둠 와 온 올 왔 오 가 간 갔 갈 냈 낸 낼 냄 내 진 질 짐 졌 져 지는 진다 된다는 한다는
다는 다고 라는 라고 었으며 았으며 였으며 었으나 으나 나 으므로 므로 으니 니 니까 으니까 자는 자고 텐데 느라 도
만 든지 인 임 이 적 들 의 에 를 가 까지 부터
"""
_AFTER_NOUNS = """
은 는 을 를 의 에 에서 에는 와 과 로 으로 으로는 로는 에게 까지 부터 보다 처럼 이라는 라는 이며 인 입니다 였다
이다 에서는 에서의
"""
_CASE = frozenset(_AFTER_NOUNS.split())
_TAILS = frozenset((*_PARTICLES.split(), *_ENDINGS.split()))
_TAIL_LENGTHS = tuple(sorted({len(t) for t in _TAILS}, reverse=True))
_FUNCTION_WORDS = """
수 것 등 및 또 더 그 이 저 본 각 매 약 총 단 즉 데 때 바 점 중 간 후 전 내 외 곳 뿐 채 양 듯 줄 만 것이 것을
것은 것으로 것이다 것입니다 수가 수도 수는 있다 있는 있습니다 있으며 있고 있음 있어 있던 있었다 있었습니다 없다
없는 없이 없음 없습니다 없으며 한 두 세 네 하나 둘 셋 넷 하나의 한다 했다 합니다 했습니다 하는 하며 하고 하여
한다는 했다는 됩니다 된다 되었다 되었습니다 되며 되고 되는 된 되어 한다고 이다 입니다 이는 이를 이로 이것 그것
그 이러한 이런 그런 그러한 이와 이에 이로써 여기 여기서 여기에는 여기에서 거기 우리 우리는 저희 어떤 어느 무슨
왜 어떻게 얼마나 및 또는 혹은 그리고 그러나 하지만 그런데 따라서 그래서 즉 예컨대 가령 만약 만일 비록 다만 단지
오직 바로 곧 매우 아주 너무 더욱 훨씬 가장 제일 좀 잘 못 안 꼭 또한 역시 특히 주로 이미 아직 다시 서로 함께
같이 모두 다 거의 약 대략 각각 직접 스스로 위해 위한 위하여 통해 통한 통하여 대해 대한 대하여 관해 관한 따라
따른 의해 의한 인해 인한 대비 비해 비하여 비교해 이후 이전 동안 사이 가운데 때문 때문에 덕분 탓 경우 정도 만큼
대부분 대부분의 대부분은
뿐만 아니라 아니다 않는다 않았다 않습니다 않고 않은 못한다 못했다 못하는 못합니다 못하고 못하며 보다 처럼
같은 같다 같이 되지 하지 하기 하게 하도록 되도록 되기 해야 돼 할 될 함 됨 해 해서 했으며 했고 하였다 하였습니다
되었으며 됐다 됐습니다 이루어집니다 이루어진다 그대로 단순히 뿐만아니라 여러 모든 온 갖 새 첫 첫째 둘째 셋째
번째 첫번째 두번째 의 에 를 을 은 는 이 가 와 과 도 로 한편 반면 오히려 더불어 아울러 게다가 나아가 이로 이처럼
이같이 그대로 라는 이라는 라고 이라고 등의 등을 등이 등에 등에서 등과 등은 등으로 무려 불과 비롯 비롯한 비롯해
삼는다 삼아 삼은 가지 가지고 따른 달리 편이다 바탕으로 기반으로 중심으로 것으로 때 때에 에서 에서는 에서도 에게
으로 로서 로써 부터 까지 만으로 만으로도 만에 들 들이 들은 들을 들의
"""
_FUNCTION = frozenset(_FUNCTION_WORDS.split())
_HANGUL_RUN = re.compile(r"[가-힣]+")


@dataclass(frozen=True, slots=True)
class _Stem:
    keys: frozenset[Key]
    generic: bool


class Vocabulary:
    """The glossary and the lexicon as one dictionary. Build it once, with `build`; reading does not change it."""

    def __init__(
        self,
        stems: Mapping[str, _Stem],
        synonyms: Mapping[str, frozenset[str]],
        glossary: Glossary,
        names: frozenset[str],
    ) -> None:
        self.glossary = glossary
        self._names = names
        self._stems = stems
        self._synonyms = synonyms
        by_start: dict[str, set[int]] = {}
        for form in stems:
            by_start.setdefault(form[0], set()).add(len(form))
        self._known = frozenset(part for stem_ in stems.values() for key in stem_.keys for part in key)
        self._lengths = {first: tuple(sorted(sizes, reverse=True)) for first, sizes in by_start.items()}
        self._read = lru_cache(maxsize=20_000)(self._read_eojeol)

    @classmethod
    def build(cls, glossary: Glossary, lexicon: str) -> Vocabulary:
        """From the glossary and the text of the lexicon file (see its head for the format)."""
        keys: dict[str, set[Key]] = {}
        specific: dict[str, bool] = {}
        synonyms: dict[str, set[str]] = {}
        names: set[str] = set()
        for line in lexicon.splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            ko, en, *marks = line.split("\t")
            generic = "g" in marks
            if "n" in marks:
                names.update(form.strip().replace(" ", "") for form in ko.split(","))
            english = {key for word in en.split(",") for key in english_keys(word.strip())}
            for form in (form.strip() for form in ko.split(",")):
                compact = form.replace(" ", "")
                for surface in inflect(compact) if compact.endswith("다") and len(compact) > 1 else (compact,):
                    keys.setdefault(surface, set()).update(english | {("ko:" + compact.removesuffix("다"),)})
                    specific[surface] = specific.get(surface, False) or not generic
            singles = [key[0] for key in english if len(key) == 1]
            if not generic and len(singles) <= 7:
                for single in singles:
                    synonyms.setdefault(single, set()).update(singles)
        for entry in glossary.entries:
            english = {key for form in entry.en_forms for key in english_keys(form)}
            # Hugging Face is also written Huggingface.
            english |= {(stem(form.replace(" ", "")),) for form in entry.en_forms if form.count(" ") == 1}
            for form in entry.ko_forms:
                compact = re.sub(r"[\s-]", "", form)
                if _HANGUL_RUN.fullmatch(compact) and len(compact) > 1:
                    keys.setdefault(compact, set()).update(english | {("ko:" + compact,)})
                    # What the lexicon calls general stays so, whatever term is spelled alike.
                    specific.setdefault(compact, entry.kind != "general")
        stems = {form: _Stem(frozenset(found), not specific[form]) for form, found in keys.items()}
        return cls(stems, {word: frozenset(near) for word, near in synonyms.items()}, glossary, frozenset(names))

    # ── reading ──

    def parts(self, compact: str) -> list[Token]:
        """The content words inside a compound that is itself in the dictionary."""
        return [
            Token(text, start, start + len(text), kind, keys, weight)
            for text, start, kind, keys, weight in self._read_eojeol(compact, False, whole=False)
        ]

    def is_term(self, korean: str) -> bool:
        """Whether a Korean word is a technical term or a proper name, which a faithful sentence takes over."""
        return korean in self._names or any(entry.kind != "general" for entry in self.glossary.by_ko(korean))

    def knows(self, word: str) -> bool:
        """Whether an English word is the counterpart of any Korean one."""
        return stem(word) in self._known

    @lru_cache(maxsize=20_000)  # noqa: B019 - one vocabulary lives as long as its reader
    def compound(self, word: str) -> frozenset[str]:
        """The stems of an English word that two known words make (crowdworker); empty if it is none."""
        for cut in range(4, len(word) - 3):
            head, tail = stem(word[:cut]), stem(word[cut:])
            if head == word[:cut] and len(tail) > 3 and head in self._known and tail in self._known:
                return frozenset((head, tail))
        return frozenset()

    def english(self, word: str) -> frozenset[Key]:
        """The keys of an English word: its stem, close synonyms, and the parts of a compound."""
        found = set(english_keys(word))
        for key in tuple(found):
            if len(key) == 1:
                found.update((near,) for near in self._synonyms.get(key[0], ()))
        if len(word) > 8 and word.islower() and word.isalpha():
            found.update((part,) for part in self.compound(word))
        entry = self.glossary.by_en(word)
        if entry is not None:
            found.update(key for form in entry.en_forms for key in english_keys(form))
        return frozenset(found)

    def korean(self, text: str) -> list[Token]:
        """The content words of the Hangul in a text, in order; function words, particles and endings are left out."""
        tokens: list[Token] = []
        runs = [(m.start(), m.end()) for m in _HANGUL_RUN.finditer(text)]
        i = 0
        while i < len(runs):
            joined = self._across(text, runs, i)
            if joined is not None:
                form, last, used, start = joined
                stem_ = self._stems[form]
                tokens.append(
                    Token(
                        text[start : runs[last][0] + used],
                        start,
                        runs[last][0] + used,
                        "word",
                        stem_.keys,
                        0.3 if stem_.generic else 1.0,
                    )
                )
                rest_start = runs[last][0] + used
                rest = text[rest_start : runs[last][1]]
                if rest and not _is_tails(rest):
                    tokens.extend(self._tokens(rest, rest_start, inner=True))
                i = last + 1
                continue
            start, end = runs[i]
            glued = start > 0 and (text[start - 1].isalnum() or text[start - 1] in ")]%\"'’”")
            tokens.extend(self._tokens(text[start:end], start, inner=glued))
            i += 1
        return tokens

    def _across(self, text: str, runs: list[tuple[int, int]], i: int) -> tuple[str, int, int, int] | None:
        """A known form over several eojeols from the `i`-th on: the form, its last run, letters used there, start."""
        start, end = runs[i]
        joined, last = text[start:end], i
        best: tuple[str, int, int, int] | None = None
        lengths = self._lengths.get(joined[0], ())
        while last + 1 < len(runs) and last - i < 3 and text[runs[last][1] : runs[last + 1][0]] in (" ", "-", "·"):
            before = len(joined)
            last += 1
            joined += text[runs[last][0] : runs[last][1]]
            for size in lengths:
                if before < size <= len(joined) and joined[:size] in self._stems and size > 2:
                    rest = joined[size:]
                    used = size - before
                    if not rest or (_is_tails(rest) if used > 1 else rest in _CASE):
                        best = (joined[:size], last, size - before, start)
                        break
        return best

    def _tokens(self, eojeol: str, offset: int, *, inner: bool) -> list[Token]:
        if not inner and eojeol in _FUNCTION:
            return []
        return [
            Token(text, offset + start, offset + start + len(text), kind, keys, weight)
            for text, start, kind, keys, weight in self._read(eojeol, inner)
        ]

    def _read_eojeol(
        self, eojeol: str, inner: bool, *, whole: bool = True
    ) -> tuple[tuple[str, int, Kind, frozenset[Key], float], ...]:
        """The cheapest reading: known stems cost little, endings after them nearly nothing, unknown syllables much."""
        size = len(eojeol)
        if inner and (eojeol in _TAILS or _is_tails(eojeol)):
            return ()
        best: list[tuple[float, int, str]] = [(0.0, -1, "")] + [(1e9, -1, "")] * size
        for pos in range(size):
            cost, _, came = best[pos]
            if cost >= 1e9:
                continue
            for length in self._lengths.get(eojeol[pos], ()):
                if pos + length <= size and eojeol[pos : pos + length] in self._stems and (whole or length < size):
                    alone = length == 1
                    if alone and not (pos == 0 and (size == 1 or _is_tails(eojeol[1:]))):
                        continue
                    price = cost + (0.9 if alone else 0.5 - 0.02 * length)
                    if price < best[pos + length][0]:
                        best[pos + length] = (price, pos, "stem")
            if came != "" or inner:
                for length in _TAIL_LENGTHS:
                    if pos + length <= size and eojeol[pos : pos + length] in _TAILS:
                        if came == "unknown":
                            closes = pos + length == size and eojeol[pos:] in _CASE and pos > 1
                            price = cost + (0.3 if closes else 0.75)
                        else:
                            price = cost + 0.2
                        if price < best[pos + length][0]:
                            best[pos + length] = (price, pos, "tail")
            price = cost + (0.7 if came == "unknown" else 1.1)
            if price < best[pos + 1][0]:
                best[pos + 1] = (price, pos, "unknown")
        pieces: list[tuple[int, int, str]] = []
        end = size
        while end > 0:
            _, start, came = best[end]
            pieces.append((start, end, came))
            end = start
        pieces.reverse()
        merged: list[tuple[int, int, str]] = []
        for piece in pieces:
            if piece[2] == "unknown" and merged and merged[-1][2] == "unknown" and merged[-1][1] == piece[0]:
                merged[-1] = (merged[-1][0], piece[1], "unknown")
            else:
                merged.append(piece)
        out: list[tuple[str, int, Kind, frozenset[Key], float]] = []
        for start, end, came in merged:
            text = eojeol[start:end]
            if came == "stem":
                known = self._stems[text]
                out.append((text, start, "word", known.keys, 0.3 if known.generic or len(text) == 1 else 1.0))
            elif came == "unknown":
                out.append((text, start, "unknown", frozenset({("ko:" + text,)}), 1.0 if len(text) > 1 else 0.3))
        return tuple(out)


@lru_cache(maxsize=20_000)
def _is_tails(text: str) -> bool:
    """Whether a string of syllables can be read as particles and endings only."""
    reach = {0}
    for pos in range(len(text)):
        if pos in reach:
            reach.update(
                pos + size for size in _TAIL_LENGTHS if text[pos : pos + size] in _TAILS and pos + size <= len(text)
            )
    return len(text) in reach


@lru_cache(maxsize=50_000)
def _sorted_keys(keys: frozenset[Key]) -> tuple[frozenset[str], tuple[Key, ...]]:
    return frozenset(key[0] for key in keys if len(key) == 1), tuple(key for key in keys if len(key) > 1)


def keys_met(keys: frozenset[Key], stems: frozenset[str] | set[str]) -> bool:
    """Whether any key is met by a set of stems."""
    single, several = _sorted_keys(keys)
    return not single.isdisjoint(stems) or any(stems.issuperset(key) for key in several)
