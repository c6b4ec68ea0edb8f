"""The frame of a Korean report: what an editor writes around terms, names, figures and quotes.

Short on purpose. A figure is said in Korean order (측정한 것, 값, 방향) only when it was parsed whole; a measure or a
comparison that has no safe Korean keeps its English words.
"""

from __future__ import annotations

import re

from jogan.glossary import Glossary
from jogan.model.common import Unit
from jogan.model.edited import TermCount
from jogan.write.clauses import Clause
from jogan.write.cues import Field, Genre, ResourceKind
from jogan.write.figures import Figure
from jogan.write.frames import NAMED, Group, Keep, story_name
from jogan.write.korean import with_particle
from jogan.write.markup import bold, named, plain, readable
from jogan.write.measures import HEADS, WHOLE, is_metric, lower_is_better, singular
from jogan.write.phrases_ko import LEADING, Terms
from jogan.write.reading import Facts, is_specific
from jogan.write.saying_ko import Sayings
from jogan.write.words_ko import KIND_NOUNS

_GENRES: dict[Genre, str] = {
    "survey": "서베이",
    "dataset": "데이터셋",
    "benchmark": "벤치마크",
    "": "",
}
_RESOURCES: dict[ResourceKind, str] = {
    "code": "코드", "data": "데이터", "model": "모델", "project": "프로젝트 페이지", "demo": "데모", "open": "",
}  # fmt: skip


_FIELDS: dict[Field, str] = {
    "medicine": "의료", "driving": "자율주행", "robots": "로봇", "law": "법률", "finance": "금융", "education": "교육",
    "science": "과학 연구", "software": "소프트웨어 개발", "security": "보안", "languages": "여러 언어",
    "climate": "기후·지구 관측", "games": "게임", "copyright": "저작권",
    "chips": "반도체·데이터센터", "work": "일자리",
}  # fmt: skip


_GROUPS: dict[Group, str] = {
    "contradicts": "통념에 반하는 결과", "training-free": "추가 학습 없이 쓴다는 것",
    "on-device": "기기에서 돌리려는 것", "saves": "비용·자원 절감을 재어 보인 것",
    "open": "코드·데이터 링크가 있는 것", "words": "숫자 없이 결과를 적은 것",
    "no-baseline": "견준 상대가 초록에 없는 수치", "best-case": "‘최대’로만 적은 수치",
    "coming": "코드·데이터 공개를 예고한 것", "told-by-itself": "당사자의 말을 옮긴 것",
}  # fmt: skip


_TROUBLES: dict[str, str] = {
    "hard": "아직 어려운 과제", "unexplored": "연구가 부족함", "unclear": "알려진 것이 적음", "limited": "부족함",
    "suffers": "{object} 문제가 있음", "struggles": "{object}에 약함", "lacks": "{object} 부족",
    "costly": "비용이 큼", "slow": "시간이 오래 걸림",
}  # fmt: skip
_DEGREES = {
    "significantly": "크게 ", "substantially": "크게 ", "considerably": "크게 ", "greatly": "크게 ",
    "markedly": "크게 ",
    "dramatically": "크게 ", "consistently": "일관되게 ",
}  # fmt: skip


class KoreanFrames:
    """The Korean frame of one report; see `Frames`."""

    def __init__(self, glossary: Glossary) -> None:
        self._terms = Terms(glossary)
        self._sayings = Sayings(self._terms)

    # ── Phrases and figures ──

    def what(self, phrase: str, title: str) -> str | None:  # noqa: ARG002 (Korean says more than an English title)
        """In Korean, when the phrase holds more than a kind of work ("통합 접근법")."""
        words = re.sub(r"\s\([^()]*\)", "", readable(phrase))
        if not is_specific(words):
            return None
        said = self._terms.phrase(words)
        if said is None and not re.search(r"\b[A-Z][a-z]+\s[A-Z][a-z]", words):
            said = self._sayings.say(words, opened=True)  # titles have capitals that tell no name
        return None if said is None or re.search("[함됨임음킴]$", said) else said

    def keywords(self, terms: list[str]) -> str:
        """The terms of a title in Korean, where the title itself could not be put into it."""
        return f"주제어 {' · '.join(self.term(term) for term in terms)}" if terms else ""

    def figure(self, figure: Figure) -> str | None:
        core = self._core(figure)
        if core is None:
            return None
        baseline = self._source_words(figure.baseline, 10) if figure.baseline and figure.shape != "margin" else ""
        on = self._source_words(figure.on, 8) if figure.on else ""
        if (figure.on and on is None) or (figure.baseline and figure.shape != "margin" and baseline is None):
            return None
        where = f"{on}에서 " if on else ""
        against = f"({baseline} 대비)" if baseline else ""
        who = f"{plain(figure.subject)}: " if figure.subject else ""
        return f"{who}{where}**{core}**{against}"

    def _core(self, figure: Figure) -> str | None:
        averaged = re.match(r"(?:average|mean)\s+(?=\S)", figure.measure, re.IGNORECASE)
        averaged = None if singular(figure.measure) in WHOLE else averaged
        measure = self._measure(figure.measure[averaged.end() :] if averaged else figure.measure)
        if measure is None:
            return None
        if figure.of:
            of = self._source_words(figure.of, 5)
            if of is None:
                return None
            measure = f"{of}의 {measure}"
        factor = figure.value.endswith("×")
        value = plain(re.sub(r"\s?points?$", "점", figure.value[:-1] + "배" if factor else figure.value))
        kind = {"relative": "상대적으로 ", "absolute": "절대치로 "}.get(figure.relative, "")
        mean = "평균 " if (figure.average or averaged) and "평균" not in measure else ""
        if figure.shape == "level":
            return f"{measure} {mean}{self._bounded(value, figure.bound, still=True)}".strip()
        if figure.shape == "kept":
            return f"{measure} {mean}{self._bounded(value, figure.bound, still=True)} 유지"
        if figure.shape == "range":
            to = self._bounded(plain(figure.to), figure.bound, still=True)
            return f"{measure} {value} → {to}"
        amount = f"{mean}{kind}{self._bounded(value, figure.bound, still=False)}"
        if figure.shape == "margin":
            base = self._source_words(figure.baseline, 8)
            if base is None:
                return None
            place = f"{measure}에서 " if measure else ""
            return f"{with_particle(base, '을/를')} {place}{amount} 앞섬"
        if figure.direction == "slower":
            return None
        if figure.shape == "speedup" or figure.direction == "faster":
            measure = "속도" if measure in ("", "성능") else measure
            measure = measure if measure.endswith("속도") else f"{measure} 속도" if measure != "처리량" else measure
            return f"{measure} {amount}{'' if factor and figure.bound != 'over' else ' 향상'}"
        if not measure:
            return f"{amount} 향상" if figure.on and figure.direction == "better" else None
        if figure.direction == "down":
            return f"{measure} {amount} 감소"
        if figure.direction == "up":
            return f"{measure} {amount} 증가"
        return f"{measure} {amount} {'개선' if lower_is_better(figure.measure) else '향상'}"

    def _bounded(self, value: str, bound: str, *, still: bool) -> str:
        match bound:
            case "up to":
                return f"최대 {value}"
            case "at least":
                return f"최소 {value}"
            case "about":
                return f"약 {value}"
            case "over":
                return f"{value} 초과" if still else f"{value} 넘게"
            case "under":
                return f"{value} 미만"
            case "nearly":
                return f"거의 {value}"
            case "only":
                return f"{value}에 그침" if still else f"{value}만"
        return value

    def _measure(self, measure: str) -> str | None:
        """What is measured: in Korean from its head on, with the words before it in their own English where unknown."""
        if not measure:
            return ""
        if " and " in measure:
            parts = [self._measure(part) for part in measure.split(" and ")]
            return "·".join(part for part in parts if part) if all(parts) else None
        owner, _, owned = measure.partition("'s ")
        if owned:
            said = self._measure(owned)
            return f"{plain(readable(owner))}의 {said}" if said else None
        counted = re.match(r"(?:the\s+)?(?:number|amount)\s+of\s+(.+)", measure, re.IGNORECASE)
        if counted and singular(measure) not in WHOLE:
            said = self._measure(counted.group(1))
            return f"{said} 수" if said and measure.lower().startswith(("number", "the number")) else None
        words = readable(re.sub(r"^(?:the|its|their)\s+", "", measure, flags=re.IGNORECASE)).split()
        if len(words) > 5:
            return None
        if is_metric(" ".join(words)) and singular(" ".join(words)) not in WHOLE and len(words) == 1:
            return HEADS.get(singular(words[0])) or plain(words[0])
        for at in range(len(words)):
            tail = singular(" ".join(words[at:]))
            said = WHOLE.get(tail) or (HEADS.get(tail) if at == len(words) - 1 else None)
            if said is None:
                said = self._terms.phrase(" ".join(words[at:]), quiet=True)
            if said is not None:
                before = self._terms.phrase(" ".join(words[:at]), quiet=True) or plain(" ".join(words[:at]))
                if at > 1 and sum(word.islower() for word in before.split()) > 1:
                    return None  # two English words before a Korean one are neither
                return f"{before} {said}".strip()
        return plain(" ".join(words))

    def _source_words(self, words: str, limit: int) -> str | None:
        """A source's noun phrase: in Korean where every word is known, else in its own English if it is short."""
        words = LEADING.sub("", readable(words))
        said = self._terms.place(words)
        if said is not None:
            return said
        common = sum(word.islower() and len(word) > 3 for word in words.split())
        return plain(words) if len(words.split()) <= limit and common <= 1 else None

    def clause(self, clause: Clause) -> str | None:
        """In Korean, when each of its parts is known word by word."""
        subject = self._said(clause.subject)
        object_ = self._said(clause.object)
        on = self._said(clause.on, place=True)
        if None in (subject, object_, on):
            return None
        where = f"{on}에서 " if on else ""
        degree = _DEGREES.get(clause.degree, "")
        if clause.kind in _TROUBLES:
            said = _TROUBLES[clause.kind].format(object=object_)
            return f"{subject}: {said}"
        match clause.kind:
            case "beats":
                return f"{where}{object_}보다 {degree}앞섬"
            case "best":
                return f"{where}최고 수준(state of the art) 성능"
            case "matches":
                return f"{where}{with_particle(object_ or '', '과/와')} 비슷한 성능"
            case "better":
                return f"{where}{object_} {degree}향상"
            case "less":
                return f"{where}{object_} {degree}감소"
        return None

    def sentence(
        self, words: str, names: tuple[str, ...], *, opened: bool = False, own: bool = True, keep: Keep = bool
    ) -> str | None:
        """A statement, or what is left of it behind "we propose X, a", in Korean, where the grammar explains it."""
        return self._sayings.say(words, names, opened=opened, own=own, keep=keep)

    def _said(self, words: str, *, place: bool = False) -> str | None:
        """A part of a clause: names as they are, all else word by word in Korean."""
        words = LEADING.sub("", readable(words))
        if not words:
            return ""
        if place:
            said = self._terms.place(words)
            # A clause says where only by a name or a kind of place.
            known = re.search(r"[A-Z]", words) or words.rpartition(" ")[2].lower() in KIND_NOUNS
            return said if known else None
        return self._terms.phrase(words)

    def joined(self, parts: list[str]) -> str:
        return " · ".join(parts)

    # ── Resources ──

    def resource(self, kind: ResourceKind, url: str) -> str:
        return f"{_RESOURCES[kind]} {plain(url)}".strip()

    # ── Terms, topics, trends ──

    def term(self, canonical: str) -> str:
        return self._terms.term(canonical)

    def _names(self, facts: list[Facts]) -> str:
        shown = [named(story_name(one)) for one in facts[:NAMED]]
        return "·".join(shown) + (" 등" if len(facts) > NAMED else "")

    def topic(self, term: str, facts: list[Facts]) -> str:
        label = f"**{self.term(term)}**"
        return f"{label} — {self._names(facts)}" if facts else label

    def kinds(self, genre: Genre, facts: list[Facts]) -> str:
        return f"{_GENRES[genre]}: {self._names(facts)}"

    def with_code(self, facts: list[Facts], of: int) -> str:
        if len(facts) == of:
            return "모두 초록에 코드나 프로젝트 링크를 적었다"
        return f"초록에 코드나 프로젝트 링크를 적은 논문: {self._names(facts)}"

    # ── Interpretation ──

    def side_by_side(self, row: list[tuple[Facts, Figure]]) -> str | None:
        measure, on = self._measure(row[0][1].measure), self._source_words(row[0][1].on, 6)
        if not measure or on is None:
            return None
        values = (
            f"{named(story_name(one))} {self._bounded(plain(figure.value), figure.bound, still=True)}"
            for one, figure in row
        )
        return f"같은 잣대({on} {measure}): {', '.join(values)}"

    def impact_fields(self, touched: dict[Field, list[Facts]]) -> str:
        return "; ".join(f"{_FIELDS[name]}: {self._names(facts)}" for name, facts in touched.items())

    def impact_groups(self, groups: dict[Group, list[Facts]]) -> str:
        return self._grouped(groups)

    def _grouped(self, groups: dict[Group, list[Facts]]) -> str:
        return "; ".join(f"{_GROUPS[name]}: {self._names(facts)}" for name, facts in groups.items())

    def impact_shared(self, term: str, facts: list[Facts]) -> str:
        return f"{self.term(term)} 쪽에서 나란히 볼 것: {self._names(facts)}"

    def outlook_split(self, term: str, first: Facts, own: str, second: Facts, other: str) -> str:
        a, b, word = named(story_name(first)), named(story_name(second)), self.term(term)
        return (
            f"같은 {with_particle(word, '을/를')} 두고 {with_particle(a, '은/는')} {self.term(own)}, "
            f"{with_particle(b, '은/는')} {self.term(other)} 쪽에서 다가간다."
        )

    def outlook_groups(self, groups: dict[Group, list[Facts]]) -> str:
        return self._grouped(groups)

    # ── The ten-second version ──

    def highlight_center(self, term: str, facts: list[Facts]) -> str:
        return f"**{self.term(term)}** {len(facts)}편: {self._names(facts)}"

    def highlight_rise(self, count: TermCount, unit: Unit) -> str:
        span, now = {"day": ("개 판", "오늘"), "week": ("주", "이번 주"), "month": ("개월", "이번 달")}[unit]
        before = f"지난 {count.days}{span} 평균 {count.average:.1f}편"
        return f"**{self.term(count.term)}**: {before} → {now} {count.stories}편"

    def highlight_story(self, name: str, what: str, text: str) -> str:
        return f"{bold(name)} — {what}: {text}" if what else f"{bold(name)}: {text}"

    def highlight_turn(self, name: str, text: str) -> str:
        return f"통념과 다른 결과 — {bold(name)}: {text}"
