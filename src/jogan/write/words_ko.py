"""Everyday words of English noun phrases with their Korean, beside the glossary's terms. Data only.

A word stands here when it has one plain Korean form in a noun phrase of this field, whatever stands beside it. Words
with several (state, order, figure) are left out on purpose: one unknown word and the phrase is quoted instead.
"""

from __future__ import annotations

MODIFIERS = {
    "novel": "", "new": "", "total": "전체", "overall": "전체", "simple": "간단한", "efficient": "효율적인",
    "effective": "효과적인", "unified": "통합", "comprehensive": "포괄적인", "large-scale": "대규모",
    "large": "대규모", "small": "소형", "compact": "소형", "lightweight": "경량", "open-source": "오픈소스",
    "open": "공개", "training-free": "학습이 필요 없는", "tuning-free": "튜닝이 필요 없는",
    "data-free": "데이터가 필요 없는", "two-stage": "두 단계", "two-phase": "두 단계", "three-stage": "세 단계",
    "multi-stage": "다단계", "single-stage": "단일 단계", "one-step": "한 단계", "few-step": "적은 단계의",
    "multi-step": "다단계", "real-time": "실시간", "end-to-end": "종단 간", "plug-and-play": "플러그 앤 플레이",
    "hierarchical": "계층적", "adaptive": "적응형", "dynamic": "동적", "automated": "자동", "automatic": "자동",
    "interactive": "대화형", "generative": "생성형", "general-purpose": "범용", "general": "일반",
    "universal": "범용", "versatile": "다용도", "scalable": "확장 가능한", "robust": "강건한", "flexible": "유연한",
    "modular": "모듈형", "high-quality": "고품질", "high-resolution": "고해상도", "high-fidelity": "고충실도",
    "multi-task": "다중 작업", "multi-view": "다시점", "multi-turn": "여러 턴의", "multi-agent": "다중 에이전트",
    "multi-scale": "다중 스케일", "multi-level": "다수준", "single-view": "단일 시점",
    "self-supervised": "자기지도", "unsupervised": "비지도", "supervised": "지도", "semi-supervised": "준지도",
    "weakly-supervised": "약지도", "zero-shot": "제로샷", "few-shot": "퓨샷", "long-context": "긴 문맥",
    "long-form": "장문", "long-horizon": "장기", "multilingual": "다국어", "multimodal": "멀티모달",
    "multi-modal": "멀티모달", "cross-modal": "교차 모달", "visual": "시각", "textual": "텍스트", "medical": "의료",
    "clinical": "임상", "scientific": "과학", "mathematical": "수학", "legal": "법률", "financial": "금융",
    "educational": "교육", "embodied": "체화", "personalized": "개인화", "controllable": "제어 가능한",
    "interpretable": "해석 가능한", "explainable": "설명 가능한", "probabilistic": "확률적",
    "text-guided": "텍스트로 이끄는", "data-driven": "데이터 기반", "gradient-based": "그래디언트 기반",
    "graph-based": "그래프 기반", "model-based": "모델 기반", "agent-based": "에이전트 기반",
    "diffusion-based": "확산 기반", "transformer-based": "트랜스포머 기반", "llm-based": "LLM 기반",
    "llm-driven": "LLM 기반", "attention-based": "어텐션 기반", "retrieval-based": "검색 기반",
    "rule-based": "규칙 기반", "fully": "완전", "synthetic": "합성", "human": "사람", "digital": "디지털",
    "sparse": "희소", "dense": "밀집", "monocular": "단안", "iterative": "반복", "bilingual": "이중 언어",
    "preliminary": "예비", "systematic": "체계적인", "empirical": "실증", "theoretical": "이론적", "first": "",
    "standardized": "표준화된", "realistic": "사실적인", "fine-grained": "세밀한", "structured": "구조화된",
    "visual-language": "시각-언어", "alternative": "대안", "practical": "실용적인", "generic": "일반",
    "local": "지역", "global": "전역", "causal": "인과", "temporal": "시간적", "spatial": "공간적",
    "geometric": "기하학적", "hybrid": "하이브리드", "collaborative": "협력", "autonomous": "자율",
    "foundational": "기초", "instruction-following": "지시 따르기", "vision-centric": "시각 중심",
    "task-specific": "작업별", "domain-specific": "도메인 특화", "multi-dimensional": "다차원",
    "cross-lingual": "교차 언어", "low-resource": "저자원", "low-rank": "저랭크",
    "non-autoregressive": "비자기회귀", "existing": "기존", "several": "여러", "various": "여러",
    "diverse": "다양한", "multiple": "여러", "complex": "복잡한", "challenging": "어려운", "popular": "널리 쓰이는",
    "standard": "표준", "public": "공개", "downstream": "다운스트림", "real-world": "실제", "unseen": "처음 보는",
    "strong": "강한", "previous": "기존", "prior": "기존", "current": "현재", "best": "최고", "recent": "최근",
    "closed-source": "비공개", "proprietary": "비공개", "state-of-the-art": "최고 수준", "sota": "최고 수준",
    "other": "다른", "larger": "더 큰", "smaller": "더 작은", "same": "같은", "vanilla": "기본",
    "text-to-image": "텍스트-이미지", "text-to-video": "텍스트-비디오", "image-to-video": "이미지-비디오",
    "text-to-3d": "텍스트-3D", "image-to-3d": "이미지-3D", "text-to-speech": "텍스트-음성",
    "image-text": "이미지-텍스트", "vision-language": "비전-언어", "video-language": "비디오-언어",
    "multi-shot": "다중 샷", "multi-faceted": "다면적", "all": "모든", "egocentric": "자기중심",
    "photorealistic": "사실적인", "open-ended": "개방형", "open-world": "열린 세계", "open-vocabulary": "열린 어휘",
    "high-dimensional": "고차원", "non-linear": "비선형", "off-the-shelf": "기성", "stage-wise": "단계별",
    "step-by-step": "단계별", "token-level": "토큰 수준", "pixel-level": "픽셀 수준",
    "large-vocabulary": "대규모 어휘", "cost-effective": "비용 효율적인", "parameter-efficient": "매개변수 효율적",
    "memory-efficient": "메모리 효율적", "computational": "계산", "statistical": "통계적", "semantic": "의미",
    "linguistic": "언어학적", "industrial": "산업", "urban": "도시", "social": "사회", "biomedical": "생의학",
    "chemical": "화학", "long-term": "장기", "short": "짧은", "long": "긴", "early": "초기", "full": "전체",
    "partial": "부분", "latent": "잠재", "neural": "신경", "conversational": "대화형", "specialized": "특화",
    "dedicated": "전용", "bidirectional": "양방향", "distributed": "분산", "decentralized": "탈중앙",
    "federated": "연합", "private": "비공개", "secure": "안전한", "fair": "공정한", "stable": "안정적인",
    "fast": "빠른", "accurate": "정확한", "precise": "정밀한", "reliable": "신뢰할 만한",
    "expressive": "표현력 있는", "realtime": "실시간", "modern": "최신", "advanced": "고급",
    "intelligent": "지능형", "smart": "지능형", "web": "웹", "mobile": "모바일", "online": "온라인",
    "offline": "오프라인",
}  # fmt: skip
"""Words before the noun; an empty string is left out in Korean."""

NOUNS = {
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
    "languages": "언어", "generation": "생성", "understanding": "이해", "reasoning": "추론", "editing": "편집",
    "detection": "탐지", "segmentation": "분할", "recognition": "인식", "reconstruction": "재구성",
    "estimation": "추정", "classification": "분류", "training": "학습", "learning": "학습", "inference": "추론",
    "planning": "계획", "retrieval": "검색", "navigation": "내비게이션", "manipulation": "조작",
    "prediction": "예측", "synthesis": "합성", "translation": "번역", "summarization": "요약",
    "compression": "압축", "optimization": "최적화", "quantization": "양자화", "attention": "어텐션",
    "attack": "공격", "attacks": "공격", "class": "종류", "data": "데이터", "trackers": "추적기",
    "systems": "시스템", "algorithms": "알고리즘", "techniques": "기법", "collection": "모음", "report": "보고",
    "competition": "대회", "leaderboard": "리더보드", "simulation": "시뮬레이션", "question": "질문",
    "answering": "응답", "dialogue": "대화", "conversation": "대화", "conversations": "대화", "story": "이야기",
    "stories": "이야기", "character": "캐릭터", "characters": "캐릭터", "face": "얼굴", "faces": "얼굴",
    "human": "사람", "people": "사람", "motion": "움직임", "camera": "카메라", "view": "시점", "control": "제어",
    "animation": "애니메이션", "restoration": "복원", "interaction": "상호작용", "interactions": "상호작용",
    "representation": "표현", "matching": "정합", "tracking": "추적", "parsing": "구문 분석",
    "captioning": "캡션 생성", "description": "설명", "descriptions": "설명", "instruction": "지시",
    "instructions": "지시", "feedback": "피드백", "preference": "선호", "reward": "보상", "policy": "정책",
    "exploration": "탐색", "memory": "메모리", "cache": "캐시", "weight": "가중치", "weights": "가중치",
    "layer": "층", "layers": "층", "loss": "손실 함수", "search": "탐색", "sampling": "샘플링",
    "decoding": "디코딩", "pruning": "가지치기", "distillation": "증류", "merging": "병합", "routing": "라우팅",
    "tuning": "튜닝", "pretraining": "사전 학습", "alignment": "정렬", "safety": "안전", "security": "보안",
    "privacy": "개인정보 보호", "fairness": "공정성", "bias": "편향", "hallucination": "환각",
    "hallucinations": "환각", "math": "수학", "mathematics": "수학", "physics": "물리", "chemistry": "화학",
    "biology": "생물학", "medicine": "의학", "healthcare": "의료", "education": "교육", "finance": "금융",
    "law": "법률", "robotics": "로보틱스", "driving": "주행", "vision": "비전", "sound": "소리", "voice": "목소리",
    "paper": "논문", "papers": "논문", "table": "표", "tables": "표", "chart": "차트", "charts": "차트",
    "web": "웹", "website": "웹사이트", "software": "소프트웨어", "program": "프로그램", "programs": "프로그램",
    "problem": "문제", "problems": "문제", "scale": "규모", "quality": "품질", "texture": "텍스처",
    "textures": "텍스처", "shape": "형태", "geometry": "기하", "point": "점", "cloud": "클라우드", "mesh": "메시",
    "avatar": "아바타", "avatars": "아바타", "pose": "자세", "garment": "의류", "clothing": "의류", "map": "지도",
    "maps": "지도", "graph": "그래프", "graphs": "그래프", "sequence": "시퀀스", "sequences": "시퀀스",
    "signal": "신호", "signals": "신호", "device": "기기", "devices": "기기", "application": "응용",
    "applications": "응용", "setting": "설정", "settings": "설정", "scenario": "시나리오", "scenarios": "시나리오",
    "domain": "분야", "domains": "분야", "modality": "모달리티", "modalities": "모달리티",
}  # fmt: skip
"""Nouns, singular and plural."""

GERUNDS = {
    "training": "학습", "learning": "학습", "evaluating": "평가", "generating": "생성", "detecting": "탐지",
    "segmenting": "분할", "estimating": "추정", "predicting": "예측", "optimizing": "최적화", "assessing": "평가",
    "measuring": "측정", "understanding": "이해", "editing": "편집", "compressing": "압축", "accelerating": "가속",
    "improving": "개선", "enhancing": "향상", "analyzing": "분석", "creating": "생성", "building": "구축",
    "benchmarking": "벤치마크", "aligning": "정렬", "controlling": "제어", "personalizing": "개인화",
    "reconstructing": "재구성", "tracking": "추적", "translating": "번역", "summarizing": "요약",
    "retrieving": "검색", "classifying": "분류", "quantizing": "양자화", "pruning": "가지치기", "merging": "병합",
    "simulating": "시뮬레이션", "synthesizing": "합성", "solving": "해결", "testing": "시험", "verifying": "검증",
    "mitigating": "완화", "reducing": "감축", "interpreting": "해석", "exploring": "탐색",
}  # fmt: skip
"""Verbs that take the words behind them as their object: "for evaluating X" is `X 평가를 위한`."""

KIND_NOUNS = frozenset(
    (
        "task", "tasks", "dataset", "datasets", "benchmark", "benchmarks", "model", "models", "domains", "scenarios",
        "settings", "environments", "languages", "domain", "scenario", "setting", "environment", "language",
    )
)  # fmt: skip
"""Nouns that name where something was measured."""

COLLECTIVES = frozenset(("계열", "모음", "시리즈", "종류"))
"""A collection of X is `X 계열`, without a particle."""

COMPOUND_TAILS = frozenset(
    (
        "data", "set", "sets", "dataset", "datasets", "time", "pipeline", "process", "framework", "strategy", "recipe",
        "stability", "efficiency", "rate", "rates", "algorithm", "algorithms", "method", "methods", "system", "systems",
        "paradigm", "task", "tasks", "cost", "speed", "loss", "objective", "environment", "environments",
    )
)  # fmt: skip
"""After these a gerund is the first half of a compound: "training data", not the training of data."""
