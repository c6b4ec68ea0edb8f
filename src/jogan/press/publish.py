"""The outgoing door to a folder: files appear whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from jogan.errors import PressError
from jogan.model.edition import Artifact


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a folder got: the names of the files `written`, and of those that were there already, byte for byte."""

    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()


def write(artifacts: Iterable[Artifact], folder: Path, *, durable: bool = True) -> Written:
    """Put the files into `folder`, which is made where it is missing.

    Each file is written beside its place, flushed to the disk and moved there, so that a reader and a run that is
    killed never see half of one; a file that is there already is not touched. Raises PressError, one line, where the
    folder cannot be written or the disk is full; nothing half-written stays behind. Without `durable` the disk is not
    waited for: for files that can be made again at once, such as a site's thousands of pages.
    """
    written, unchanged = [], []
    folders: set[Path] = set()
    for artifact in artifacts:
        path = folder / _checked(artifact.name)
        if _holds(path, artifact.data):
            with contextlib.suppress(OSError):
                _beside(path).unlink()
            unchanged.append(artifact.name)
            continue
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path, artifact.data, durable)
        except OSError as error:
            why = error.strerror or str(error)
            remedy = "Free some space." if error.errno == errno.ENOSPC else "Choose another folder."
            raise PressError(str(path), f"cannot be written ({why})", remedy) from error
        folders.add(path.parent)
        written.append(artifact.name)
    for parent in folders if durable else ():
        _sync_folder(parent)
    return Written(written=tuple(written), unchanged=tuple(unchanged))


def read(path: Path) -> bytes | None:
    """A file's bytes; None where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def sha256(path: Path) -> str | None:
    """The hash of a file's bytes in hex; None where it cannot be read."""
    data = read(path)
    return None if data is None else hashlib.sha256(data).hexdigest()


def _checked(name: str) -> PurePosixPath:
    """An artifact's name, which must stay inside the folder."""
    path = PurePosixPath(name)
    if not name or path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name or ":" in name:
        raise PressError(f"Cannot write {name!r}", "the name leaves the edition's folder")
    return path


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _beside(path: Path) -> Path:
    """Where a file is written before it is moved to its place.

    One name for each file: what a killed run left there is overwritten by the next one, or removed. The run lock sees
    to it that no two runs write the same folder.
    """
    return path.with_name(f".{path.name}.tmp")


def _replace(path: Path, data: bytes, durable: bool) -> None:
    temporary = _beside(path)
    try:
        with temporary.open("wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _sync_folder(folder: Path) -> None:
    """Make the moves last; not every system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
