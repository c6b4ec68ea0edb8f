"""English noun phrases put into Korean, when every word of them is known, and not otherwise.

A phrase is covered from the left by glossary terms (in their own wording, not a looser variant), by the closed list of
modifiers below, and by names, which stay as they are. English and Korean noun phrases order their modifiers alike; only
the parts joined by prepositions change places ("dataset for X": `X를 위한 데이터셋`). One unknown word and there is no
translation: the caller then quotes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jogan.edit.terms import GENERIC
from jogan.glossary import Entry, Glossary
from jogan.write.korean import with_particle
from jogan.write.markup import plain

_MODIFIERS = {
    "novel": "", "new": "", "simple": "간단한", "efficient": "효율적인", "effective": "효과적인", "unified": "통합",
    "comprehensive": "포괄적인", "large-scale": "대규모", "large": "대규모", "small": "소형", "compact": "소형",
    "lightweight": "경량", "open-source": "오픈소스", "open": "공개", "training-free": "학습이 필요 없는",
    "tuning-free": "튜닝이 필요 없는", "data-free": "데이터가 필요 없는", "two-stage": "두 단계",
    "two-phase": "두 단계", "three-stage": "세 단계", "multi-stage": "다단계", "single-stage": "단일 단계",
    "one-step": "한 단계", "few-step": "적은 단계의", "multi-step": "다단계", "real-time": "실시간",
    "end-to-end": "종단 간", "plug-and-play": "플러그 앤 플레이", "hierarchical": "계층적", "adaptive": "적응형",
    "dynamic": "동적", "automated": "자동", "automatic": "자동", "interactive": "대화형", "generative": "생성형",
    "general-purpose": "범용", "general": "일반", "universal": "범용", "versatile": "다용도",
    "scalable": "확장 가능한", "robust": "강건한", "flexible": "유연한", "modular": "모듈형",
    "high-quality": "고품질", "high-resolution": "고해상도", "high-fidelity": "고충실도", "multi-task": "다중 작업",
    "multi-view": "다시점", "multi-turn": "여러 턴의", "multi-agent": "다중 에이전트", "multi-scale": "다중 스케일",
    "multi-level": "다수준", "single-view": "단일 시점", "self-supervised": "자기지도", "unsupervised": "비지도",
    "supervised": "지도", "semi-supervised": "준지도", "weakly-supervised": "약지도", "zero-shot": "제로샷",
    "few-shot": "퓨샷", "long-context": "긴 문맥", "long-form": "장문", "long-horizon": "장기",
    "multilingual": "다국어", "multimodal": "멀티모달", "multi-modal": "멀티모달", "cross-modal": "교차 모달",
    "visual": "시각", "textual": "텍스트", "medical": "의료", "clinical": "임상", "scientific": "과학",
    "mathematical": "수학", "legal": "법률", "financial": "금융", "educational": "교육", "embodied": "체화",
    "personalized": "개인화", "controllable": "제어 가능한", "interpretable": "해석 가능한",
    "explainable": "설명 가능한", "probabilistic": "확률적", "text-guided": "텍스트로 이끄는",
    "data-driven": "데이터 기반", "gradient-based": "그래디언트 기반", "graph-based": "그래프 기반",
    "model-based": "모델 기반", "agent-based": "에이전트 기반", "diffusion-based": "확산 기반",
    "transformer-based": "트랜스포머 기반", "llm-based": "LLM 기반", "llm-driven": "LLM 기반",
    "attention-based": "어텐션 기반", "retrieval-based": "검색 기반", "rule-based": "규칙 기반", "fully": "완전",
    "synthetic": "합성", "human": "사람", "digital": "디지털", "sparse": "희소", "dense": "밀집",
    "monocular": "단안", "iterative": "반복", "bilingual": "이중 언어", "preliminary": "예비",
    "systematic": "체계적인", "empirical": "실증", "theoretical": "이론적", "first": "", "standardized": "표준화된",
    "realistic": "사실적인", "fine-grained": "세밀한", "structured": "구조화된", "visual-language": "시각-언어",
    "alternative": "대안", "practical": "실용적인", "generic": "일반", "local": "지역", "global": "전역",
    "causal": "인과", "temporal": "시간적", "spatial": "공간적", "geometric": "기하학적", "hybrid": "하이브리드",
    "collaborative": "협력", "autonomous": "자율", "foundational": "기초", "instruction-following": "지시 따르기",
    "vision-centric": "시각 중심", "task-specific": "작업별", "domain-specific": "도메인 특화",
    "multi-dimensional": "다차원", "cross-lingual": "교차 언어", "low-resource": "저자원", "low-rank": "저랭크",
    "non-autoregressive": "비자기회귀", "existing": "기존", "several": "여러", "various": "여러",
    "diverse": "다양한", "multiple": "여러", "complex": "복잡한", "challenging": "어려운", "popular": "널리 쓰이는",
    "standard": "표준", "public": "공개", "downstream": "다운스트림", "real-world": "실제", "unseen": "처음 보는",
    "strong": "강한", "previous": "기존", "prior": "기존", "current": "현재", "best": "최고", "recent": "최근",
    "closed-source": "비공개", "proprietary": "비공개", "state-of-the-art": "최고 수준", "sota": "최고 수준",
    "other": "다른", "larger": "더 큰", "smaller": "더 작은", "same": "같은", "vanilla": "기본",
}  # fmt: skip
_NOUNS = {
    "framework": "프레임워크", "method": "방법", "approach": "접근법", "model": "모델", "models": "모델",
    "family": "계열", "pipeline": "파이프라인", "paradigm": "패러다임", "benchmark": "벤치마크",
    "dataset": "데이터셋", "datasets": "데이터셋", "benchmarks": "벤치마크", "system": "시스템",
    "algorithm": "알고리즘", "architecture": "아키텍처", "strategy": "전략", "mechanism": "메커니즘",
    "module": "모듈", "suite": "모음", "toolkit": "툴킷", "library": "라이브러리", "platform": "플랫폼",
    "survey": "서베이", "review": "리뷰", "study": "연구", "analysis": "분석", "technique": "기법", "tool": "도구",
    "solution": "해법", "recipe": "레시피", "evaluation": "평가", "assistant": "어시스턴트", "agent": "에이전트",
    "agents": "에이전트", "environment": "환경", "environments": "환경", "simulator": "시뮬레이터",
    "corpus": "말뭉치", "methods": "방법", "approaches": "접근법", "baseline": "기준 모델",
    "baselines": "기준 모델", "task": "과제", "tasks": "과제", "series": "시리즈", "network": "네트워크",
    "decoder": "디코더", "encoder": "인코더", "objective": "목적 함수", "protocol": "프로토콜", "image": "이미지",
    "images": "이미지", "video": "비디오", "videos": "비디오", "text": "텍스트", "audio": "오디오",
    "speech": "음성", "music": "음악", "code": "코드", "document": "문서", "documents": "문서", "robot": "로봇",
    "robots": "로봇", "scene": "장면", "scenes": "장면", "object": "객체", "objects": "객체", "language": "언어",
    "languages": "언어", "system's": "", "generation": "생성", "understanding": "이해", "reasoning": "추론",
    "editing": "편집", "detection": "탐지", "segmentation": "분할", "recognition": "인식",
    "reconstruction": "재구성", "estimation": "추정", "classification": "분류", "training": "학습",
    "learning": "학습", "inference": "추론", "planning": "계획", "retrieval": "검색", "navigation": "내비게이션",
    "manipulation": "조작", "prediction": "예측", "synthesis": "합성", "translation": "번역",
    "summarization": "요약", "compression": "압축", "optimization": "최적화", "quantization": "양자화",
    "attention": "어텐션", "attack": "공격", "attacks": "공격", "class": "종류", "data": "데이터",
    "trackers": "추적기", "systems": "시스템", "algorithms": "알고리즘", "techniques": "기법",
}  # fmt: skip
_PARTS = re.compile(r"\s+(for|of|on|in|and)\s+")
_TOKEN = re.compile(r"[A-Za-z0-9][\w+./'’@-]*")
_NAME = re.compile(
    r"^(?:[A-Z]{2,}[\w.+-]*|[A-Z][\w.+-]*[A-Z0-9][\w.+-]*|[A-Z][\w-]*\d[\w.-]*|\d+[A-Z]\b|[A-Z][A-Za-z]*[a-z][A-Z]\w*)s?$"
)
_COUNTED = re.compile(
    r"^(?P<n>\d[\d,]*)\s+(?:(?:diverse|different|public|popular|challenging|representative|real-world|standard|"
    r"open-source|downstream)\s+)*(?P<noun>[a-z][a-z -]*s)$"
)
_LEADING = re.compile(
    r"^(?:a\s+|the\s+)?(?:(?:wide|broad|diverse)\s+)?(?:range|variety|set|series|suite)\s+of\s+"
    r"|^(?:the|a|an|its|their|our|both|all)\s+",
    re.IGNORECASE,
)


def folded(phrase: str) -> str:
    """A phrase without case, hyphens and the plural of its last word, for comparing wordings."""
    bare = re.sub(r"[\s-]+", " ", phrase.lower()).strip()
    return bare[:-1] if bare.endswith("s") and not bare.endswith(("ss", "us", "is")) else bare


@dataclass(slots=True)
class Terms:
    """The glossary as one report uses it: a term is `한국어(English)` where it stands first, then Korean only."""

    glossary: Glossary
    used: set[str] = field(default_factory=set)

    def term(self, canonical: str) -> str:
        """A canonical term as it is printed now; what the glossary does not know stays as it is."""
        entry = self.glossary.by_en(canonical)
        return (
            self.entry(entry, entry.en)
            if entry is not None and folded(entry.en) == folded(canonical)
            else plain(canonical)
        )

    def label(self, canonical: str) -> str:
        """A term's Korean without its English, for places that stand alone."""
        entry = self.glossary.by_en(canonical)
        return plain(entry.ko) if entry is not None and folded(entry.en) == folded(canonical) else plain(canonical)

    def entry(self, entry: Entry, shown: str) -> str:
        """An entry's Korean, with `shown` (its English or acronym) in brackets at its first use in the report."""
        if entry.ko.lower() == entry.en.lower() or not re.search(r"[가-힣]", entry.ko):
            return plain(entry.ko)
        if entry.en in self.used or entry.en.lower() in GENERIC or entry.kind in ("general", "language", "place"):
            return plain(entry.ko)
        self.used.add(entry.en)
        return plain(f"{entry.ko}({shown})")

    def phrase(self, english: str, *, quiet: bool = False) -> str | None:
        """The phrase in Korean, or None where one of its words is unknown; `quiet` leaves the English brackets out."""
        before = set(self.used)
        said = self._joined(" ".join(english.split()), quiet)
        if said is None or quiet:
            self.used.clear()
            self.used.update(before)
        return said

    def _joined(self, english: str, quiet: bool) -> str | None:
        english = _LEADING.sub("", english.strip(" ,."))
        counted = _COUNTED.match(english)
        if counted:
            noun = self._words(counted.group("noun"), quiet)
            return f"{noun} {counted.group('n')}개" if noun else None
        pieces = _PARTS.split(english)
        if len(pieces) > 7:
            return None
        said = self._words(_LEADING.sub("", pieces[0]), quiet)
        if said is None:
            return None
        # "A for B" is "B를 위한 A": each later part goes before what it belongs to; "and" binds its neighbors first.
        parts: list[tuple[str, str]] = [("", said)]
        for link, words in zip(pieces[1::2], pieces[2::2], strict=True):
            word = self._words(_LEADING.sub("", words), quiet)
            if word is None:
                return None
            if link == "and":
                parts[-1] = (parts[-1][0], f"{parts[-1][1]}·{word}")
            else:
                parts.append((link, word))
        if len(parts) > 3:
            return None
        text = parts[-1][1]
        for place in range(len(parts) - 1, 0, -1):
            link, head = parts[place][0], parts[place - 1][1]
            text = self._link(link, text, head)
        return text

    def _link(self, link: str, dependent: str, head: str) -> str:
        if link == "for":
            return f"{with_particle(dependent, '을/를')} 위한 {head}"
        if link == "in":
            return f"{dependent}에서의 {head}"
        if re.match(r"(?:서베이|리뷰|연구|분석|평가|데이터셋|벤치마크)$", head):
            return f"{dependent} {head}"
        if link == "on":
            return f"{dependent}에 대한 {head}"
        return f"{dependent}의 {head}"

    def _words(self, phrase: str, quiet: bool) -> str | None:
        matches = {match.start: match for match in self.glossary.find_en(phrase)}
        said: list[str] = []
        at = 0
        while at < len(phrase):
            if phrase[at] in " -/":
                at += 1
                continue
            token = _TOKEN.match(phrase, at)
            if token is None:
                return None
            match = matches.get(at)
            if match is not None and self._own_wording(phrase[at : match.end], match.entry):
                shown = phrase[at : match.end] if phrase[at : match.end].isupper() else match.entry.en
                said.append(plain(match.entry.ko) if quiet else self.entry(match.entry, shown))
                at = match.end
                continue
            word = token.group()
            low = word.lower()
            if low in _MODIFIERS:
                said.append(_MODIFIERS[low])
            elif low in _NOUNS:
                said.append(_NOUNS[low])
            elif _NAME.match(word):
                said.append(plain(word[:-1] if re.match(r"^[A-Z]{2,}s$", word) else word))
            else:
                return None
            at = token.end()
        words: list[str] = []
        for word in said:
            # "VLA model" is 비전-언어-행동 모델 already.
            if word and not (words and re.sub(r"\([^()]*\)$", "", words[-1]).endswith(word)):
                words.append(word)
        return " ".join(words) if words else None

    def _own_wording(self, surface: str, entry: Entry) -> bool:
        return folded(surface) == folded(entry.en) or any(
            surface.rstrip("s") == form.rstrip("s") for form in entry.abbr
        )
