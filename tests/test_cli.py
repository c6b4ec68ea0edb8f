"""The commands as a user meets them: what they answer, with which exit status, in how many lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from helpers import edition, files, jogan

PAPER: dict[str, Any] = {
    "kind": "paper",
    "title": "Sparse Attention for Long Documents",
    "summary": (
        "Long documents are slow to read for language models. We propose SparseRead, a sparse attention method. "
        "It is 3.2 times faster than dense attention on LongBench with 1.5% lower accuracy."
    ),
    "url": "https://arxiv.org/abs/2411.00001",
    "source": "arXiv",
    "day": "2024-11-28",
    "ids": {"arxiv": "2411.00001"},
    "categories": ["cs.CL"],
}


def write_lines(path: Path, *items: dict[str, Any]) -> Path:
    """A file of JSON lines."""
    path.write_text("".join(json.dumps(item) + "\n" for item in items), encoding="utf-8")
    return path


def test_help_names_every_command_of_the_contract(tmp_path: Path) -> None:
    """Help is there without a terminal, for the program and for each command."""
    ran = jogan("--help", cwd=tmp_path)
    assert ran.status == 0
    for command in ("demo", "run", "collect", "build", "render", "import", "classify", "sources", "editions", "init"):
        assert command in ran.out
        assert jogan(command, "--help", cwd=tmp_path).status == 0


@pytest.mark.parametrize("first", ["2024-11-28", "2024-11-27"], ids=["of the day", "late"])
def test_an_edition_made_anew_keeps_what_a_later_one_took_up(tmp_path: Path, first: str) -> None:
    """A new version in the next day's edition takes the story from nobody: neither edition changes when made again."""
    write_lines(tmp_path / "a.jsonl", PAPER | {"day": first})
    again = PAPER | {"day": "2024-11-29", "url": "https://arxiv.org/abs/2411.00001v2", "ids": {"arxiv": "2411.00001v2"}}
    write_lines(tmp_path / "b.jsonl", again | {"summary": f"{PAPER['summary']} It reads nine languages."})
    for name, day in (("a.jsonl", "2024-11-28"), ("b.jsonl", "2024-11-29")):
        assert jogan("import", name, cwd=tmp_path).status == 0
        assert jogan("build", "--date", day, cwd=tmp_path).status == 0
    made = files(tmp_path / "editions")
    (tmp_path / "jogan.toml").write_text("[edition]\nmax_papers = 30\n", encoding="utf-8")
    for day in ("2024-11-28", "2024-11-29"):
        assert "1 papers" in jogan("build", "--date", day, cwd=tmp_path).out
    assert files(tmp_path / "editions") == made
    assert "🔄" in made["2024-11-29/Papers_2024-11-29_report.md"].decode()


def test_version_is_told(tmp_path: Path) -> None:
    """`jogan --version` prints the version that is installed."""
    from importlib.metadata import version

    done = jogan("--version", cwd=tmp_path)
    assert (done.status, done.out) == (0, f"jogan {version('jogan')}\n")


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    """The first answer comes at once: no numpy, no HTTP client, no database."""
    import subprocess
    import sys

    heavy = ("numpy", "httpx2", "pydantic", "sqlite3", "rich")
    code = f"import sys, jogan.cli; print([name for name in {heavy!r} if name in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", code], text=True, cwd=tmp_path).strip() == "[]"


def test_import_build_and_render(tmp_path: Path) -> None:
    """Items from a file become an edition; building again changes nothing; a lost file is rendered again."""
    write_lines(tmp_path / "a.jsonl", PAPER)
    assert jogan("import", "a.jsonl", cwd=tmp_path).out == "a.jsonl: 1 new, 0 revised, 0 known already; 0 bad lines\n"
    ran = jogan("build", "--date", "2024-11-28", cwd=tmp_path)
    assert (ran.status, ran.err) == (0, "")
    made = files(tmp_path / "editions")
    day = "2024-11-28"
    for name in (
        f"Papers_{day}_report.md",
        f"News_{day}_report.md",
        f"paper_{day}.png",
        f"news_{day}.png",
        "edition.json",
    ):
        assert f"{day}/{name}" in made
    assert "unchanged" in jogan("build", "--date", day, cwd=tmp_path).out
    assert files(tmp_path / "editions") == made
    (tmp_path / "editions" / day / "edition.json").unlink()
    assert jogan("render", "--date", day, cwd=tmp_path).status == 0
    assert files(tmp_path / "editions") == made


def test_a_late_item_comes_in_the_next_edition_marked(tmp_path: Path) -> None:
    """What no edition had is caught up; what one had is not printed again."""
    write_lines(tmp_path / "a.jsonl", PAPER)
    jogan("import", "a.jsonl", cwd=tmp_path)
    jogan("build", "--date", "2024-11-28", cwd=tmp_path)
    late = PAPER | {
        "title": "Another Paper about Sparse Attention Entirely",
        "url": "https://arxiv.org/abs/2411.00002",
        "ids": {},
    }
    write_lines(tmp_path / "b.jsonl", late)
    jogan("import", "b.jsonl", cwd=tmp_path)
    jogan("build", "--date", "2024-11-29", cwd=tmp_path)
    papers = edition(tmp_path / "editions", "2024-11-29")["sections"][0]
    assert papers["counts"] == {"seen": 1, "merged": 0, "kept": 1, "left_out": 0, "updates": 0, "late": 1}


def test_a_day_for_which_nothing_is_stored_has_no_edition(tmp_path: Path) -> None:
    """A month is no catching up, and a wrong date makes no empty edition: one line says that nothing is stored."""
    write_lines(tmp_path / "a.jsonl", PAPER)
    jogan("import", "a.jsonl", cwd=tmp_path)
    ran = jogan("build", "--date", "2024-12-28", cwd=tmp_path)
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert "nothing is stored for that day" in ran.err
    assert not (tmp_path / "editions").exists()


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["run", "--date", "2024-13-40"], 2, "'2024-13-40' is no date"),
        (["run", "--date", "2024-W48"], 2, "'2024-W48' is no date"),
        (["run", "--lang", "fr"], 2, "'fr' is no language"),
        (["run", "--writer", "ghost"], 2, "'ghost' is no writer"),
        (["run", "--writer", "llm"], 2, "no language model is configured"),
        (["run", "--budget", "-1"], 2, "no amount"),
        (["run", "--nonsense"], 2, "No such option"),
        (["nonsense"], 2, "No such command"),
        (["run", "--replay", "nowhere"], 1, "nowhere"),
        (["import", "nowhere.jsonl"], 1, "nowhere.jsonl"),
        (["import"], 2, "Missing argument"),
        (["render", "--date", "2024-11-28"], 1, "no edition of 2024-11-28"),
        (["classify", "nowhere.jsonl"], 1, "nowhere.jsonl"),
        (["run", "--config", "nowhere.toml"], 2, "nowhere.toml"),
        (["run", "--from", "2024-11-01"], 2, "--from: goes with --to"),
        (["run", "--to", "2024-11-01"], 2, "--to: goes with --from"),
        (["run", "--from", "2024-11-02", "--to", "2024-11-01"], 2, "is after --to"),
        (["run", "--from", "x", "--to", "2024-11-01"], 2, "--from: 'x' is no date"),
        (["run", "--publish", "--from", "2024-11-01", "--to", "2024-11-02"], 2, "--publish"),
        (["run", "--publish"], 2, "[[publish]]"),
        (["run", "--replay", "nowhere"], 1, "the folder nowhere: is not there"),
    ],
)
def test_wrong_usage_is_told_without_a_traceback(tmp_path: Path, arguments: list[str], status: int, says: str) -> None:
    """The thing, the cause, the remedy; the exit status of the contract; never a traceback."""
    ran = jogan(*arguments, cwd=tmp_path)
    assert ran.status == status, ran.err
    assert says in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("langage = 'ko'", "unknown key 'langage'"),
        ("[fetch]\npase = 1", "unknown key 'fetch.pase' (did you mean 'pace'?). See"),
        ("databse = 'x'", "unknown key 'databse'"),
        ("[[publish]]\nname = 'a'\nkind = 'mail'\nhots = 'b'", "'publish.0.mail.hots' (did you mean 'host'?)"),
        ("[[source]]\nnmae = 'a'\nkind = 'feed'", "did you mean 'name'?"),
        ("timezone = 'Mars/Olympus'", "no such time zone"),
        ("language = 'fr'", "language"),
        ("[edition]\nmax_papers = -1", "edition.max_papers"),
        ("[[source]]\nname = 'x'\nkind = 'telepathy'", "there is no kind 'telepathy'"),
        ("[[source]]\nname = 'x'\nkind = 'feed'", "url"),
        ("[[source]]\nkind = 'feed'", "source.0.name"),
        ("not toml at all", "is not valid TOML"),
    ],
)
def test_a_wrong_configuration_is_refused_by_key(tmp_path: Path, text: str, says: str) -> None:
    """Every wrong key and value is named in one line, with status 2."""
    (tmp_path / "jogan.toml").write_text(text)
    ran = jogan("sources", cwd=tmp_path)
    assert ran.status == 2, ran.err
    assert says in ran.err
    assert ran.err.count("\n") == 1


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    """Every wrong key and value of the file in one line; what is only misspelled is not missing as well."""
    (tmp_path / "jogan.toml").write_text(
        "langage = 'ko'\ntimezone = 'Mars/X'\n[fetch]\npase = 1\nread_timeout = -1\n[[source]]\nnmae = 'a'\nkind = 'feed'\n"
    )
    ran = jogan("editions", cwd=tmp_path)
    assert (ran.status, ran.err.count("\n")) == (2, 1)
    for told in ("'langage'", "no such time zone: 'Mars/X'", "'fetch.pase'", "fetch.read_timeout", "'source.0.nmae'"):
        assert told in ran.err
    assert "field required" not in ran.err


@pytest.mark.parametrize(
    ("file", "env", "says"),
    [
        ("site_url = ''", {"JOGAN_LANGUAGE": "xx"}, "jogan: JOGAN_LANGUAGE: input should be 'ko' or 'en'. "),
        ("", {"JOGAN_FETCH__PASE": "1"}, "jogan: JOGAN_FETCH__PASE: unknown key 'fetch.pase' (did you mean 'pace'?). "),
        ("", {"JOGAN_FETCH": '{"pace": -1}'}, "jogan: JOGAN_FETCH: fetch.pace: input should be greater"),
        ("[fetch]\npace = -1", {"JOGAN_FETCH": '{"attempts": 1}'}, "jogan.toml: fetch.pace: input should be greater"),
        ("", {"JOGAN_FETCH": "xx"}, "jogan: JOGAN_FETCH: is not valid JSON. "),
        ("", {"JOGAN_FETCH__ALLOW_PRIVATE": "xx"}, "jogan: JOGAN_FETCH__ALLOW_PRIVATE: is not valid JSON. "),
        ("", {"JOGAN_WRITER__MODEL": "compatible:x"}, "jogan: JOGAN_WRITER__MODEL: base_url is missing"),
        ("", {"JOGAN_WRITER__MODEL": '[{"provider": "openai"}]'}, "jogan: JOGAN_WRITER__MODEL: writer.model.0.name: "),
        ("langage = 'ko'", {"JOGAN_LANGUAGE": "xx"}, "jogan.toml and the environment: unknown key 'langage'"),
        ("langage = 'ko'", {"JOGAN_LANGUAGE": "xx"}, "; JOGAN_LANGUAGE: input should be 'ko' or 'en'. "),
    ],
)
def test_what_a_variable_says_is_not_blamed_on_the_file(
    tmp_path: Path, file: str, env: dict[str, str], says: str
) -> None:
    """The error names the variable of the environment, and the file only for what it says itself."""
    (tmp_path / "jogan.toml").write_text(file)
    ran = jogan("editions", cwd=tmp_path, env=env)
    assert (ran.status, ran.err.count("\n")) == (2, 1)
    assert says in ran.err
    assert ("jogan.toml" in ran.err) == ("jogan.toml" in says or "; " in says)


def test_a_variable_that_nothing_reads_is_told(tmp_path: Path) -> None:
    """A misspelled setting of the environment is warned of with the one that was meant; those that are read are not."""
    (tmp_path / "jogan.toml").write_text(
        "[[publish]]\nname = 'a'\nkind = 'webhook'\nurl_env = 'JOGAN_HOOK'\nsecret_env = 'HOOK_SECRET'\n"
    )
    read = {"JOGAN_TOKEN": "t", "JOGAN_DEBUG": "", "JOGAN_HOOK": "https://example.org", "JOGAN_FETCH__PACE": "1"}
    ran = jogan("editions", cwd=tmp_path, env=read | {"JOGAN_WRITER_BUDGET": "1", "JOGAN_XYZZY": "1"})
    assert ran.status == 0
    first, second = ran.err.splitlines()
    assert first == "jogan: JOGAN_WRITER_BUDGET: nothing reads this variable; did you mean JOGAN_WRITER__BUDGET?"
    assert second.startswith("jogan: JOGAN_XYZZY: nothing reads this variable; ")


@pytest.mark.parametrize("command", [("import",), ("classify",), ("verify", "report.md", "--items")])
def test_a_file_of_another_kind_is_one_error(tmp_path: Path, command: tuple[str, ...]) -> None:
    """A jogan.toml in the place of items: one line that names the first fault, not one for each line of the file."""
    (tmp_path / "report.md").write_text("- A sentence.\n")
    (tmp_path / "other.toml").write_text("language = 'ko'\n[fetch]\npace = 1\nattempts = 2\n")
    ran = jogan(*command, "other.toml", cwd=tmp_path)
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert "other.toml: holds no item (line 1: not JSON (" in ran.err
    assert "and 3 more such lines). Each line is a JSON object" in ran.err


def test_bad_lines_are_numbered_and_the_rest_is_imported(tmp_path: Path) -> None:
    """One broken line costs one line."""
    (tmp_path / "a.jsonl").write_text(
        json.dumps(PAPER) + "\n{broken\n" + json.dumps(PAPER | {"url": "https://x.org/b", "ids": {}}) + "\n"
    )
    ran = jogan("import", "a.jsonl", cwd=tmp_path)
    assert ran.status == 0
    assert "line 2 skipped: not JSON" in ran.err
    assert "2 new" in ran.out


def test_a_file_without_any_item_is_no_success(tmp_path: Path) -> None:
    """Nothing imported is told with status 1."""
    (tmp_path / "a.jsonl").write_text("{broken\n")
    ran = jogan("import", "a.jsonl", cwd=tmp_path)
    assert (ran.status, "holds no item" in ran.err) == (1, True)


def test_no_network_is_told_with_a_way_on(tmp_path: Path) -> None:
    """Where no source can be reached there is no edition, and the error says what still works."""
    (tmp_path / "jogan.toml").write_text(
        '[fetch]\nattempts = 1\nallow_private = ["127.0.0.1:9"]\n'
        '[[source]]\nname = "Nobody"\nkind = "feed"\nurl = "http://127.0.0.1:9/feed.xml"\n'
    )
    ran = jogan("run", "--date", "2024-11-28", cwd=tmp_path)
    assert ran.status == 1
    assert "--replay" in ran.err
    assert "jogan demo" in ran.err
    assert not (tmp_path / "editions").exists()


def test_an_unwritable_place_for_editions_is_named(tmp_path: Path) -> None:
    """A file where a folder should be: one line, and the edition stays stored."""
    write_lines(tmp_path / "a.jsonl", PAPER)
    jogan("import", "a.jsonl", cwd=tmp_path)
    (tmp_path / "out").write_text("in the way")
    ran = jogan("build", "--date", "2024-11-28", "--out", "out", cwd=tmp_path)
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert "out" in ran.err
    assert "2024-11-28 ko" in jogan("editions", cwd=tmp_path).out


def test_a_broken_database_is_named_and_left_alone(tmp_path: Path) -> None:
    """The file is not touched, and the remedy is told."""
    database = tmp_path / "data" / "jogan" / "jogan.db"
    database.parent.mkdir(parents=True)
    database.write_bytes(b"this is not a database " * 50)
    ran = jogan("editions", cwd=tmp_path)
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert "Move the file away" in ran.err
    assert database.read_bytes().startswith(b"this is not")


def test_two_runs_never_mix(tmp_path: Path) -> None:
    """While one run holds the lock, another one says so and changes nothing."""
    from filelock import FileLock

    write_lines(tmp_path / "a.jsonl", PAPER)
    jogan("import", "a.jsonl", cwd=tmp_path)
    with FileLock(str(tmp_path / "data" / "jogan" / "jogan.db.lock")):
        ran = jogan("build", "--date", "2024-11-28", cwd=tmp_path)
    assert (ran.status, "another run is at work" in ran.err) == (1, True)


def test_init_writes_a_file_that_is_the_default(tmp_path: Path) -> None:
    """The commented file says what holds without it, and is never overwritten."""
    from jogan.config import Config, load

    assert jogan("init", cwd=tmp_path).status == 0
    written = load(tmp_path / "jogan.toml")
    assert written == Config()
    assert jogan("init", cwd=tmp_path).status == 1


def test_classify_answers_line_by_line(tmp_path: Path) -> None:
    """Items in, categories out, in the contract's form; standard input works too."""
    write_lines(
        tmp_path / "a.jsonl", PAPER, {"title": "여기에 제목만 있는 한국어 기사", "url": "https://x.org", "kind": "news"}
    )
    ran = jogan("classify", "a.jsonl", cwd=tmp_path)
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.status == 0
    assert [set(answer) for answer in answers] == [{"id", "category", "score", "runner_up"}] * 2
    assert answers[0]["id"] == "2411.00001"
    assert jogan("classify", "-", cwd=tmp_path, stdin=(tmp_path / "a.jsonl").read_text()).out == ran.out


def test_a_range_of_days_goes_on_behind_a_day_that_fails(tmp_path: Path) -> None:
    """Each day of a range is a run of its own; the status says whether all are out."""
    recording = Path(__file__).resolve().parents[1] / "src" / "jogan" / "data" / "demo"
    arguments = ("--replay", recording / "2024-11-21", "--config", recording / "jogan.toml", "--out", "editions")
    env = {"JOGAN_PATHS__DATABASE": str(tmp_path / "jogan.db")}
    ran = jogan("run", "--from", "2024-11-21", "--to", "2024-11-22", *arguments, cwd=tmp_path, env=env)
    assert (tmp_path / "editions" / "2024-11-21" / "edition.json").is_file()
    assert ran.status in (0, 1)
    assert jogan("run", "--from", "2024-11-22", "--to", "2024-11-21", *arguments, cwd=tmp_path, env=env).status == 2
    assert jogan("run", "--from", "2024-11-22", *arguments, cwd=tmp_path, env=env).status == 2


def test_a_story_tells_why_and_a_person_may_overrule(tmp_path: Path) -> None:
    """`why` names items, reasons and decisions; `split` parts a merge, `join` heals it, and builds remember both."""
    twin = PAPER | {"source": "Hugging Face", "url": "https://huggingface.co/papers/2411.00001"}
    write_lines(tmp_path / "a.jsonl", PAPER, twin)
    jogan("import", "a.jsonl", cwd=tmp_path)
    jogan("build", "--date", "2024-11-28", cwd=tmp_path)
    told = json.loads(jogan("why", "2411.00001", "--json", cwd=tmp_path).out)
    assert told["story"] == "arxiv:2411.00001"
    assert [item["reason"] for item in told["items"]] == ["", "same arXiv id 2411.00001"]
    (decided,) = told["decisions"]
    assert (decided["printed"], decided["rank"], bool(decided["category"])) == (True, 1, True)
    second = told["items"][1]["key"]
    assert jogan("split", second, cwd=tmp_path).status == 0
    jogan("build", "--date", "2024-11-28", cwd=tmp_path)
    assert edition(tmp_path / "editions", "2024-11-28")["sections"][0]["counts"]["kept"] == 2
    assert jogan("join", "2411.00001", second, cwd=tmp_path).status == 0
    jogan("build", "--date", "2024-11-28", cwd=tmp_path)
    assert edition(tmp_path / "editions", "2024-11-28")["sections"][0]["counts"]["kept"] == 1
    assert jogan("why", "9999.99999", cwd=tmp_path).status == 1


def test_search_finds_what_was_imported(tmp_path: Path) -> None:
    """What was imported is found in English and in Korean, also before any edition was built, and again after an index is lost."""
    import shutil

    write_lines(
        tmp_path / "a.jsonl",
        PAPER,
        PAPER | {"title": "Cooking Rice", "summary": "Rice.", "url": "https://x.org/r", "ids": {}},
    )
    jogan("import", "a.jsonl", cwd=tmp_path)
    for query in ("sparse attention", "희소 어텐션", "2411.00001"):
        found = json.loads(jogan("search", query, "--json", cwd=tmp_path).out)["hits"]
        assert found[0]["ids"] == {"arxiv": "2411.00001"}
    shutil.rmtree(tmp_path / "data" / "jogan" / "jogan-index")
    assert json.loads(jogan("search", "sparse attention", "--json", cwd=tmp_path).out)["hits"]
    assert jogan("index", "--rebuild", cwd=tmp_path).out == "2 stories are indexed.\n"


def test_help_cuts_no_sentence(tmp_path: Path) -> None:
    """Every command stands in the list with its whole first sentence."""
    ran = jogan("--help", cwd=tmp_path)
    assert ran.status == 0
    assert "..." not in ran.out.partition("Commands")[2]
    assert "without asking any source" in " ".join(ran.out.split())


def test_a_broken_line_has_one_number(tmp_path: Path) -> None:
    """The line's number is that of the file, the place in it is a character; one story is not two."""
    good = '{"title": "Sparse attention", "url": "https://a.example/1", "day": "2024-11-28"}'
    (tmp_path / "items.jsonl").write_text(f'{good}\n{{"title": "a", "url":\n')
    for command in ("import", "classify"):
        ran = jogan(command, "items.jsonl", cwd=tmp_path)
        assert "items.jsonl: line 2 skipped: not JSON (expecting value at character 23)" in ran.err
        assert ran.err.count("line ") == 1
    assert "1 story found" in jogan("search", "sparse", cwd=tmp_path).out
