"""Hangul by its letters: the inflected forms of a Korean verb, and the sound of a word as a consonant skeleton.

The skeleton lets a transliterated name meet its Latin original without a list: 플래시어텐션 and FlashAttention both
become `plstnsn`. Consonants are folded as Korean transliteration folds them (f/p/b/v → p, r/l → l, s/sh/th → s, …),
vowels are dropped, and a Latin r before a consonant or at the end is silent. The rule follows the practice of the
National Institute of Korean Language's transcription tables for English.
"""

from __future__ import annotations

import re
from functools import lru_cache

_BASE = 0xAC00
_FINAL = {"": 0, "ㄴ": 4, "ㄹ": 8, "ㅁ": 16, "ㅂ": 17, "ㅆ": 20}
# Vowel of the stem → vowel after 아/어 melts into it.
_MELT = {0: 0, 4: 4, 8: 9, 13: 14, 20: 6, 11: 10, 1: 1, 5: 5, 6: 6, 18: 4}


def _parts(syllable: str) -> tuple[int, int, int]:
    code = ord(syllable) - _BASE
    return code // 588, code % 588 // 28, code % 28


def _make(lead: int, vowel: int, final: int = 0) -> str:
    return chr(_BASE + lead * 588 + vowel * 28 + final)


def inflect(verb: str) -> set[str]:
    """The beginnings that the forms of a dictionary verb (`줄이다`) can have: 줄이, 줄인, 줄일, 줄임, 줄여, 줄였, …

    Irregular ㅂ, ㄷ, ㅅ, 르, ㄹ, ㅡ and 하다 verbs are covered, without asking whether a verb is irregular:
    a form that does not exist does no harm.
    """
    stem = verb.removesuffix("다")
    if not stem:
        return set()
    head, last = stem[:-1], stem[-1]
    lead, vowel, final = _parts(last)
    forms = {stem}
    if last == "하":
        return forms | {head + s for s in ("한", "할", "함", "합", "해", "했", "하")}
    if final == 0:
        forms |= {head + _make(lead, vowel, _FINAL[f]) for f in ("ㄴ", "ㄹ", "ㅁ", "ㅂ")}
        if vowel in _MELT:
            melted = _MELT[vowel]
            forms |= {head + _make(lead, melted), head + _make(lead, melted, _FINAL["ㅆ"])}
        if vowel == 18:  # ㅡ falls out; after a bright vowel 아 follows
            for bright in (0, 4):
                forms |= {head + _make(lead, bright), head + _make(lead, bright, _FINAL["ㅆ"])}
        if last == "르" and head:  # 다르다 → 달라
            before = _parts(head[-1])
            with_l = head[:-1] + _make(before[0], before[1], _FINAL["ㄹ"])
            forms |= {with_l + tail for tail in ("라", "랐", "러", "렀")}
    elif final == _FINAL["ㄹ"]:  # 만들다 → 만드는, 만든
        forms |= {head + _make(lead, vowel, _FINAL[f]) for f in ("", "ㄴ", "ㅁ", "ㅂ")}
    elif final == _FINAL["ㅂ"]:  # 어렵다 → 어려운, 어려워
        open_syllable = head + _make(lead, vowel)
        forms |= {open_syllable + tail for tail in ("우", "운", "울", "움", "워", "웠", "와", "왔")}
    elif final == 7:  # 깨닫다 → 깨달아
        forms.add(head + _make(lead, vowel, _FINAL["ㄹ"]))
    elif final == 19:  # 낫다 → 나은
        open_syllable = head + _make(lead, vowel)
        forms |= {open_syllable + tail for tail in ("으", "은", "을", "음", "아", "았", "어", "었")}
    elif final == 27:  # 그렇다 → 그런
        forms |= {head + _make(lead, vowel, _FINAL[f]) for f in ("", "ㄴ", "ㄹ", "ㅁ")}
    return forms


# ── Sound ───────────────────────────────────────────────────────────────────────────────────────────────────

_LEADS = ["k", "k", "n", "t", "t", "l", "m", "p", "p", "s", "s", "", "c", "c", "c", "k", "t", "p", "h"]
_FINALS = ["", "k", "k", "k", "n", "n", "n", "t", "l", "l", "l", "l", "l", "l", "l", "l", "m", "p", "p", "t", "t",
           "nk", "t", "t", "k", "t", "p", "t"]  # fmt: skip
_LATIN = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"2", "t"), (r"4", "p"), (r"[^a-z]", ""),
        (r"ture", "C"), (r"([aeiou])r(?=[^aeiouy]|e?$)", r"\1"),
        (r"^gh", "k"), (r"^kn", "n"), (r"^wr", "r"), (r"^ps", "s"), (r"mb$", "m"),
        (r"(?<=[a-z])[td]s$", "C"), (r"(?<=[aeiou])sion", "Cn"), (r"tion|sion|cian|tian", "sn"),
        (r"sch|sh", "s"), (r"tch|ch", "C"), (r"dg(?=e)", "C"), (r"ph", "p"), (r"th", "s"), (r"gh", ""),
        (r"wh", "w"), (r"kh", "k"), (r"qu", "k"), (r"ck", "k"), (r"sc(?=[eiy])", "s"),
        (r"c(?=[eiy])", "s"), (r"g(?=[eiy])", "C"),
        (r"x", "ks"), (r"[cq]", "k"), (r"[jzC]", "c"), (r"[fvb]", "p"), (r"d", "t"), (r"g", "k"), (r"r", "l"),
        (r"[aeiouwy]", ""),
    )
]  # fmt: skip
_HARD = {r"c(?=[eiy])": "k", r"g(?=[eiy])": "k", r"sc(?=[eiy])": "sk", "th": "t", "tch|ch": "k", "ture": "tl"}
"""The other way to hear some letters: gem and get, chair and anchor."""
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[24]")
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=20_000)
def sound_of_hangul(word: str) -> str:
    """The consonant skeleton of a Hangul word; other characters are passed over."""
    out = []
    for char in word:
        if "가" <= char <= "힣":
            lead, _, final = _parts(char)
            out.append(_LEADS[lead] + _FINALS[final])
        elif char.isascii() and char.isdigit():
            out.append(char)
    return _DOUBLE.sub(r"\1", "".join(out))


@lru_cache(maxsize=50_000)
def sounds_of_latin(word: str) -> frozenset[str]:
    """The consonant skeletons that a Latin word may have in Korean ears (soft or hard g and c are both tried)."""
    out = set()
    for form in {word, word.removesuffix("s")}:
        parts = [part.lower() for part in _CAMEL.findall(form)]
        for hard in (False, True):
            out.add(_DOUBLE.sub(r"\1", "".join(_hear(part, hard) for part in parts)))
    return frozenset(out)


def _hear(part: str, hard: bool) -> str:
    for pattern, sound in _LATIN:
        if hard and pattern.pattern in _HARD:
            sound = _HARD[pattern.pattern]
        part = pattern.sub(sound, part)
    return part


def sounds_alike(hangul: str, latin: str) -> bool:
    """Whether a Hangul word can be the transliteration of a Latin one."""
    ours = sound_of_hangul(hangul)
    if not ours:
        return False
    for theirs in sounds_of_latin(latin):
        if ours == theirs:
            apart = abs(len(hangul) - _beats(latin))
            if len(ours) < 3 and len(latin) > 3 * len(hangul):
                allowed = 0
            else:
                allowed = 3 if len(ours) > 3 else 2 if len(ours) == 3 else len(ours) - 1
            if apart <= allowed:
                return True
        elif min(len(ours), len(theirs)) >= (4 if ours[:3] == theirs[:3] else 6) and _one_apart(ours, theirs):
            return True  # a short skeleton says little: its beginning must be the same
    return False


def _one_apart(a: str, b: str) -> bool:
    """Whether two words differ by one letter changed, added or dropped."""
    if abs(len(a) - len(b)) > 1:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[start + (len(a) >= len(b)) :] == b[start + (len(b) >= len(a)) :]


def _beats(latin: str) -> int:
    """About how many syllables Korean needs for a Latin word: its vowels, and its consonants that stand alone."""
    low = re.sub(r"[tgsc]h|ph|ck", "t", latin.lower().removesuffix("s"))
    vowels = len(re.findall(r"[aeiouy]+", low.removesuffix("e") or low))
    stray = len(re.findall(r"(?<![aeiouy])[bcdfgkpqstvxz](?![aeiouylr])|[cdfgkstvxz](?=e?$)", low))
    return max(1, vowels + stray + sum(char.isdigit() for char in low))


_LOAN = re.compile(
    r"[ㄱ-ㅎ]|[크트프츠퓨튜뷰쿼쿠키켄컨콘캐케켓텐텔템틱팅팀펜펫팩팟폰폴플렉렌렘랩랙롤롬룸룩릭링밍믹빅벨벤셀셋셔쉬슈샵숍셰엑엔웍웨윈잭잰젠젝줌칩칼캠랑퀘퀸퍼펀펄픽필헤휴]"
)


_OFTEN_LOAN = re.compile(r"[팬베페레슨랜댄맨밴탠샌핸켈델멜넬멘덴틴딘쿤툰룬핑딩닝킹헨벡덱넥펠벳핏킨튼턴번던]")
"""Syllables that native words have too, but seldom within three letters that no dictionary reads."""
_SINO = frozenset(
    "가각간갈감갑강개객갱거건걸검겁게격견결겸경계고곡곤골공과곽관괄광괘괴굉교구국군굴궁권궐궤귀규균귤극근글금급긍기긴길김나낙난날남납낭내냉"
    "녀년념녕노농뇌뇨누능니다단달담답당대댁덕도독돈돌동두둔득등라락란람랍랑래랭략량려력련렬렴렵령례로록론롱뢰료룡루류륙륜률륭륵름릉리린림립"
    "마막만말망매맥맹면멸명모목몰몽묘무묵문물미민밀박반발방배백번벌범법벽변별병보복본봉부북분불붕비빈빙사삭산살삼상새색생서석선설섬섭성세"
    "소속손솔송쇄쇠수숙순술숭습승시식신실심십쌍씨아악안알암압앙애액야약양어억언엄업여역연열염엽영예오옥온옹와완왕외요욕용우욱운울웅원월위"
    "유육윤율융은을음읍응의이익인일임입잉자작잔잠잡장재쟁저적전절점접정제조족존졸종좌죄주죽준중즉증지직진질집징차착찬찰참창채책처척천철첨첩"
    "청체초촉촌총최추축춘출충취측층치칙친칠침칭쾌타탁탄탈탐탑탕태택터토통퇴투특파판팔패팽편평폐포폭표품풍피필핍하학한할함합항해핵행향허헌험혁"
    "현혈협형혜호혹혼홀홍화확환활황회획횡효후훈훼휘휴흉흑흡흥희"
)
"""The syllables of Sino-Korean words: most nouns that are no loanwords are made of them."""


_SYLLABLES = [(chr(code), *divmod(code - 0xAC00, 588)) for code in range(0xAC00, 0xD7A4)]
_TENSE = (1, 4, 8, 10, 13)
_LOAN_FINALS = (0, 1, 4, 8, 16, 17, 19, 21)
_NATIVE = "".join(char for char, lead, rest in _SYLLABLES if lead in _TENSE or rest % 28 not in _LOAN_FINALS)
_NATIVE_ONLY = re.compile(f"[져쳐{_NATIVE}]")
"""What the spelling of loanwords has not: tense consonants, other finals than ㄱㄴㄹㅁㅂㅅㅇ, 져 and 쳐 (Loanword
Orthography of the National Institute of Korean Language, articles 1.3, 1.4 and 3)."""


def looks_foreign(word: str) -> bool:
    """Whether a Hangul word has the syllables of a loanword or a foreign name: one that only loanwords have, or two
    that Sino-Korean words never have."""
    if len(word) < 2 or word[-1] in "른운던린긴뜬":
        return False  # an adjective before its noun
    if _NATIVE_ONLY.search(word):
        return False
    if len(word) > 2 and any(char not in _SINO and _OFTEN_LOAN.match(char) for char in word):
        return True
    return _LOAN.search(word) is not None or sum(char not in _SINO for char in word) > 1
