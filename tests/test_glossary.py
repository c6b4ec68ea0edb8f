"""The glossary: how its file is read and refused, and how terms are found in both languages."""

from __future__ import annotations

import importlib.util
import time
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jogan.errors import JoganError
from jogan.folding import fold, spellings_of
from jogan.glossary import Glossary
from jogan.glossary_korean import strip_particles
from jogan.resources import read_text

HEADER = "en\tko\tabbr\ten_variants\tko_variants\trelated\tkind\n"
SMALL = HEADER + "".join(
    line + "\n"
    for line in (
        "attention\t어텐션\t\tattention mechanism\t주의;주의 메커니즘\t\tterm",
        "fine-tuning\t미세 조정\t\tfine-tune;fine-tuned\t파인튜닝\t\tterm",
        "image\t이미지\t\t\t\t\tterm",
        "inference\t추론~\t\t\t\t\tterm",
        "large language model\t대형 언어 모델\tLLM\t\t대규모 언어 모델\t\tterm",
        "Llama\tLlama\t\t\t라마\t\tmodel",
        "model\t모델\t\t\t\t\tgeneral",
        "neighbor\t이웃\t\t\t\t\tgeneral",
        "Newton's method\t뉴턴법\t\t\t뉴턴 방법\t\tterm",
        "optimization\t최적화\t\toptimize\t\t\tterm",
        "Polish\t폴란드어\t\t\t\t\tlanguage",
        "quantization\t양자화\t\tquantize\t\t\tterm",
        "reasoning\t추론~\t\t\t\t\tterm",
        "reinforcement learning\t강화학습\tRL\t\t\t\tterm",
        "retrieval-augmented generation\t검색 증강 생성\tRAG\t\t\t\tterm",
        "speech recognition\t음성 인식\tASR\t\t\t\tterm",
        "supervised learning\t지도 학습\t\t\t\t\tterm",
        "table\t표\t\t\t\t\tgeneral",
        "unsupervised learning\t비지도 학습\t\t\t\t\tterm",
    )
)


@pytest.fixture(scope="module")
def small() -> Glossary:
    return Glossary.parse(SMALL)


@pytest.fixture(scope="module")
def shipped() -> Glossary:
    return Glossary.parse(read_text("glossary.tsv"))


@pytest.fixture(scope="module")
def checker() -> ModuleType:
    path = Path(__file__).parents[1] / "tools" / "check_glossary.py"
    spec = importlib.util.spec_from_file_location("check_glossary", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# ── The file ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_line_becomes_an_entry(small: Glossary) -> None:
    """Columns and lists land in the entry's fields."""
    entry = small.by_en("large language model")
    assert entry is not None
    assert (entry.ko, entry.abbr, entry.ko_variants, entry.kind) == (
        "대형 언어 모델",
        ("LLM",),
        ("대규모 언어 모델",),
        "term",
    )
    assert entry.en_forms == ("large language model", "LLM")
    assert entry.ko_forms == ("대형 언어 모델", "대규모 언어 모델")


def test_a_shared_mark_is_not_part_of_the_form(small: Glossary) -> None:
    """The mark of a shared Korean form never reaches an entry."""
    assert [entry.ko for entry in small.by_ko("추론")] == ["추론", "추론"]


def test_windows_line_ends_and_blank_lines_are_read() -> None:
    """CRLF and empty lines change nothing."""
    assert Glossary.parse(SMALL.replace("\n", "\r\n") + "\r\n\r\n").entries == Glossary.parse(SMALL).entries


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("ko\ten\n", "line 1"),
        (HEADER + "image\t이미지\t\t\t\tterm\n", "line 2: 6 columns"),
        (HEADER + "image\t\t\t\t\t\tterm\n", "line 2: no en or no ko"),
        (HEADER + "image\t이미지\t\t\t\t\tthing\n", "line 2: the kind 'thing'"),
        (HEADER + "image\t이미지 \t\t\t\t\tterm\n", "line 2: an empty form or stray spaces"),
        (HEADER + "image\t이미지\t\tpicture;;photo\t\t\tterm\n", "line 2: an empty form or stray spaces"),
        (HEADER + "image\t이미지\t\t\t그림;\t\tterm\n", "line 2: an empty form or stray spaces"),
        (HEADER + "?\t이미지\t\t\t\t\tterm\n", "line 2: '?' holds no letter"),
        (HEADER + "image\t이미지\t\timages\t\t\tterm\n", "line 2: the English form 'images' is twice in this entry"),
        (HEADER + "image\t이미지\t\t\t이 미지\t\tterm\n", "line 2: the Korean form '이 미지' is twice"),
        (
            HEADER + "image\t이미지\t\t\t\t\tterm\npicture\t그림\t\tImages\t\t\tterm\n",
            "line 3: the English form 'Images' is already on line 2",
        ),
        (
            HEADER + "image\t이미지\t\t\t\t\tterm\nimage\t영상\t\t\t\t\tterm\n",
            "line 3: the English form 'image' is already on line 2",
        ),
        (HEADER + "image\t영상\t\t\t\t\tterm\nvideo\t비디오\t\t\t영상\t\tterm\n", "line 2: the Korean form '영상' is also on line 3"),
        (HEADER + "image\t영상~\t\t\t\t\tterm\nvideo\t비디오\t\t\t영상\t\tterm\n", "line 3: the Korean form '영상' is also on line 2"),
        (HEADER + "image\t영상~\t\t\t\t\tterm\n", "line 2: the Korean form '영상' is marked ~ but in no other entry"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_with_its_line(lines: str, message: str) -> None:
    """Format errors, duplicates and contradictions name the line and the form."""
    with pytest.raises(JoganError) as caught:
        Glossary.parse(lines)
    assert str(caught.value).removeprefix("glossary ").startswith(message)


# ── English ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("phrase", "en"),
    [
        ("Large-Language Models", "large language model"),
        ("llm", "large language model"),
        ("LLMs", "large language model"),
        ("finetuning", "fine-tuning"),
        ("fine tuned", "fine-tuning"),
        ("optimisation", "optimization"),
        ("neighbours", "neighbor"),
        ("Newton method", "Newton's method"),
        ("polish", "Polish"),
    ],
)
def test_an_english_form_is_found_however_it_is_written(small: Glossary, phrase: str, en: str) -> None:
    """Case, hyphens, plurals, possessives and British spelling do not count in a look-up."""
    entry = small.by_en(phrase)
    assert entry is not None
    assert entry.en == en


def test_an_unknown_phrase_has_no_entry(small: Glossary) -> None:
    """A part of a form, or nothing at all, is no form."""
    assert small.by_en("large language") is None
    assert small.by_en("") is None
    assert small.by_ko("") == ()


def test_terms_are_found_in_english_text(small: Glossary) -> None:
    """The longest term wins, matches slice the text, and sentence ends separate words."""
    text = "We fine-tuned large language\nmodels with Newton's method. Reinforcement. Learning"
    assert [(text[m.start : m.end], m.entry.en) for m in small.find_en(text)] == [
        ("fine-tuned", "fine-tuning"),
        ("large language\nmodels", "large language model"),
        ("Newton's method", "Newton's method"),
    ]


def test_names_and_acronyms_need_their_capitals_in_text(small: Glossary) -> None:
    """`rag` and `polish` are ordinary words in a text; `RAG`, `LLMs` and `Polish` are terms."""
    assert small.find_en("a rag to polish") == []
    found = [m.entry.en for m in small.find_en("LLMs and RAG in Polish")]
    assert found == ["large language model", "retrieval-augmented generation", "Polish"]


def test_every_word_is_found_in_its_own_spelling(shipped: Glossary) -> None:
    """What a look-up in a text accepts leads to a word of the terms, and each word as it stands leads to itself."""
    words = {fold(word) for entry in shipped.entries for word in entry.en.lower().split() if word.isalpha()}
    spellings = spellings_of(words)
    assert set(spellings.values()) == words
    assert all(spellings.get(word) == word for word in words)
    # "poses" may be a plural of pose and of POS: the one that folding tells, in every run.
    assert {spelling: word for spelling, word in spellings.items() if fold(spelling) in words - {word}} == {}


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("analyses", "analysis"),
        ("matrices", "matrix"),
        ("policies", "policy"),
        ("losses", "loss"),
        ("databases", "database"),
        ("bias", "bias"),
        ("dynamics", "dynamics"),
        ("metrics", "metric"),
        ("generalisation", "generalization"),
        ("labelled", "labeled"),
        ("behaviour", "behavior"),
        ("noise", "noise"),
        ("four", "four"),
    ],
)
def test_words_are_folded(word: str, folded: str) -> None:
    """Plurals and British spellings fold to the American singular; words that only look like them stay."""
    assert fold(word) == folded


def test_numbers_and_signs_inside_a_name_are_read(shipped: Glossary) -> None:
    """A point, a colon, an at sign or an ampersand may join the parts of a name."""
    found = [match.entry.en for match in shipped.find_en("GPT-3.5 on Q&A. N:M sparsity, pass@k")]
    assert found == ["GPT-3.5", "question answering", "N:M sparsity", "pass@k"]


# ── Korean ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("양자화를 쓴다", ["양자화"]),
        ("강화학습으로 미세조정된 대규모언어모델 기반", ["강화학습", "미세조정", "대규모언어모델"]),
        ("대규모 언어모델(LLM)의 추론", ["대규모 언어모델", "추론"]),
        ("음성인식모델", ["음성인식", "모델"]),
        ("비지도학습", ["비지도학습"]),
        ("모델링", []),
        ("표를 표현한 목표", ["표"]),
        ("이미지도 학습한다", ["이미지"]),
        ("편지도 학습", []),
        ("이 미지의 세계", []),
        ("강화 학습", ["강화 학습"]),
        ("라마의 미세-조정", ["라마", "미세-조정"]),
        ("3D이미지", ["이미지"]),
        ("이웃적인 최적화하는 주의", ["이웃", "최적화", "주의"]),
        ("주의 메커니즘", ["주의 메커니즘"]),
        ("", []),
        ("추", []),
    ],
)
def test_terms_are_found_in_korean_text(small: Glossary, text: str, found: list[str]) -> None:
    """Spacing is free, particles and endings may follow, compounds split, and pieces of other words are left alone."""
    assert [text[m.start : m.end] for m in small.find_ko(text)] == found


def test_a_shared_form_brings_all_its_terms(small: Glossary) -> None:
    """An ambiguous Korean word is one match with every term it may mean."""
    (match,) = small.find_ko("추론은")
    assert (match.entry.en, [entry.en for entry in match.others]) == ("inference", ["reasoning"])


def test_the_printing_entry_comes_first() -> None:
    """Of the entries that share a form, the one that prints it leads."""
    glossary = Glossary.parse(HEADER + "a\t가가\t\t\t나나~\t\tterm\nb\t나나~\t\t\t\t\tterm\n")
    assert [entry.en for entry in glossary.by_ko("나 나")] == ["b", "a"]


@given(st.text(alphabet="추론강화학습을 표RL-LLMs. \n", max_size=40))
def test_matches_slice_in_order(text: str) -> None:
    """On any text, matches are ordered, disjoint, inside the text and never empty."""
    glossary = Glossary.parse(SMALL)
    for matches in (glossary.find_ko(text), glossary.find_en(text)):
        edge = 0
        for match in matches:
            assert edge <= match.start < match.end <= len(text)
            edge = match.end


def test_a_korean_query_expands_to_english(small: Glossary) -> None:
    """Terms bring their English forms, Latin words stand for themselves, Korean leftovers lose their particles."""
    assert small.expand_ko("RAG의 환각을 줄이는 추론, ChatGPT") == [
        ("RAG", ("RAG", "retrieval-augmented generation"), ()),
        ("환각", (), ()),
        ("줄이", (), ()),
        ("추론", ("inference", "reasoning"), ()),
        ("ChatGPT", ("ChatGPT",), ()),
    ]


def test_related_forms_are_for_searches_only() -> None:
    """What is only close to a term comes with a query, apart from its own forms, and is found in no text."""
    glossary = Glossary.parse(
        HEADER
        + "AlphaGo\t알파고\t\t\t\tAlphaZero;바둑 인공지능;self-play\tmodel\n"
        + "AlphaZero\t알파제로\t\t\t\t\tmodel\n"
    )
    assert glossary.expand_ko("알파고의 바둑 인공지능을 AlphaGo") == [
        ("알파고", ("AlphaGo",), ("AlphaZero", "self-play")),
        ("바둑 인공지능", (), ("AlphaGo",)),
        ("AlphaGo", ("AlphaGo",), ("AlphaZero", "self-play")),
    ]
    assert [entry.en for entry in glossary.near_ko("바둑인공지능")] == ["AlphaGo"]
    assert glossary.by_ko("바둑 인공지능") == ()
    assert glossary.find_ko("바둑 인공지능") == []
    assert glossary.by_en("self-play") is None
    assert glossary.find_en("a self-play") == []
    assert [match.entry.en for match in glossary.find_en("AlphaZero beats AlphaGo")] == ["AlphaZero", "AlphaGo"]


@pytest.mark.parametrize(
    ("word", "stem"),
    [("연구에서의", "연구"), ("모델들을", "모델"), ("환각", "환각"), ("나이", "나이"), ("데이터로부터", "데이터")],
)
def test_particles_are_stripped(word: str, stem: str) -> None:
    """Particles leave a stem of two syllables or more."""
    assert strip_particles(word) == stem


# ── The shipped file ────────────────────────────────────────────────────────────────────────────────────────


def test_the_shipped_glossary_passes_its_check(shipped: Glossary, checker: ModuleType) -> None:
    """The file in the package has no format error, duplicate, contradiction or line out of order."""
    assert checker.problems(shipped) == []


def test_the_check_tells_right_from_wrong(
    tmp_path: Path, checker: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 0 for a good file, 1 for a refused one and for one out of order, with the fault on stderr."""
    good, twice, disordered = tmp_path / "good.tsv", tmp_path / "twice.tsv", tmp_path / "disordered.tsv"
    good.write_text(HEADER + "a\t가가\t\t\t\t\tterm\nb\t나나\t\t\t\t\tterm\n", encoding="utf-8")
    twice.write_text(HEADER + "a\t가가\t\t\t\t\tterm\na\t나나\t\t\t\t\tterm\n", encoding="utf-8")
    disordered.write_text(HEADER + "b\t나나\t\t\t\t\tterm\na\t가가\t\t\t\t\tterm\n", encoding="utf-8")
    assert checker.main([str(good)]) == 0
    assert checker.main([str(twice)]) == 1
    assert "already on line 2" in capsys.readouterr().err
    assert checker.main([str(disordered)]) == 1
    assert "'a' stands after 'b'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("image\t이미지\t\tpicture\t\tPictures\tterm\n", "'image': the related form 'Pictures' is a form of its own"),
        ("image\t이미지\t\t\t\t이 미지\tterm\n", "'image': the related form '이 미지' is a form of its own"),
        ("image\t이미지\t\t\t\tphoto;photos\tterm\n", "'image': the related form 'photos' is twice"),
        ("image\t이미지\t\t\t\t영상\tterm\nvideo\t영상\t\t\t\t\tterm\n", "'image': the related form '영상' is a form of 'video'"),
        ("image\t이미지\t\t\t\tclip\tterm\nvideo\t영상\t\tclip\t\t\tterm\n", "'image': the related form 'clip' is written 'video'"),
        ("image\timage\t\t\t이미지\t\tterm\n", "'image': printed in English, though it has '이미지'"),
        ("image\t이미지\t\tpicture 그림\t\t\tterm\n", "'image': Hangul in an English form"),
        ("image\t이미지\t\t\tpicture\t\tterm\n", "'image': the variant 'picture' holds no Hangul"),
        ("image\t이미지\t\t\t图\t\tterm\n", "'image': a letter that is neither Hangul nor Latin"),
        ("recipe\t레시피\t\t\t\t\tterm\n", "'recipe': an everyday word, and not of kind general"),
    ],
)  # fmt: skip
def test_contradictions_are_refused(checker: ModuleType, lines: str, message: str) -> None:
    """A related form that is a form of the entry or of another, a wrong script, an everyday word as a term."""
    assert message in checker.problems(Glossary.parse(HEADER + lines))


def test_every_form_of_the_shipped_glossary_finds_its_entry(shipped: Glossary) -> None:
    """Each form leads back to its entry: by look-up in both languages, and Korean forms in running text."""
    for entry in shipped.entries:
        assert all(shipped.by_en(form) == entry for form in entry.en_forms)
        assert all(entry in shipped.by_ko(form) for form in entry.ko_forms)
        assert all(any(match.entry == entry for match in shipped.find_en(form)) for form in entry.en_forms)
        for form in entry.ko_forms:
            found = shipped.find_ko(f"이 {form}")
            assert any(entry in (match.entry, *match.others) for match in found), form


def test_the_shipped_glossary_is_read_and_used_fast(shipped: Glossary) -> None:
    """Generous bounds that a slow machine keeps: parsing under 0.5 s, 300 abstracts a second."""
    text = read_text("glossary.tsv")
    start = time.process_time()
    Glossary.parse(text)
    assert time.process_time() - start < 0.5
    abstract = (
        "We study large language models for retrieval-augmented generation, and find that they reason well. " * 13
    )
    start = time.process_time()
    for _ in range(30):
        shipped.find_en(abstract)
    assert time.process_time() - start < 0.1


def test_a_short_name_that_is_spelled_like_a_word_needs_all_its_capitals() -> None:
    """`Zero` is no ZeRO, while ImageNet is found in other spellings."""
    glossary = Glossary.parse(HEADER + "ImageNet\tImageNet\t\t\t\t\tdataset\n" + "ReAct\tReAct\t\t\t\t\tmethod\n")
    assert [match.entry.en for match in glossary.find_en("React to ReAct on Imagenet and ImageNet")] == [
        "ReAct",
        "ImageNet",
        "ImageNet",
    ]
