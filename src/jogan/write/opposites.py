"""The word tables of `polarity`: directions and pairs of opposites, Korean and English side by side.

English words are patterns for a whole word; Korean ones are beginnings of words, with `_` for a space that may be left
out. In `AXES` every line that starts with `+` opens an axis and the `-` line below it is the other side. Families of
siblings stand in `families`.
"""

from __future__ import annotations

KO_MORE = """
더_든 더_드 더_소모 더_소비 더_쓰 더_사용 더_들
증가 증대 증폭 급증 상승 확대 배가 늘리다 늘다 늘어나다 늘어 커지다 높이다 높아지다 높다 많아지다 올리다
오르다 올라가다 불어나다 불리다 길어지다 키우다 끌어올리다 더_많 더_높 더_큰 더_크 더_긴 더_오래 치솟다 솟다
급등 넓히다 넓어지다 벌리다 벌어지다
"""
KO_LESS = """
감소 감축 절감 축소 단축 경감 삭감 하락 줄이다 줄다 줄어들다 줄어 낮추다 낮아지다 낮다 작아지다 작다 적어지다
 짧아지다 최소화 덜다 떨어지다 떨어뜨리다 떨어트리다 떨구다 내려가다 더_적 더_낮 더_작 더_짧 반감 급감 깎다
좁히다 좁혀지다
"""
KO_BETTER = """
향상 개선 증진 제고 강화 호전 진전 나아지다 낫다 좋아지다 우수 우월 우위 탁월 월등 뛰어나다 뛰어넘다 능가
앞서다 앞지르다 제치다 웃돌다 상회 넘어서다 추월 압도 빨라지다 빠르다 가속 극대화 이기다 더_좋 더_나은 더_빠
더_정확
"""
KO_WORSE = """
저하 악화 열화 퇴보 퇴화 약화 나빠지다 나쁘다 열등 열세 저조 부진 뒤처지다 뒤떨어지다 뒤지다 밀리다 밑돌다 하회
못_미치다 못미치다 미치지_못 미치지_않 따라가지_못 떨어지다 떨어뜨리다 떨어트리다 느려지다 느리다 훼손 둔화
무너지다 무너뜨리다 깨뜨리다 깨트리다 무너트리다 붕괴 해치다 더_나쁘 더_느 망가뜨리다 망치다
잃다 희생
"""
KO_PLAIN = "높은 낮은 큰 작은 많은 적은 긴 짧은 빠른 느린 좋은 나쁜"
"""Adjectives before their noun, which describe and do not move; they count as directions only after 더 (`더 높은`)."""
EN_MORE = """
increas\\w* rise rises rising raise raises raised grow grows growing grown growth larger greater higher more
longer expand\\w* amplif\\w* bigger enlarg\\w* widen\\w* accumulat\\w* elevat\\w* doubl\\w* tripl\\w*
"""
EN_LESS = """
decreas\\w* reduc\\w* lower lowers lowered lowering smaller less fewer declin\\w* drop drops dropped shrink\\w*
shorter diminish\\w* minimi[sz]\\w* sav(?:e|es|ing|ings) cut cuts cutting shorten\\w* compress(?:es|ing)?
narrow(?:s|ing|ed) lessen\\w* halv\\w* negligible
"""
EN_BETTER = """
improv\\w* enhanc\\w* boost\\w* better best outperform\\w* surpass\\w* superior\\w* exceed\\w* gain gains
strengthen\\w* accelerat\\w* speed(?:s|up|ups) faster benefit\\w* advanc(?:e|es|ing|ement|ements) alleviat\\w*
mitigat\\w* excel\\w* stronger beat beats state-of-the-art sota advantage\\w* augment\\w* rival\\w* win wins
"""
EN_WORSE = """
degrad\\w* worse worst worsen\\w* deteriorat\\w* underperform\\w* inferior below lag lags lagging hurt\\w*
harms? harming impair\\w* weaken\\w* slower weaker fall falls behind undermin\\w* collaps\\w* erod\\w*
disrupt\\w* destroy\\w* exacerbat\\w* short
"""

EN_STATIC_GOOD = "high large fast quick quickly rapid rapidly strong good great many rich long"
EN_STATIC_BAD = "low small slow slowly weak poor limited few short little suboptimal sub-optimal negligible"
"""English words that describe a state: they bear out a direction, but do not speak against one."""

AXES = """
+ 방대 대량 막대한_양 많은_양 vast massive huge enormous large-scale
- 소량 최소한의 적은_양 적은_데이터 아주_적은 minimal small little few handful
+ 능숙 유능 능하 능한 거뜬 거뜬히 잘_해 잘_하 잘_다루 adept proficien\\w* excel\\w* skilled
- 서툴 서투 미숙 고전하 고전한 고전합 어려워하 쩔쩔 애를_먹 애먹 struggl\\w* fail\\w*
+ 충분히_연구 잘_연구 이미_연구 널리_연구 활발히_연구 충분히_탐구 잘_알려 well-studied well-explored well-understood \\
(?:extensively|widely|thoroughly)_(?:studied|explored|investigated)
- 연구되지_않 연구되지_못 탐구되지_않 밝혀지지_않 미개척 덜_연구 거의_연구 거의_탐구 unexplored under-?explored \\
under-?studied poorly_understood
+ 해결되었 해결되어_ 해결됐 해결된_상태 풀렸 solved resolved
- 미해결 풀리지_않 해결되지_않 열린_문제 열려_있 unsolved unresolved open_question open_problem open_challenge \
remains?_challenging \
remains?_(?:an_)?open
+ 결합 얽 coupl\\w* entangl\\w*
- 분리 decoupl\\w* disentangl\\w* separat\\w* detach\\w* isolat\\w*
+ 과신 과잉_확신 과대 과도 과잉 over-?(?:confiden|estimat|fit|dispers|coupl|think|reason|smooth|optimi|rel|stat)\\w* \
excess\\w*
- 과소 under-?confiden\\w* under-?estimat\\w* underfit\\w* under
+ 하기_전 기에_앞서 에_앞서 기_전에 하기_이전 prior_to before preced\\w*
- 한_뒤 한_후 한_다음 마친_뒤 마친_후 마친_다음 끝난_뒤 이후에 after follow\\w* subsequent\\w*
+ 낙관 optimis\\w*
- 비관 pessimis\\w*
+ 주관 subjectiv\\w*
- 객관 objectively objectivity
+ 증폭 amplif\\w*
- 감쇠 약화 억제 attenuat\\w* decay\\w* suppress\\w* dampen\\w*
+ 명확 뚜렷 선명 분명 clear(?:er|ly)? well-defined defined distinct explicit(?:ly)? pronounced
- 흐릿 모호 희미 불분명 불명확 blur\\w* vague\\w* ambiguous unclear obscure\\w*
+ 명시 explicit(?:ly)?
- 암묵 암시적 implicit(?:ly)?
+ 쉽 쉬운 쉬워 손쉽 용이 수월 간편 eas(?:y|ier|ily) straightforward effortless\\w*
- 어렵 어려 힘들 까다 곤란 difficult\\w* hard harder challeng\\w* struggl\\w* demanding
+ 단순 간단 간결 simple simpler simplif\\w* simplicity concise
- 복잡 complex complicat\\w* intricate
+ 비용이_적 적은_비용 저렴 값싼 값싸 싼 비용_효율 저비용 cheap\\w* inexpensive low-cost cost-effective \
cost-efficient affordable
- 비싸 비싼 값비싸 값비싼 고비용 비용이_많이 비용이_큰 expensive costly prohibitive\\w*
+ 안정 stable stabl\\w+ stability
- 불안정 unstable instability
+ 안전 safe safely safety
- 위험 unsafe dangerous risk\\w*
+ 강한 강력 강하 견고 강건 튼튼 strong\\w* robust\\w* powerful
- 약한 약하 취약 허약 weak\\w* vulnerab\\w* fragile brittle
+ 강점 장점 이점 strengths? advantages? benefits? merits?
- 약점 단점 결함 허점 weakness\\w* drawbacks? deficienc\\w* shortcomings? flaws? disadvantages?
+ 민감 예민 sensitiv\\w+
- 둔감 insensitive
+ 확장_가능 확장성 확장하기_쉽 scalab\\w*
- 확장하기_어렵 확장이_어렵 확장성이_부족 unscalab\\w*
+ 일관 consistent\\w* consistency coheren\\w*
- 비일관 불일치 모순 inconsisten\\w* mismatch\\w* misalign\\w* discrepan\\w* contradict\\w*
+ 투명 transparen\\w*
- 불투명 opaque opacity obscure\\w* black-box
+ 수동적 passive\\w*
- 능동 적극 active(?:ly)? proactive\\w*
+ 전역 global\\w*
- 지역적 국소 국지 local(?:ly|ized)?
+ 정적 static\\w*
- 동적 역동 dynamic\\w*
+ 양방향 bidirectional\\w* two-way
- 단방향 일방향 unidirectional\\w* one-way
+ 결정론 deterministic\\w*
- 확률적 확률론 무작위 stochastic\\w* random\\w* probabilistic\\w*
+ 비선형 nonlinear\\w* non-linear\\w*
- 선형(?!화) linear\\w*
+ 비지도 unsupervised
- 지도_학습 supervised
+ 자기_지도 자기지도 자가_지도 자체_지도 self-supervised
- 지도_학습 완전_지도 supervised fully-supervised
+ 온라인 online
- 오프라인 offline
+ 오픈소스 오픈_소스 공개 개방 open open-source\\w* publicly
- 비공개 폐쇄 독점 closed closed-source\\w* proprietary
+ 풍부 넉넉 abundant\\w* rich\\w* ample plentiful
- 부족 희소 드문 모자란 scarc\\w* insufficient lack\\w* limited sparse
+ 조밀 밀집 dens(?:e|ely|er)
- 희소 sparse\\w*
+ 긴 길어 장기 장문 long longer long-\\w+ lengthy
- 짧 단기 short shorter short-\\w+ brief\\w*
+ 빠르 빠른 빨라 빨리 신속 가속 fast\\w* quick\\w* rapid\\w* accelerat\\w* swift\\w*
- 느리 느린 느려 더디 더딘 지체 slow\\w*
+ 성공 success\\w* succeed\\w*
- 실패 fail\\w* unsuccessful
+ 필수 필요로 필요하 필요합 필요해 요구하 요구되 necessitat\\w* necessar\\w* requir\\w* need\\w* essential
- 불필요 필요_없 필요가_없 필요로_하지 필요하지_않 필요_없이 unnecessar\\w* needless no_need without_any \\w+-free
+ 가능하 가능해 가능한 possibl\\w* feasib\\w* able enabl\\w*
- 불가능 impossib\\w* infeasib\\w* unable
+ 일치 부합 align\\w* agree\\w* match\\w* consistent\\w*
- 불일치 어긋 상충 disagree\\w* misalign\\w* mismatch\\w* inconsisten\\w* deviat\\w* misaligned
+ 공정 fair fairly fairness equitab\\w*
- 불공정 unfair\\w* biased discriminat\\w*
+ 인코더 encoder-only encoders?
- 디코더 decoder-only decoders?
+ 교사 teachers?
- 학생 students?
+ 넓은 넓어 광범위 폭넓 broad\\w* wide\\w* extensive\\w*
- 좁은 좁아 협소 narrow\\w*
+ 유사 비슷 comparable equivalent same similar\\w*
- 상이 다른_ different\\w* dissimilar\\w* distinct\\w*
+ 다양 diverse diversity variet\\w* various varied
- 단조 획일 homogeneous uniform\\w* monoton\\w*
+ 긍정 positive\\w*
- 부정적 negative\\w*
+ 최대(?!_?약?_?\\d) 최고 maxim\\w* largest highest
- 최소(?!_?약?_?\\d) 최저 minim\\w* smallest lowest
+ 연속 continuous\\w*
- 이산 불연속 discrete\\w*
+ 신뢰 reliab\\w* trustworth\\w* trust
- 불신 unreliab\\w* untrustworth\\w*
+ 예측_가능 predictab\\w*
- 예측_불가 unpredictab\\w*
+ 사전_학습 사전학습 사전_훈련 pre-?train\\w*
- 사후_학습 사후학습 post-?train\\w*
+ 촉진 돕 facilitat\\w* foster\\w* promot\\w* encourag\\w* help\\w*
- 방해 저해 가로막 hinder\\w* imped\\w* obstruct\\w* hamper\\w*
+ 수렴 converg\\w*
- 발산 diverg\\w*
+ 포함 includ\\w* incorporat\\w* contain\\w*
- 제외 배제 exclud\\w*
+ 정확 accurat\\w* precise\\w* correct\\w*
- 부정확 inaccura\\w* imprecis\\w* incorrect\\w*
+ 경량 가벼 가볍 lightweight light
- 무거운 무겁 heavy heavyweight
+ 상당한 결정적 대폭 현저 큰_향상 큰_개선 큰_이득 큰_효과 큰_폭 크게_향상 크게_개선 significant\\w* \
substantial\\w* considerabl\\w* dramatic\\w* drastic\\w* decisive major
- 미미 근소 사소 미약 약간 minimal\\w* marginal\\w* negligible slight\\w* minor
+ 알려진 known existing
- 미지 처음_보는 알려지지_않은 unseen unknown
+ 대칭 symmetric\\w*
- 비대칭 asymmetric\\w*
+ 동기적 synchron\\w*
- 비동기 asynchron\\w*
+ 동질 homogen\\w*
- 이질 이종 heterogen\\w*
+ 중앙_집중 중앙집중 centrali[sz]\\w*
- 분산형 탈중앙 decentrali[sz]\\w* distributed
+ 높은 높고 높았 높다 높습 high higher highest
- 낮은 낮고 낮았 낮다 낮습 low lower lowest
+ 대규모 거대 대형 large large-scale massive
- 소규모 소형 small small-scale tiny
+ 미리 사전에 beforehand prior advance
- 사후에 나중에 afterwards post-hoc
+ 자동(?!차) automat\\w*
- 수동으로 수작업 손으로 manual\\w*
+ 불투명 opaque opacity
- 투명 transparen\\w*
+ 상용 commercial\\w* proprietary
- 오픈소스 open-source\\w*
+ 선호 prefer\\w*
- 기피 회피 avoid\\w*
+ 희귀 드문 드물 rare\\w* uncommon infrequent
- 흔한 흔히 자주 빈번 common\\w* frequent\\w* often
+ 밀접 close\\w* tight\\w* strong\\w*
- 무관 독립적 irrelevant independent\\w* unrelated
+ 효율 efficient\\w* efficiency
- 비효율 inefficien\\w*
+ 단일 단_하나 하나의 한_장 single single-\\w+ one
- 다중 복수의 multi multi-\\w+ multiple
+ 고정(?!밀) fixed frozen static
- 가변 variable adaptive\\w* flexible dynamic\\w*
+ 유연 flexib\\w*
- 경직 rigid\\w* inflexib\\w*
+ 충분 sufficient\\w* enough adequate\\w*
- 불충분 insufficient\\w* inadequate\\w*
+ 고품질 high-quality high-fidelity
- 저품질 low-quality
+ 고해상도 high-resolution
- 저해상도 low-resolution
+ 고차원 high-dimensional
- 저차원 low-dimensional
+ 생성_문제 생성_모델 생성적 생성형 generative
- 판별 discriminative
+ 연역 deductive\\w*
- 귀납 inductive\\w*
+ 상향식 bottom-up
- 하향식 top-down
+ 순방향 forward
- 역방향 backward reverse
+ 실내 indoor\\w*
- 실외 야외 outdoor\\w*
+ 장거리 원거리 long-range far
- 단거리 근거리 short-range near
+ 도심 도시 시내 urban city
- 농촌 시골 교외 rural suburban
+ 화이트박스 white-box
- 블랙박스 black-box
+ 시간적 temporal\\w*
- 공간적 spatial\\w*
+ 매개변수적 parametric
- 비매개변수 nonparametric non-parametric
+ 수평 horizontal\\w*
- 수직 vertical\\w*
+ 상호작용적 대화형 interactive
- 비대화형 non-interactive
+ 볼록 convex
- 비볼록 nonconvex non-convex
+ 개별 individual\\w* separate\\w* separately
- 공동 함께 joint\\w* jointly together
+ 고정밀 high-precision
- 저정밀 low-precision
+ 저자원 low-resource
- 고자원 high-resource
+ 단일_언어 monolingual
- 다국어 다언어 multilingual
"""
