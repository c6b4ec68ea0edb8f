"""The closed list of categories: what is read, what is refused, and how the user changes it."""

from __future__ import annotations

from typing import Any

import pytest

from jogan import resources
from jogan.edit.taxonomy import customize, in_section, parse, resolve
from jogan.errors import TaxonomyError
from jogan.model.edited import Taxonomy

SMALL = """\
[[category]]
id = "language"
name = "Language"
ko = "언어"
emoji = "📚"
aliases = ["texts"]

[[category]]
id = "vision"
name = "Vision"
ko = "시각"
emoji = "👁️"
keywords = ["image"]

[[category]]
id = "trade"
name = "Trade"
section = "news"

[[category]]
id = "others"
name = "Others"
ko = "기타"
"""


@pytest.fixture
def small() -> Taxonomy:
    return parse(SMALL)


@pytest.fixture(scope="module")
def shipped() -> Taxonomy:
    return parse(resources.read_text("taxonomy.toml"))


def test_shipped_taxonomy_is_whole(shipped: Taxonomy) -> None:
    """The taxonomy that ships has a definition, an emoji and both names for each of its categories."""
    assert [category.id for category in shipped.categories][:3] == ["llm", "nlp", "computer-vision"]
    assert len(shipped.categories) == 22
    for category in shipped.categories:
        assert category.definition
        assert category.emoji
        assert set(category.names) == {"en", "ko"}
        assert category.keywords or category.id == "others"


@pytest.mark.data
def test_shipped_taxonomy_is_the_agreed_one(shipped: Taxonomy, shared_data: Any) -> None:
    """Ids, names, emoji, sections and order are those that the outside relies on."""
    import tomllib

    agreed = tomllib.loads((shared_data.parent / "taxonomy.toml").read_text(encoding="utf-8"))["category"]
    ours = [(c.id, c.names["en"], c.names["ko"], c.emoji, c.section) for c in shipped.categories]
    assert ours == [(c["id"], c["name"], c["ko"], c["emoji"], c["section"]) for c in agreed]


def test_sections_limit_categories(shipped: Taxonomy) -> None:
    """A category for papers only is no choice for news, and the other way round."""
    papers = {category.id for category in in_section(shipped, "papers")}
    news = {category.id for category in in_section(shipped, "news")}
    assert "tabular" in papers - news
    assert "ai-business" in news - papers
    assert "others" in papers & news


def test_version_follows_content(small: Taxonomy) -> None:
    """The version changes with any word of the content and not with comments or spacing."""
    assert parse("# a remark\n" + SMALL.replace('id = "vision"', 'id="vision"')).version == small.version
    assert parse(SMALL.replace("image", "picture")).version != small.version


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ('id = "vision"', 'id = "language"', 9, "taken by 'language'"),
        ('name = "Vision"', 'name = "LANGUAGE"', 10, "taken by 'language'"),
        ('ko = "시각"', 'ko = "언어"', 11, "taken by 'language'"),
        ('keywords = ["image"]', 'words = ["image"]', 13, "unknown key 'words'"),
        ('keywords = ["image"]', 'keywords = "image"', 13, "not a list"),
        ('keywords = ["image"]', 'aliases = ["Language"]', 13, "what 'language' is called"),
        ('keywords = ["image"]', 'aliases = ["texts"]', 13, "belongs to both"),
        ('keywords = ["image"]', 'aliases = ["language"]', 13, "what 'language' is called"),
        ('section = "news"', 'section = "letters"', 18, "unknown section 'letters'"),
        ('id = "trade"', 'id = "Big Trade"', 16, "not an id"),
        ('id = "trade"', 'emoji = "💼"', 15, "has no id"),
        ('id = "others"', 'id = "rest"', 20, "'others' is missing"),
        ('name = "Trade"', "name = 7", 17, "not a text"),
    ],
)
def test_bad_taxonomy_is_refused_with_its_line(old: str, new: str, line: int, reason: str) -> None:
    """What contradicts itself or is not understood is refused, naming the line and the reason."""
    with pytest.raises(TaxonomyError) as refused:
        parse(SMALL.replace(old, new), where="mine.toml")
    assert f"mine.toml, line {line}:" in str(refused.value)
    assert reason in str(refused.value)


def test_alias_circle_is_refused() -> None:
    """Two categories that each claim to have been the other go round in a circle."""
    text = SMALL.replace('aliases = ["texts"]', 'aliases = ["vision"]').replace(
        'keywords = ["image"]', 'aliases = ["language"]'
    )
    with pytest.raises(TaxonomyError, match="circle"):
        parse(text)


@pytest.mark.parametrize("text", ["", "# nothing\n", "category = []"])
def test_empty_taxonomy_is_refused(text: str) -> None:
    """A taxonomy without a category is refused."""
    with pytest.raises(TaxonomyError, match="no category"):
        parse(text)


@pytest.mark.parametrize("text", ["[[category]\n", 'category = "llm"', "[other]\n"])
def test_what_is_no_taxonomy_is_refused(text: str) -> None:
    """Broken TOML and foreign tables are refused as what they are."""
    with pytest.raises(TaxonomyError):
        parse(text)


def test_a_section_needs_a_category() -> None:
    """A taxonomy in which every paper would be left out is refused."""
    text = SMALL.replace('emoji = "📚"', 'section = "news"').replace('emoji = "👁️"', 'section = "news"')
    with pytest.raises(TaxonomyError, match="takes papers"):
        parse(text)


def test_rename_keeps_the_id_and_the_old_names(small: Taxonomy) -> None:
    """A renamed category has its id still, and its old names still lead to it."""
    changed = customize(small, {"category": [{"id": "vision", "name": "Seeing", "ko": "보기", "keywords": ["video"]}]})
    vision = changed.get("vision")
    assert vision.names == {"en": "Seeing", "ko": "보기"}
    assert vision.keywords == ("image", "video")
    assert resolve(changed, "시각") == vision
    assert resolve(changed, "vision") == vision
    assert changed.version != small.version


def test_add_a_category_with_definition_and_examples(small: Taxonomy) -> None:
    """A new category needs a definition and three examples, and stands before others."""
    new = {"id": "deep-sea", "definition": "Life far below.", "examples": ["2401.00001", "Fish", "Vents"]}
    changed = customize(small, {"category": [new]})
    assert [category.id for category in changed.categories] == ["language", "vision", "trade", "deep-sea", "others"]
    assert changed.get("deep-sea").names == {"en": "Deep sea", "ko": "Deep sea"}


@pytest.mark.parametrize("missing", ["definition", "examples"])
def test_a_new_category_with_too_little_is_refused(small: Taxonomy, missing: str) -> None:
    """Without a definition or enough examples nothing could be filed there."""
    new: dict[str, Any] = {"id": "deep-sea", "definition": "Life far below.", "examples": ["One", "Two", "Three"]}
    del new[missing]
    with pytest.raises(TaxonomyError, match="too little"):
        customize(small, {"category": [new]})


def test_merge_leaves_aliases(small: Taxonomy) -> None:
    """What was merged is found under its old id and names, in the sections of all its parts."""
    changed = customize(small, {"merge": [{"into": "trade", "from": ["vision"]}]})
    assert [category.id for category in changed.categories] == ["language", "trade", "others"]
    merged = changed.get("trade")
    assert resolve(changed, "vision") == resolve(changed, "Vision") == merged
    assert merged.section == "both"
    assert merged.keywords == ("image",)


def test_drop(small: Taxonomy) -> None:
    """A dropped category is gone, and nothing bears its name."""
    changed = customize(small, {"drop": ["vision"]})
    assert resolve(changed, "vision") is None


@pytest.mark.parametrize(
    ("overrides", "reason"),
    [
        ({"drop": ["others"]}, "cannot be dropped"),
        ({"drop": ["sound"]}, "no category 'sound'"),
        ({"drop": "vision"}, "not a list"),
        ({"drop": ["language", "vision"]}, "takes papers"),
        ({"merge": [{"into": "vision", "from": ["vision"]}]}, "into itself"),
        ({"merge": [{"into": "sound", "from": ["vision"]}]}, "no category 'sound'"),
        ({"merge": [{"into": "vision", "from": ["others"]}]}, "merged away"),
        ({"merge": [{"into": "vision"}]}, "lacks"),
        ({"merge": [{"into": "vision", "of": ["language"]}]}, "unknown key 'of'"),
        (
            {"merge": [{"into": "vision", "from": ["language"]}, {"into": "language", "from": ["vision"]}]},
            "go round in a circle",
        ),
        ({"category": [{"name": "Seeing"}]}, "no id"),
        ({"category": [{"id": "vision"}, {"id": "vision"}]}, "twice"),
        ({"category": [{"id": "vision", "name": "Language"}]}, "taken by"),
        ({"category": {"id": "vision"}}, "not a list of tables"),
        ({"colour": "red"}, "unknown key taxonomy.colour"),
        ({"category": [{"id": "others", "section": "news"}]}, "must take papers and news"),
        (
            {"category": [{"id": "vision", "examples": ["A cat"]}, {"id": "language", "examples": ["a  CAT"]}]},
            "given for both 'language' and 'vision'|given for both 'vision' and 'language'",
        ),
    ],
)
def test_bad_changes_are_refused(small: Taxonomy, overrides: dict[str, Any], reason: str) -> None:
    """A change that contradicts the taxonomy or itself is refused with the reason."""
    with pytest.raises(TaxonomyError, match=reason):
        customize(small, overrides)


def test_bad_change_names_its_line(small: Taxonomy) -> None:
    """With the file's text at hand the refusal says on which line it stands."""
    text = '[taxonomy]\ndrop = []\n\n[[taxonomy.category]]\nid = "vision"\nname = "Seeing"\nsize = 4\n'
    with pytest.raises(TaxonomyError, match=r"jogan\.toml, line 7: unknown key 'size'"):
        customize(small, {"category": [{"id": "vision", "name": "Seeing", "size": 4}]}, text=text)
    text = '[[taxonomy.merge]]\ninto = "vision"\nfrom = ["sound"]\n'
    with pytest.raises(TaxonomyError, match=r"jogan\.toml, line 3: no category 'sound'"):
        customize(small, {"merge": [{"into": "vision", "from": ["sound"]}]}, text=text)


def test_no_change_changes_nothing(small: Taxonomy) -> None:
    """Empty overrides give the same taxonomy under the same version."""
    assert customize(small, {}) == small
