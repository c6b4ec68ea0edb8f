"""Editions made by hand: an ordinary day, and one that is as nasty as untrusted input can make it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

from jogan.model.collected import SourceHealth
from jogan.model.common import Failure, Kind, Language
from jogan.model.edited import (
    Category,
    CategoryCount,
    Change,
    Choice,
    ChosenStory,
    Evidence,
    FiledStory,
    Filing,
    ItemRef,
    LeftOut,
    Story,
    Taxonomy,
    TermCount,
)
from jogan.model.edition import Counts, Edition, Section
from jogan.model.written import CategoryReport, Claim, StoryReport, Usage

DAY = date(2024, 11, 28)
CATEGORIES = (
    ("llm", "LLM", "대형 언어 모델", "🚀"),
    ("nlp", "Natural Language Processing", "자연어 처리", "🍊"),
    ("computer-vision", "Computer Vision", "컴퓨터 비전", "🌿"),
    ("multimodal", "Multimodal", "멀티모달", "👽"),
    ("audio", "Audio", "오디오·음성", "🌅"),
    ("reinforcement-learning", "Reinforcement Learning", "강화학습", "🧸"),
    ("robotics", "Robotics", "로보틱스", "🤖"),
    ("graph-neural-networks", "Graph Neural Networks", "그래프 신경망", "🪸"),
    ("tabular", "Tabular and Time Series", "정형·시계열 데이터", "📊"),
    ("model-training", "Model training technique", "모델 학습 기법", "🪄"),
    ("inference-acceleration", "Inference acceleration", "추론 가속", "💚"),
    ("explainability", "Model Explainability", "모델 해석", "⭐"),
    ("machine-learning", "Machine Learning", "기계학습 일반", "🎈"),
    ("healthcare", "AI in Healthcare", "의료 AI", "🩺"),
    ("ethics", "Ethics and Society", "윤리·사회", "⚖️"),
    ("security", "Security", "보안", "✈️"),
    ("scientific-computing", "Scientific Computing", "과학 계산", "🌞"),
    ("quantum", "Quantum Computing", "양자 컴퓨팅", "🐱"),
    ("software", "Software and Systems", "소프트웨어·시스템", "🛠️"),
    ("general-ai", "General AI", "인공지능 일반", "🧠"),
    ("ai-business", "AI business insight", "AI 비즈니스", "💼"),
    ("others", "Others", "기타", "🗂️"),
)
TAXONOMY = Taxonomy(
    version="test",
    categories=tuple(Category(id=id, names={"en": en, "ko": ko}, emoji=emoji) for id, en, ko, emoji in CATEGORIES),
)
#: What an attacker would put into any field that comes from outside.
NASTY = (
    "<script>window.hacked=1</script><img src=x onerror=window.hacked=2>]]>--></title></style>"
    "\"'`{{7*7}}{%x%}[click](javascript:window.hacked=3)**b**\n# heading\n- item\n\u202egpj.exe\u202c مرحبا 👩‍🔬 &lt;i&gt; \\"
)


def story(id: str, title: str, *, kind: Kind = "paper", summary: str = "", url: str = "", **more: object) -> Story:
    """A story with one item, of the edition's day unless it says otherwise."""
    url = url or f"https://example.org/{id.replace(':', '/')}"
    fields: dict[str, object] = {
        "day": DAY,
        "first_day": DAY,
        "language": "en",
        "items": (ItemRef(key=f"{id}#1", source="Hugging Face", title=title, url=url, day=DAY),),
        "provenance": {"title": f"{id}#1", "summary": f"{id}#1"},
    }
    return Story(id=id, kind=kind, title=title, url=url, summary=summary, **{**fields, **more})


def chosen(one: Story, category: str, rank: int) -> ChosenStory:
    filing = Filing(category=category, score=0.9, runner_up="llm", runner_up_score=0.05, reasons=("word",))
    return ChosenStory(
        filed=FiledStory(story=one, filing=filing), choice=Choice(rank=rank, score=1 / rank, reason="upvotes 12")
    )


def quote(one: Story, words: str) -> Evidence:
    """Evidence for words that stand in the story's summary, or else in its title."""
    if words in one.summary:
        start = one.summary.index(words)
        return Evidence(story=one.id, field="summary", start=start, end=start + len(words), quote=words)
    start = one.title.index(words)
    return Evidence(story=one.id, field="title", start=start, end=start + len(words), quote=words)


def analysis(text: str, role: str = "impact") -> Claim:
    return Claim(text=text, kind="analysis", role=role, verdict="analysis")


def ordinary(language: Language = "ko") -> Edition:
    """A day as most days are: two sections, three categories, a failed source, an update, a late paper."""
    ficoco = story(
        "arxiv:2411.17686",
        "Rethinking Token Reduction in MLLMs: Towards a Unified Paradigm for Training-Free Acceleration",
        url="https://arxiv.org/abs/2411.17686",
        summary="We unify token reduction into filter, correlate and compress. Ten benchmarks show an up to 82.4% "
        "reduction in FLOPs with a minimal impact on performance.",
        authors=("Yuhang Han", "Xuyang Liu"),
        published=datetime(2024, 11, 26, 18, 0, tzinfo=UTC),
        ids={"arxiv": "2411.17686"},
        version=1,
        items=(
            ItemRef(
                key="a1",
                source="arXiv",
                title="Rethinking Token Reduction in MLLMs: Towards a Unified Paradigm for Training-Free Acceleration",
                url="https://arxiv.org/abs/2411.17686",
                day=DAY,
            ),
            ItemRef(
                key="h1",
                source="Hugging Face",
                title="Rethinking Token Reduction in MLLMs",
                url="https://huggingface.co/papers/2411.17686",
                day=DAY,
                reason="same arXiv id",
            ),
        ),
        links={"project": "https://ficoco-accelerate.github.io/"},
    )
    star = story(
        "arxiv:2411.17116",
        "Star Attention: Efficient LLM Inference over Long Sequences",
        url="https://arxiv.org/abs/2411.17116",
        summary="Star Attention is a two-phase block-sparse approximation. It reduces memory and inference time by up to "
        "11x while preserving 95-100% of accuracy.",
        version=2,
        update_of=date(2024, 11, 27),
        first_day=date(2024, 11, 27),
        changes=(
            Change(
                field="title",
                before="Star Attention over Long Sequences",
                after="Star Attention: Efficient LLM Inference over Long Sequences",
                start=0,
                end=59,
            ),
            Change(
                field="summary",
                before="",
                after="It reduces memory and inference time by up to 11x while preserving 95-100% of accuracy.",
                start=58,
                end=145,
            ),
        ),
    )
    showui = story(
        "arxiv:2411.17465",
        "ShowUI: One Vision-Language-Action Model for GUI Visual Agent",
        url="https://arxiv.org/abs/2411.17465",
        summary="ShowUI, a lightweight 2B model, achieves 75.1% accuracy in zero-shot screenshot grounding.",
        day=date(2024, 11, 26),
        first_day=date(2024, 11, 26),
    )
    qwq = story(
        "url:qwq",
        "Alibaba's Qwen team opens QwQ-32B-Preview, a model that reasons at length",
        kind="news",
        url="https://qwenlm.github.io/blog/qwq-32b-preview/",
        summary="QwQ-32B-Preview scores 50.0 on AIME and 90.6 on MATH-500.",
        signals={"points": 120.0},
        items=(
            ItemRef(
                key="n1",
                source="Hacker News",
                title="QwQ: Reflect Deeply on the Boundaries of the Unknown",
                url="https://qwenlm.github.io/blog/qwq-32b-preview/",
                day=DAY,
            ),
            ItemRef(key="n2", source="Hacker News", title="QwQ", url="https://news.ycombinator.com/item?id=1", day=DAY),
        ),
    )
    ko = language == "ko"

    def say(korean: str, english: str) -> str:
        return korean if ko else english

    inference = CategoryReport(
        category="inference-acceleration",
        stories=(ficoco.id, star.id),
        topics=(
            Claim(
                text=say("학습 없는 토큰 축소(training-free token reduction)", "Training-free token reduction"),
                role="topic",
                evidence=(quote(ficoco, "token reduction"),),
            ),
            Claim(
                text=say("블록 희소 어텐션(block-sparse attention)", "Block-sparse attention"),
                role="topic",
                evidence=(quote(star, "block-sparse approximation"),),
            ),
        ),
        terms=(
            TermCount(term="attention", label="attention", stories=2, average=0.6, days=7),
            TermCount(term="flops", label="FLOPs", stories=1, average=1.0, days=7),
            TermCount(
                term="token reduction",
                label=say("토큰 축소(token reduction)", "token reduction"),
                stories=1,
                average=0.0,
                days=7,
                new=True,
            ),
        ),
        trends=(
            Claim(
                text=say(
                    "추론 가속은 7일 평균 **0.9편**에서 오늘 **2편**",
                    "Inference acceleration: **2** today, **0.9** a day before",
                ),
                role="trend",
                evidence=(quote(star, "inference time"),),
            ),
        ),
        told=(
            StoryReport(
                story=ficoco.id,
                headline=say(
                    "토큰 축소를 *filter-correlate-compress* 세 단계로 통일", "One frame, *filter-correlate-compress*"
                ),
                claims=(
                    Claim(
                        text=say(
                            "“We unify token reduction into filter, correlate and compress.”",
                            "“We unify token reduction into filter, correlate and compress.”",
                        ),
                        role="method",
                        evidence=(quote(ficoco, "We unify token reduction into filter, correlate and compress."),),
                    ),
                    Claim(
                        text=say(
                            "벤치마크 10개에서 **FLOPs 최대 82.4%** 감소, 성능 영향은 작음",
                            "**up to 82.4%** fewer FLOPs on ten benchmarks",
                        ),
                        evidence=(
                            quote(ficoco, "an up to 82.4% reduction in FLOPs"),
                            quote(ficoco, "minimal impact on performance"),
                        ),
                    ),
                ),
            ),
            StoryReport(
                story=star.id,
                headline=say("2단계 블록 희소 어텐션", "Two-phase block-sparse attention"),
                claims=(
                    Claim(
                        text=say(
                            "메모리와 추론 시간 **최대 11배** 감소, 정확도 **95~100%** 유지",
                            "Memory and time down **up to 11x**, **95-100%** of accuracy kept",
                        ),
                        evidence=(
                            quote(star, "reduces memory and inference time by up to 11x while preserving 95-100%"),
                        ),
                    ),
                ),
            ),
        ),
        impact=(analysis(say("둘 다 다시 학습하지 않고 기존 모델에 붙는다.", "Both attach to models as they are.")),),
        outlook=(
            analysis(say("줄이는 대상이 토큰이냐 통신이냐로 갈린다.", "They part over what to save."), "outlook"),
        ),
    )
    multimodal = CategoryReport(
        category="multimodal",
        stories=(showui.id,),
        told=(
            StoryReport(
                story=showui.id,
                headline=say("2B 모델로 화면을 다루는 에이전트", "A 2B agent for screens"),
                claims=(
                    Claim(
                        text=say("제로샷 그라운딩 정확도 **75.1%**", "**75.1%** zero-shot grounding"),
                        evidence=(quote(showui, "75.1% accuracy in zero-shot screenshot grounding"),),
                    ),
                ),
            ),
        ),
        dropped=1,
    )
    papers = Section(
        name="papers",
        counts=Counts(seen=7, merged=2, kept=3, left_out=2, updates=1, late=1),
        distribution=(
            CategoryCount(category="inference-acceleration", stories=2, average=0.9, days=7),
            CategoryCount(category="multimodal", stories=1, average=2.3, days=7),
        ),
        highlights=(
            Claim(
                text=say("추론 가속이 오늘의 중심: FLOPs **최대 82.4%** 감소, 긴 문맥 어텐션 **최대 11배**",
                         "Faster inference leads: **up to 82.4%** fewer FLOPs, **up to 11x** on long contexts"),
                role="headline",
                evidence=(quote(ficoco, "up to 82.4%"), quote(star, "up to 11x")),
            ),
            Claim(text=say("GUI 에이전트 ShowUI, 2B로 **75.1%**", "ShowUI, a 2B GUI agent, at **75.1%**"), role="headline",
                  evidence=(quote(showui, "75.1% accuracy"),)),
        ),
        reports=(multimodal, inference),
        stories=(
            chosen(ficoco, "inference-acceleration", 1),
            chosen(star, "inference-acceleration", 2),
            chosen(showui, "multimodal", 3),
        ),
        left_out=(
            LeftOut(story="arxiv:2411.11767", section="papers", title="Drowning in Documents", reason="printed",
                    url="https://arxiv.org/abs/2411.11767", detail="2024-11-22"),
            LeftOut(story="x:1", section="papers", title="A Survey of Bridges", reason="not-ai", url="https://example.org/b"),
        ),
    )  # fmt: skip
    news = Section(
        name="news",
        counts=Counts(seen=2, merged=1, kept=1, left_out=0),
        distribution=(CategoryCount(category="llm", stories=1, average=1.4, days=7),),
        reports=(
            CategoryReport(
                category="llm",
                stories=(qwq.id,),
                told=(
                    StoryReport(
                        story=qwq.id,
                        headline=say("QwQ-32B-Preview 공개", "QwQ-32B-Preview is out"),
                        claims=(
                            Claim(
                                text="AIME **50.0**, MATH-500 **90.6**", evidence=(quote(qwq, "50.0 on AIME and 90.6"),)
                            ),
                        ),
                    ),
                ),
            ),
        ),
        stories=(chosen(qwq, "llm", 1),),
    )
    return Edition(
        date=DAY,
        language=language,
        timezone="Asia/Seoul",
        made_at=datetime(2024, 11, 28, 22, 3, tzinfo=UTC),
        writer="extract/1",
        sections=(papers, news),
        sources=(
            SourceHealth(name="Hugging Face", kind="huggingface", section="papers", url="https://huggingface.co/papers",
                         status="ok", items=5, last_success=datetime(2024, 11, 28, 22, 0, tzinfo=UTC)),
            SourceHealth(name="arXiv", kind="arxiv", section="papers", url="https://rss.arxiv.org/rss/cs.AI",
                         status="empty", detail="Thanksgiving: nothing announced"),
            SourceHealth(name="deeplearn.org", kind="deeplearn", section="papers", url="https://deeplearn.org",
                         status="failed", detail="answered 503 (Service Unavailable), 3 tries"),
            SourceHealth(name="Hacker News", kind="hackernews", section="news", url="https://news.ycombinator.com",
                         status="ok", items=2),
        ),
        taxonomy=TAXONOMY,
        failures=(
            Failure(stage="collect", subject="deeplearn.org", kind="status", cause="answered 503 (Service Unavailable)"),
            Failure(stage="collect", subject="example.org", kind="timeout", cause="no answer in 20 s", remedy="Wait"),
        ),
    )  # fmt: skip


def many(categories: int, language: Language = "ko", *, history: bool = True, stories: int = 0) -> Edition:
    """An ordinary edition whose papers stand in so many categories, the biggest with the most stories."""
    base = ordinary(language)
    made: list[ChosenStory] = []
    counts, reports = [], []
    for place, (id, *_) in enumerate(CATEGORIES[:categories]):
        number = stories // categories or max(1, (categories - place) * 2)
        ids = []
        for index in range(number):
            text = (
                f"Method {index} improves accuracy by {index}.5% on benchmark {place}. "
                + "It is studied at length. " * 30
            )
            one = story(f"arxiv:{place:04d}.{index:05d}", f"Paper {index} about {id}", summary=text)
            made.append(chosen(one, id, len(made) + 1))
            ids.append(one)
        told = tuple(
            StoryReport(story=one.id, headline=f"Paper on {id}", claims=(
                Claim(text=f"accuracy up by **{index}.5%**", evidence=(quote(one, f"accuracy by {index}.5%"),)),
                Claim(text=f"“Method {index} improves accuracy”", role="method", evidence=(quote(one, f"Method {index}"),)),
            ))
            for index, one in enumerate(ids)
        )  # fmt: skip
        reports.append(CategoryReport(category=id, stories=tuple(one.id for one in ids), told=told))
        average = (number * 0.7 + place % 3) if history else None
        counts.append(CategoryCount(category=id, stories=number, average=average, days=7 if history else 0))
    papers = replace(
        base.section("papers"),
        counts=Counts(seen=len(made), kept=len(made)),
        distribution=tuple(counts),
        reports=tuple(reports),
        stories=tuple(made),
        highlights=(),
        left_out=(),
    )
    return replace(base, sections=(papers, base.section("news")))


def empty(language: Language = "ko") -> Edition:
    """A quiet Sunday: every source answered, none had anything."""
    base = ordinary(language)
    return replace(
        base,
        date=date(2024, 11, 24),
        sections=(Section(name="papers", counts=Counts()), Section(name="news", counts=Counts())),
        sources=tuple(
            replace(one, status="empty", items=0, detail="nothing is announced on a Sunday") for one in base.sources
        ),
        failures=(),
    )


def nasty(payload: str = NASTY) -> Edition:
    """The payload in every field that comes from outside, an unknown category, no authors, no text, an empty section."""
    bad = story("bad:1", payload, summary=f"x {payload} y", url=f"https://evil.example/{payload}", authors=(payload,),
                text=payload, comment=payload, categories=(payload,), links={payload: payload}, ids={payload: payload},
                aliases=(payload,), version=2, update_of=date(2023, 12, 31),
                changes=(Change(field="title", before=payload, after=payload, start=0, end=len(payload)),))  # fmt: skip
    script = story("bad:2", "javascript URL", url="javascript:window.hacked=4", summary="")
    long = story("bad:3", ("Long title with 中文 and 日本語 " * 12)[:300].strip(), day=date(2024, 11, 20), language="")
    hidden = story("bad:4", "No report holds this", items=())
    report = CategoryReport(
        category="no-such-category",
        stories=("bad:1", "bad:2", "bad:3", "gone"),
        topics=(Claim(text=payload, role="topic", evidence=(Evidence(story="gone", field="title", start=0, end=1, quote=payload),)),),
        terms=(TermCount(term=payload, label=payload, stories=3, average=9.5, days=7),
               TermCount(term=payload, label=payload, stories=1, average=0.0, days=7, new=True)),
        trends=(Claim(text="unbalanced **bold and *italic", role="trend"),),
        told=(
            StoryReport(story="bad:1", headline=payload, claims=(
                Claim(text=payload, role="problem", evidence=(quote(bad, payload),)),
                Claim(text="never printed", verdict="refuted", reason=payload),
            )),
        ),
        impact=(analysis(payload), Claim(text="a fact among readings", role="impact", evidence=(quote(bad, "x "),))),
        outlook=(analysis(payload, "outlook"),),
        writer=payload,
    )  # fmt: skip
    papers = Section(
        name="papers",
        counts=Counts(seen=6, merged=1, kept=4, left_out=1),
        distribution=(CategoryCount(category="no-such-category", stories=3, average=0.5, days=3),
                      CategoryCount(category=payload, stories=1)),
        highlights=(Claim(text=payload, role="headline"),),
        reports=(report,),
        stories=(chosen(bad, "no-such-category", 1), chosen(script, "no-such-category", 2),
                 chosen(long, "no-such-category", 3), chosen(hidden, payload, 4)),
        left_out=(LeftOut(story="bad:5", section="papers", title=payload, url="data:text/html,<script>1</script>",
                          reason="limit", detail=payload),),
    )  # fmt: skip
    return Edition(
        date=DAY,
        language="ko",
        timezone="Not/AZone",
        made_at=datetime(2024, 11, 28, 22, 3, tzinfo=UTC),
        writer=payload,
        sections=(papers, Section(name="news", counts=Counts(), note=payload)),
        sources=tuple(
            SourceHealth(name=f"{payload}{number}", kind=payload, section="papers", url=f"javascript:{payload}",
                         status=status, detail=payload, items=number)
            for number, status in enumerate(("ok", "ok", "empty", "empty", "failed", "stale", "never", "never"))
        ),
        taxonomy=replace(TAXONOMY, categories=(*TAXONOMY.categories, Category(id=payload, names={"ko": payload}, emoji=payload))),
        failures=tuple(Failure(stage="collect", subject=f"{payload}{n}", kind="odd", cause=payload, remedy=payload) for n in range(9)),
        usage=Usage(calls=3, input_tokens=1000, output_tokens=200, cost_usd=0.0123),
        replayed=True,
        generator=payload,
    )  # fmt: skip


def walk(value: object, visit: Callable[[object], None]) -> None:
    """Visit every value inside a model value."""
    visit(value)
    if hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            walk(getattr(value, name), visit)
    elif isinstance(value, dict):
        for one in value.values():
            walk(one, visit)
    elif isinstance(value, Iterable) and not isinstance(value, str | bytes):
        for one in value:
            walk(one, visit)
