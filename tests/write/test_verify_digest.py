"""A digest taken apart and held against its items."""

from __future__ import annotations

from jogan.glossary import Glossary
from jogan.model.collected import Item
from jogan.resources import read_text
from jogan.write.digest import source_of_item, split_digest, summary_line, verify_claims, verify_digest
from jogan.write.verify import build_verifier

DIGEST = """# Daily Artificial Intelligence Insights : Papers![Chart](paper.png)

## 🌿 Speech

**요약:**

### 종합 보고서

1. **핵심 주제:**
   - 음성 명령으로 사진을 편집하는 PaintBox를 소개합니다. 학습에는 사진과 명령 12만 쌍을 사용했습니다.

3. **주요 사건 및 중요 정보 요약:**
   - **PaintBox**: 사용자의 72%가 글 프롬프트보다 PaintBox를 선호했습니다.

4. **영향 분석:**
   - 사진 편집의 문턱을 낮출 수 있습니다.

**출처:**

 - PaintBox: Editing Photos with Spoken Commands (http://arxiv.org/abs/2601.00001v2)


## Other

**요약:**

- 출처가 없는 문장이 여기에 하나 있습니다.

**출처:**

 - A Paper That Nobody Imported (https://example.org/unknown)
"""
ITEM = Item(
    kind="paper",
    title="PaintBox: Editing Photos with Spoken Commands",
    url="https://arxiv.org/abs/2601.00001",
    source="test",
    summary="PaintBox edits photos from spoken commands. It is trained on 120K pairs of photos and commands. Users "
    "preferred PaintBox over text prompts in 61% of the comparisons.",
)


def test_a_digest_is_taken_apart() -> None:
    """Headings, charts, labels and source lists are no claims; parts about impact are interpretation."""
    claims = split_digest(DIGEST)
    assert [(c.id, c.section, c.analysis) for c in claims] == [
        ("1-1", "🌿 Speech", False), ("1-2", "🌿 Speech", False), ("1-3", "🌿 Speech", False), ("1-4", "🌿 Speech", True),
        ("2-1", "Other", False),
    ]  # fmt: skip
    assert claims[2].text == "사용자의 72%가 글 프롬프트보다 PaintBox를 선호했습니다."
    assert claims[2].about.endswith("PaintBox")
    assert claims[0].sources == ((ITEM.title, "http://arxiv.org/abs/2601.00001v2"),)


def test_a_digest_is_held_against_its_items() -> None:
    """Supported, refuted, interpretation, and a section whose sources are not among the items."""
    verifier = build_verifier(Glossary.parse(read_text("glossary.tsv")), read_text("lexicon.tsv"))
    results = verify_digest(DIGEST, [source_of_item(ITEM)], verifier)
    assert [r.verdict for r in results] == ["supported", "supported", "refuted", "analysis", "not enough info"]
    assert results[4].reason == "none of its section's sources is among the items"
    assert summary_line(results) == "5 claims: 2 supported, 1 refuted, 1 not enough info, 1 analysis"
    line = results[0].as_json()
    assert set(line) == {"id", "claim", "verdict", "reason", "evidence"}
    quote = line["evidence"][0]
    assert ITEM.summary[quote["start"] : quote["end"]] == quote["quote"]


def test_rows_name_their_stories_by_title_or_url() -> None:
    """Rows of the contract find their stories; unknown ones are said to be unknown."""
    verifier = build_verifier(Glossary.parse(read_text("glossary.tsv")), read_text("lexicon.tsv"))
    rows = [
        {"id": "a", "claim": "PaintBox는 음성 명령으로 사진을 편집한다.", "stories": [ITEM.title]},
        {
            "id": "b",
            "claim": "PaintBox는 음성 명령으로 동영상을 번역한다.",
            "stories": ["https://arxiv.org/pdf/2601.00001v3"],
        },
        {"id": "c", "claim": "PaintBox는 사진을 편집한다.", "stories": ["nobody"]},
        {"claim": "PaintBox는 음성 명령으로 사진을 편집한다."},
    ]
    results = verify_claims(rows, [source_of_item(ITEM)], verifier)
    assert [(r.id, r.verdict == "supported") for r in results] == [("a", True), ("b", False), ("c", False), ("4", True)]


def test_a_nameless_digest_is_held_against_all_items() -> None:
    """Without a list of sources every item may bear a claim out."""
    verifier = build_verifier(Glossary.parse(read_text("glossary.tsv")), read_text("lexicon.tsv"))
    results = verify_digest("- PaintBox는 음성 명령으로 사진을 편집합니다.\n", [source_of_item(ITEM)], verifier)
    assert [r.verdict for r in results] == ["supported"]
    assert verify_digest("", [source_of_item(ITEM)], verifier) == []


def test_an_own_report_is_read_as_what_it_is() -> None:
    """The lead speaks of all sections; topics are single terms; notes on what was left out and bare links are no claims."""
    report = DIGEST.replace(
        "## 🌿 Speech\n\n**요약:**\n",
        "**10초 요약**\n\n- **PaintBox** — 사용자의 61%가 선호한 사진 편집\n\n## 🌿 Speech\n\n**요약:**\n\n"
        "**1. 핵심 주제** **음성 명령(spoken command)** · **사진 편집(photo editing)**\n\n"
        "(11-19 공개, 뒤늦게 수록)\n\n- A Title (https://example.org/x) — AI 무관(점수 0.93)\n",
    )
    claims = split_digest(report)
    assert (claims[0].section, claims[0].sources) == ("", ())
    assert [c.text for c in claims[1:3]] == ["음성 명령(spoken command)", "사진 편집(photo editing)"]
    assert not any("0.93" in c.text or "공개" in c.text for c in claims)


def test_what_stands_word_for_word_is_supported() -> None:
    """A sentence quoted whole is supported where it stands, whatever turns it holds."""
    quote = "“Users preferred PaintBox over text prompts in 61% of the comparisons.”"
    verifier = build_verifier(Glossary.parse(read_text("glossary.tsv")), read_text("lexicon.tsv"))
    (result,) = verify_claims([{"id": "1", "claim": quote}], [source_of_item(ITEM)], verifier)
    (found,) = result.evidence
    assert (result.verdict, ITEM.summary[found.start : found.end]) == ("supported", found.quote)
