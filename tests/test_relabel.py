"""Old editions under a new taxonomy: refiled, printed as before, and comparable with what comes after."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from helpers import edition, files, jogan
from jogan.edit.trends import distribution, under
from jogan.model.edited import Category, DayCounts, Taxonomy

DAYS = ("2024-11-25", "2024-11-26", "2024-11-27", "2024-11-28")
#: One paper of each kind a day; the text differs by the day, so that no two are one story.
KINDS = {
    "speech": (
        "Text-to-speech with {word} prosody",
        "We synthesize speech with {word} prosody. Listeners prefer the speech of our text-to-speech model by 12% over "
        "the baseline vocoder, in a study of {word} speakers.",
        "eess.AS",
    ),
    "translation": (
        "Machine translation of {word} texts",
        "We translate {word} texts between low-resource languages. BLEU rises by 3.1 over the baseline of machine "
        "translation, and a corpus of {word} sentences is released.",
        "cs.CL",
    ),
    "qubits": (
        "Variational quantum circuits for {word} states",
        "Quantum circuits of ten qubits prepare {word} states. The quantum machine learning ansatz avoids barren "
        "plateaus and needs 40% fewer gates for {word} states.",
        "quant-ph",
    ),
}
WORDS = ("musical", "narrative", "spectral", "coastal")
MERGE = '[[taxonomy.merge]]\ninto = "nlp"\nfrom = ["audio"]\n\n[taxonomy]\ndrop = ["quantum"]\n'


def papers() -> list[dict[str, Any]]:
    found = []
    for number, (day, word) in enumerate(zip(DAYS, WORDS, strict=True)):
        for place, (title, summary, archive) in enumerate(KINDS.values()):
            name = f"2411.{number + 1}{place:04}"
            found.append(
                {
                    "kind": "paper", "title": title.format(word=word), "summary": summary.format(word=word), "day": day,
                    "url": f"https://arxiv.org/abs/{name}", "source": "arXiv", "ids": {"arxiv": name},
                    "categories": [archive],
                }
            )  # fmt: skip
    return found


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Three editions under the default taxonomy, and the papers of a fourth day that has none yet."""
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(one) + "\n" for one in papers()), encoding="utf-8")
    jogan("import", "a.jsonl", cwd=tmp_path)
    for day in DAYS[:3]:
        assert jogan("build", "--date", day, cwd=tmp_path).status == 0
    return tmp_path


def filed(place: Path, day: str) -> dict[str, str]:
    stories = edition(place / "editions", day)["sections"][0]["stories"]
    return {one["filed"]["story"]["title"]: one["filed"]["filing"]["category"] for one in stories}


def test_old_editions_are_filed_anew(place: Path) -> None:
    """Merged categories are one, a dropped one is gone, every story is still printed, and its files say so."""
    before = {day: filed(place, day) for day in DAYS[:3]}
    assert {"audio", "nlp", "quantum"} == set(before[DAYS[0]].values())
    (place / "jogan.toml").write_text(MERGE, encoding="utf-8")
    told = json.loads(jogan("relabel", "--json", cwd=place).out)
    assert [one["date"] for one in told] == list(DAYS[:3])
    for day, one in zip(DAYS[:3], told, strict=True):
        after = filed(place, day)
        assert after.keys() == before[day].keys()
        assert {"audio", "quantum"}.isdisjoint(after.values())
        assert [after[title] for title, was in before[day].items() if was in ("audio", "nlp")] == ["nlp", "nlp"]
        # A merge moves no story: only what lost its category went elsewhere.
        assert (one["moved"], [move["from"] for move in one["moves"]]) == (1, ["quantum"])
        document = edition(place / "editions", day)
        section = document["sections"][0]
        assert sorted(story for report in section["reports"] for story in report["stories"]) == sorted(
            one["filed"]["story"]["id"] for one in section["stories"]
        )
        assert {count["category"] for count in section["distribution"]} == set(after.values())
        assert "Natural Language" in (place / "editions" / day / f"Papers_{day}_report.md").read_text(encoding="utf-8")


def test_a_second_time_changes_nothing(place: Path) -> None:
    """What is filed by the present taxonomy stays as it is, byte for byte; a day that is out is not built again."""
    (place / "jogan.toml").write_text(MERGE, encoding="utf-8")
    jogan("relabel", cwd=place)
    made = files(place / "editions")
    ran = jogan("relabel", cwd=place)
    assert ran.out == "0 of 3 editions filed anew; 0 of 9 stories moved.\n"
    assert files(place / "editions") == made


def test_a_dry_run_changes_nothing(place: Path) -> None:
    """What would move is told, and nothing is stored or written."""
    made = files(place / "editions")
    (place / "jogan.toml").write_text(MERGE, encoding="utf-8")
    ran = jogan("relabel", "--dry-run", cwd=place)
    assert "3 of 3 editions would be filed anew; 3 of 9 stories moved." in ran.out
    assert files(place / "editions") == made
    assert len(json.loads(jogan("relabel", "--json", cwd=place).out)) == 3


def test_the_search_follows(place: Path) -> None:
    """What is found is shown, and can be asked for, under its new category."""
    assert "  audio  " in jogan("search", "prosody", cwd=place).out
    (place / "jogan.toml").write_text(MERGE, encoding="utf-8")
    jogan("relabel", cwd=place)
    assert "  nlp  " in jogan("search", "prosody", cwd=place).out
    assert "prosody" in jogan("search", "category:nlp prosody", cwd=place).out


def test_averages_compare_across_a_relabel(place: Path) -> None:
    """The day after counts a merged category against what its parts had before."""
    (place / "jogan.toml").write_text(MERGE, encoding="utf-8")
    jogan("relabel", cwd=place)
    jogan("build", "--date", DAYS[3], cwd=place)
    counts = {one["category"]: one for one in edition(place / "editions", DAYS[3])["sections"][0]["distribution"]}
    assert (counts["nlp"]["stories"], counts["nlp"]["average"], counts["nlp"]["days"]) == (2, 2.0, 3)


def test_what_a_person_ruled_stands(place: Path) -> None:
    """A story that was split off by hand is still split off after relabeling."""
    twin = papers()[0] | {"source": "Hugging Face", "url": "https://huggingface.co/papers/2411.10000"}
    (place / "b.jsonl").write_text(json.dumps(twin) + "\n", encoding="utf-8")
    jogan("import", "b.jsonl", cwd=place)
    jogan("build", "--date", DAYS[0], cwd=place)
    key = json.loads(jogan("why", "2411.10000", "--json", cwd=place).out)["items"][1]["key"]
    jogan("split", key, cwd=place)
    jogan("build", "--date", DAYS[0], cwd=place)
    (place / "jogan.toml").write_text(MERGE, encoding="utf-8")
    jogan("relabel", cwd=place)
    stories = edition(place / "editions", DAYS[0])["sections"][0]["stories"]
    assert len(stories) == 4
    jogan("build", "--date", DAYS[0], cwd=place)
    assert edition(place / "editions", DAYS[0])["sections"][0]["counts"]["kept"] == 4


def test_the_cost_of_filing_anew_is_told(tmp_path: Path) -> None:
    """What a model is paid for filing old editions anew is added to what they say that they cost, once."""
    pytest.importorskip("pydantic_ai", reason="the extra llm is not installed")
    from model_server import ModelServer, Question

    def script(question: Question) -> str:
        return json.dumps({"category": "robotics"}) if "You file one story" in question.system else "no"

    def cost() -> tuple[int, float]:
        usage = edition(tmp_path / "editions", DAYS[0])["usage"]
        return usage["calls"], usage["cost_usd"]

    item = {"kind": "paper", "title": "Things and other matters", "url": "https://x.org/1", "day": DAYS[0]}
    (tmp_path / "a.jsonl").write_text(json.dumps(item), encoding="utf-8")
    with ModelServer(script) as server:
        model = (
            f'[[writer.model]]\nname = "m"\nprovider = "compatible"\nbase_url = "{server.address}/v1"\n'
            "price_input = 1.0\nprice_output = 1.0\n"
        )
        (tmp_path / "jogan.toml").write_text(model, encoding="utf-8")
        jogan("import", "a.jsonl", cwd=tmp_path)
        jogan("build", "--date", DAYS[0], cwd=tmp_path)
        filed, (calls, dollars) = len(server.questions), cost()
        (tmp_path / "jogan.toml").write_text(MERGE + model, encoding="utf-8")
        ran = jogan("relabel", "--writer", "extract", cwd=tmp_path)
        assert (ran.status, cost()) == (0, (calls, dollars)), "nobody was asked"
        ran = jogan("relabel", cwd=tmp_path)
        assert ran.status == 0, ran.err
        assert len(server.questions) > filed
        after = cost()
        assert after[0] == calls + 1
        assert after[1] > dollars
        report = (tmp_path / "editions" / DAYS[0] / f"Papers_{DAYS[0]}_report.md").read_text(encoding="utf-8")
        assert f"호출 {after[0]}회" in report
        jogan("relabel", cwd=tmp_path)
        assert cost() == after


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("--from", "2024-13-01"), 2, "'2024-13-01' is no date"),
        (("--from", "2024-11-28", "--to", "2024-11-01"), 2, "is after"),
        (("--lang", "en"), 1, "no edition is stored in language 'en'"),
        (
            ("--from", "2031-01-01", "--to", "2031-01-02"),
            1,
            "no edition is of the days asked for (--from 2031-01-01 --to 2031-01-02).",
        ),
        (("--to", "2001-01-01", "--dry-run"), 1, f"(--to 2001-01-01). Name days from {DAYS[0]} to "),
    ],
)
def test_wrong_usage_of_relabel(place: Path, arguments: tuple[str, ...], status: int, says: str) -> None:
    """One line, the right status."""
    ran = jogan("relabel", *arguments, cwd=place)
    assert (ran.status, ran.err.count("\n")) == (status, 1)
    assert says in ran.err


def taxonomy(*categories: Category) -> Taxonomy:
    return Taxonomy(version="t", categories=categories)


def test_a_history_is_told_in_todays_categories() -> None:
    """Counts of merged categories add up under the one that took them in; a day's total stays."""
    from datetime import date

    now = taxonomy(Category(id="nlp", names={"en": "N", "ko": "N"}, emoji="", aliases=("llm", "audio")))
    day = DayCounts(
        date=date(2024, 11, 1),
        stories=9,
        categories={"llm": 3, "nlp": 4, "robotics": 2},
        known=("llm", "nlp", "robotics"),
    )
    (told,) = under([day], now)
    assert (told.categories, told.known, told.stories) == ({"nlp": 7, "robotics": 2}, ("nlp", "robotics"), 9)


def test_a_new_category_has_no_average_before_it_was_known() -> None:
    """Days whose taxonomy did not know the category are no days without it."""
    from datetime import date

    def day(number: int, *known: str) -> DayCounts:
        return DayCounts(date=date(2024, 11, number), stories=5, categories={"llm": 4, "weather": 1}, known=known)

    old = [day(number, "llm") for number in range(1, 5)]
    counts = {one.category: one for one in distribution({"llm": 2, "weather": 3}, old)}
    assert (counts["llm"].average, counts["weather"].average, counts["weather"].days) == (4.0, None, 0)
    new = [day(number, "llm", "weather") for number in range(5, 8)]
    counts = {one.category: one for one in distribution({"llm": 2, "weather": 3}, [*old, *new])}
    assert (counts["weather"].average, counts["weather"].days, counts["llm"].days) == (1.0, 3, 7)
