"""Families of things of one kind, which stand in for one another in a sentence without being opposites.

Every line is a family, `|` parts its members. English words are patterns for a whole word, Korean ones beginnings of
words; `_` stands for a space that may be left out. A member lists every word by which a faithful sentence may call \
the
thing: what is forgotten here is a false alarm there. A member speaks against another only where the source has none \
of
its words at all; but in a line that starts with `*`, also where the source has both, of different things.
"""

from __future__ import annotations

MEDIA = """
* 텍스트 text texts text-\\w+ textual\\w* | 시각_토큰 시각_정보 이미지 사진 그림 visual\\w* vision images? \
image-\\w+ pictures? photo\\w* imag(?:ing|ery) | 오디오 음성 음향 말소리 audio\\w* speech acoustic\\w* voices? \
sounds? spoken | 비디오 동영상 videos? video-\\w+ footage | 문서 documents? docs? | 음악 musics? musical\\w* songs?
점군 포인트_클라우드 point_clouds? point-clouds? | 메시 메쉬 meshes mesh | 복셀 voxels? | 가우시안_스플래팅 splatting
카메라 cameras? | 라이다 LiDAR\\w* | 레이더 radars? | 소나 음파_탐지 sonars? | 위성 satellit\\w* | 드론 무인기 \
drones? UAVs?
엑스레이 흉부_방사선 X-rays? radiograph\\w* | 자기_공명 MRI fMRI | 초음파 ultraso\\w* | 단층_촬영 tomograph\\w* CT | \
내시경 endoscop\\w* | 뇌파 EEG electroencephalogra\\w* | 심전도 ECG EKG electrocardiogra\\w* | 현미경 microscop\\w*
논문_초록 초록 abstracts? | 판례 판결문 court_\\w+ judgments? rulings? case_law | 특허 patents? | 뉴스_기사 뉴스 \
news articles? | 트윗 tweets? | 이메일 전자우편 e-?mails? | 교과서 textbooks? | 위키백과 위키피디아 Wikipedia\\w* \
wikis? | 상품평 상품_리뷰 reviews? | 소설 novels? fiction | 시_작품 poems? poetry
소셜_미디어 SNS social_media tweets? Twitter Reddit | 신문 newspapers? | 블로그 blogs? | 포럼 forums? Reddit
* 단어_수준 단어_단위 word-level | 문장_수준 문장_단위 sentence-level | 토큰_수준 토큰_단위 token-level | 문서_수준 \
문서_단위 document-level
* 입력 inputs? | 출력 outputs?
픽셀 화소 pixel\\w* per-pixel | 복셀 voxel\\w*
"""

FIELDS = """
의료 의학 임상 병원 medic\\w* clinic\\w* health\\w* biomedic\\w* hospital\\w* patients? diagnos\\w* | 법률 법학 사법 \
legal\\w* law laws judicia\\w* | 금융 재무 financ\\w* bank\\w* stocks? trading | 교육_분야 교육용 educat\\w* | 농업 \
농작물 agricultur\\w* crops? farm\\w* | 제조 공장 manufactur\\w* factor(?:y|ies) industrial\\w* | 군사 국방 military \
defen[cs]e | 관광 여행 touris\\w* travel\\w* | 부동산 real_estate housing | 스포츠 sports? athlet\\w* | 광고 \
advertis\\w* ads? | 전자상거래 쇼핑 e-commerce shopping retail | 언론 저널리즘 journalis\\w* news
화학 chem\\w* molecul\\w* | 물리학 physic\\w* | 생물학 biolog\\w* bio\\w* protein\\w* | 천문학 천문 astronom\\w* \
astrophys\\w* | 재료_과학 materials? | 경제학 econom\\w* | 심리학 psycholog\\w* | 사회학 sociolog\\w* | 언어학 \
linguist\\w* | 수학 math\\w* | 철학 philosoph\\w* | 역사학 histor\\w*
지진 earthquakes? seism\\w* | 홍수 flood\\w* | 태풍 열대_저기압 허리케인 cyclon\\w* typhoon\\w* hurrican\\w* storms? \
| 산불 wildfires? fires? | 가뭄 drought\\w* | 화산 volcan\\w* | 쓰나미 tsunami\\w*
뇌 brains? neur\\w* | 심장 heart\\w* cardia\\w* | 폐 폐암 lungs? pulmonary chest | 간암 간_질환 liver hepat\\w* | \
신장 kidneys? renal | 유방 유방암 breast | 전립선 prostate | 피부 skin dermat\\w* | 망막 retin\\w* fundus | 대장 \
대장암 colon\\w* | 췌장 pancrea\\w* | 갑상선 thyroid
당뇨 diabet\\w* | 암 종양 cancers? tumou?rs? oncolog\\w* carcinoma\\w* | 녹내장 glaucoma | 백내장 cataract\\w* | \
치매 dementia Alzheimer\\w* | 파킨슨 Parkinson\\w* | 우울증 depress\\w* | 자폐 autis\\w* | 뇌전증 간질 epilep\\w* \
seizures? | 뇌졸중 strokes? | 결핵 tubercul\\w* | 폐렴 pneumonia | 천식 asthma | 비만 obes\\w* | 고혈압 \
hypertens\\w*
자동차 차량 cars? vehic\\w* automo\\w* driving | 선박 ships? vessels? maritime | 항공기 비행기 aircrafts? airplanes? \
aviation flights? | 열차 철도 trains railways? | 자전거 bicycl\\w* bikes? | 보행자 pedestrian\\w*
보드게임 board_games? board | 카드_게임 card_games? cards? | 비디오_게임 video_games? Atari Minecraft
태양광 태양_에너지 solar photovolta\\w* | 풍력 wind | 원자력 nuclear | 배터리 batter(?:y|ies) | 수소 hydrogen
댓글 comments? | 게시물 게시글 posts? | 제목 titles? headlines?
수중 해저 underwater marine | 공중 airborne aerial | 지하 underground subterranean
혈액 blood | 소변 urine | 유전_정보 유전체 genom\\w* genetic\\w* genes? DNA | 사회경제적 socio-?economic\\w*
"""

PEOPLE = """
한국어 Korean | 영어 English | 중국어 Chinese Mandarin | 일본어 Japanese | 독일어 German | 프랑스어 불어 French | \
스페인어 Spanish | 아랍어 Arabic | 힌디어 Hindi | 러시아어 Russian | 베트남어 Vietnamese | 태국어 Thai | \
인도네시아어 Indonesian | 벵골어 Bengali Bangla | 페르시아어 Persian Farsi | 터키어 튀르키예어 Turkish | 포르투갈어 \
Portuguese | 이탈리아어 Italian | 라틴어 Latin | 산스크리트어 Sanskrit | 타밀어 Tamil | 우르두어 Urdu | 스와힐리어 \
Swahili | 히브리어 Hebrew | 그리스어 Greek | 폴란드어 Polish
한국의 한국에서 한국은 국내 Korea\\w* | 미국 US USA U\\.S\\.?A?\\.? United_States America\\w* | 중국의 중국에서 \
중국은 China | 일본의 일본에서 일본은 Japan | 독일의 독일에서 독일은 Germany | 영국 UK U\\.K\\.? Britain British \
England United_Kingdom | 프랑스의 프랑스에서 프랑스는 France | 인도의 인도에서 India | 캐나다 Canad\\w* | 호주 \
Australia\\w* | 브라질 Brazil\\w* | 이탈리아의 Italy | 스페인의 Spain | 대만 Taiwan\\w* | 싱가포르 Singapore\\w* | \
스위스 Switzerland Swiss | 러시아의 Russia
북반구 Global_North northern | 남반구 Global_South southern
남한 South_Korea\\w* | 북한 North_Korea\\w*
유럽 Europe\\w* EU | 아시아 Asia\\w* | 아프리카 Africa\\w* | 남미 South_America\\w* Latin_America\\w* | 북미 \
North_America\\w* | 중동 Middle_East\\w*
구글 Google\\w* DeepMind Gemini | 오픈AI OpenAI\\w* ChatGPT GPT\\w* | 마이크로소프트 Microsoft\\w* | 애플 Apple\\w* \
| 아마존 Amazon\\w* AWS | 엔비디아 NVIDIA\\w* | 허깅페이스 허깅_페이스 Hugging_?Face\\w* | 깃허브 GitHub\\w* | \
앤트로픽 Anthropic Claude | 알리바바 Alibaba Qwen\\w* | 바이두 Baidu ERNIE | 텐센트 Tencent | 삼성 Samsung | 네이버 \
Naver | 카카오 Kakao | 테슬라 Tesla | 바이트댄스 ByteDance | 화웨이 Huawei
환자 patients? | 의사 전문의 임상의 physician\\w* doctors? clinician\\w* radiolog\\w* medical_experts? | 간호사 \
nurs\\w* | 약사 pharmacist\\w*
아동 어린이 유아 child\\w* kids? infants? toddler\\w* pediatric\\w* | 청소년 adolescen\\w* teen\\w* youth | 성인 \
adults? | 노인 고령자 노년 elder\\w* older seniors? aging
* 남성 남자 males? men man | 여성 여자 females? women woman
교사들 교사의 교사가 교사를 teachers? instructor\\w* | 학생들 학생의 학생이 학생을 students? learners? | 학부모 \
parents?
개발자 프로그래머 developers? programmers? engineers? | 디자이너 designers? | 변호사 lawyers? attorneys? | 판사 \
judges? | 기자 언론인 journalists? reporters? | 농부 농민 farmers? | 작가 writers? authors? | 운전자 drivers?
고양이 cats? felines? | 강아지 개_품종 dogs? canines? | 조류 birds? avian | 곤충 insects? | 어류 물고기 fish\\w*
도시_지역 도심 도시의 urban cit(?:y|ies) | 농촌 시골 rural | 해안 coast\\w*
고소득 부유층 high-income affluent wealth\\w* | 저소득 빈곤층 low-income lower-income poor impoverish\\w*
"""

METHODS = """
* 유클리드 Euclidean | 쌍곡 하이퍼볼릭 hyperbolic | 구면 spherical | 리만 Riemannian | 코사인 cosine
* 트리 trees? tree-\\w+ | 그래프 graphs? graph-\\w+ | 격자 그리드 grids?
* 피어슨 Pearson | 스피어만 스피어먼 Spearman | 켄달 Kendall
베이즈 베이지안 Bayes\\w* | 마르코프 Markov\\w* | 알고리즘_확률 algorithmic_probability | 몬테카를로 몬테_카를로 \
Monte_Carlo | 칼만 Kalman
* 학습_시간 훈련_시간 학습_비용 훈련_비용 학습_속도 훈련_속도 training | 추론_시간 추론_비용 추론_속도 inference
* 단안 monocular | 스테레오 양안 stereo binocular | 다시점 다중_시점 멀티뷰 multi-?view\\w*
* 제로샷 제로_샷 zero-shot | 원샷 one-shot | 퓨샷 퓨_샷 few-shot | 매니샷 many-shot
* 분류 classif\\w* categoriz\\w* | 회귀 regress\\w* | 군집 클러스터링 cluster\\w*
분할 세그멘테이션 segment\\w* | 탐지 검출 detect\\w* | 추적 tracking track tracks tracked | 포즈_추정 자세_추정 pose \
| 깊이_추정 depth | 캡션 캡셔닝 caption\\w* | 초해상 super-?resolution upsampl\\w* | 노이즈_제거 denois\\w* | \
인페인팅 inpaint\\w*
영상_생성 이미지_생성 generat\\w* synthes\\w* creat\\w* | 영상_분할 이미지_분할 segment\\w* | 영상_분류 이미지_분류 \
classif\\w* | 영상_복원 이미지_복원 restor\\w* reconstruct\\w*
번역 translat\\w* | 요약 summar\\w* | 질의응답 질의_응답 question_answering question-answering QA VQA | 감성_분석 \
감성_분류 감정_분석 sentiment\\w* emotion\\w* | 개체명 개체명_인식 named_entit\\w* NER | 독해 reading_comprehension \
| 구문_분석 pars\\w* | 코드_생성 code_generation code | 대화_생성 dialog\\w* convers\\w*
* 합성곱_신경망 CNNs? convolution\\w* | 순환_신경망 RNNs? recurrent LSTMs? | 트랜스포머 transformers? | \
그래프_신경망 GNNs? graph | 스파이킹 spiking SNNs? | 상태_공간 state_space state-space Mamba SSMs?
* 적대적_생성 GANs? | 확산_모델 확산_기반 디퓨전 diffusion\\w* | 변분_오토인코더 VAEs? | 자기회귀 자동회귀 \
autoregressive auto-regressive AR | 정규화_흐름 flow flows flow-\\w+
어텐션 주의_메커니즘 attention\\w* | MLP MLPs? perceptron\\w* feed-?forward FFNs? | 임베딩 embed\\w* | 합성곱 \
convolution\\w* CNNs?
지도_학습 supervised | 강화_학습 강화학습 reinforcement RL RLHF RLVR GRPO | 비지도_학습 unsupervised | 자기_지도 \
자기지도 자가_지도 self-supervis\\w* SSL SSP | 준지도 semi-supervis\\w* | 대조_학습 contrastive\\w* | 전이_학습 \
transfer\\w* | 연합_학습 federat\\w* FL | 메타_학습 메타학습 meta-learn\\w* | 모방_학습 imitat\\w* demonstrat\\w* | \
능동_학습 active_learning | 지속_학습 연속_학습 continual\\w* lifelong incremental | 커리큘럼 curricul\\w* | \
인컨텍스트 문맥_내_학습 in-context ICL
보상_모델 reward\\w* | 판정_모델 judg\\w* | 가치_함수 value | 정책_모델 polic\\w* | 세계_모델 월드_모델 world
사전_학습 사전학습 사전_훈련 pre-?train\\w* | 미세_조정 미세조정 파인튜닝 fine-?tun\\w* SFT | 사후_학습 사후_훈련 \
post-?train\\w*
가지치기 프루닝 prun\\w* | 양자화 quantiz\\w* quantis\\w* | 증류 distill\\w* | 저랭크 저계수 low-rank LoRA
진화_알고리즘 evolution\\w* | 유전_알고리즘 genetic\\w* | 경사_하강 경사하강 gradient\\w* SGD | 그리디 탐욕 greedy | \
빔_서치 빔_탐색 beam | 무작위_탐색 random\\w*
* 단일_에이전트 single-agent | 다중_에이전트 멀티_에이전트 멀티에이전트 multi-?agent\\w*
* 단일_턴 단일턴 싱글턴 single-turn | 다중_턴 멀티턴 멀티_턴 multi-turn
다국어 다언어 다중_언어 multilingual\\w* cross-lingual languages | 다시점 다중_시점 multi-?view\\w* | 다중_모달 \
멀티모달 multi-?modal\\w* | 다중_작업 멀티태스크 multi-?task\\w* | 다중_척도 다중_스케일 multi-?scale\\w*
* 주간 낮_시간 daytime | 야간 nighttime night-time
공정성 fairness equit\\w* fair | 안전성 safety safe | 해석_가능성 설명_가능성 interpret\\w* explain\\w* | 개인정보 \
프라이버시 privacy | 확장성 scal\\w*
키보드 keyboards? | 마우스 mouse | 터치 touch\\w* | 음성_비서 voice_assistants? | 웹_브라우저 브라우저 browsers? web \
| 그래픽_사용자 GUIs?
정보_이득 정보량 information_gain information entrop\\w* | 계산_비용 연산_비용 comput\\w* cost\\w* FLOPs
불확실성 uncertain\\w* | 난이도 difficult\\w* | 동등성 equivalen\\w* | 유사도 유사성 similar\\w* | 중복성 redundan\\w*
로컬 local\\w* | 클라우드 cloud\\w*
안드로이드 Android | 아이폰 iOS iPhone | 윈도우즈 Windows | 리눅스 Linux
"""

SIBLINGS = MEDIA + FIELDS + PEOPLE + METHODS
