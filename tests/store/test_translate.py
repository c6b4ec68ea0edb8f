"""Korean pieces and their English wordings."""

from __future__ import annotations

import pytest

from jogan.glossary import Glossary
from jogan.store.hangul import Sounds
from jogan.store.translate import GLOSSARY, LEXICON, LOOSE, SYNONYM, Lexicon, Translator

TERMS = """en\tko\tabbr\ten_variants\tko_variants\trelated\tkind
reinforcement learning\t강화학습\tRL\t\t강화적 학습\t\tterm
large language model\t대형 언어 모델\tLLM\t\t거대 언어 모델\t\tterm
speech recognition\t음성 인식\tASR\t\t\t\tterm
resolution\t해상도\t\t\t\t\tterm
"""
GENERAL = """# a comment
심리\tpsychology,psychological
상담\tcounseling
숨기다,감추다\thide,conceal\tg
쓰다\tuse
모호\tambiguous,vague
no tab here
"""


@pytest.fixture
def translator() -> Translator:
    """A small glossary and lexicon over an index that knows one word by sound."""
    sounds = Sounds([("rubric", 9), ("proxy", 9)])
    return Translator(Glossary.parse(TERMS), Lexicon.parse(GENERAL), lambda: sounds)


def wordings(translator: Translator, text: str) -> list[tuple[str, list[str]]]:
    """The pieces of a text with their wordings, without weights."""
    return [(piece.text, [wording.text for wording in piece.wordings]) for piece in translator.pieces(text)]


def test_a_term_brings_its_forms(translator: Translator) -> None:
    """A glossary term has all its English forms, at full weight, whatever its spacing and particles."""
    (piece,) = translator.pieces("강화 학습을")
    assert [wording.text for wording in piece.wordings] == ["reinforcement learning", "RL"]
    assert {wording.weight for wording in piece.wordings} == {GLOSSARY}


def test_a_general_word_has_loose_wordings(translator: Translator) -> None:
    """Of the lexicon's words the later ones count less."""
    (piece,) = translator.pieces("심리")
    assert [(wording.text, wording.weight) for wording in piece.wordings] == [
        ("psychology", LEXICON),
        ("psychological", round(LEXICON * LOOSE, 3)),
    ]


@pytest.mark.parametrize("word", ["숨기기", "숨긴", "숨길", "숨겨진", "감춘"])
def test_verbs_are_found_inflected(translator: Translator, word: str) -> None:
    """A verb of the lexicon is found with its endings, also those that fuse with the stem."""
    assert wordings(translator, word) == [(word, ["hide", "conceal"])]


def test_adjectives_in_hada(translator: Translator) -> None:
    """모호 is found in 모호한; a verb of one syllable is not found in every word that begins like it."""
    assert wordings(translator, "모호한") == [("모호한", ["ambiguous", "vague"])]
    assert wordings(translator, "쓰레기") == [("쓰레기", [])]
    assert wordings(translator, "쓰는") == [("쓰는", ["use"])]


def test_compounds_are_split(translator: Translator) -> None:
    """A compound of known words is its words; a prefix makes a word of its own."""
    assert wordings(translator, "심리상담") == [("심리", ["psychology", "psychological"]), ("상담", ["counseling"])]
    assert wordings(translator, "저해상도")[-1] == ("해상도", ["resolution"])


def test_transliterations_are_heard(translator: Translator) -> None:
    """A word that nothing translates is looked up by its sound, and is left alone if nothing sounds like it."""
    assert wordings(translator, "루브릭") == [("루브릭", ["rubric"])]
    assert wordings(translator, "건초더미") == [("건초더미", [])]


def test_latin_words_stand_for_themselves(translator: Translator) -> None:
    """A Latin word comes first as it was typed; its term's other forms count little."""
    mixed = translator.pieces("LLM 심리 zebra")
    assert [piece.text for piece in mixed] == ["LLM", "심리", "zebra"]
    assert [(w.text, w.weight) for w in mixed[0].wordings] == [("LLM", 1.0), ("large language model", SYNONYM)]
    assert [(w.text, w.weight) for w in mixed[2].wordings] == [("zebra", 1.0)]


def test_a_stem_on_several_lines_keeps_its_best_places() -> None:
    """Words of all lines are kept, in the order of their best place."""
    lexicon = Lexicon.parse("기반\tbase,ground\n배경,기반\tcontext,base,setting")
    assert lexicon.find("기반") == ("base", "context", "ground", "setting")
