"""Writing artifacts to a folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jogan.errors import PressError
from jogan.model.edition import Artifact
from jogan.press import publish

FILES = (Artifact(name="a.md", data=b"one"), Artifact(name="sub/b.json", data=b"{}"))


def test_files_are_written_once(tmp_path: Path) -> None:
    """The first call writes, the second finds all unchanged and touches nothing."""
    assert publish.write(FILES, tmp_path / "new") == publish.Written(written=("a.md", "sub/b.json"))
    stamp = (tmp_path / "new" / "a.md").stat().st_mtime_ns
    assert publish.write(FILES, tmp_path / "new") == publish.Written(unchanged=("a.md", "sub/b.json"))
    assert (tmp_path / "new" / "a.md").stat().st_mtime_ns == stamp
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.md", "b.json", "new", "sub"]


def test_changed_file_is_replaced(tmp_path: Path) -> None:
    """A file of other bytes, even of the same length, is replaced."""
    publish.write(FILES, tmp_path)
    changed = publish.write((Artifact(name="a.md", data=b"two"),), tmp_path)
    assert changed.written == ("a.md",)
    assert (tmp_path / "a.md").read_bytes() == b"two"


def test_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full the old file stands whole, no part of the new one stays, and the error is one line."""
    publish.write(FILES, tmp_path)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PressError, match=r"a\.md: cannot be written .No space left on device") as caught:
        publish.write((Artifact(name="a.md", data=b"much longer"),), tmp_path)
    assert "\n" not in str(caught.value)
    assert (tmp_path / "a.md").read_bytes() == b"one"
    assert not list(tmp_path.glob(".*"))


def test_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    """A file in the folder's place is named."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(PressError, match="cannot be written"):
        publish.write(FILES, tmp_path / "file")


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/../../x", "", "a\\b", "C:x", "a\0b"])
def test_names_stay_inside_the_folder(tmp_path: Path, name: str) -> None:
    """No artifact's name leads out of the folder."""
    with pytest.raises(PressError, match="leaves"):
        publish.write((Artifact(name=name, data=b""),), tmp_path)


def test_hash_of_a_missing_file_is_none(tmp_path: Path) -> None:
    """A file that is not there has no hash; one that is has the usual one."""
    publish.write(FILES, tmp_path)
    assert publish.sha256(tmp_path / "gone") is None
    assert publish.sha256(tmp_path / "a.md") == "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed"
