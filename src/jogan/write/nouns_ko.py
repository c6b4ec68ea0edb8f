"""More nouns of abstracts with the one Korean word that each has in this field, whatever stands beside it. Data only.

Singular only: a plural is looked up without its ending. Words with several readings (state, order, work, point) stay
out on purpose, as in `words_ko`: one unknown word, and the source's own words are quoted.
"""

from __future__ import annotations

_WORDS = """
ability 능력; usage 사용량; requirement 요구 사항; field-of-view 시야; capability 역량; limitation 한계; space 공간;
development 개발; improvement 개선; gain 향상; progress 진전; range 범위; category 범주; stage 단계; size 크기;
impact 영향; degradation 저하; trajectory 궤적; relationship 관계; overhead 오버헤드; addition 추가;
importance 중요성; property 특성; process 과정; capacity 용량; variation 변이; attribute 속성; characteristic 특성;
artifact 아티팩트; advancement 발전; validation 검증; shift 변화; rate 비율; reduction 감소; utility 효용;
dependency 의존성; coverage 범위; highlight 특징; health 건강; methodology 방법론; management 관리;
applicability 적용 가능성; observation 관찰; boundary 경계; area 분야; insight 통찰; concern 우려;
correctness 정확성; entity 개체; superiority 우위; part 부분; candidate 후보; element 요소; variability 변동성;
preservation 보존; hardware 하드웨어; adoption 도입; aspect 측면; thinking 사고; effort 노력; trace 흔적;
ablation 절제 실험; strength 강점; generalizability 일반화 가능성; head 헤드; efficacy 효과; acquisition 획득;
expression 표현; truth 진실; combination 조합; flexibility 유연성; correction 수정; family 계열; transformation 변환;
innovation 혁신; production 생산; variety 다양성; patch 패치; technology 기술; realism 사실감; mode 모드; topic 주제;
criterion 기준; criteria 기준; misalignment 불일치; limit 한계; mitigation 완화; consumption 소비; collapse 붕괴;
assessment 평가; scan 스캔; presence 존재; assumption 가정; infrastructure 인프라; availability 가용성;
inconsistency 불일치; implication 함의; occlusion 가림; plan 계획; distortion 왜곡; chain 사슬; amount 양;
metadata 메타데이터; meaning 의미; tissue 조직; location 위치; utilization 활용; hypothesis 가설; acceleration 가속;
idea 아이디어; finetuning 미세 조정; activity 활동; removal 제거; transition 전이; measurement 측정; choice 선택;
integrity 무결성; heterogeneity 이질성; approximation 근사; reality 현실; opportunity 기회; person 사람;
extension 확장; hour 시간; procedure 절차; role 역할; edit 편집; magnitude 크기; variant 변형; intensity 강도;
injection 주입; age 나이; anomaly 이상; transmission 전송; version 버전; validity 타당성; divergence 발산;
attempt 시도; intuition 직관; mesh 메시; counterpart 상응물; profile 프로필; volume 볼륨; claim 주장; summary 요약;
inspection 검사; acceptance 수용; judge 심판; separation 분리; vulnerability 취약점; mismatch 불일치;
alternative 대안; fact 사실; margin 차이; outcome 결과; rationale 근거; practitioner 실무자; thought 사고;
damage 손상; overlap 겹침; adherence 준수; quantification 정량화; abstraction 추상화; continuity 연속성;
curation 큐레이션; instability 불안정성; forgery 위조; clip 클립; script 스크립트; branch 분기; dependence 의존;
phenomenon 현상; phenomena 현상; discrepancy 차이; skin 피부; necessity 필요성; definition 정의; reuse 재사용;
adjustment 조정; scope 범위; severity 심각도; complexity 복잡도; pathway 경로; asset 자산; iteration 반복;
dimensionality 차원; burden 부담; assignment 할당; disparity 격차; guarantee 보장; progression 진행; breast 유방;
annotator 주석자; completeness 완전성; commonsense 상식; velocity 속도; competence 능력; documentation 문서화;
confusion 혼동; weakness 약점; evaluator 평가자; detector 탐지기; generator 생성기; classifier 분류기;
estimator 추정기; predictor 예측기; extractor 추출기; tokenizer 토크나이저; planner 계획기; controller 제어기;
verifier 검증기; retriever 검색기; optimizer 옵티마이저; renderer 렌더러; discriminator 판별기; assistance 보조;
plausibility 개연성; compromise 타협; date 날짜; identity 신원; versatility 범용성; retention 유지; project 프로젝트;
specificity 특이성; significance 의의; moderation 조정; visibility 가시성; inefficiency 비효율; pool 풀;
behavior 행동; behaviour 행동; compatibility 호환성; diagnostics 진단; tendency 경향; intersection 교차;
contributor 기여자; scarcity 부족; harm 해악; indicator 지표; specialization 전문화; placement 배치; fluency 유창성;
curve 곡선; bandwidth 대역폭; pressure 압력; ambiguity 모호성; country 국가; similarity 유사도; contact 접촉;
shortcoming 단점; isolation 격리; status 상태; contamination 오염; proficiency 능숙도; authenticity 진위;
conversion 변환; reason 이유; barrier 장벽; proposal 제안; message 메시지; precision 정밀도; recall 재현율;
coefficient 계수; existence 존재; simplicity 단순성; survival 생존; norm 규범; footprint 점유량; client 클라이언트;
popularity 인기; child 아동; children 아동; deviation 편차; sketch 스케치; experimentation 실험;
normalization 정규화; violation 위반; vessel 혈관; notion 개념; theory 이론; shortcut 지름길; formation 형성;
proliferation 확산; emphasis 강조; possibility 가능성; consideration 고려 사항; inspiration 영감; synergy 시너지;
encoding 인코딩; discussion 논의; expectation 기대; tradeoff 상충 관계; trade-off 상충 관계; tomography 단층 촬영;
consequence 결과; replacement 대체; nuance 뉘앙스; provider 제공자; smoothness 매끄러움; repair 수리;
player 플레이어; height 높이; round 라운드; prevalence 유병률; delivery 전달; credit 신용; machine 기계;
revision 개정; scattering 산란; suitability 적합성; stance 입장; negation 부정; trial 시험; neighborhood 이웃;
dilemma 딜레마; joint 관절; minimization 최소화; minimum 최소; terminology 용어; formulation 정식화;
breakthrough 돌파구; mistake 실수; schedule 스케줄; proximity 근접성; equipment 장비; angle 각도; investigation 조사;
richness 풍부함; susceptibility 취약성; circuit 회로; rewriting 재작성; moment 순간; quantity 양; number 수;
latency 지연 시간; throughput 처리량; storage 저장 공간; inference 추론; parameter 파라미터; backbone 백본;
checkpoint 체크포인트; embedding 임베딩; gradient 그래디언트; activation 활성화; neuron 뉴런; token 토큰;
context 문맥; window 윈도; horizon 시야; budget 예산; price 가격; money 돈; company 기업; government 정부;
organization 조직; institution 기관; industry 산업; market 시장; service 서비스; customer 고객; business 사업;
worker 노동자; job 일자리; researcher 연구자; scientist 과학자; engineer 엔지니어; developer 개발자; author 저자;
designer 디자이너; artist 예술가; clinician 임상의; doctor 의사; physician 의사; nurse 간호사;
radiologist 영상의학과 의사; surgeon 외과의; learner 학습자; reader 독자; speaker 화자; listener 청자; writer 작가;
participant 참가자; volunteer 자원자; driver 운전자; pedestrian 보행자; passenger 승객; population 인구; gender 성별;
emotion 감정; personality 성격; opinion 의견; belief 믿음; intent 의도; intention 의도; goal 목표; desire 욕구;
trust 신뢰; ethic 윤리; ethics 윤리; regulation 규제; guideline 지침; rule 규칙; constraint 제약; specification 명세;
condition 조건; situation 상황; event 사건; action 행동; step 단계; level 수준; type 유형; kind 종류; form 형태;
format 형식; style 스타일; dimension 차원; direction 방향; distance 거리; position 위치; region 영역; frame 프레임;
pixel 픽셀; voxel 복셀; color 색상; lighting 조명; shadow 그림자; background 배경; foreground 전경; depth 깊이;
contour 윤곽; wall 벽; floor 바닥; tree 트리; forest 숲; ocean 해양; river 강; land 토지; soil 토양; satellite 위성;
drone 드론; aircraft 항공기; car 자동차; bus 버스; phone 전화; smartphone 스마트폰; laptop 노트북; computer 컴퓨터;
server 서버; chip 칩; cluster 클러스터; platform 플랫폼; browser 브라우저; app 앱; database 데이터베이스; query 질의;
index 색인; schema 스키마; field 분야; log 로그; file 파일; folder 폴더; repository 저장소; commit 커밋; bug 버그;
variable 변수; loop 루프; compiler 컴파일러; kernel 커널; instruction 지시; equation 방정식; theorem 정리;
proof 증명; formula 수식; symbol 기호; logic 논리; distribution 분포; probability 확률; likelihood 우도;
entropy 엔트로피; variance 분산; correlation 상관관계; causality 인과관계; effect 효과; influence 영향;
response 응답; stimulus 자극; cortex 피질; organ 장기; lesion 병변; cancer 암; symptom 증상; therapy 치료;
surgery 수술; hospital 병원; gene 유전자; genome 유전체; atom 원자; crystal 결정; compound 화합물; reaction 반응;
experiment 실험; spectrum 스펙트럼; wave 파동; frequency 주파수; amplitude 진폭; temperature 온도; heat 열; force 힘;
gravity 중력; friction 마찰; motion 움직임; curriculum 커리큘럼; lesson 수업; exam 시험; question 질문;
exercise 연습; homework 숙제; textbook 교과서; book 책; paragraph 문단; title 제목; citation 인용;
reference 참고 자료; quote 인용문; narrative 서사; poem 시; poetry 시; humor 유머; metaphor 은유; rumor 루머;
misinformation 허위 정보; disinformation 허위 정보; propaganda 선전; comment 댓글; tweet 트윗; forum 포럼;
theme 주제; keyword 키워드; phrase 구; grammar 문법; syntax 구문; semantics 의미; morphology 형태론;
phonology 음운론; dialect 방언; accent 억양; prosody 운율; pitch 음높이; tone 어조; timbre 음색; rhythm 리듬;
melody 멜로디; song 노래; recording 녹음; noise 잡음; echo 반향; microphone 마이크; gesture 제스처; gaze 시선;
hair 머리카락; finger 손가락; arm 팔; leg 다리; gripper 그리퍼; torque 토크; actuator 액추에이터; obstacle 장애물;
collision 충돌; failure 실패; success 성공; accident 사고; threat 위협; defense 방어; adversary 공격자;
attacker 공격자; victim 피해자; password 비밀번호; leakage 유출; breach 침해; fraud 사기; crime 범죄; abuse 남용;
toxicity 유해성; stereotype 고정관념; refusal 거부; jailbreak 탈옥; backdoor 백도어; trigger 트리거;
watermark 워터마크; license 라이선스; copyright 저작권; ownership 소유권; provenance 출처; transparency 투명성;
accountability 책임성; responsibility 책임; governance 거버넌스; audit 감사; compliance 준수; interpretation 해석;
explanation 설명; reasoning 추론; deduction 연역; abduction 가추; analogy 유추; planning 계획; memory 메모리;
attention 어텐션; perception 인지; cognition 인지; intelligence 지능; creativity 창의성; imagination 상상;
curiosity 호기심; motivation 동기; skill 스킬; expertise 전문성; experience 경험; habit 습관; collaboration 협업;
cooperation 협력; coordination 조정; negotiation 협상; debate 토론; consensus 합의; conflict 충돌;
disagreement 불일치; decision 의사결정; vote 투표; election 선거; convergence 수렴; exploration 탐색;
exploitation 활용; transfer 전이; forgetting 망각; overfitting 과적합; underfitting 과소적합; initialization 초기화;
regularization 정규화; dropout 드롭아웃; batch 배치; epoch 에폭; hyperparameter 하이퍼파라미터; workload 작업 부하;
deployment 배포; maintenance 유지 보수; upgrade 업그레이드; update 업데이트; rollout 롤아웃; demonstration 시연;
imitation 모방; teleoperation 원격 조작; simulation 시뮬레이션; fluid 유체; turbulence 난류; flow 흐름;
particle 입자; material 재료; structure 구조; topology 위상; symmetry 대칭; manifold 다양체; subspace 부분 공간;
matrix 행렬; matrices 행렬; tensor 텐서; node 노드; vertex 정점; path 경로; hierarchy 계층; group 그룹;
community 커뮤니티; network 네트워크; link 링크; neighbor 이웃; channel 채널; protocol 프로토콜; packet 패킷;
interpolation 보간; extrapolation 외삽; completion 완성; imputation 결측 보완; augmentation 증강; perturbation 섭동;
corruption 손상; rotation 회전; translation 번역; scaling 스케일링; deformation 변형; registration 정합;
matching 정합; alignment 정렬; correspondence 대응; fusion 융합; integration 통합; interaction 상호작용;
interface 인터페이스; interruption 중단; delay 지연; deadline 기한; interval 간격; duration 길이;
timestamp 타임스탬프; timestep 시간 단계; history 이력; trend 추세; season 계절; day 일; week 주; month 월; year 년;
redundancy 중복; sparsity 희소성; density 밀도; locality 지역성; granularity 세분도; modularity 모듈성;
expressiveness 표현력; expressivity 표현력; controllability 제어 가능성; usability 사용성; feasibility 실현 가능성;
effectiveness 효과; coherence 일관성; coherency 일관성; faithfulness 충실성; factuality 사실성; truthfulness 진실성;
helpfulness 유용성; harmlessness 무해성; usefulness 유용성; adaptability 적응성; reproducibility 재현성;
trustworthiness 신뢰성; explainability 설명 가능성; identifiability 식별 가능성; separability 분리 가능성;
transferability 전이 가능성; diversity 다양성; novelty 참신성; sensitivity 민감도; imbalance 불균형; drift 드리프트;
gap 격차; bottleneck 병목; difficulty 어려움; absence 부재; shortage 부족; demand 수요; supply 공급; advance 발전;
advantage 장점; benefit 이점; disadvantage 단점; drawback 단점; communication 통신; finding 결과; foundation 기반;
coding 코딩; benchmarking 벤치마킹; frontier 프런티어; comprehension 이해; corpora 말뭉치; illumination 조명;
modification 수정; emergence 출현; expansion 확장; coordinate 좌표; algorithm 알고리즘; hypotheses 가설;
template 템플릿; stream 스트림; trait 특성; anchor 앵커; setup 설정; orientation 방향; simulator 시뮬레이터;
retina 망막; lung 폐; chest 흉부; clarity 명료성; oversight 감독; skeleton 골격; autonomy 자율성; interplay 상호작용;
practicality 실용성; generality 일반성; triplet 트리플; subtask 하위 과제; minute 분; fraction 비율; resonance 공명;
penalty 페널티; inability 불가능; reflectance 반사율; peak 최고치; entanglement 얽힘; plane 평면; advent 등장;
testbed 시험 환경; grid 격자; box 상자; extent 정도; majority 다수; rejection 거부; session 세션; publication 출판물;
resistance 저항; dictionary 사전; marker 표지; pathology 병리; asymmetry 비대칭; cohort 코호트;
parameterization 매개변수화; portion 부분; signature 서명; array 배열; consumer 소비자; generalisation 일반화;
differentiation 구별; ray 광선; footage 영상; inaccuracy 부정확성; displacement 변위; clue 단서; deficiency 결함;
distinction 구분; seed 시드; maximization 최대화; fragmentation 파편화; simplification 단순화; saturation 포화;
equivalence 동등성; insertion 삽입; spectra 스펙트럼; curvature 곡률; calculation 계산; liver 간; entry 항목;
codebase 코드베이스; articulation 조음; disorder 장애; brightness 밝기; proportion 비율; truncation 절단;
polarization 양극화; amplification 증폭; examination 검사; equivariance 등변성; interview 면접; submission 제출물;
tracker 추적기; fault 고장; identifier 식별자; movie 영화; sorting 정렬; preparation 준비; decline 감소;
affinity 친화도; axis 축; wind 바람; participation 참여; warping 왜곡; receiver 수신기; derivation 유도; fire 화재;
snippet 조각; conservation 보존; attenuation 감쇠; farming 농업; vegetation 식생; replication 복제; enforcement 집행;
vocabulary 어휘; specialist 전문의; stakeholder 이해관계자; origin 기원; mechanics 역학; repetition 반복;
parity 동등성; sector 부문; terrain 지형; traversal 순회; offset 오프셋; flaw 결함; tooth 치아; teeth 치아;
woman 여성; women 여성; advice 조언; wound 상처; fitness 적합도; prevention 예방; loss 손실; saving 절감;
extraction 추출; column 열; emission 배출량; breadth 폭; occurrence 발생; ontology 온톨로지; zone 구역; verb 동사;
academia 학계; genre 장르; thesis 논문; statement 진술; certainty 확실성; tolerance 허용 오차; rationality 합리성;
dialog 대화; rectification 보정; functionality 기능; misclassification 오분류; verification 검증; execution 실행;
summarizer 요약기; translator 번역기; reranker 재순위화기; tokenization 토큰화; pretokenization 사전 토큰화;
downsampling 다운샘플링; upsampling 업샘플링; backpropagation 역전파; fine-tuning 미세 조정; dataset 데이터셋;
subset 부분집합; codec 코덱; encoder-decoder 인코더-디코더; image-text 이미지-텍스트; spectrogram 스펙트로그램;
waveform 파형; utterance 발화; transcript 전사; transcription 전사; phoneme 음소; viewpoint 시점; landmark 랜드마크;
keypoint 키포인트; silhouette 실루엣; blur 블러; haze 안개; rain 비; fog 안개; snow 눈; weather 날씨; flood 홍수;
wildfire 산불; earthquake 지진; pollution 오염; agriculture 농업; manufacturing 제조; factory 공장; logistics 물류;
retail 소매; tourism 관광; travel 여행; sport 스포츠; soccer 축구; chess 체스; music 음악; dance 춤; film 영화;
museum 박물관; art 예술; painting 그림; drawing 그림; font 글꼴; layout 레이아웃; poster 포스터; slide 슬라이드;
presentation 발표; spreadsheet 스프레드시트; email 이메일; chatbot 챗봇; dialogue 대화; persona 페르소나;
companion 동반자; caregiver 돌봄 제공자; elder 노인; youth 청소년; parent 부모; household 가정; kitchen 주방;
indoors 실내; warehouse 창고; parking 주차; highway 고속도로; lane 차선; vehicle 차량; maneuver 기동; braking 제동;
ship 선박;
"""


def _parsed(words: str) -> dict[str, str]:
    pairs = (entry.strip().partition(" ") for entry in words.replace("\n", " ").split(";"))
    return {english: korean for english, _, korean in pairs if english}


MORE_NOUNS = _parsed(_WORDS)
"""English noun in the singular → Korean."""
