"""What `jogan doctor` finds, says and answers."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from helpers import Ran, files, jogan, record
from hostile_server import FAULTS, Server

CONFIG = '[paths]\ndatabase = "data.db"\n[[source]]\nname = "One"\nkind = "feed"\nurl = "https://one.example/feed"\n'
FEED = (
    b"<rss><channel><title>f</title><item><title>A language model</title><link>https://one.example/1</link>"
    b"<pubDate>Mon, 11 Nov 2024 05:00:00 GMT</pubDate></item></channel></rss>"
)


def examined(folder: Path, config: str = CONFIG, *arguments: str, env: dict[str, str] | None = None) -> dict[str, Any]:
    """What the doctor found, by its subject; "status" is the exit status."""
    (folder / "jogan.toml").write_text(config, encoding="utf-8")
    ran = jogan("doctor", "--json", *arguments, cwd=folder, env=env)
    assert ran.err == ""
    return {"status": ran.status} | {one["subject"]: one for one in json.loads(ran.out)}


def ran_on(folder: Path, day: str, reply: bytes | int) -> Ran:
    """A run of that day with that reply."""
    recording = record(folder / f"replay-{day}", {"https://one.example/feed": reply}, f"{day}T06:00:00+00:00")
    return jogan("run", "--date", day, "--replay", recording, cwd=folder)


def test_a_fresh_house_is_healthy_and_stays_untouched(tmp_path: Path) -> None:
    """Before the first run nothing is in the way, and looking at it leaves nothing behind."""
    found = examined(tmp_path)
    assert found["status"] == 0
    assert {one["state"] for subject, one in found.items() if subject != "status"} == {"ok"}
    assert list(files(tmp_path)) == ["jogan.toml"]
    assert "jogan doctor --live" in found["source One"]["detail"]


def test_a_person_reads_a_line_each_and_a_sum(tmp_path: Path) -> None:
    """Each line begins with its state, the remedy stands below, and the last line sums up."""
    (tmp_path / "jogan.toml").write_text(CONFIG + "[writer]\nkind = 'llm'\n", encoding="utf-8")
    ran = jogan("doctor", cwd=tmp_path)
    lines = ran.out.splitlines()
    assert ran.status == 1
    assert all(line.startswith(("ok    ", "warn  ", "fail  ", "      → ")) for line in lines[:-1])
    assert "fail  writer: no language model is configured" in ran.out
    assert lines[-1].endswith("1 in the way.")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[[source]]\nname = 'x'\nkind = 'fed'\n", "Did you mean 'feed'?"),
        ("colour = 'red'\n", "unknown key 'colour'"),
        ("[fetch\n", "not valid TOML"),
        ("timezone = 'Asia/Soul'\n", "no such time zone"),
    ],
)
def test_a_refused_configuration_is_named(tmp_path: Path, text: str, named: str) -> None:
    """What is wrong with the configuration is the one finding, with exit status 2."""
    found = examined(tmp_path, text)
    assert found["status"] == 2
    assert named in found["config"]["detail"] + found["config"]["remedy"]


def test_a_whole_database_is_measured(tmp_path: Path) -> None:
    """After a run the doctor knows the database's size, items and editions, and each source's last success."""
    (tmp_path / "jogan.toml").write_text(CONFIG, encoding="utf-8")
    assert ran_on(tmp_path, "2024-11-11", FEED).status == 0
    found = examined(tmp_path)
    assert found["status"] == 0
    assert "1 items, 1 editions; whole" in found["database"]["detail"]
    assert found["source One"]["detail"].startswith("ok; 1 entries, 1 of 2024-11-11; last success 2024-11-11 15:00")


def test_a_broken_database_is_a_failure(tmp_path: Path) -> None:
    """A file that is no database, one that is damaged and one of a newer jogan are told apart, and none is changed."""
    database = tmp_path / "data.db"
    database.write_bytes(b"this is no database " * 100)
    found = examined(tmp_path)
    assert (found["status"], found["database"]["state"]) == (1, "fail")
    assert "not a database" in found["database"]["detail"]
    assert database.read_bytes().startswith(b"this is no database")

    database.unlink()
    assert ran_on(tmp_path, "2024-11-11", FEED).status == 0
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    found = examined(tmp_path)
    assert "newer jogan" in found["database"]["detail"]
    assert found["status"] == 1


def test_damage_inside_the_database_is_found(tmp_path: Path) -> None:
    """Pages that were overwritten are noticed, although the file opens."""
    (tmp_path / "jogan.toml").write_text(CONFIG, encoding="utf-8")
    assert ran_on(tmp_path, "2024-11-11", FEED).status == 0
    database = tmp_path / "data.db"
    data = bytearray(database.read_bytes())
    for page in range(2, len(data) // 4096):
        data[page * 4096 : page * 4096 + 4000] = b"\xff" * 4000
    database.write_bytes(data)
    found = examined(tmp_path)
    assert (found["status"], found["database"]["state"]) == (1, "fail")


def test_a_file_in_the_place_of_a_folder_is_named(tmp_path: Path) -> None:
    """An editions folder that cannot be one is a failure with the key to set."""
    (tmp_path / "taken").write_text("", encoding="utf-8")
    found = examined(tmp_path, CONFIG.replace("[paths]\n", '[paths]\neditions = "taken"\n'))
    assert (found["status"], found["editions folder"]["state"]) == (1, "fail")
    assert "paths.editions" in found["editions folder"]["remedy"]


def test_a_run_at_work_is_told(tmp_path: Path) -> None:
    """Another run that holds the lock is a warning, not a failure."""
    (tmp_path / "jogan.toml").write_text(CONFIG, encoding="utf-8")
    assert ran_on(tmp_path, "2024-11-11", FEED).status == 0
    with FileLock(tmp_path / "data.db.lock"):
        found = examined(tmp_path)
    assert (found["status"], found["run lock"]["state"]) == (0, "warn")


def test_a_silent_source_is_in_the_way(tmp_path: Path) -> None:
    """A source that failed once is a warning, one that has been silent for three runs a failure with the remedy."""
    (tmp_path / "jogan.toml").write_text(CONFIG, encoding="utf-8")
    assert ran_on(tmp_path, "2024-11-11", FEED).status == 0
    ran_on(tmp_path, "2024-11-12", 404)
    found = examined(tmp_path)
    assert (found["status"], found["source One"]["state"]) == (0, "warn")
    for day in ("2024-11-13", "2024-11-14"):
        ran_on(tmp_path, day, 404)
    found = examined(tmp_path)
    assert (found["status"], found["source One"]["state"]) == (1, "fail")
    assert "nothing new for 3 days in a row" in found["source One"]["detail"]
    assert "correct the source's url" in found["source One"]["remedy"]


def test_a_resting_host_is_told(tmp_path: Path) -> None:
    """What the circuit breaker leaves in peace is told with the moment until which it does."""
    state = tmp_path / "state" / "jogan"
    state.mkdir(parents=True)
    until = (datetime.now(UTC) + timedelta(minutes=30)).isoformat()
    (state / "breaker.json").write_text(
        json.dumps({"one.example": {"failures": 3, "opened": 1, "until": until, "failed_at": until}}), encoding="utf-8"
    )
    found = examined(tmp_path)
    assert found["source One"]["state"] == "warn"
    assert "left in peace until" in found["source One"]["detail"]


def test_a_clock_behind_the_last_run_is_a_failure(tmp_path: Path) -> None:
    """If the last run was in the future, the machine's clock is wrong."""
    (tmp_path / "jogan.toml").write_text(CONFIG, encoding="utf-8")
    assert ran_on(tmp_path, "2031-11-11", FEED).status == 0
    found = examined(tmp_path)
    assert (found["clock"]["state"], found["clock"]["remedy"]) == ("fail", "Set the machine's clock")
    assert examined(tmp_path, env={"SOURCE_DATE_EPOCH": "1731304800"})["clock"]["state"] == "warn"


def test_keys_are_looked_for_and_never_shown(tmp_path: Path) -> None:
    """A missing key is named by its variable; a key that is set appears nowhere."""
    config = CONFIG + '[writer]\nmodel = "anthropic:some-model"\n'
    found = examined(tmp_path, config, env={"ANTHROPIC_API_KEY": ""})
    assert found["model anthropic:some-model"]["remedy"] == "Set ANTHROPIC_API_KEY"
    assert found["status"] == 1
    found = examined(tmp_path, config, env={"ANTHROPIC_API_KEY": "sk-very-secret"})
    assert found["model anthropic:some-model"]["state"] == "ok"
    assert found["budget"]["state"] == "warn"
    assert "sk-very-secret" not in json.dumps(found)


def test_channels_are_checked_for_their_settings(tmp_path: Path) -> None:
    """A variable that is not set and a folder that is none are found before the morning."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    config = (
        CONFIG
        + '[[publish]]\nname = "hook"\nkind = "webhook"\nurl_env = "HOOK"\n'
        + '[[publish]]\nname = "shelf"\nkind = "folder"\npath = "file/below"\n'
        + '[[publish]]\nname = "site"\nkind = "folder"\npath = "site"\n'
    )
    found = examined(tmp_path, config, env={"HOOK": ""})
    assert found["channel hook"]["state"] == "fail"
    assert "HOOK" in found["channel hook"]["detail"] + found["channel hook"]["remedy"]
    assert found["channel shelf"]["state"] == "fail"
    assert found["channel site"]["state"] == "ok"
    found = examined(tmp_path, config, env={"HOOK": "https://hooks.example/very-secret"})
    assert found["channel hook"]["state"] == "ok"
    assert "very-secret" not in json.dumps(found)


def test_live_asks_each_source_and_stores_nothing(tmp_path: Path) -> None:
    """With --live a source that answers is told apart from one that does not, and nothing is kept of it."""
    handlers = {"down": FAULTS["status-500"].handler, "fine": lambda x: x.reply(FEED, Content_Type="application/xml")}
    with Server(handlers) as server:
        sources = "".join(
            f'[[source]]\nname = "{name}"\nkind = "feed"\nurl = "{server.url(name)}"\n' for name in handlers
        )
        config = f'[fetch]\nallow_private = ["{server.host}"]\n[paths]\ndatabase = "data.db"\n{sources}'
        (tmp_path / "jogan.toml").write_text(config, encoding="utf-8")
        ran = jogan("doctor", "--live", cwd=tmp_path)
    assert ran.status == 1
    assert "ok    source fine: asked now: ok, 1 items" in ran.out
    assert "fail  source down: asked now: failed" in ran.out
    assert not (tmp_path / "data.db").exists()
