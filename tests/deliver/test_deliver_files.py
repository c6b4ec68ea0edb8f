"""The doors to a folder and to a real git repository."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from jogan.config_publish import FolderConfig, GitConfig
from jogan.deliver.channel import Outcome, Parcel
from jogan.deliver.files import FolderChannel, GitChannel
from jogan.deliver.round import deliver
from jogan.store.database import Store

NOW = datetime(2024, 11, 28, 22, 10, tzinfo=UTC)


def git(*arguments: object, at: Path) -> str:
    """Run git in a folder, as somebody."""
    command = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *map(str, arguments)]
    return subprocess.run(command, cwd=at, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone of a bare repository, with one commit, and a git that knows no user."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    git("init", "--bare", "-b", "main", "bare.git", at=tmp_path)
    git("clone", "-q", "bare.git", "clone", at=tmp_path)
    folder = tmp_path / "clone"
    (folder / "README").write_text("mine")
    git("checkout", "-q", "-B", "main", at=folder)
    git("add", "README", at=folder)
    git("commit", "-qm", "first", at=folder)
    git("push", "-q", "-u", "origin", "main", at=folder)
    return folder


@pytest.fixture
def send(tmp_path: Path, editions: ModuleType) -> Callable[..., Outcome]:
    """One round over one channel."""

    def once(kind: str, **keys: Any) -> Outcome:
        parcel = Parcel(editions.ordinary())
        channel: Any
        if kind == "git":
            channel = GitChannel(GitConfig.model_validate({"name": "g", "kind": "git"} | keys), parcel)
        else:
            channel = FolderChannel(FolderConfig.model_validate({"name": "f", "kind": "folder"} | keys), parcel)
        with Store.open(tmp_path / "jogan.db") as store:
            (outcome,) = deliver(store, [channel], parcel, lambda: NOW)
        return outcome

    return once


def test_folder_gets_what_is_missing(send: Callable[..., Outcome], tmp_path: Path) -> None:
    """All files the first time, none the second, one that was lost the third."""
    assert send("folder", path=tmp_path / "copy").detail == "8 files written"
    assert send("folder", path=tmp_path / "copy").detail == "unchanged"
    (tmp_path / "copy" / "2024-11-28" / "edition.json").unlink()
    assert send("folder", path=tmp_path / "copy").detail == "1 files written"


def test_folder_that_cannot_be_written(send: Callable[..., Outcome], tmp_path: Path) -> None:
    """A file where the folder should be is a failure in one line."""
    (tmp_path / "copy").write_text("in the way")
    outcome = send("folder", path=tmp_path / "copy")
    assert outcome.state == "failed"
    assert "\n" not in outcome.detail


def test_edition_is_committed_and_pushed_once(send: Callable[..., Outcome], clone: Path, tmp_path: Path) -> None:
    """The edition's files, and nothing else that lies about, are one commit at the remote; a rerun adds none."""
    (clone / "draft").write_text("not ready")
    (clone / "README").write_text("half changed")
    git("add", "README", at=clone)
    assert send("git", path=clone).detail == "committed"
    assert send("git", path=clone).detail == "unchanged"
    bare = tmp_path / "bare.git"
    assert git("rev-list", "--count", "main", at=bare) == "2"
    names = git("show", "--name-only", "--format=%s", "main", at=bare).splitlines()
    assert names[0] == "조간 2024년 11월 28일 목요일 — 논문 3편 · 뉴스 1건"
    assert {Path(name).parent.as_posix() for name in names[1:] if name} == {"editions/2024-11-28"}
    assert len(git("ls-tree", "--name-only", "main:editions/2024-11-28", at=bare).splitlines()) == 8
    assert git("diff", "--cached", "--name-only", at=clone) == "README"


def test_push_that_fails_is_made_up_for(send: Callable[..., Outcome], clone: Path, tmp_path: Path) -> None:
    """A remote that has moved on is a failure in one line with its remedy; the commit waits and is pushed later."""
    git("clone", "-q", "bare.git", "other", at=tmp_path)
    (tmp_path / "other" / "more").write_text("theirs")
    git("add", "more", at=tmp_path / "other")
    git("commit", "-qm", "theirs", at=tmp_path / "other")
    git("push", "-q", at=tmp_path / "other")
    outcome = send("git", path=clone)
    assert outcome.state == "failed"
    assert "git push failed" in outcome.detail
    assert "git pull" in outcome.remedy
    git("pull", "-q", "--rebase", at=clone)
    assert send("git", path=clone).state == "sent"
    assert git("rev-list", "--count", "main", at=tmp_path / "bare.git") == "3"


@pytest.mark.parametrize("name", ["-evil", "a;touch${IFS}b", "아침/조간", "@", "a'\"b", "--force"])
def test_a_branch_is_pushed_under_its_name(
    send: Callable[..., Outcome], clone: Path, tmp_path: Path, name: str
) -> None:
    """Whatever the branch is called, it arrives under that name, and no part of the name is an option or a command."""
    git("symbolic-ref", "HEAD", f"refs/heads/{name}", at=clone)
    outcome = send("git", path=clone)
    assert (outcome.state, outcome.detail) == ("sent", "committed")
    bare = tmp_path / "bare.git"
    assert git("rev-parse", f"refs/heads/{name}", at=bare) == git("rev-parse", "HEAD", at=clone)
    assert not (clone / "b").exists()
    assert git("rev-list", "--count", "main", at=bare) == "1"


def test_no_branch_is_a_failure(send: Callable[..., Outcome], clone: Path) -> None:
    """Between branches nothing is committed that could not be pushed, and the outcome says what to do."""
    git("checkout", "-q", "--detach", at=clone)
    outcome = send("git", path=clone)
    assert outcome.state == "failed"
    assert "is on no branch" in outcome.detail
    assert git("rev-list", "--count", "HEAD", at=clone) == "1"


def test_a_link_leads_nowhere(send: Callable[..., Outcome], clone: Path, tmp_path: Path) -> None:
    """A folder of the repository that is a link out of it is not written to."""
    (tmp_path / "outside").mkdir()
    (clone / "editions").symlink_to(tmp_path / "outside")
    outcome = send("git", path=clone)
    assert outcome.state == "failed"
    assert "leads out of the repository" in outcome.detail
    assert not list((tmp_path / "outside").iterdir())


def test_remote_that_is_gone(send: Callable[..., Outcome], clone: Path, tmp_path: Path) -> None:
    """A remote that cannot be reached fails this channel; without push there is nothing to fail."""
    (tmp_path / "bare.git").rename(tmp_path / "away")
    assert send("git", path=clone).state == "failed"
    assert send("git", path=clone, push=False).state == "sent"


@pytest.mark.parametrize("where", ["nowhere", "plain"])
def test_no_repository(send: Callable[..., Outcome], tmp_path: Path, where: str) -> None:
    """A folder that is no work tree is left as it is."""
    (tmp_path / "plain").mkdir()
    outcome = send("git", path=tmp_path / where)
    assert outcome.state == "failed"
    assert "no work tree" in outcome.detail
    assert not list((tmp_path / "plain").iterdir())


def test_a_hook_that_hangs_is_ended(send: Callable[..., Outcome], clone: Path) -> None:
    """A git that does not come back is ended in time, with what it has started."""
    hook = clone / ".git" / "hooks" / "pre-push"
    hook.write_text("#!/bin/sh\nsleep 60\n")
    hook.chmod(0o755)
    outcome = send("git", path=clone, timeout=2)
    assert outcome.state == "failed"
    assert "git push was not done within 2 s" in outcome.detail


@pytest.mark.parametrize("folder", ["../out", "/abs", ".git/hooks", "a/../../b", "a\\b"])
def test_folder_stays_inside(folder: str) -> None:
    """The configuration refuses a folder that leaves the repository."""
    with pytest.raises(ValueError, match="leaves the repository"):
        GitConfig.model_validate({"name": "g", "kind": "git", "path": ".", "folder": folder})


@pytest.mark.parametrize("remote", ["--upload-pack=x", "-f", "a b", ""])
def test_remote_is_no_option(remote: str) -> None:
    """The name of the remote cannot be read as an option."""
    with pytest.raises(ValueError, match="remote"):
        GitConfig.model_validate({"name": "g", "kind": "git", "path": ".", "remote": remote})
