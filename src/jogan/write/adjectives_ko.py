"""More words before the noun, and what stands for them at a sentence's end. Data only.

The Korean is the form before a noun. The form at a sentence's end ("is costly": `비용이 큼`) follows from its ending,
by rule, or is given in `_ENDS`; a word without one is never told as a predicate.
"""

from __future__ import annotations

_WORDS = """
related 관련; associated 관련; corresponding 해당; given 주어진; certain 특정; positive 긍정적; negative 부정적;
auxiliary 보조; basic 기본; naive 단순한; positional 위치; normal 정상; abnormal 비정상; mutual 상호; inductive 귀납;
deductive 연역; architectural 구조; persistent 지속적인; intricate 복잡한; negligible 미미한; extreme 극단적인;
heavy 무거운; absolute 절대; executable 실행 가능한; unconditional 무조건; best-performing 가장 성능이 좋은;
top-performing 가장 성능이 좋은; sophisticated 정교한; pronounced 뚜렷한; inferior 뒤처지는; largest 가장 큰;
smallest 가장 작은; highest 가장 높은; lowest 가장 낮은; longest 가장 긴; surrounding 주변; isolated 고립된;
fragmented 파편화된; representational 표현; occluded 가려진; soft 소프트; nuanced 섬세한; pure 순수;
uncertain 불확실한; irregular 불규칙한; intensive 집약적인; lost 손실된; mixed 혼합; unconstrained 제약 없는;
superficial 피상적인; impossible 불가능한; innovative 혁신적인; easier 더 쉬운; harder 더 어려운;
mechanistic 기계론적; concrete 구체적인; intuitive 직관적인; deployable 배포 가능한; sensory 감각; healthy 건강한;
overlapping 겹치는; contradictory 모순되는; procedural 절차적; dermatological 피부과; successful 성공적인;
pointwise 점별; ultra-long 초장문; abstractive 추상형; exact 정확한; achievable 달성 가능한; operational 운영;
held-out 따로 남겨 둔; aggressive 공격적인; exhaustive 빠짐없는; full-precision 완전 정밀도; fine-scale 세밀한;
multi-resolution 다중 해상도; multi-criteria 다기준; multi-attribute 다중 속성; multi-concept 다중 개념;
multi-subject 다중 주체; multi-reference 다중 참조; multi-round 여러 라운드의; single-modal 단일 모달;
single-cell 단일 세포; whole-slide 전체 슬라이드; free-text 자유 텍스트; vision-only 비전 전용;
training-time 학습 시점; token-wise 토큰별; layer-wise 층별; frame-wise 프레임별; sample-wise 표본별;
cross-view 교차 시점; cross-cultural 교차 문화; cross-dataset 교차 데이터셋; in-context 문맥 내; on-policy 온폴리시;
off-policy 오프폴리시; reward-based 보상 기반; llm-as-a-judge LLM 심판; real 실제; simulated 시뮬레이션;
virtual 가상; synthetic 합성; hallucinated 환각; unknown 알려지지 않은; familiar 익숙한; unfamiliar 낯선;
sufficient 충분한; minimal 최소; near-optimal 최적에 가까운; near-perfect 거의 완벽한; perfect 완벽한;
excellent 뛰어난; outstanding 뛰어난; satisfactory 만족스러운; robust 강건한; resilient 회복력 있는; lossless 무손실;
low-resolution 저해상도; full-resolution 전체 해상도; long-duration 장시간; hour-long 한 시간 분량의;
minute-long 분 단위 길이의; clear 뚜렷한; granular 세분화된; specific 특정; potential 잠재적; critical 중요한;
essential 필수적인; crucial 매우 중요한; fundamental 근본적인; important 중요한; vital 매우 중요한; promising 유망한;
substantial 상당한; relevant 관련; higher 더 높은; lower 더 낮은; greater 더 큰; better 더 나은; fewer 더 적은;
stronger 더 강한; longer 더 긴; shorter 더 짧은; deeper 더 깊은; broader 더 넓은; richer 더 풍부한;
simpler 더 간단한; slower 더 느린; weaker 더 약한; superior 더 나은; remarkable 뛰어난; impressive 뛰어난; great 큰;
good 좋은; poor 나쁜; weak 약한; hard 어려운; difficult 어려운; easy 쉬운; costly 비용이 큰; expensive 비용이 큰;
time-consuming 시간이 오래 걸리는; labor-intensive 노동 집약적인; resource-intensive 자원 집약적인; slow 느린;
scarce 부족한; unclear 불분명한; underexplored 연구가 부족한; under-explored 연구가 부족한; unexplored 연구되지 않은;
understudied 연구가 부족한; suboptimal 최적이 아닌; sub-optimal 최적이 아닌; inefficient 비효율적인;
ineffective 효과가 없는; insufficient 불충분한; inadequate 불충분한; incomplete 불완전한; inaccurate 부정확한;
incorrect 잘못된; imperfect 불완전한; unreliable 신뢰하기 어려운; unstable 불안정한; unsafe 안전하지 않은;
impractical 비현실적인; infeasible 실행 불가능한; intractable 다루기 어려운; prohibitive 감당하기 어려운;
vulnerable 취약한; susceptible 취약한; brittle 취약한; fragile 취약한; sensitive 민감한; prone 취약한;
opaque 불투명한; transparent 투명한; consistent 일관된; inconsistent 일관되지 않은; coherent 일관된; faithful 충실한;
plausible 그럴듯한; ambiguous 모호한; subtle 미묘한; severe 심각한; serious 심각한; harmful 해로운; toxic 유해한;
malicious 악의적인; adversarial 적대적; biased 편향된; spurious 허위; redundant 중복된; irrelevant 무관한;
meaningful 의미 있는; informative 정보가 풍부한; rich 풍부한; abundant 풍부한; vast 방대한; massive 방대한;
huge 거대한; broad 폭넓은; wide 폭넓은; narrow 좁은; fine 세밀한; coarse 거친; rigid 경직된; arbitrary 임의의;
available 이용할 수 있는; accessible 접근 가능한; feasible 실행 가능한; possible 가능한; capable 가능한; able 가능한;
suitable 적합한; applicable 적용 가능한; compatible 호환되는; reproducible 재현 가능한; transferable 전이 가능한;
extensible 확장 가능한; adaptable 적응 가능한; tractable 다룰 수 있는; useful 유용한; valuable 가치 있는;
beneficial 유익한; necessary 필요한; unnecessary 불필요한; competitive 경쟁력 있는; similar 비슷한; identical 동일한;
equivalent 동등한; distinct 서로 다른; independent 독립적인; dependent 의존적인; unique 고유한; common 흔한;
typical 전형적인; widespread 널리 퍼진; ubiquitous 널리 퍼진; prevalent 널리 퍼진; frequent 잦은; constant 일정한;
fixed 고정된; static 정적; varying 다양한; additional 추가; extra 추가; external 외부; internal 내부;
inherent 내재적인; intrinsic 내재적; underlying 기저의; hidden 숨은; final 최종; initial 초기; major 주요; main 주요;
primary 주요; key 핵심; core 핵심; central 핵심; minor 작은; single 단일; individual 개별; entire 전체; whole 전체;
total 전체; average 평균; maximum 최대; numerical 수치; discrete 이산; logical 논리적; spatiotemporal 시공간;
spatio-temporal 시공간; structural 구조적; contextual 문맥; emotional 감정; cultural 문화; historical 역사;
environmental 환경; ethical 윤리; political 정치; economic 경제; commercial 상업용; societal 사회적; technical 기술;
academic 학술; professional 전문; cognitive 인지; perceptual 지각; physical 물리; biological 생물학적;
molecular 분자; anatomical 해부학적; surgical 수술; cardiac 심장; diagnostic 진단; therapeutic 치료; predictive 예측;
descriptive 기술적; conceptual 개념적; compositional 구성적; relational 관계; hierarchical 계층적; recursive 재귀적;
agentic 에이전트형; creative 창의적인; natural 자연; artificial 인공; raw 원시; noisy 잡음이 있는; clean 깨끗한;
labeled 라벨이 있는; unlabeled 라벨이 없는; annotated 주석이 달린; paired 쌍을 이룬; unpaired 쌍이 없는;
curated 엄선된; masked 마스킹된; frozen 고정된; trained 학습된; learned 학습된; learnable 학습 가능한;
trainable 학습 가능한; compressed 압축된; retrieved 검색된; generated 생성된; predicted 예측된; collected 수집된;
extracted 추출된; selected 선택된; shared 공유; combined 결합된; aligned 정렬된; augmented 증강된; degraded 저하된;
corrupted 손상된; missing 누락된; conditional 조건부; bidirectional 양방향; unidirectional 단방향;
autoregressive 자기회귀; convolutional 합성곱; recurrent 순환; probabilistic 확률적; bayesian 베이지안;
frequency-domain 주파수 영역; high-frequency 고주파; low-frequency 저주파; low-quality 저품질; low-light 저조도;
low-latency 저지연; low-bit 저비트; high-stakes 고위험; high-risk 고위험; high-precision 고정밀; small-scale 소규모;
web-scale 웹 규모; open-sourced 오픈소스; in-domain 도메인 내; out-of-domain 도메인 밖; out-of-distribution 분포 밖;
in-distribution 분포 내; cross-domain 교차 도메인; cross-task 교차 과제; cross-attention 교차 어텐션;
task-relevant 과제 관련; time-series 시계열; multi-modality 멀티모달; single-image 단일 이미지; single-turn 단일 턴;
single-agent 단일 에이전트; multi-head 다중 헤드; multi-layer 다층; multi-objective 다목적; multi-camera 다중 카메라;
multi-speaker 다화자; multi-robot 다중 로봇; multi-user 다중 사용자; multi-token 다중 토큰; multi-expert 다중 전문가;
long-range 장거리; short-term 단기; unimodal 단일 모달; text-driven 텍스트 기반; language-based 언어 기반;
image-based 이미지 기반; video-based 비디오 기반; event-based 이벤트 기반; prompt-based 프롬프트 기반;
embedding-based 임베딩 기반; physics-based 물리 기반; score-based 점수 기반; tree-based 트리 기반;
similarity-based 유사도 기반; training-based 학습 기반; feature-based 특징 기반; evidence-based 근거 기반;
cloud-based 클라우드 기반; human-annotated 사람이 주석을 단; human-written 사람이 쓴; model-generated 모델이 생성한;
llm-generated LLM이 생성한; ai-generated AI가 생성한; machine-generated 기계가 생성한; user-friendly 사용하기 쉬운;
knowledge-intensive 지식 집약적; question-answer 질의응답; question-answering 질의응답; multiple-choice 객관식;
free-form 자유 형식; rule-based 규칙 기반; hand-crafted 수작업; handcrafted 수작업; manual 수동; automatic 자동;
semi-automatic 반자동; computer-aided 컴퓨터 보조; ai-driven AI 기반; ai-powered AI 기반; ai-based AI 기반;
llm-powered LLM 기반; agent-driven 에이전트 기반; next-token 다음 토큰; first-order 1차; second-order 2차;
higher-order 고차; coarse-to-fine 거친 단계에서 세밀한 단계로 가는; bottom-up 상향식; top-down 하향식;
instance-level 인스턴스 수준; fully-supervised 완전 지도; reference-free 참조가 필요 없는; seamless 매끄러운;
precise 정밀한; rigorous 엄밀한; adequate 적절한; appropriate 적절한; optimal 최적; ideal 이상적인; safe 안전한;
trustworthy 믿을 만한; responsible 책임 있는; inclusive 포용적인; equitable 공평한; interpretable 해석 가능한;
rapid 빠른; quick 빠른; timely 시의적절한; ongoing 진행 중인; emerging 새로 떠오르는; increasing 늘어나는;
growing 늘어나는; evolving 변화하는; unprecedented 전례 없는; exceptional 뛰어난; strategic 전략적;
holistic 전체적인; in-depth 심층; detailed 상세한; extensive 광범위한; thorough 철저한; concise 간결한; lengthy 긴;
scientific 과학; medical 의료; agricultural 농업; maritime 해양; military 군사; criminal 범죄; daily 일상;
everyday 일상; global 전역; regional 지역; national 국가; international 국제; public 공개; personal 개인;
subjective 주관적인; objective 객관적인; qualitative 정성적; quantitative 정량적; comparative 비교;
exploratory 탐색적; longitudinal 종단; two-player 2인; pairwise 쌍별; pre-defined 미리 정한; predefined 미리 정한;
user-defined 사용자 정의; customized 맞춤형; custom 맞춤형; tailored 맞춤형; targeted 표적; desired 원하는;
expected 기대; unexpected 예상치 못한; actual 실제; true 참; false 거짓; valid 유효한; invalid 유효하지 않은;
correct 올바른; wrong 잘못된; genuine 진짜; authentic 진짜; fake 가짜; excessive 지나친; considerable 상당한;
noticeable 눈에 띄는; moderate 중간 정도의; modest 소폭의; slight 약간의; sharp 급격한; imbalanced 불균형한;
balanced 균형 잡힌; uniform 균일한; diverse 다양한; dominant 지배적인; conventional 기존; earlier 기존;
state-of-art 최고 수준; leading-edge 최첨단; cutting-edge 최첨단; recent 최근; latest 최신; old 오래된; young 젊은;
elderly 고령; pediatric 소아; adult 성인; blind 블라인드; visible 가시; infrared 적외선; thermal 열화상;
optical 광학; acoustic 음향; tactile 촉각; haptic 햅틱; bimanual 양손; dexterous 정교한 손; legged 다리형;
humanoid 휴머노이드; aerial 항공; mobile 모바일; portable 휴대용; rotational 회전; angular 각도; spherical 구면;
hyperbolic 쌍곡; euclidean 유클리드; inverse 역; reverse 역방향; forward 순방향; backward 역방향; convex 볼록;
nonconvex 비볼록; smooth 매끄러운; orthogonal 직교; diagonal 대각; singular 특이; marginal 주변; asymptotic 점근적;
exponential 지수; logarithmic 로그; quadratic 이차; experimental 실험; reinforcement 강화; facial 얼굴; factual 사실;
remote 원격; robotic 로봇; frontal 정면; notable 주목할 만한; subsequent 후속; mental 정신; embedded 임베디드;
resource-constrained 자원이 제한된; actionable 실행 가능한; topological 위상; emergent 창발적; reflective 성찰적;
pivotal 핵심; syntactic 구문; moral 도덕적; algorithmic 알고리즘; morphological 형태학적; differential 미분;
distributional 분포; salient 두드러진; calibrated 보정된; urgent 시급한; tabular 표 형식; hyperspectral 초분광;
adverse 불리한; canonical 표준; affective 정서; stylistic 문체; finite 유한; cooperative 협력적; simultaneous 동시;
straightforward 단순한; retinal 망막; regulatory 규제; upper 상위; underrepresented 과소 대표된;
methodological 방법론적; invariant 불변; benign 양성; interleaved 교차; conflicting 상충하는; adjacent 인접한;
spatial-temporal 시공간; deformable 변형 가능한; reusable 재사용 가능한; collective 집단; surrogate 대리;
coarse-grained 거친; scalar 스칼라; viable 실행 가능한; panoramic 파노라마; unavailable 구할 수 없는; neutral 중립;
deceptive 기만적인; prevailing 주류; misaligned 정렬되지 않은; directional 방향; sustainable 지속 가능한;
instructional 교육용; distinctive 독특한; erroneous 잘못된; favorable 유리한; magnetic 자기; standalone 독립형;
ordinal 순서형; artistic 예술적; skeletal 골격; greedy 탐욕적; marine 해양; electronic 전자; linked 연결된;
linguistic 언어적; unable 할 수 없는; endoscopic 내시경; cumulative 누적; gated 게이트; anomalous 이상;
consecutive 연속; unbiased 편향 없는; tiny 초소형; macro 거시; micro 미시; panoptic 파놉틱; pedagogical 교육적;
regular 정기; information-theoretic 정보 이론적; stepwise 단계별; repetitive 반복적인; problematic 문제가 있는;
observable 관찰 가능한; non-trivial 간단하지 않은; routine 일상적인; cross-modality 교차 모달; secondary 이차;
context-dependent 문맥 의존적; helpful 도움이 되는; centered 중심; flawed 결함 있는; stylized 양식화된;
multidimensional 다차원; additive 가산; desirable 바람직한; predictable 예측 가능한; analogous 유사한;
two-step 두 단계; entangled 얽힌; confident 확신하는; vascular 혈관; cardiovascular 심혈관; well-suited 적합한;
proper 적절한; distant 먼; overconfident 지나치게 확신하는; periodic 주기적; complicated 복잡한; fluent 유창한;
immediate 즉각적인; long-standing 오랜; symmetric 대칭; conservative 보수적; official 공식; focal 초점;
measurable 측정 가능한; sliding 슬라이딩; rational 합리적; assistive 보조; high-performing 고성능;
unintended 의도하지 않은; acceptable 수용 가능한; planar 평면; human-aligned 사람에 맞춘; self-evolving 자기 진화;
episodic 일화; neighboring 이웃; non-invasive 비침습; layered 층을 이룬; unsuitable 부적합한; multiscale 다중 스케일;
transient 일시적인; verbal 언어적; randomized 무작위; time-varying 시간에 따라 변하는; developmental 발달;
undesirable 바람직하지 않은; extrinsic 외재적; distorted 왜곡된; multiview 다시점; monolithic 단일체;
neuro-symbolic 신경-기호; neurosymbolic 신경-기호; domain-invariant 도메인 불변; image-to-image 이미지-이미지;
polynomial 다항; non-reasoning 비추론; outdated 낡은; unrealistic 비현실적인; human-centered 사람 중심;
attractive 매력적인; novel-view 새로운 시점; situational 상황; supplementary 보충; persuasive 설득적인;
informal 비형식; editable 편집 가능한; centralized 중앙 집중식; error-prone 오류가 나기 쉬운; graphical 그래픽;
thematic 주제; imperceptible 감지하기 어려운; anisotropic 비등방; up-to-date 최신; specular 정반사; auditory 청각;
pervasive 만연한; systemic 체계 차원의; normative 규범적; nested 중첩; simplistic 지나치게 단순한; finer 더 세밀한;
auditable 감사 가능한; ordinary 일반; user-specified 사용자가 지정한; algebraic 대수적; non-uniform 불균일;
cohesive 응집력 있는; affine 아핀; prominent 두드러진; intraoperative 수술 중; obscure 불분명한; apparent 겉보기;
technological 기술; prosodic 운율; influential 영향력 있는; institutional 기관; optional 선택적; literary 문학;
recurring 반복되는; disjoint 서로소; corrective 교정; tactical 전술; spontaneous 자발적; offensive 공격적인;
multimedia 멀티미디어; cellular 세포; metacognitive 메타 인지; immense 막대한; unauthorized 무단;
preoperative 수술 전; clearer 더 뚜렷한; multifaceted 다면적; cross-scale 교차 스케일; numeric 수치;
resource-limited 자원이 제한된; profound 심대한; unanswerable 답할 수 없는; uneven 고르지 않은; multivariate 다변량;
empathetic 공감하는; unpredictable 예측할 수 없는; finer-grained 더 세밀한; cross-frame 프레임 간;
prototypical 전형적인; indispensable 필수적인; decisive 결정적인; self-generated 스스로 생성한; female 여성;
male 남성; engineered 설계된; orthographic 철자; atmospheric 대기; radiological 영상의학; cyclic 순환; acute 급성;
verbose 장황한; data-scarce 데이터가 부족한; impactful 영향력 큰; dramatic 극적인; reactive 반응형; defensive 방어적;
successive 연속적인; gradual 점진적; lossy 손실; formidable 만만치 않은; stringent 엄격한; proportional 비례;
horizontal 수평; vertical 수직; retrospective 회고적; observational 관찰; detrimental 해로운; nearest 최근접;
invasive 침습; malignant 악성; mismatched 어긋난; circular 원형; multi-channel 다중 채널; histopathological 조직병리;
opposite 반대; textural 질감; incompatible 호환되지 않는; mild 경미한; hazardous 위험한; elaborate 정교한;
extractive 추출형; naturalistic 자연스러운; interconnected 서로 연결된; one-to-one 일대일;
context-sensitive 문맥에 민감한; dangerous 위험한; prolonged 장기간의; customizable 맞춤 설정 가능한;
configurable 설정 가능한; unfaithful 충실하지 않은; unnatural 부자연스러운; built-in 내장; view-dependent 시점 의존;
faulty 잘못된; gold-standard 표준; top-k 상위 k개; user-provided 사용자가 준;
"""

_ENDS = {
    "time-consuming": "시간이 오래 걸림", "costly": "비용이 큼", "expensive": "비용이 큼",
    "unknown": "알려진 것이 없음",
    "unexplored": "연구되지 않음", "critical": "매우 중요함", "vital": "매우 중요함", "scarce": "부족함",
    "limited": "제한적임", "challenging": "어려움", "low": "낮음", "high": "높음", "rare": "드묾", "common": "흔함",
    "inevitable": "불가피함", "non-trivial": "간단하지 않음", "nontrivial": "간단하지 않음",
    "computationally expensive": "연산 비용이 큼", "computationally intensive": "연산 비용이 큼",
    "computationally demanding": "연산 비용이 큼", "poorly understood": "잘 알려져 있지 않음",
    "not well understood": "잘 알려져 있지 않음", "largely unexplored": "거의 연구되지 않음",
    "largely underexplored": "연구가 크게 부족함", "relatively unexplored": "비교적 연구되지 않음",
    "widely used": "널리 쓰임", "publicly available": "공개되어 있음", "widely adopted": "널리 쓰임",
    "open problem": "미해결 문제임",
}  # fmt: skip

_BY_ENDING = (
    ("적인", "적임"), ("있는", "있음"), ("없는", "없음"), ("어려운", "어려움"), ("쉬운", "쉬움"), ("느린", "느림"),
    ("빠른", "빠름"), ("높은", "높음"), ("낮은", "낮음"), ("적은", "적음"), ("많은", "많음"), ("나은", "나음"),
    ("않은", "않음"),
    ("되는", "됨"), ("아닌", "아님"), ("된", "됨"), ("한", "함"), ("큰", "큼"), ("긴", "긺"), ("짧은", "짧음"),
    ("약한", "약함"),
)  # fmt: skip


def _parsed(words: str) -> dict[str, str]:
    pairs = (entry.strip().partition(" ") for entry in words.replace("\n", " ").split(";"))
    return {english: korean for english, _, korean in pairs if english}


MORE_MODIFIERS = _parsed(_WORDS)
"""English adjective → Korean before a noun."""


def ending(english: str, korean: str) -> str | None:
    """How an adjective closes a Korean sentence in the report's short style; None where it has no such form."""
    if english in _ENDS:
        return _ENDS[english]
    return next((korean[: -len(tail)] + said for tail, said in _BY_ENDING if korean.endswith(tail)), None)


def whole_ending(words: str) -> str | None:
    """The same for several words that are said as one: "computationally expensive"."""
    return _ENDS.get(words)
