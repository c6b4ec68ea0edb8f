"""A round of delivery over channels of which some are broken: none silences another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from jogan.deliver.channel import Line, Parcel, Target
from jogan.deliver.round import deliver, plan
from jogan.errors import DeliveryError
from jogan.store.database import Store

NOW = datetime(2024, 11, 28, 22, 10, tzinfo=UTC)


class FakeChannel:
    """A channel to two targets that breaks where it is told to."""

    kind = "fake"
    repeatable = False

    def __init__(self, name: str, where: str = "", error: Exception | None = None) -> None:
        self.name, self.where, self.error, self.got = name, where, error, list[str]()

    def _break(self, where: str) -> None:
        if self.where == where and self.error:
            raise self.error

    def targets(self) -> Sequence[Target]:
        self._break("targets")
        return [Target("a", "A"), Target("b", "B")]

    def plan(self, target: Target) -> str:
        self._break("plan")
        return "something"

    @contextmanager
    def open(self) -> Iterator[Line]:
        self._break("open")
        yield self

    def send(self, target: Target) -> str:
        self._break("send")
        self.got.append(target.key)
        return ""


@pytest.mark.parametrize("error", [DeliveryError("", "no"), ValueError("secret"), RuntimeError()], ids=repr)
@pytest.mark.parametrize("where", ["targets", "open", "send"])
def test_a_broken_channel_silences_no_other(tmp_path: Path, editions: ModuleType, where: str, error: Exception) -> None:
    """Whatever a channel raises, wherever, the one behind it delivers, and foreign words are not repeated."""
    parcel = Parcel(editions.ordinary())
    good = FakeChannel("good")
    with Store.open(tmp_path / "jogan.db") as store:
        outcomes = list(deliver(store, [FakeChannel("bad", where, error), good], parcel, lambda: NOW))
        again = list(deliver(store, [good], parcel, lambda: NOW))
    expected = "uncertain" if where == "send" and not isinstance(error, DeliveryError) else "failed"
    assert {one.state for one in outcomes if one.channel == "bad"} == {expected}
    assert [one.state for one in outcomes if one.channel == "good"] == ["sent", "sent"]
    assert [one.state for one in again] == ["already", "already"]
    assert good.got == ["a", "b"]
    assert "secret" not in repr(outcomes)


def test_each_language_and_channel_has_its_own_ledger(tmp_path: Path, editions: ModuleType) -> None:
    """The English edition of the same day is another edition, and another channel another reader."""
    with Store.open(tmp_path / "jogan.db") as store:
        for language in ("ko", "en"):
            for name in ("one", "two"):
                parcel = Parcel(editions.ordinary(language))
                assert [one.state for one in deliver(store, [FakeChannel(name)], parcel, lambda: NOW)] == ["sent"] * 2


def test_a_plan_leaves_no_trace(tmp_path: Path, editions: ModuleType) -> None:
    """After a plan everything is as it was."""
    parcel = Parcel(editions.ordinary())
    with Store.open(tmp_path / "jogan.db") as store:
        assert [one.state for one in plan(store, [FakeChannel("one")], parcel)] == ["planned"] * 2
        assert store.deliveries(parcel.edition.name, "ko", "one") == {}
        assert store.undelivered("ko", parcel.edition.date, parcel.edition.date.replace(day=30)) == []
