"""Korean grammar that a program can know: particles, and scripts that do not belong into Korean text.

A particle's form follows the last sound of the word before it, not its last letter, so a Latin word, an acronym, a
figure or a sign is first read as a Korean reader says it aloud: `LLM` ends in 엠, `GPT-4` in 사, `82.4%` in 퍼센트,
`Star Attention` in 어텐션. A bracket after a word is not said: `자율주행(autonomous driving)` ends in 행 (the rule of
한글 맞춤법 문장 부호 for brackets). Only two things about that sound matter: whether it ends in a consonant, and
whether that consonant is ㄹ (which takes 로, not 으로).
"""

from __future__ import annotations

import re
from typing import Literal

Pair = Literal["은/는", "이/가", "을/를", "과/와", "으로/로", "이나/나", "이라는/라는", "이라도/라도", "이며/며"]
Ending = Literal["", "ㄹ", "other"]
"""How a word ends when it is said: in a vowel, in ㄹ, or in another consonant."""

# Digits as they are said, in order: 영 일 이 삼 사 오 육 칠 팔 구.
_DIGITS: tuple[Ending, ...] = ("other", "ㄹ", "", "other", "", "", "other", "ㄹ", "ㄹ", "")
# Signs as they are said: 퍼센트, 배, 플러스, 도, 달러, 유로, 원, 샵, 마이너스, 파운드, 앤드, 앳.
_SIGNS: dict[str, Ending] = {
    "%": "", "×": "", "+": "", "°": "", "℃": "", "$": "", "€": "", "₩": "other", "#": "other", "£": "", "&": "",
    "@": "other", "α": "", "β": "", "γ": "", "δ": "", "ε": "other", "θ": "", "λ": "", "μ": "", "µ": "", "π": "",
    "σ": "", "τ": "", "φ": "", "ω": "", "∞": "",
}  # fmt: skip
# Letters whose Korean name ends in a consonant: 엘, 엠, 엔, 알. All others end in a vowel.
_LETTERS: dict[str, Ending] = {"l": "ㄹ", "m": "other", "n": "other", "r": "ㄹ"}
# Words and acronyms whose sound their spelling does not tell: acronyms read as words, and words said otherwise.
_SAID: dict[str, Ending] = {
    "clip": "other", "blip": "other", "sam": "other", "slam": "other", "lamm": "other", "lstm": "other",
    "gan": "other", "nerf": "", "bert": "", "roberta": "", "deberta": "", "cifar": "", "relu": "", "gelu": "",
    "bleu": "", "rouge": "", "meteor": "", "coco": "", "glue": "", "superglue": "", "squad": "", "mnist": "",
    "elmo": "", "yolo": "", "dino": "", "lora": "", "qlora": "", "rag": "", "moe": "", "llama": "", "llava": "",
    "vae": "", "cuda": "", "ram": "other", "vram": "other", "rom": "other", "pixel": "ㄹ", "gemma": "", "sora": "",
    "phi": "", "pi": "", "mamba": "", "lidar": "", "radar": "", "url": "ㄹ", "sql": "ㄹ", "html": "ㄹ", "nasa": "",
    "type": "other", "prototype": "other", "landscape": "other", "hub": "", "github": "", "bit": "", "loop": "",
    "group": "other", "world": "", "film": "other", "book": "other", "facebook": "other", "hook": "other",
    "notebook": "other", "look": "other", "cookbook": "other", "club": "other", "graph": "", "one": "other",
    "opensora": "", "the": "", "shot": "other", "apple": "ㄹ", "nvidia": "", "openai": "", "ai": "", "api": "",
    "imagine": "other", "zeroshot": "other", "fewshot": "other", "arxiv": "", "heart": "", "chart": "", "part": "",
    "art": "", "microsoft": "", "soft": "", "debate": "", "magic": "other", "o1": "other", "edit": "other",
}  # fmt: skip
_TAIL_BRACKET = re.compile(r"(?<=\S)\s*[(\[（][^()\[\]（）]*[)\]）]$")
_EDGE = re.compile(r"[\s*_`~\"'’”›»)\]}>.,;:!?…·–—-]+$")
_LATIN_TAIL = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]+$")
_NUMBER_TAIL = re.compile(r"\d[\d,]*(?:\.\d+)?$")
_HUMP = re.compile(r"[A-Z]?[a-zà-öø-ÿ]+$|[A-Z]+$")


def ending(word: str) -> Ending:
    """How `word` ends when a Korean reader says it; markup, quotes, brackets and punctuation around it are not said."""
    word = _said_part(word)
    if not word:
        return ""
    last = word[-1]
    if "가" <= last <= "힣":
        final = (ord(last) - 0xAC00) % 28
        return "" if final == 0 else "ㄹ" if final == 8 else "other"
    if last in _SIGNS:
        return _SIGNS[last]
    if last.isdecimal() and last.isascii():
        return _number_ending(word)
    latin = _LATIN_TAIL.search(word)
    if latin:
        return _latin_ending(latin.group(), after_digit=latin.start() > 0 and word[latin.start() - 1].isdecimal())
    return ""


def particle(word: str, pair: Pair) -> str:
    """The form of the particle `pair` that follows `word`: `particle("LLM", "은/는")` is `은`."""
    closed, open_ = pair.split("/")
    sound = ending(word)
    if pair == "으로/로":
        return closed if sound == "other" else open_
    return open_ if sound == "" else closed


def with_particle(word: str, pair: Pair) -> str:
    """`word` with the particle behind it."""
    return word + particle(word, pair)


def _said_part(word: str) -> str:
    while True:
        stripped = word.rstrip()
        bare = _TAIL_BRACKET.sub("", stripped.rstrip("*_`”\"'’ "))
        bare = bare if bare and bare != stripped.rstrip("*_`”\"'’ ") else _EDGE.sub("", stripped)
        if bare == word:
            return word
        word = bare


def _number_ending(word: str) -> Ending:
    said = _SAID.get(word.lower())
    if said is not None:
        return said
    match = _NUMBER_TAIL.search(word)
    number = match.group().replace(",", "") if match else word[-1]
    if "." in number or not number.endswith("0") or not number.strip("0"):
        return _DIGITS[int(number[-1])]
    zeros = len(number) - len(number.rstrip("0"))
    # 십, 백, 천, 만, 억 end in a consonant, 조 (12 to 15 zeros) in a vowel.
    return "" if 12 <= zeros < 16 else "other"


def _latin_ending(word: str, *, after_digit: bool) -> Ending:
    lower = word.lower()
    if lower in _SAID:
        return _SAID[lower]
    hump = _HUMP.search(word)
    tail = hump.group() if hump else word
    if tail.lower() in _SAID and len(tail) > 2:
        return _SAID[tail.lower()]
    spelled = tail.isupper() or len(tail) == 1 or (after_digit and len(word) <= 2)
    if tail.isupper() and tail.endswith(("CLIP", "BLIP", "SLAM", "GAN")):
        return "other"
    if spelled or not re.search(r"[aeiouyà-öø-ÿ]", tail.lower()):
        return _LETTERS.get(tail[-1].lower(), "")
    return _word_ending(tail.lower())


def _word_ending(word: str) -> Ending:
    """The last sound of an English word in the usual Korean transcription (외래어 표기법 3장 1절), by its spelling."""
    vowels = "aeiouy"
    last, before = word[-1], word[-2:-1]
    if last == "e" and len(word) > 2:
        if before == "l":
            return "ㄹ"
        return "other" if before in ("m", "n") and word[-3] in vowels + "mn" else ""
    if last == "l":
        return "ㄹ"
    if last in ("m", "n"):
        return "other"
    if word.endswith(("ng", "mb")):
        return "other"
    if last == "c":
        return "other" if before in vowels else ""
    if last == "k":
        return "other" if before == "c" else ""
    if last in ("t", "p"):
        # A short vowel before t and p closes the syllable (넷, 맵); else a new one opens (프롬프트, 노트).
        short = before in vowels and before != "" and (word[-3:-2] not in vowels or word[-3:-2] == "")
        return "other" if short or word.endswith(("out", "eep", "oup")) else ""
    if last == "b":
        return "other" if before in ("a", "e", "o") else ""
    return ""


_STRAY = re.compile(
    "["
    "\u2e80-\u2fdf\u3040-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"  # Han, kana, bopomofo
    "\u0400-\u052f"  # Cyrillic
    "\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9"  # letters that only Vietnamese has
    "\u0590-\u05ff\u0600-\u06ff\u0900-\u097f\u0e00-\u0e7f"  # Hebrew, Arabic, Devanagari, Thai
    "]+"
)
_QUOTED = re.compile(r"“[^”]*”")


def stray_scripts(text: str) -> tuple[str, ...]:
    """Runs of scripts that have no place in Korean or English text of ours; what stands in “ ” is the source's own."""
    return tuple(match.group() for match in _STRAY.finditer(_QUOTED.sub("", text)))
