"""The frame of a Korean report: what an editor writes around terms, names, figures and quotes.

Short on purpose. A figure is said in Korean order (측정한 것, 한정어, 값, 방향) only when it was parsed whole; a measure
or a comparison that has no safe Korean keeps its English words.
"""

from __future__ import annotations

import re

from jogan.glossary import Glossary
from jogan.model import TermCount
from jogan.write.figures import Figure
from jogan.write.korean import particle, with_particle
from jogan.write.markup import bold, italic, plain, readable, unmark
from jogan.write.measures import HEADS, WHOLE, lower_is_better, singular
from jogan.write.phrases_ko import Terms
from jogan.write.reading import Facts, Genre, ResourceKind

_GENRES: dict[Genre, str] = {
    "survey": "서베이",
    "dataset": "데이터셋",
    "benchmark": "벤치마크",
    "study": "분석 연구",
    "": "",
}
_RESOURCES: dict[ResourceKind, str] = {
    "code": "코드", "data": "데이터", "model": "모델", "project": "프로젝트 페이지", "demo": "데모", "page": "페이지",
}  # fmt: skip


class KoreanFrames:
    """The Korean frame of one report; see `Frames`."""

    def __init__(self, glossary: Glossary) -> None:
        self._terms = Terms(glossary)

    # ── Phrases and figures ──

    def what(self, phrase: str) -> str | None:
        said = self._terms.phrase(readable(phrase))
        return said if said is not None and len(unmark(said)) >= 4 else None

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
        measure = self._measure(figure.measure)
        if measure is None:
            return None
        if figure.of:
            of = self._source_words(figure.of, 5)
            if of is None:
                return None
            measure = f"{of}의 {measure}"
        factor = figure.value.endswith("×")
        value = plain(figure.value[:-1] + "배" if factor else figure.value)
        value = re.sub(r"–", "\\~", value) if False else value
        kind = {"relative": "상대적으로 ", "absolute": "절대치로 "}.get(figure.relative, "")
        mean = "평균 " if figure.average and "평균" not in measure else ""
        if figure.shape == "level":
            return f"{measure} {mean}{self._bounded(value, figure.bound, still=True)}"
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
            measure = measure or "속도"
            measure = measure if measure.endswith("속도") else f"{measure} 속도" if measure != "처리량" else measure
            return f"{measure} {amount}{'' if factor else ' 향상'}"
        if not measure:
            return None
        if figure.direction == "down":
            return f"{measure} {amount} 감소"
        if figure.direction == "up":
            return f"{measure} {amount} 증가" if not factor else f"{measure} {amount} 증가"
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
        if not measure:
            return ""
        if " and " in measure:
            parts = [self._measure(part) for part in measure.split(" and ")]
            return "·".join(part for part in parts if part) if all(parts) else None
        low = singular(re.sub(r"^(?:the|its|their)\s+", "", measure, flags=re.IGNORECASE))
        said = WHOLE.get(low) or (HEADS.get(low) if " " not in low else None)
        if said is None:
            said = self._terms.phrase(measure, quiet=True)
        if said is not None:
            return said
        return plain(readable(measure)) if len(measure.split()) <= 4 else None

    def _source_words(self, words: str, limit: int) -> str | None:
        """A source's noun phrase: in Korean where every word is known, else in its own English if it is short."""
        words = readable(words)
        said = self._terms.phrase(words, quiet=True)
        if said is not None:
            return said
        words = re.sub(r"^(?:the|a|an|its|their|our)\s+", "", words, flags=re.IGNORECASE)
        return plain(words) if len(words.split()) <= limit else None

    def joined(self, parts: list[str]) -> str:
        return " · ".join(parts)

    # ── Resources ──

    def resource(self, kind: ResourceKind, url: str) -> str:
        return f"{_RESOURCES[kind]} {plain(url)}"

    def promised(self) -> str:
        return "공개 예정이라고만 밝힘(링크 없음)"

    def genre(self, genre: Genre) -> str:
        return _GENRES[genre]

    def no_abstract(self) -> str:
        return "초록을 얻지 못해 제목과 링크만 싣는다."

    # ── Terms, topics, trends ──

    def term(self, canonical: str) -> str:
        return self._terms.term(canonical)

    def label(self, canonical: str) -> str:
        return self._terms.label(canonical)

    def names(self, facts: list[Facts]) -> str:
        shown = [italic(short_name(one)) for one in facts[:4]]
        return "·".join(shown) + (" 등" if len(facts) > 4 else "")

    def topic_shared(self, term: str, facts: list[Facts]) -> str:
        return f"**{self.term(term)}** — {self.names(facts)}"

    def topic_alone(self, terms: list[str]) -> str:
        return " · ".join(f"**{self.term(term)}**" for term in terms)

    def rising(self, count: TermCount) -> str:
        return f"**{self.term(count.term)}** {count.stories}편 ▲ — 지난 {count.days}회 평균 {count.average:.1f}편(섹션 전체)보다 많음"

    def fresh(self, terms: list[str], days: int) -> str:
        return f"지난 {days}회에 없던 말: {', '.join(self.term(term) for term in terms)}"

    def proposed(self, names: list[str]) -> str:
        return f"새 이름: {', '.join(italic(name) for name in names)}"

    def with_code(self, facts: list[Facts]) -> str:
        return f"코드나 데이터 링크가 있는 논문: {self.names(facts)}"

    def kinds(self, genre: Genre, facts: list[Facts]) -> str:
        return f"{_GENRES[genre]}: {self.names(facts)}"

    def shared_data(self, name: str, facts: list[Facts]) -> str:
        return f"{with_particle(plain(name), '을/를')} 함께 다룸: {self.names(facts)}"

    # ── Interpretation ──

    def impact_code(self, facts: list[Facts]) -> str:
        names = self.names(facts)
        return f"{with_particle(names, '은/는')} 코드나 데이터 링크가 있어 독자가 직접 확인해 볼 수 있다."

    def impact_yardstick(self, facts: list[Facts]) -> str:
        names = self.names(facts)
        return f"{with_particle(names, '은/는')} 새 방법보다 재는 잣대를 내놓는다. 쓸모는 다른 연구가 이 잣대를 받아들이느냐에 달렸다."

    def impact_field(self, term: str, facts: list[Facts]) -> str:
        return f"{with_particle(self.term(term), '을/를')} 다루는 쪽이라면 {self.names(facts)}부터 볼 만하다."

    def impact_shared(self, term: str, facts: list[Facts]) -> str:
        names = self.names(facts)
        word = self.term(term)
        return f"{particle_joined(names, '이/가')} 함께 {with_particle(word, '을/를')} 다룬다. 이 주제를 쓰는 시스템이라면 나란히 놓고 비교할 만하다."

    def outlook_split(self, term: str, first: Facts, own: str, second: Facts, other: str) -> str:
        return (
            f"같은 {with_particle(self.term(term), '을/를')} 다루지만 {with_particle(italic(short_name(first)), '은/는')} {self.term(own)} 쪽, "
            f"{with_particle(italic(short_name(second)), '은/는')} {self.term(other)} 쪽에 선다. 함께 쓸 수 있는지는 두 초록에 나오지 않는다."
        )

    def outlook_no_baseline(self, facts: list[Facts]) -> str:
        return f"{self.names(facts)}의 수치는 무엇과 비교한 값인지 초록에 적혀 있지 않다."

    def outlook_no_figures(self, facts: list[Facts]) -> str:
        names = self.names(facts)
        return f"{with_particle(names, '은/는')} 나아졌다고 하지만 얼마나인지는 초록에 적지 않았다."

    def outlook_no_code(self, facts: list[Facts]) -> str:
        return f"{self.names(facts)}에는 코드·데이터 링크가 없어 당장 재현해 보기 어렵다."

    def outlook_limit(self, facts: list[Facts]) -> str:
        return f"{self.names(facts)}처럼 한계를 스스로 적은 초록은 그 대목부터 읽는 편이 낫다."

    def outlook_excerpt(self, facts: list[Facts]) -> str:
        names = self.names(facts)
        return f"{with_particle(names, '은/는')} 짧은 발췌만 얻었으므로 세부는 원문에서 확인해야 한다."

    # ── The ten-second version ──

    def highlight_theme(self, category: str, stories: int, themes: list[str]) -> str:
        themed = ", ".join(self.term(term) for term in themes)
        return f"{bold(category)} {stories}편으로 가장 많음" + (f": {themed}" if themed else "")

    def highlight_rise(self, count: TermCount, stories: int) -> str:
        return f"**{self.term(count.term)}** 지난 {count.days}회 평균 {count.average:.1f}편 → 오늘 {stories}편"

    def highlight_story(self, name: str, text: str) -> str:
        return f"{bold(name)}: {text}"

    def highlight_turn(self, name: str, text: str) -> str:
        return f"통념과 다른 결과 — {bold(name)}: {text}"


def short_name(facts: Facts) -> str:
    """The name by which a story is called in running text: its own name, or its title's head, shortened at a word."""
    name = readable(facts.names[0] if facts.names and len(facts.names[0]) <= 40 else facts.head)
    if len(name) <= 48:
        return name
    return name[:48].rsplit(" ", 1)[0].rstrip(" ,;:-–—") + "…"


def particle_joined(names: str, pair: str) -> str:
    """A list of names with its particle."""
    return names + particle(names, pair)  # type: ignore[arg-type]
