"""The doors to a folder and to a git repository: the edition's files, each whole or not there."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from jogan.config_publish import FolderConfig, GitConfig
from jogan.deliver.channel import Line, Parcel, Target
from jogan.environment import child_environment
from jogan.errors import DeliveryError
from jogan.press.mail import subject
from jogan.press.publish import Written, write

_REPOSITORY = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_PREFIX")
"""The variables by which git is led to a repository other than the one in the folder it is sent to."""


class FolderChannel:
    """`kind = "folder"`."""

    kind = "folder"
    repeatable = True

    def __init__(self, config: FolderConfig, parcel: Parcel) -> None:
        self.config, self.parcel = config, parcel
        self.name = config.name

    @property
    def folder(self) -> Path:
        """The edition's own folder."""
        return self.config.path / self.parcel.edition.name

    def targets(self) -> Sequence[Target]:
        """One: the folder."""
        return [Target(key="folder", label=str(self.folder))]

    def plan(self, target: Target) -> str:  # noqa: ARG002 - there is but one kind of target
        """How many files."""
        return f"{len(self.parcel.artifacts)} files"

    @contextmanager
    def open(self) -> Iterator[Line]:
        """Nothing is opened."""
        yield self

    def send(self, target: Target) -> str:  # noqa: ARG002 - there is but one kind of target
        """Write what is missing or different. Raises PressError."""
        return _told(write(self.parcel.artifacts, self.folder))


class GitChannel:
    """`kind = "git"`."""

    kind = "git"
    repeatable = True

    def __init__(self, config: GitConfig, parcel: Parcel) -> None:
        self.config, self.parcel = config, parcel
        self.name = config.name

    @property
    def place(self) -> str:
        """The edition's own folder inside the repository, with slashes."""
        return (Path(self.config.folder) / self.parcel.edition.name).as_posix()

    def targets(self) -> Sequence[Target]:
        """One: the folder in the repository."""
        return [Target(key="git", label=f"{self.config.path}: {self.place}")]

    def plan(self, target: Target) -> str:  # noqa: ARG002 - there is but one kind of target
        """How many files, and whether they are pushed."""
        pushed = f", pushed to {self.config.remote}" if self.config.push else ", not pushed"
        return f"{len(self.parcel.artifacts)} files{pushed}"

    @contextmanager
    def open(self) -> Iterator[Line]:
        """See that it is a work tree."""
        if self._git("rev-parse", "--is-inside-work-tree", check=False)[1].strip() != "true":
            raise DeliveryError("", f"{self.config.path} is no work tree of git", "Clone the repository there.")
        if not (self.config.path / self.place).resolve().is_relative_to(self.config.path.resolve()):
            # Whoever may push to the repository could else have files of this machine written over.
            raise DeliveryError("", f"{self.place} leads out of the repository by a link", "Remove the link there.")
        if self.config.push and self._git("symbolic-ref", "--quiet", "HEAD", check=False)[0]:
            raise DeliveryError("", f"{self.config.path} is on no branch", "Run git switch there.")
        yield self

    def send(self, target: Target) -> str:  # noqa: ARG002 - there is but one kind of target
        """Commit what is different, these files alone, and push what is not pushed yet. Raises DeliveryError."""
        written = write(self.parcel.artifacts, self.config.path / self.place)
        self._git("add", "--force", "--", self.place)
        changed = self._git("diff", "--cached", "--quiet", "--", self.place, check=False)[0] != 0
        if changed:
            identity = []
            if not self._git("config", "user.email", check=False)[1].strip():
                identity = ["-c", "user.name=jogan", "-c", "user.email=jogan@localhost"]
            self._git(*identity, "commit", "--quiet", "-m", subject(self.parcel.edition), "--", self.place)
        if self.config.push:
            # Also where nothing changed: a push may have failed the last time.
            self._git("push", "--quiet", self.config.remote, "HEAD")
        return "committed" if changed else _told(written)

    def _git(self, *arguments: str, check: bool = True) -> tuple[int, str]:
        """Run git without a shell and without anyone to ask; returns its status and what it printed."""
        # A GIT_DIR of a hook that jogan runs in would lead to another repository. Without a terminal (a session of its
        # own) neither git nor ssh can ask anyone.
        environment = child_environment(*_REPOSITORY, GIT_TERMINAL_PROMPT="0", LC_ALL="C")
        command = ["git", "--literal-pathspecs", "-C", str(self.config.path), *arguments]
        try:
            process = subprocess.Popen(  # noqa: S603 - git, with our own arguments as a list
                command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                encoding="utf-8", errors="replace", start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            raise DeliveryError("", f"git cannot be started ({error.strerror})", "Install git.") from error
        try:
            out, said = process.communicate(timeout=self.config.timeout)
        except subprocess.TimeoutExpired as error:
            _end(process)
            raise DeliveryError("", f"git {arguments[0]} was not done within {self.config.timeout:g} s") from error
        if check and process.returncode:
            verb = next(one for one in arguments if not one.startswith("-") and "=" not in one)
            raise DeliveryError("", f"git {verb} failed ({_last(said)})", _remedy(verb, said))
        return process.returncode, out


def _end(process: subprocess.Popen[str]) -> None:
    """End git and what it has started: a push leaves its ssh behind otherwise."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.communicate()


def _last(said: str) -> str:
    """The line of git's complaint that says most."""
    lines = [line.strip() for line in said.splitlines() if line.strip() and not line.startswith("hint:")]
    telling = (
        [line for line in lines if line.startswith(("fatal:", "error:", "!", "remote:"))]
        or lines
        or ["no reason given"]
    )
    return "".join(sign if sign.isprintable() else " " for sign in telling[0])[:200]


def _remedy(verb: str, said: str) -> str:
    if verb != "push":
        return "Run git status there."
    if "fetch first" in said or "non-fast-forward" in said:
        return "The remote has commits that this clone has not: run git pull there."
    return "Check the remote and its credentials with git push there; the commit is kept."


def _told(written: Written) -> str:
    return f"{len(written.written)} files written" if written.written else "unchanged"
