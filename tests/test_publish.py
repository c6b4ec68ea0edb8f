"""`jogan publish`, `preview` and `schedule` from the command line, and what a kill leaves behind."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from helpers import PROGRAM, jogan
from jogan import schedule
from jogan.errors import UsageError
from jogan.store.database import Store

ROOT = Path(__file__).resolve().parents[1]
NOW = "1732831800"  # 2024-11-28 22:10 UTC, 07:10 on the 29th in Seoul


@pytest.fixture
def home(tmp_path: Path, editions: ModuleType) -> Path:
    """A working folder whose database holds the edition of 2024-11-28."""
    with Store.open(tmp_path / "jogan.db") as store:
        store.save_edition(editions.ordinary(), "test", [], {})
    return tmp_path


def configure(home: Path, *channels: str) -> None:
    """Write jogan.toml with these channels."""
    head = 'site_url = "https://example.org/jogan"\n[paths]\ndatabase = "jogan.db"\n'
    (home / "jogan.toml").write_text(head + "".join(f"[[publish]]\n{channel}\n" for channel in channels))


def mail(name: str, port: int, *people: str) -> str:
    """A mail channel in TOML."""
    return (
        f'name = "{name}"\nkind = "mail"\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\ntimeout = 20\n'
        f'sender = "a@example.org"\nto = {json.dumps(people or ("r@example.com",))}'
    )


def publish(home: Path, *arguments: str, status: int) -> list[dict[str, str]]:
    """Run `jogan publish` and read its JSON."""
    ran = jogan("publish", "--json", "--date", "2024-11-28", *arguments, cwd=home)
    assert ran.status == status, ran
    found: list[dict[str, str]] = json.loads(ran.out)
    return found


def test_one_failing_stops_no_other(home: Path, scripted: Callable[[str], Any]) -> None:
    """Each channel is by itself; status 1 while anyone has not got it, 0 once everyone has, and nothing goes twice."""
    bad, good = scripted("no-rcpt"), scripted()
    configure(home, mail("bad", bad.port), mail("good", good.port), 'name = "copy"\nkind = "folder"\npath = "copy"')
    assert [one["state"] for one in publish(home, status=1)] == ["failed", "sent", "sent"]
    bad.fault = ""
    assert sorted(one["state"] for one in publish(home, status=0)) == ["already", "sent", "sent"]
    assert sorted(one["state"] for one in publish(home, status=0)) == ["already", "already", "sent"]
    assert (len(bad.letters), len(good.letters)) == (1, 1)
    assert (home / "copy" / "2024-11-28" / "edition.json").is_file()


def test_run_can_publish(home: Path, scripted: Callable[[str], Any]) -> None:
    """`jogan run --publish` makes the edition and sends it once; status 1 while someone has not got it."""
    server = scripted("no-rcpt")
    configure(home, mail("mail", server.port))
    (home / "recording").mkdir()
    with (home / "jogan.toml").open("a") as file:
        file.write('[[source]]\nname = "F"\nkind = "feed"\nurl = "https://f.example/rss"\n')
    item = "<item><title>A language model is out</title><link>https://f.example/1</link></item>"
    (home / "recording" / "rss.xml").write_text(f"<rss version='2.0'><channel>{item}</channel></rss>")
    reply = {"method": "GET", "url": "https://f.example/rss", "status": 200, "headers": {}, "body": "rss.xml"}
    reply["fetched_at"] = "2024-11-28T13:00:00+00:00"
    (home / "recording" / "index.json").write_text(json.dumps([reply]))
    arguments = ("run", "--date", "2024-11-28", "--replay", "recording", "--publish")
    ran = jogan(*arguments, cwd=home)
    assert (ran.status, "failed" in ran.out) == (1, True), ran
    server.fault = ""
    for _ in range(2):
        ran = jogan(*arguments, cwd=home)
        assert ran.status == 0, ran
    assert len(server.letters) == 1


def test_dry_run_sends_nothing(home: Path, scripted: Callable[[str], Any]) -> None:
    """What would go where is shown; nothing goes out, and nothing is remembered."""
    server = scripted()
    configure(
        home,
        mail("mail", server.port, "a@example.com", "b@example.com"),
        'name = "copy"\nkind = "folder"\npath = "copy"',
    )
    found = publish(home, "--dry-run", status=0)
    assert [one["target"] for one in found][:2] == ["a@example.com", "b@example.com"]
    assert "kB of HTML" in found[0]["detail"]
    assert server.connections == 0
    assert not (home / "copy").exists()
    assert publish(home, "--channel", "mail", status=0)[0]["state"] == "sent"


def test_wrong_usage(home: Path) -> None:
    """No channel, an unknown one, or no edition end in one line with a remedy."""
    configure(home)
    assert jogan("publish", cwd=home).status == 2
    configure(home, 'name = "copy"\nkind = "folder"\npath = "copy"')
    assert jogan("publish", "--channel", "x", cwd=home).status == 2
    ran = jogan("publish", "--date", "2024-11-27", cwd=home)
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert "jogan run" in ran.err
    configure(home, 'name = "x"\nkind = "folder"\npath = "a"', 'name = "x"\nkind = "folder"\npath = "b"')
    assert "two channels are called 'x'" in jogan("publish", cwd=home).err
    configure(home, 'name = "x"\nkind = "mail"\npassword = "p"')
    assert jogan("publish", cwd=home).status == 2


def _killed(home: Path, when: Callable[[], None]) -> None:
    """Start `jogan publish`, wait for the moment, and kill it without warning."""
    arguments = ["publish", "--date", "2024-11-28"]
    process = subprocess.Popen(
        [*PROGRAM, *arguments], cwd=home, env=dict(os.environ), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        when()
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


def _until(condition: Callable[[], bool]) -> None:
    for _ in range(3_000):
        if condition():
            return
        threading.Event().wait(0.05)
    raise AssertionError("the moment did not come")


def test_killed_between_two_channels(home: Path, scripted: Callable[[str], Any]) -> None:
    """Who had it before the kill does not get it again; who had not gets it by the next run, once."""
    first, second = scripted(), scripted("silent")
    configure(home, mail("first", first.port), mail("second", second.port))
    _killed(home, lambda: _until(lambda: second.connections > 0))
    second.fault = ""
    states = {one["channel"]: one["state"] for one in publish(home, status=0)}
    assert states == {"first": "already", "second": "sent"}
    assert (len(first.letters), len(second.letters)) == (1, 1)


def test_killed_in_the_middle_of_a_letter(home: Path, scripted: Callable[[str], Any]) -> None:
    """A letter that was out when the kill came is named as uncertain, and goes again only when a person says so."""
    server = scripted("stall-body")
    configure(home, mail("mail", server.port, "a@example.com", "b@example.com"))
    _killed(home, lambda: _until(lambda: len(server.letters) > 0))
    server.fault = ""
    found = {one["target"]: one for one in publish(home, status=1)}
    assert {target: one["state"] for target, one in found.items()} == {
        "a@example.com": "uncertain", "b@example.com": "sent",
    }  # fmt: skip
    assert "--again" in found["a@example.com"]["remedy"]
    assert len(server.letters) == 2
    assert {one["target"]: one["state"] for one in publish(home, "--again", status=0)}["a@example.com"] == "sent"
    assert len(server.letters) == 3


class Receiver:
    """A webhook and chat that takes what it is sent, and answers only when it is told to."""

    def __init__(self) -> None:
        self.quiet = threading.Event()
        self.got: list[tuple[str, str]] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                receiver.got.append((self.path, self.headers.get("webhook-id", "")))
                if receiver.quiet.is_set():
                    threading.Event().wait(2)
                    return
                self.send_response(200)
                self.end_headers()

            def log_message(self, format: str, *arguments: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def paths(self) -> list[str]:
        """Where each request went."""
        return [path for path, _ in self.got]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A receiver on a free port."""
    made = Receiver()
    yield made
    made.server.shutdown()
    made.server.server_close()


def _channels(home: Path, port: int, *more: str) -> None:
    hook = f'name = "hook"\nkind = "webhook"\nurl = "http://127.0.0.1:{port}/hook"\ntimeout = 20'
    chat = 'name = "chat"\nkind = "apprise"\nurls_env = "CHAT"\ntimeout = 20'
    configure(home, *(one for one in (hook, chat) if one.split('"')[1] in more), *(one for one in more if "=" in one))
    with (home / "jogan.toml").open("a") as file:
        file.write(f'[fetch]\nallow_private = ["127.0.0.1:{port}"]\n')


APPRISE = pytest.mark.filterwarnings("ignore:'imghdr':DeprecationWarning")


@APPRISE
@pytest.mark.parametrize("name", ["hook", "chat"])
def test_killed_while_the_receiver_is_silent(
    home: Path, receiver: Receiver, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """What was out when the kill came is uncertain, and goes again only when a person says so; then it is done."""
    monkeypatch.setenv("CHAT", f"json://127.0.0.1:{receiver.port}/chat")
    _channels(home, receiver.port, name)
    receiver.quiet.set()
    _killed(home, lambda: _until(lambda: bool(receiver.got)))
    receiver.quiet.clear()
    assert {one["state"] for one in publish(home, status=1)} == {"uncertain"}
    assert len(receiver.got) == 1
    assert {one["state"] for one in publish(home, "--again", status=0)} == {"sent"}
    assert {one["state"] for one in publish(home, "--again", status=0)} == {"already"}
    assert len(receiver.got) == 2
    assert receiver.got[0] == receiver.got[1]  # the same address, and of a webhook the same id


@APPRISE
def test_killed_between_webhook_chat_and_git(home: Path, receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those before the kill have it and get nothing twice; git, where it came, commits and pushes it once."""
    monkeypatch.setenv("CHAT", f"json://127.0.0.1:{receiver.port}/chat")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")

    def git(*arguments: str, at: Path) -> str:
        command = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments]
        return subprocess.run(command, cwd=at, check=True, capture_output=True, text=True).stdout

    git("init", "-q", "--bare", "-b", "main", "bare.git", at=home)
    git("clone", "-q", "bare.git", "clone", at=home)
    git("checkout", "-q", "-B", "main", at=home / "clone")
    git("commit", "-q", "--allow-empty", "-m", "first", at=home / "clone")
    git("push", "-q", "-u", "origin", "main", at=home / "clone")
    hook = home / "clone" / ".git" / "hooks" / "pre-push"
    hook.write_text("#!/bin/sh\ntouch ../came\nsleep 3\nexit 1\n")
    hook.chmod(0o755)
    _channels(home, receiver.port, "hook", "chat", 'name = "git"\nkind = "git"\npath = "clone"')
    _killed(home, lambda: _until((home / "came").exists))
    assert sorted(receiver.paths()) == ["/chat", "/hook"]
    hook.unlink()
    found = {one["channel"]: one["state"] for one in publish(home, status=0)}
    assert found == {"hook": "already", "chat": "already", "git": "sent"}
    assert sorted(receiver.paths()) == ["/chat", "/hook"]
    assert git("log", "--oneline", "main", at=home / "bare.git").count("\n") == 2
    assert "editions/2024-11-28/edition.json" in git("ls-tree", "-r", "--name-only", "main", at=home / "bare.git")


def test_what_failed_yesterday_goes_out_today(home: Path, scripted: Callable[[str], Any], editions: ModuleType) -> None:
    """The next day's run catches up who was due, and only them."""
    server, other = scripted("no-rcpt"), scripted()
    configure(home, mail("late", server.port), mail("fine", other.port))
    publish(home, status=1)
    with Store.open(home / "jogan.db") as store:
        store.save_edition(replace(editions.ordinary(), date=date(2024, 11, 29)), "test", [], {})
    server.fault = ""
    ran = jogan("publish", "--json", cwd=home, env={"SOURCE_DATE_EPOCH": NOW})
    assert ran.status == 0, ran
    told = [(one["date"], one["channel"], one["state"]) for one in json.loads(ran.out)]
    assert told == [
        ("2024-11-28", "late", "sent"), ("2024-11-29", "late", "sent"), ("2024-11-29", "fine", "sent"),
    ]  # fmt: skip


@pytest.mark.parametrize(("what", "word"), [("mail", "data:image/png"), ("chat", "ShowUI"), ("webhook", '"date"')])
def test_preview(home: Path, what: str, word: str) -> None:
    """Each form of the edition can be looked at in a file whose path is printed."""
    configure(home)
    ran = jogan("preview", what, "--date", "2024-11-28", cwd=home)
    assert ran.status == 0, ran
    assert word in (home / ran.out.strip()).read_text(encoding="utf-8")


def test_preview_of_nothing(home: Path) -> None:
    """An unknown form is wrong usage, a day without an edition a failure."""
    configure(home)
    assert jogan("preview", "fax", "--date", "2024-11-28", cwd=home).status == 2
    assert jogan("preview", "mail", "--date", "2020-01-01", cwd=home).status == 1


# ── schedule ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["jogan.yml", "jogan.service", "jogan.timer"])
def test_files_to_copy_are_what_schedule_prints(name: str) -> None:
    """The files in deploy/ are those that the command makes with its defaults."""
    made = schedule.file(name, time(6, 43), "Asia/Seoul", datetime(2026, 1, 1, tzinfo=UTC))
    assert (ROOT / "deploy" / name).read_text(encoding="utf-8") == made
    assert "@" not in made.replace("@v", "")


def test_workflow_holds_together() -> None:
    """Jobs need jobs that there are, every step runs or uses one thing, and no outsider's text stands in a script."""
    yaml = pytest.importorskip("yaml")
    made = yaml.safe_load((ROOT / "deploy" / "jogan.yml").read_text(encoding="utf-8"))
    jobs = made["jobs"]
    assert made["permissions"] == {}
    for job in jobs.values():
        needs = job.get("needs", [])
        assert set([needs] if isinstance(needs, str) else needs) <= set(jobs)
        assert job["runs-on"] == "ubuntu-latest"
        assert job["timeout-minutes"]
        names = {step["id"] for step in job["steps"] if "id" in step}
        for output in job.get("outputs", {}).values():
            assert re.fullmatch(r"\$\{\{ steps\.([a-z]+)\.outputs\.[a-z]+ \}\}", output)[1] in names
        for step in job["steps"]:
            assert ("run" in step) != ("uses" in step)
            assert "${{" not in step.get("run", ""), "an expression in a script is a door for whoever names a thing"
            if "uses" in step:
                assert re.fullmatch(r"actions/[a-z/-]+@v\d+", step["uses"])


def test_workflow_passes_actionlint() -> None:
    """actionlint, where it is installed, finds nothing in the file."""
    program = shutil.which("actionlint")
    if program is None:
        pytest.skip("actionlint is not on this machine")
    ran = subprocess.run([program, str(ROOT / "deploy" / "jogan.yml")], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


def test_workflow_runs_at_an_odd_minute_of_utc() -> None:
    """06:43 in Seoul is 21:43 of the day before in UTC; a zone with summer time says so."""
    winter = datetime(2026, 1, 10, tzinfo=UTC)
    assert '- cron: "43 21 * * *"' in schedule.render("github", time(6, 43), "Asia/Seoul", winter)
    berlin = schedule.render("github", time(6, 43), "Europe/Berlin", winter)
    assert '- cron: "43 5 * * *"' in berlin
    assert "other half of the year" in berlin


def test_cron_counts_in_the_machines_zone() -> None:
    """The cron line is in the zone of the machine that it is for."""
    line = schedule.render(
        "cron", time(6, 43), "Asia/Seoul", datetime(2026, 1, 10, tzinfo=UTC), local=ZoneInfo("America/New_York")
    )
    assert "\n43 16 * * * " in line
    assert "clocks change" in line


@pytest.mark.parametrize("written", ["24:00", "6", "06:60", "6:7", "", "06:43\n* * * * * rm"])
def test_times_are_checked(written: str) -> None:
    """What is no time of day is wrong usage."""
    with pytest.raises(UsageError):
        schedule.parse_time(written)


def test_schedule_from_the_command_line(tmp_path: Path) -> None:
    """One form at a time; systemd takes the zone as it is."""
    (tmp_path / "jogan.toml").write_text('timezone = "Europe/Paris"\n')
    assert "OnCalendar=*-*-* 05:17:00 Europe/Paris" in jogan("schedule", "--systemd", "--at", "05:17", cwd=tmp_path).out
    assert jogan("schedule", "--systemd", "--github", cwd=tmp_path).status == 2
    assert jogan("schedule", cwd=tmp_path).out.startswith("# jogan, every day at 06:43 in Europe/Paris")
