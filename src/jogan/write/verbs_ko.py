"""Verbs of abstracts with their Korean and with what they take. The table is data; the rest conjugates.

An entry reads `verb: stem frame | frame`. A stem without a bar is a noun that takes 하다 (`활용`: 활용함, 활용하는);
one with a bar is a stem and its 어-form (`줄이|줄여`); `+` marks 하다-adjectives (`필요+`: 필요함, 필요한). A frame
lists what the verb takes, each with the Korean particle: `o을` is the object, `into로` the words behind `into`; `-`
takes nothing. The Korean order is that of the frame. A verb that means different things beside different objects
(introduce, run, draw) is not here.
"""

from __future__ import annotations

from dataclasses import dataclass

from jogan.write.korean import Pair, particle


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TABLE = """
propose: 제안 o을; present: 제시 o을; develop: 개발 o을; design: 설계 o을; build: 구축 o을; construct: 구축 o을;
create: 만들|만들어 o을; curate: 선별 o을; collect: 수집 o을; release: 공개 o을; provide: 제공 o을; offer: 제공 o을;
leverage: 활용 o을; use: 사용 o을 as로 | o을; utilize: 활용 o을; employ: 사용 o을 as로 | o을; adopt: 채택 o을;
apply: 적용 o을 to에 | o을; incorporate: 통합 o을 into에 | o을; integrate: 통합 o을 into에 | o을 with과 | o을;
combine: 결합 o을 with과 | o을; fuse: 융합 o을 with과 | o을; merge: 병합 o을; unify: 통합 o을;
generate: 생성 o을 from에서 | o을; produce: 생성 o을; synthesize: 합성 o을; predict: 예측 o을 from에서 | o을;
estimate: 추정 o을 from에서 | o을; infer: 추론 o을 from에서 | o을; detect: 탐지 o을; identify: 식별 o을;
classify: 분류 o을 into로 | o을; recognize: 인식 o을; segment: 분할 o을; track: 추적 o을;
reconstruct: 재구성 o을 from에서 | o을; render: 렌더링 o을; retrieve: 검색 o을 from에서 | o을;
extract: 추출 o을 from에서 | o을; select: 선택 o을; filter: 필터링 o을; train: 학습 o을 on로 | on로 | o을;
fine-tune: 미세 조정 o을 on로 | on로 | o을; finetune: 미세 조정 o을 on로 | on로 | o을;
pretrain: 사전 학습 o을 on로 | on로 | o을; pre-train: 사전 학습 o을 on로 | on로 | o을; optimize: 최적화 o을;
improve: 개선 o을; enhance: 향상시키|향상시켜 o을; boost: 높이|높여 o을; increase: 높이|높여 o을;
reduce: 줄이|줄여 o을; decrease: 줄이|줄여 o을; lower: 낮추|낮춰 o을; minimize: 최소화 o을; maximize: 최대화 o을;
mitigate: 완화 o을; alleviate: 완화 o을; eliminate: 없애|없애 o을; remove: 제거 o을 from에서 | o을;
avoid: 피하|피해 o을; prevent: 막|막아 o을; preserve: 보존 o을; maintain: 유지 o을; retain: 유지 o을;
ensure: 보장 o을; guarantee: 보장 o을; achieve: 달성 o을; attain: 달성 o을; obtain: 얻|얻어 o을 from에서 | o을;
outperform: 앞서|앞서 o보다; surpass: 뛰어넘|뛰어넘어 o을; exceed: 넘|넘어 o을; beat: 앞서|앞서 o보다;
demonstrate: 보이|보여 o을; show: 보이|보여 o을; exhibit: 보이|보여 o을; display: 보이|보여 o을;
reveal: 드러내|드러내 o을; uncover: 드러내|드러내 o을; expose: 드러내|드러내 o을; validate: 검증 o을;
verify: 검증 o을; evaluate: 평가 o을 on로 | o을; assess: 평가 o을; measure: 측정 o을; quantify: 정량화 o을;
analyze: 분석 o을; examine: 살피|살펴 o을; investigate: 조사 o을; explore: 탐구 o을; study: 연구 o을;
compare: 비교 o을 with과 | o을 to과 | o을; address: 다루|다뤄 o을; tackle: 다루|다뤄 o을; solve: 해결 o을;
resolve: 해결 o을; overcome: 극복 o을; handle: 처리 o을; support: 지원 o을; facilitate: 쉽게 하|쉽게 해 o을;
guide: 이끌|이끌어 o을; control: 제어 o을; capture: 포착 o을; represent: 표현 o을 as로;
encode: 인코딩 o을 into로 | o을; decode: 디코딩 o을; map: 매핑 o을 to로 | o을 into로;
project: 투영 o을 into로 | o을 onto로 | o을 to로; transform: 변환 o을 into로 | o을 to로 | o을;
convert: 변환 o을 into로 | o을 to로; translate: 번역 o을 into로 | o을; decompose: 분해 o을 into로 | o을;
split: 나누|나눠 o을 into로; divide: 나누|나눠 o을 into로; partition: 나누|나눠 o을 into로 | o을;
disentangle: 분리 o을 from에서 | o을; separate: 분리 o을 from에서 | o을; decouple: 분리 o을 from에서 | o을;
align: 맞추|맞춰 o을 with에 | o을 to에; adapt: 맞추|맞춰 o을 to에; adjust: 조정 o을; modify: 수정 o을;
refine: 다듬|다듬어 o을; update: 갱신 o을; extend: 확장 o을 to로 | o을; expand: 확장 o을;
transfer: 옮기|옮겨 o을 to로; accelerate: 가속 o을; compress: 압축 o을 into로 | o을; quantize: 양자화 o을;
distill: 증류 o을 into로 | o을 from에서 | o을; store: 저장 o을; process: 처리 o을; compute: 계산 o을;
calculate: 계산 o을; simulate: 시뮬레이션 o을; learn: 학습 o을 from에서 | from에서 | o을; acquire: 습득 o을;
understand: 이해 o을; interpret: 해석 o을; explain: 설명 o을; describe: 설명 o을; execute: 실행 o을;
perform: 수행 o을; conduct: 수행 o을; follow: 따르|따라 o을; satisfy: 만족 o을; require: 필요+ o이; need: 필요+ o이;
necessitate: 필요+ o이; demand: 요구 o을; rely: 의존 on에; depend: 의존 on에; suffer: 겪|겪어 from을; face: 직면 o에;
encounter: 겪|겪어 o을; struggle: 어려움을 겪|어려움을 겪어 with에; lack: 부족+ o이; overlook: 간과 o을;
neglect: 간과 o을; ignore: 무시 o을; disregard: 무시 o을; focus: 집중 on에; concentrate: 집중 on에; assume: 가정 o을;
consider: 고려 o을; define: 정의 o을 as로 | o을; formulate: 정식화 o을 as로 | o을; reformulate: 재정식화 o을 as로;
treat: 다루|다뤄 o을 as로; formalize: 정식화 o을 as로 | o을; contain: 포함 o을; include: 포함 o을;
comprise: 구성되|구성되어 o로; consist: 구성되|구성되어 of로; cover: 다루|다뤄 o을; span: 걸치|걸쳐 o에;
encompass: 포괄 o을; involve: 수반 o을; cause: 일으키|일으켜 o을; induce: 유발 o을; lead: 이어지|이어져 to로;
result: 이어지|이어져 in로; degrade: 떨어뜨리|떨어뜨려 o을; hinder: 방해 o을; impede: 방해 o을; hamper: 방해 o을;
limit: 제한 o을 to로 | o을; restrict: 제한 o을 to로 | o을; constrain: 제약 o을; incur: 초래 o을; bridge: 잇|이어 o을;
narrow: 좁히|좁혀 o을; deploy: 배포 o을; promote: 촉진 o을; enforce: 강제 o을; inject: 주입 o을 into에 | o을;
insert: 삽입 o을 into에; embed: 임베딩 o을 into에 | o을; assign: 할당 o을 to에; allocate: 할당 o을 to에 | o을;
share: 공유 o을; exchange: 교환 o을; aggregate: 모으|모아 o을; organize: 구성 o을 into로;
augment: 증강 o을 with로 | o을; enrich: 보강 o을 with로 | o을; complement: 보완 o을; supplement: 보완 o을;
replace: 대체 o을 with로 | o을 by로 | o을; exploit: 활용 o을; harness: 활용 o을; prioritize: 우선시 o을;
emphasize: 강조 o을; reflect: 반영 o을; express: 표현 o을; convey: 전달 o을; interact: 상호작용 with과;
collaborate: 협력 with과; respond: 응답 to에; monitor: 모니터링 o을; forecast: 예측 o을; anticipate: 예측 o을;
diagnose: 진단 o을; recommend: 추천 o을; summarize: 요약 o을; edit: 편집 o을; manipulate: 조작 o을;
animate: 애니메이션화 o을; restore: 복원 o을; recover: 복원 o을 from에서 | o을; erase: 지우|지워 o을;
protect: 보호 o을 from에서 | o을; defend: 방어 against에; attack: 공격 o을; bypass: 우회 o을; evade: 회피 o을;
automate: 자동화 o을; score: 채점 o을; judge: 판단 o을; choose: 선택 o을; determine: 결정 o을;
standardize: 표준화 o을; derive: 도출 o을 from에서 | o을; prove: 증명 o을; characterize: 특성을 밝히|특성을 밝혀 o의;
generalize: 일반화 to로 | across에; scale: 확장 to로; exist: 존재 -; occur: 발생 -; arise: 생기|생겨 from에서 | -;
emerge: 나타나|나타나 -; answer: 답하|답해 o에; discover: 발견 o을; locate: 찾|찾아 o을; search: 탐색 o을;
trace: 추적 o을; compose: 구성 o을; interpolate: 보간 o을; sample: 샘플링 o을 from에서 | o을; perturb: 교란 o을;
mask: 마스킹 o을; crop: 자르|잘라 o을; rewrite: 다시 쓰|다시 써 o을; paraphrase: 바꿔 쓰|바꿔 써 o을;
annotate: 주석을 달|주석을 달아 o에; label: 라벨을 붙이|라벨을 붙여 o에; discretize: 이산화 o을;
tokenize: 토큰화 o을 into로 | o을; normalize: 정규화 o을; regularize: 정규화 o을; initialize: 초기화 o을;
freeze: 고정 o을; reuse: 재사용 o을; cache: 캐시에 담|캐시에 담아 o을; prune: 가지치기 o을;
route: 보내|보내 o을 to로; schedule: 스케줄링 o을; parallelize: 병렬화 o을; modulate: 조절 o을; regulate: 조절 o을;
weight: 가중 o을; balance: 균형을 맞추|균형을 맞춰 o의; penalize: 벌하|벌해 o을; reward: 보상 o을; amplify: 증폭 o을;
suppress: 억제 o을; attenuate: 약화 o을; strengthen: 강화 o을; reinforce: 강화 o을; stabilize: 안정시키|안정시켜 o을;
simplify: 단순화 o을; streamline: 간소화 o을; customize: 맞춤화 o을; personalize: 개인화 o을; visualize: 시각화 o을;
localize: 위치를 찾|위치를 찾아 o의; model: 모델링 o을; inform: 알리|알려 o을; imitate: 모방 o을; mimic: 모방 o을;
replicate: 재현 o을; reproduce: 재현 o을; transmit: 전송 o을; deliver: 전달 o을; accumulate: 쌓|쌓아 o을;
propagate: 전파 o을; inherit: 물려받|물려받아 o을; possess: 갖추|갖춰 o을; contribute: 기여 to에;
underperform: 뒤처지|뒤처져 o보다; hallucinate: 지어내|지어내 o을; deteriorate: 나빠지|나빠져 -; mislead: 오도 o을;
contradict: 모순되|모순되어 o과; vary: 달라지|달라져 across에서; change: 달라지|달라져 -; differ: 다르+|달라 from과;
correlate: 상관관계가 있|상관관계가 있어 with과; converge: 수렴 to로 | -; collapse: 붕괴 -;
persist: 지속되|지속되어 -; proceed: 진행되|진행되어 -; yield: 가져오|가져와 o을; pose: 제기 o을; adapt: 적응 to에;
excel: 뛰어나+|뛰어나 at에서 | in에서; lag: 뒤처지|뒤처져 -; serve: 쓰이|쓰여 as로; function: 작동 as로;
act: 작동 as로; isolate: 분리 o을; transition: 옮겨 가|옮겨 가 to로; differentiate: 구분 o을 from과 | o을;
distinguish: 구분 o을 from과 | o을; impose: 부과 o을; elicit: 이끌어 내|이끌어 내 o을; comprehend: 이해 o을;
specify: 지정 o을; revisit: 다시 살피|다시 살펴 o을; drive: 이끌|이끌어 o을; seek: 찾|찾아 o을; steer: 조종 o을;
explore: 탐구 o을; prefer: 선호 o을; consume: 소비 o을; save: 아끼|아껴 o을; accommodate: 수용 o을;
synchronize: 동기화 o을; unlock: 열|열어 o을; trigger: 유발 o을; regress: 회귀 o을; upsample: 업샘플링 o을;
denoise: 디노이징 o을; plan: 계획 o을; rank: 순위를 매기|순위를 매겨 o의; cluster: 군집화 o을; index: 색인 o을;
attend: 주목 to에; inspect: 점검 o을; detail: 상세히 설명 o을; underscore: 강조 o을; highlight: 부각 o을;
confirm: 확인 o을; establish: 확립 o을; suggest: 시사 o을; indicate: 나타내|나타내 o을; observe: 관찰 o을;
approximate: 근사 o을; bound: 제한 o을; eradicate: 없애|없애 o을; circumvent: 우회 o을; tolerate: 견디|견뎌 o을;
resist: 저항 o에; operate: 작동 on에서 | -;
"""

_IRREGULAR = {
    "build": ("built", "built"), "find": ("found", "found"), "learn": ("learned", "learned"), "hide": ("hid", "hidden"),
    "understand": ("understood", "understood"), "lead": ("led", "led"), "split": ("split", "split"),
    "beat": ("beat", "beaten"), "show": ("showed", "shown"), "overcome": ("overcame", "overcome"),
    "arise": ("arose", "arisen"), "rewrite": ("rewrote", "rewritten"), "choose": ("chose", "chosen"),
    "freeze": ("froze", "frozen"), "mislead": ("misled", "misled"), "ground": ("grounded", "grounded"),
    "transfer": ("transferred", "transferred"), "control": ("controlled", "controlled"), "map": ("mapped", "mapped"),
    "model": ("modeled", "modeled"), "label": ("labeled", "labeled"), "infer": ("inferred", "inferred"),
    "incur": ("incurred", "incurred"), "crop": ("cropped", "cropped"), "occur": ("occurred", "occurred"),
    "transmit": ("transmitted", "transmitted"), "span": ("spanned", "spanned"), "plan": ("planned", "planned"),
    "excel": ("excelled", "excelled"), "lag": ("lagged", "lagged"), "seek": ("sought", "sought"),
    "drive": ("drove", "driven"), "prefer": ("preferred", "preferred"), "regress": ("regressed", "regressed"),
}  # fmt: skip
_NOUNS_TOO = _set(
    """
    model models design designs use uses result results limit limits need needs demand demands process processes
    sample samples score scores label labels map maps mask masks search searches reward rewards trace traces cause
    causes weight weights schedule schedules track tracks cache caches control controls focus support supports
    study update updates attack attacks change changes balance record lead leads guide guides project projects
    release exhibit display answer answers edit edits face faces approach benchmark share shares lack route routes
    compromise bridge crop crops judge judges forecast forecasts plan plans transfer mimic research access present
    collapse ground set query reason embed split surpass estimate estimates influence boost boosts increase
    increases decrease decreases advance advances aim aims function functions rank ranks cluster clusters index
    indexes detail details trigger triggers drive drives act acts bound bounds pose poses benefit benefits
    highlight highlights offer offers
    """
)
"""Forms that are nouns as often: they open a verb only behind a word that cannot go on as a noun phrase."""


@dataclass(frozen=True, slots=True)
class Verb:
    """One Korean verb: `stem` before 는/고/기/지, `joined` its 어-form, `adjective` for 하다-adjectives."""

    stem: str
    joined: str
    adjective: bool = False

    def form(self, kind: str) -> str:
        """One form by its key, as 하다 has it.

        `m` 함, `neun` 하는, `hae` 해, `go` 하고, `gi` 하기, `l` 할, `ji` 하지, `n` 한,
        `dorok` 하도록, `jiman` 하지만, `myeo` 하며.
        """
        stem = self.stem
        match kind:
            case "m":
                return _closed(stem, 16, "음")
            case "neun":
                return self.form("n") if self.adjective else _open(stem) + "는"
            case "n":
                return _closed(stem, 4, "은")
            case "l":
                return _closed(stem, 8, "을")
            case "hae":
                return self.joined
            case "myeo":
                return stem + (
                    "며" if (ord(stem[-1]) - 0xAC00) % 28 in (0, 8) else "으며" if stem[-1] != "잇" else "며"
                )
        return stem + {"go": "고", "gi": "기", "ji": "지", "dorok": "도록", "jiman": "지만"}[kind]


def _closed(stem: str, final: int, after: str) -> str:
    """The stem with a final consonant in its open last syllable, or with the syllable that a closed one takes."""
    code = ord(stem[-1]) - 0xAC00
    if code % 28 == 0:
        return stem[:-1] + chr(ord(stem[-1]) + final)
    if code % 28 == 8:  # 만들다: 만듦, 만든, 만들
        return stem[:-1] + chr(0xAC00 + code - 8 + {16: 10, 4: 4, 8: 8}[final])
    if stem[-1] in "잇돕":
        return (
            stem[:-1] + {"잇": "이", "돕": "도"}[stem[-1]] + {"음": "음", "은": "은", "을": "을"}[after]
            if stem[-1] == "잇"
            else stem[:-1] + {"음": "도움", "은": "도운", "을": "도울"}[after]
        )
    return stem + after


def _open(stem: str) -> str:
    code = ord(stem[-1]) - 0xAC00
    return stem[:-1] + chr(0xAC00 + code - 8) if code % 28 == 8 else stem


def _verb(text: str) -> Verb:
    stem, bar, joined = text.partition("|")
    if bar:
        return Verb(stem.rstrip("+"), joined, stem.endswith("+"))
    return Verb(stem.rstrip("+") + "하", stem.rstrip("+") + "해", stem.endswith("+"))


Frame = tuple[tuple[str, str], ...]
"""What a verb takes, in Korean order: `("o", "을")` for the object, `("into", "로")` for the words behind `into`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An English verb: its Korean, its passive in Korean (None where it has none), and its frames, fullest first."""

    lemma: str
    verb: Verb
    passive: Verb | None
    frames: tuple[Frame, ...]


def _entry(line: str) -> Entry:
    lemma, _, rest = line.strip().partition(": ")
    first, *others = rest.split(" | ")
    words = first.split()
    at = next(i for i, word in enumerate(words) if _is_slot(word))
    verb = _verb(" ".join(words[:at]))
    frames = tuple(
        tuple(_slot(word) for word in frame.split() if word != "-") for frame in (" ".join(words[at:]), *others)
    )
    regular = "|" not in " ".join(words[:at]) and not verb.adjective
    stem = " ".join(words[:at])
    passive = _PASSIVES.get(lemma) or (Verb(stem + "되", stem + "되어") if regular else None)
    return Entry(lemma, verb, passive, frames)


def _is_slot(word: str) -> bool:
    return word == "-" or (word[0].isascii() and not word[-1].isascii())


def _slot(word: str) -> tuple[str, str]:
    at = next(i for i, char in enumerate(word) if not char.isascii())
    return word[:at], word[at:]


_PASSIVES = {
    "split": Verb("나뉘", "나뉘어"), "divide": Verb("나뉘", "나뉘어"), "partition": Verb("나뉘", "나뉘어"),
    "limit": Verb("제한되", "제한되어"), "create": Verb("만들어지", "만들어져"), "find": Verb("발견되", "발견되어"),
    "obtain": Verb("얻어지", "얻어져"), "reduce": Verb("줄", "줄어"), "address": Verb("다뤄지", "다뤄져"),
    "use": Verb("쓰이", "쓰여"), "employ": Verb("쓰이", "쓰여"), "align": Verb("맞춰지", "맞춰져"),
}  # fmt: skip
ENTRIES: dict[str, Entry] = {
    entry.lemma: entry
    for entry in map(_entry, filter(None, (one.strip() for one in _TABLE.replace("\n", " ").split(";"))))
}


def _forms(lemma: str) -> dict[str, str]:
    """The finite and non-finite forms of an English verb with what each is: base, s, ing, ed, en."""
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        s, ed, ing = lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    elif lemma.endswith("e"):
        s, ed, ing = lemma + "s", lemma + "d", lemma[:-1] + "ing"
    else:
        s = lemma + ("es" if lemma.endswith(("s", "x", "ch", "sh")) else "s")
        ed, ing = lemma + "ed", lemma + "ing"
    past, done = _IRREGULAR.get(lemma, (ed, ed))
    if past.endswith(("tted", "pped", "lled", "rred", "nned", "gged")):
        ing = past[:-2] + "ing"
    if lemma == "split":
        ing = "splitting"
    found = {lemma: "base", s: "s", ing: "ing", past: "ed"}
    found.setdefault(done, "en")
    return found


FORMS: dict[str, dict[str, Entry]] = {"base": {}, "s": {}, "ing": {}, "ed": {}, "en": {}}
"""English verb forms by kind; a form that is past and participle stands under both `ed` and `en`."""
for _one in ENTRIES.values():
    for _form, _kind in _forms(_one.lemma).items():
        FORMS[_kind][_form] = _one
        if _kind == "ed" and _IRREGULAR.get(_one.lemma, ("", _form))[1] == _form:
            FORMS["en"][_form] = _one


def is_noun_too(word: str) -> bool:
    """Whether a verb form is as often a noun."""
    return word in _NOUNS_TOO


_PAIRS: dict[str, Pair] = {"을": "을/를", "이": "이/가", "은": "은/는", "로": "으로/로", "과": "과/와"}


def marked(words: str, marker: str) -> str:
    """A Korean noun phrase with its particle in the form that its last sound takes."""
    pair = _PAIRS.get(marker)
    return words + (particle(words, pair) if pair is not None else marker)
