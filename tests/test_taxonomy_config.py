"""The user's own categories, from jogan.toml to the edition: taught by stored papers, refused where they are wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from helpers import edition, jogan

DAY = "2024-11-28"

#: What the category is told by: papers of an earlier day, known by their ids.
TAUGHT = {
    "2411.10001": (
        "Radar nowcasting of convective rainfall with a latent diffusion model",
        "Forecasting rain for the next two hours from weather radar is hard where storms form quickly. We train a "
        "diffusion model on five years of radar composites and forecast precipitation in a latent space. Against "
        "optical flow the critical success index for heavy rain rises by 12%.",
    ),
    "2411.10002": (
        "Medium-range global weather forecasting on an icosahedral mesh",
        "A mesh transformer trained on reanalysis forecasts temperature, wind and geopotential for ten days ahead. It "
        "beats the numerical weather prediction baseline for 83% of variables and lead times.",
    ),
    "2411.10003": (
        "Statistical downscaling of climate projections for heat waves",
        "Climate models are too coarse for local extremes. We downscale climate projections of temperature to 2 km and "
        "evaluate heat waves and drought over three basins.",
    ),
}
WEATHER = (
    ("Typhoon track forecasting with ensembles of neural weather models",
     "Tracks of tropical cyclones are forecast five days ahead by an ensemble of neural weather models driven by "
     "reanalysis. The mean track error falls below that of numerical weather prediction at all lead times."),
    ("Correcting precipitation forecasts of mountain regions",
     "Numerical weather prediction underestimates precipitation over mountains. A U-Net corrects forecasts by rain "
     "gauges and radar, and halves the bias for heavy rain events."),
    ("Seasonal forecasting of sea surface temperature with graph transformers",
     "Sea surface temperature drives the climate of coming seasons. A graph transformer forecasts it up to twelve "
     "months ahead and captures El Niño events that climate models miss."),
    ("Emulating a regional climate model for flood risk",
     "Flood risk needs long climate simulations. We emulate a regional climate model at 3 km, so that a century of "
     "daily precipitation extremes takes an hour."),
    ("Data assimilation of satellite radiances by score matching",
     "Weather forecasts start from an analysis of the atmosphere. We assimilate satellite radiances into a neural "
     "weather forecast by score matching; temperature and humidity errors shrink by 9%."),
)  # fmt: skip
ELSEWHERE = (
    ("Jailbreaking aligned language models by translation",
     "Aligned large language models refuse harmful prompts in English and answer them in rare languages. We measure "
     "attack success over 40 languages and propose a defense."),
    ("Open-vocabulary segmentation of street scenes",
     "We segment images of streets into classes named by text, at 41.2 mIoU on Cityscapes without pixel labels."),
    ("Speech enhancement with a state space model",
     "A state space model removes noise and reverberation from speech in real time on a phone."),
    ("Reward models that know what they do not know",
     "Reward models for reinforcement learning from human feedback are overconfident. We train ensembles with "
     "uncertainty and prevent reward hacking of large language models."),
    ("Grasping transparent objects with tactile feedback",
     "A robot hand grasps glass that its depth camera cannot see; manipulation succeeds in 87% of trials."),
    ("Eight-bit optimizers for the training of vision transformers",
     "Optimizer states are quantized to eight bits during training, which saves 30% of the memory."),
    ("Temporal fusion for retail demand forecasting",
     "Demand of 30,000 products is forecast from sales, prices and holidays with a temporal fusion transformer."),
)  # fmt: skip

CONFIG = """\
[taxonomy]
drop = ["quantum"]

[[taxonomy.category]]
id = "weather"
name = "Weather and climate"
ko = "기상·기후"
emoji = "🌦️"
section = "papers"
definition = "Forecasting weather and climate: precipitation, storms, temperature, downscaling, reanalysis and extremes."
examples = ["2411.10001", "arXiv:2411.10002v2", "2411.10003"]

[[taxonomy.category]]
id = "nlp"
name = "Language"
ko = "언어 처리"

[[taxonomy.merge]]
into = "nlp"
from = ["llm"]
"""


def item(number: int, title: str, summary: str, day: str = DAY) -> dict[str, Any]:
    return {
        "kind": "paper", "title": title, "summary": summary, "url": f"https://arxiv.org/abs/2411.{number}",
        "source": "arXiv", "day": day, "ids": {"arxiv": f"2411.{number}"},
    }  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with the configuration, the teaching papers of an earlier day, and a day of papers."""
    (tmp_path / "jogan.toml").write_text(CONFIG, encoding="utf-8")
    taught = [item(int(name[5:]), *text, day="2024-10-01") for name, text in TAUGHT.items()]
    todays = [item(20001 + n, *text) for n, text in enumerate((*WEATHER, *ELSEWHERE))]
    lines = "".join(json.dumps(one) + "\n" for one in (*taught, *todays))
    (tmp_path / "a.jsonl").write_text(lines, encoding="utf-8")
    jogan("import", "a.jsonl", cwd=tmp_path)
    return tmp_path


def test_a_new_category_is_learned_from_three_stored_papers(place: Path) -> None:
    """A definition and three arXiv ids are enough: what belongs there is filed there, and hardly anything else."""
    ran = jogan("build", "--date", DAY, cwd=place)
    assert (ran.status, ran.err) == (0, "")
    document = edition(place / "editions", DAY)
    filed = {
        one["filed"]["story"]["title"]: one["filed"]["filing"]["category"] for one in document["sections"][0]["stories"]
    }
    assert sum(filed.get(title) == "weather" for title, _ in WEATHER) >= 4, filed
    # The demand of shops is forecast in the words of the weather: one near miss is what three examples cost.
    assert sum(filed.get(title) == "weather" for title, _ in ELSEWHERE) <= 1, filed
    assert {"llm", "quantum"}.isdisjoint(filed.values())
    known = {one["id"]: one for one in document["taxonomy"]["categories"]}
    assert known["weather"]["names"] == {"en": "Weather and climate", "ko": "기상·기후"}
    assert known["nlp"]["names"]["ko"] == "언어 처리"
    assert "llm" in known["nlp"]["aliases"]
    report = (place / "editions" / DAY / f"Papers_{DAY}_report.md").read_text(encoding="utf-8")
    assert "## 🌦️ Weather and climate" in report


def test_an_example_that_is_not_stored_is_named(place: Path) -> None:
    """What cannot be learned from is told, by its id, and the edition is made all the same."""
    (place / "jogan.toml").write_text(CONFIG.replace('"2411.10003"', '"2411.10099"'), encoding="utf-8")
    ran = jogan("build", "--date", DAY, cwd=place)
    assert ran.status == 0
    assert "example 2411.10099: no such paper is stored" in ran.err


def test_what_was_learned_from_later_makes_another_edition(place: Path) -> None:
    """An edition made before an example was stored is not called finished after it is."""
    from jogan import wiring
    from jogan.config import load
    from jogan.desk import open_store

    config = load(place / "jogan.toml")
    with open_store(config.model_copy(update={"paths": config.paths.model_copy(update={"database": None})})) as empty:
        without = wiring.classifier(wiring.taxonomy(config), empty)
    database = place / "data" / "jogan" / "jogan.db"
    paths = config.paths.model_copy(update={"database": database})
    with open_store(config.model_copy(update={"paths": paths})) as store:
        learned = wiring.classifier(wiring.taxonomy(config), store)
    assert without.unread == ("2411.10001", "2411.10002", "2411.10003")
    assert learned.unread == ()
    assert without.version != learned.version


def test_classify_files_by_the_users_taxonomy(place: Path) -> None:
    """`jogan classify` knows the user's categories and what was learned from the store."""
    ran = jogan("classify", "a.jsonl", cwd=place)
    answers = [json.loads(line)["category"] for line in ran.out.splitlines()]
    assert answers[: len(TAUGHT)] == ["weather"] * 3


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('id = "weather"', 'id = "Weather"', "line 5: 'Weather' is not an id"),
        ('emoji = "🌦️"', "emojis = 1", "line 8: unknown key 'emojis'"),
        ('drop = ["quantum"]', 'dropped = ["quantum"]', "line 2: unknown key taxonomy.dropped"),
        ('drop = ["quantum"]', 'drop = ["quanta"]', "line 2: no category 'quanta' to drop"),
        ('id = "nlp"', 'id = "weather"', "line 14: the category 'weather' is changed twice"),
        ('name = "Language"', 'name = "Audio"', "line 15: the name 'Audio' is taken by 'audio'"),
        ('ko = "언어 처리"', 'aliases = ["audio"]', "line 16: the alias 'audio' of 'nlp' is what 'audio' is called"),
        ('from = ["llm"]', 'from = ["nlp"]', "line 20: 'nlp' would be merged into itself"),
        ('examples = ["2411.10001", "arXiv:2411.10002v2", "2411.10003"]', "", "too little to be recognized by"),
        ('[taxonomy]\ndrop = ["quantum"]', "taxonomy = 7", "taxonomy: is not a table"),
        ('definition = "F', 'definition = ""\nname2 = "F', "line 10: definition is empty"),
        ('drop = ["quantum"]', 'drop = ["quantum", "quantum"]', "line 2: 'quantum' is to be dropped twice"),
        ('drop = ["quantum"]', 'drop = ["llm"]', "line 2: 'llm' was merged into 'nlp' and is no category any more"),
        (
            'from = ["llm"]',
            'from = ["llm"]\n[[taxonomy.merge]]\ninto = "llm"\nfrom = ["nlp"]',
            "line 22: the merges go round in a circle: 'llm' was merged into 'nlp' before",
        ),
        (
            'examples = ["2411.10001", "arXiv:2411.10002v2", "2411.10003"]',
            'examples = ["one", "One", "one"]',
            "line 5: the new category 'weather' has too little to be recognized by (a definition, 1 different examples",
        ),
    ],
)
def test_a_bad_taxonomy_is_refused_with_its_line(place: Path, old: str, new: str, says: str) -> None:
    """Every command names the file, the line and the reason, in one line, with status 2."""
    text = CONFIG.split("\n\n[[")[0] + "\n" if new == "taxonomy = 7" else CONFIG
    (place / "jogan.toml").write_text(text.replace(old, new), encoding="utf-8")
    for command in (("sources",), ("build", "--date", DAY)):
        ran = jogan(*command, cwd=place)
        assert (ran.status, ran.err.count("\n")) == (2, 1), ran.err
        assert "jogan.toml" in ran.err
        assert says in ran.err
