"""The closed words of the grammar that puts English statements into Korean. Data only."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jogan.write.verbs_ko import Verb


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ONE = {"as well as": "and", "in terms of": "termwise", "due to": "owing-to", "because of": "owing-to",
    "owing to": "owing-to",
    "field of view": "field-of-view", "fields of view": "field-of-view",
    "state of the art": "state-of-the-art",
        "in practice": "", "in particular": "", "instead of": "rather-than", "rather than": "rather-than",
        "such as": "such-as", "based on": "based-on",
        "compared to": "versus", "compared with": "versus", "relative to": "versus", "in comparison to": "versus",
        "more than": "over", "an average of": "average", "with respect to": "regarding"}  # fmt: skip
"""What is one word for the grammar."""
NUMERALS = {"two": "두", "three": "세", "four": "네", "five": "다섯", "six": "여섯", "seven": "일곱", "eight": "여덟",
             "nine": "아홉", "ten": "열"}  # fmt: skip
"""Numerals with their Korean."""
BOUNDS = {"up to": "최대 {}", "over": "{} 넘게", "nearly": "거의 {}", "about": "약 {}", "approximately": "약 {}",
    "around": "약 {}", "roughly": "약 {}", "at least": "최소 {}", "average": "평균 {}", "only": "{}만",
           "less than": "{} 미만"}  # fmt: skip
"""Words before an amount."""
UNITS = {"percent": "%", "percentage point": "%p", "percentage points": "%p", "point": "점", "points": "점",
    "times": "배", "x": "배",
          "×": "배", "%": "%", "dB": " dB", "ms": " ms", "FPS": " FPS", "fps": " FPS"}  # fmt: skip
"""Units behind an amount."""
THAT = {
    "show": Verb("보이", "보여"), "demonstrate": Verb("보이", "보여"), "reveal": Verb("드러내", "드러내"),
    "find": Verb("발견하", "발견해"), "indicate": Verb("나타내", "나타내"), "suggest": Verb("시사하", "시사해"),
    "confirm": Verb("확인하", "확인해"), "observe": Verb("관찰하", "관찰해"), "prove": Verb("증명하", "증명해"),
    "argue": Verb("주장하", "주장해"), "highlight": Verb("부각하", "부각해"), "discover": Verb("발견하", "발견해"),
}  # fmt: skip
"""Verbs before "that", by what they say of the statement behind it."""
SHOWN = tuple(
    THAT[lemma] for lemma in ("show", "demonstrate", "reveal", "find", "confirm", "observe", "indicate", "prove")
)
"""Those that say no more than that it is so."""
EVIDENCE = _set(
    """
    experiment result evaluation analysis analyses finding evidence simulation test benchmark comparison
    """
)
"""Subjects of such verbs that go without saying."""
ADVERBS = {
    "effectively": "효과적으로", "efficiently": "효율적으로", "automatically": "자동으로", "jointly": "함께",
    "simultaneously": "동시에", "dynamically": "동적으로", "adaptively": "적응적으로", "explicitly": "명시적으로",
    "implicitly": "암묵적으로", "directly": "직접", "significantly": "크게", "substantially": "크게",
    "considerably": "크게", "greatly": "크게", "markedly": "크게", "dramatically": "크게", "severely": "심하게",
    "consistently": "일관되게", "iteratively": "반복해서", "progressively": "점진적으로", "gradually": "점차",
    "selectively": "선택적으로", "systematically": "체계적으로", "accurately": "정확하게", "precisely": "정밀하게",
    "robustly": "강건하게", "fully": "완전히", "entirely": "전적으로", "solely": "오로지",
    "primarily": "주로", "mainly": "주로", "largely": "주로", "predominantly": "주로", "heavily": "크게",
    "often": "흔히", "typically": "대개", "usually": "대개", "generally": "대체로", "commonly": "흔히",
    "frequently": "자주", "sometimes": "때로", "still": "여전히", "also": "", "further": "",
    "then": "", "thus": "", "thereby": "", "therefore": "", "first": "먼저", "finally": "끝으로",
    "currently": "현재", "increasingly": "점점 더", "inherently": "본질적으로", "fundamentally": "근본적으로",
    "seamlessly": "매끄럽게", "independently": "독립적으로", "separately": "따로", "together": "함께",
    "properly": "제대로", "correctly": "올바르게", "faithfully": "충실히", "reliably": "안정적으로", "easily": "쉽게",
    "quickly": "빠르게", "rapidly": "빠르게", "continuously": "계속", "naturally": "자연스럽게",
    "locally": "지역적으로",
    "globally": "전역적으로", "hierarchically": "계층적으로", "sequentially": "순차적으로", "actively": "능동적으로",
    "carefully": "신중하게", "flexibly": "유연하게", "autonomously": "자율적으로", "empirically": "실험으로",
    "theoretically": "이론적으로", "publicly": "", "randomly": "무작위로", "uniformly": "균일하게",
    "remarkably": "크게", "notably": "특히", "strongly": "강하게", "previously": "이전에", "successfully": "성공적으로",
    "partially": "부분적으로", "closely": "면밀히", "tightly": "긴밀하게", "intelligently": "지능적으로",
    "visually": "시각적으로",
    "semantically": "의미상", "geometrically": "기하학적으로", "temporally": "시간적으로", "physically": "물리적으로",
    "quantitatively": "정량적으로", "qualitatively": "정성적으로", "synergistically": "시너지를 내며", "newly": "새로",
    "uniquely": "고유하게", "clearly": "뚜렷이", "inevitably": "불가피하게", "necessarily": "반드시",
    "truly": "진정으로",
    "slightly": "소폭", "adequately": "충분히", "sufficiently": "충분히", "mostly": "주로", "widely": "널리",
    "exclusively": "오로지", "even": "", "both": "", "indeed": "", "now": "이제", "actually": "실제로",
    "extensively": "폭넓게", "comprehensively": "포괄적으로", "rigorously": "엄밀하게", "instead": "대신",
}  # fmt: skip
"""Adverbs with their Korean; an empty string is left out. What limits (only, rarely) is not here."""
INTENSE = {
    "highly": "매우", "very": "매우", "extremely": "매우", "particularly": "특히", "especially": "특히",
    "prohibitively": "지나치게", "too": "지나치게", "inherently": "본질적으로", "increasingly": "점점 더",
    "notoriously": "매우", "relatively": "비교적", "still": "여전히", "often": "흔히", "largely": "대체로",
    "computationally": "연산 면에서", "more": "더", "most": "가장", "less": "덜", "significantly": "크게",
    "substantially": "크게", "far": "훨씬", "much": "훨씬", "also": "", "notably": "특히", "typically": "대개",
    "generally": "대체로", "usually": "대개", "critically": "매우", "fully": "완전히", "equally": "똑같이",
    "surprisingly": "뜻밖에", "remarkably": "매우", "currently": "현재", "fundamentally": "근본적으로",
}  # fmt: skip
"""Adverbs before an adjective."""
_WORKS = "method|framework|model|approach|system|pipeline|algorithm|benchmark|dataset"
OWN = re.compile(
    rf"(?:we|it|this (?:\w+ )?(?:{_WORKS})|the (?:proposed |resulting )?(?:{_WORKS}|paper|work|architecture)|"
    rf"(?:this|the present) (?:paper|work|study|survey|article|report)|"
    rf"our (?:\w+ )?(?:{_WORKS}|paper|work|study|results?|experiments?|findings?))$",
    re.IGNORECASE,
)
"""The story's own work as a subject."""
THOSE = _set(
    """
    this these those such it they them itself themselves he she his her former latter there one ones
    """
)
"""What stands for something said before."""
SEVERAL = re.compile(
    r"(?:an? |the )?(?:(?:wide|broad|diverse|large|comprehensive|full|rich) )?"
    r"(?:range|variety|set|series|suite|array|spectrum|multitude) of (?=\w)|a number of (?=\w)"
)
"""A quantity in several words."""
LACK = re.compile(r"(?:the |a )?(?:lack|scarcity|shortage) of (?=\w)")
"""Want of something."""
GRADABLE = ("한", "운", "은", "인", "는", "른", "린", "큰", "긴")
"""Endings of Korean adjectives that can be more or less so."""
REFUSED = _set(
    """
    this these those such no any each every some another both not neither only
    """
)
"""Determiners that limit or point."""
GROWTH = _set(
    """
    increase improvement gain reduction decrease drop speedup boost growth
    """
)
"""Nouns that take their amount before them."""
QUANTITIES = _set(
    """
    number amount
    """
)
""""Number of" and "amount of"."""
PLACES = {
    "in": "에서", "on": "에서", "across": "에서", "within": "안에서", "during": "동안", "under": "에서", "at": "에서",
    "throughout": "전반에서", "among": "가운데", "termwise": "면에서",
}  # fmt: skip
"""Prepositions around a verb."""
LINKS = {
    "in": "에서의", "across": "에서의", "within": "안의", "under": "에서의", "against": "에 대한", "from": "의",
    "about": "에 대한", "regarding": "에 대한", "toward": "을 향한", "towards": "을 향한",
    "during": "중의", "without": "없는", "like": "같은", "at": "에서의", "among": "사이의", "beyond": "을 넘는",
}  # fmt: skip
"""Prepositions behind a noun."""
AHEAD = ("성능", "개선", "향상", "우위", "이점", "정확도", "결과", "증가", "감소", "효율", "효율성", "품질", "일반화")
"""Korean heads behind which "over" compares."""
TOWARD = _set(
    """
    approach solution access robustness resistance adaptation contribution extension response answer challenge
    barrier alternative attack threat approaches solutions answers responses threats attacks barriers alternatives
    """
)
"""Nouns that take "to"."""
MEASURED = (
    "성능",
    "정확도",
    "결과",
    "실험",
    "점수",
    "향상",
    "개선",
    "성공률",
    "벤치마크",
    "품질",
    "효율",
    "속도",
    "탐지",
    "분류",
    "분할",
    "인식",
    "추정",
    "예측",
)
"""Korean heads that are measured on something."""
ABILITIES = _set(
    """
    ability abilities capability capabilities capacity potential tendency
    """
)
"""Nouns that take "to do" as what can be done."""
BY_MEANS = _set(
    """
    achieve attain reach generate produce predict detect perform fine-tune finetune train pretrain improve solve
    handle process render reconstruct obtain outperform deliver
    """
)
"""Verbs that take "with" as their means."""
HANDED = _set(
    """
    use employ propose present conduct introduce develop design apply adopt utilize provide perform
    """
)
"""Verbs of the authors' own doing, whose bare passive says nothing."""
GOVERNING = _set(
    """
    reliance dependence impact effect focus emphasis research work influence constraint constraints attack attacks
    information evidence training analysis performance study experiments evaluation survey review report overview
    perspective studies surveys reviews reports
    """
)
"""Nouns that take the "on" behind them."""
TASKS = _set(
    """
    task problem challenge process goal cost risk possibility way method accuracy role
    """
)
"""Nouns before "of doing"."""
MEANS = _set(
    """
    leverage use utilize employ combine integrate incorporate exploit harness apply adopt rely
    """
)
"""Verbs whose participle behind a comma tells the means, not what follows."""
MODALS = frozenset(("can", "may", "could", "might"))
"""What may be."""
TRY = frozenset(("fail", "fails", "struggle", "struggles", "aim", "aims", "tend", "tends"))
"""Verbs before "to" that say whether it is done."""
BE = _set(
    """
    is are was were remain remains
    """
)
"""Forms of be."""
MANNER = {"via": "을 통해", "through": "을 통해", "using": "을 이용해", "with": "로", "by": "에 의해",
    "for": "을 위해", "from": "에서",
           "to": "에", "as": "로", "into": "로"}  # fmt: skip
"""Prepositions of means and manner around a verb."""
BREAKS = _set(
    """
    via through using while without versus owing-to
    """
)
"""Words at which what surrounds a verb begins."""
BOUND = _set(
    """
    of for or to that which with between ; : such-as based-on rather-than versus owing-to termwise over alone
    """
)
"""Words at which a plain noun phrase ends."""
FOLLOWERS = _set(
    """
    such-as rather-than that which of for in on with from to via through using between such including like based-on
    over
    """
) | frozenset(LINKS)
"""Words behind a noun that begin what modifies it."""
KNOWN_OTHERWISE = (
    frozenset(ADVERBS)
    | frozenset(INTENSE)
    | _set(
        """
    about above across after against along although among around because before behind below beside between beyond
    could despite during either every however might neither other rather should since their there these those
    though through throughout under unless until versus where whereas whether which while whose within without
    would termwise enough quite cannot except toward towards regarding according anything everything nothing itself
    themselves first second third nature power field fields
    alone overall three seven eight shown given taken becomes become makes
    remain remains fails enables allows known among today
    """
    )
)
"""Words that are no nouns by any looks."""


@dataclass(frozen=True, slots=True)
class Letting:
    """A verb that lets somebody do something."""

    lemma: str
    verb: Verb

    def forms(self, kind: str) -> tuple[str, ...]:
        """Its English form of a kind."""
        short = self.lemma.removesuffix("e")
        return {
            "base": (self.lemma,), "s": (f"{self.lemma}s",), "ing": (f"{short}ing",), "ed": (f"{short}ed",),
        }.get(kind, ())  # fmt: skip


LETTING = (
    Letting("enable", Verb("하", "해")), Letting("allow", Verb("하", "해")), Letting("encourage", Verb("유도하",
    "유도해")),
    Letting("help", Verb("돕", "도와")), Letting("force", Verb("강제하", "강제해")), Letting("prompt", Verb("하",
    "해")),
)  # fmt: skip
LETS = frozenset(one.lemma for one in LETTING)
