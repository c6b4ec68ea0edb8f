"""One round of delivery: every channel by itself, the ledger kept before and after each target.

A target is `due`, then `sending` (written down and on the disk before the first byte goes out), then `sent`. What fails
for sure is due again. A row that is still `sending` when the next round finds it was cut off in between: it may have
arrived, and is told as uncertain until a person says `again`. So nobody gets an edition twice, and nobody's loss is
silent.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from typing import Protocol

from jogan.deliver.channel import Channel, Outcome, OutcomeState, Parcel, Target
from jogan.errors import DeliveryError, JoganError, UncertainError
from jogan.model.common import Language
from jogan.store.ledger import DeliveryState

log = logging.getLogger(__name__)

_AGAIN = "See whether it arrived; if it did not, run jogan publish --again"
_NEXT = "It is tried again by the next jogan publish"
_OF_PERIOD = "It is tried again by jogan publish --{unit} {name}"


class Ledger(Protocol):
    """Where it is remembered who got what; the store implements it. An edition is called by its name."""

    def deliveries(self, name: str, language: Language, channel: str) -> Mapping[str, DeliveryState]: ...
    def save_delivery(
        self, name: str, language: Language, channel: str, targets: Sequence[str], state: DeliveryState, at: datetime
    ) -> None: ...


def deliver(
    ledger: Ledger,
    channels: Sequence[Channel],
    parcel: Parcel,
    clock: Callable[[], datetime],
    *,
    again: bool = False,
    late: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> Iterator[Outcome]:
    """Send the edition to everyone who does not have it. Never raises for what a channel does.

    `again` sends also where it is unknown whether it arrived; `late` only to those who were due to get it before.
    """
    open_ended: list[tuple[_Delivery, list[Target]]] = []
    for channel in channels:
        one = _Delivery(ledger, channel, parcel, clock)
        try:
            targets = list(channel.targets())
        except JoganError as error:
            yield one.outcome("", "failed", error)
            continue
        except Exception as error:  # noqa: BLE001 - see `fault`
            yield one.outcome("", "failed", one.fault(error))
            continue
        had = ledger.deliveries(parcel.edition.name, parcel.edition.language, channel.name)
        if late:
            targets = [target for target in targets if had.get(target.key) == "due"]
        waiting = []
        for target in targets:
            state = "due" if channel.repeatable else had.get(target.key, "due")
            if state == "due" or (state == "sending" and again):
                waiting.append(target)
            elif state == "sent":
                yield one.outcome(target.label, "already")
            else:
                cut = DeliveryError("", "an earlier run was cut off while sending; it may have arrived", _AGAIN)
                yield one.outcome(target.label, "uncertain", cut)
        one.save([target for target in waiting if target.key not in had], "due")
        open_ended.append((one, waiting))
    # All that is due is written down before anything goes out: a run killed here is caught up by the next one.
    for one, waiting in open_ended:
        if waiting:
            tell(f"delivering to {one.channel.name}")
            yield from one.run(waiting)


def plan(ledger: Ledger, channels: Sequence[Channel], parcel: Parcel, *, late: bool = False) -> Iterator[Outcome]:
    """What `deliver` would send, and where; nothing goes out and nothing is written down."""
    for channel in channels:
        one = _Delivery(ledger, channel, parcel, lambda: parcel.edition.made_at)
        try:
            targets = list(channel.targets())
            had = ledger.deliveries(parcel.edition.name, parcel.edition.language, channel.name)
            for target in targets:
                if late and had.get(target.key) != "due":
                    continue
                state = "due" if channel.repeatable else had.get(target.key, "due")
                states: Mapping[DeliveryState, OutcomeState] = {
                    "due": "planned", "sent": "already", "sending": "uncertain",
                }  # fmt: skip
                yield one.outcome(target.label, states[state], DeliveryError("", channel.plan(target)))
        except JoganError as error:
            yield one.outcome("", "failed", error)


class _Delivery:
    """One channel's part of a round."""

    def __init__(self, ledger: Ledger, channel: Channel, parcel: Parcel, clock: Callable[[], datetime]) -> None:
        self.ledger, self.channel, self.parcel, self.clock = ledger, channel, parcel, clock

    def run(self, targets: Sequence[Target]) -> Iterator[Outcome]:
        with ExitStack() as stack:
            try:
                line = stack.enter_context(self.channel.open())
            except JoganError as error:
                for target in targets:
                    yield self.outcome(target.label, "failed", error)
                return
            except Exception as error:  # noqa: BLE001 - see `fault`
                for target in targets:
                    yield self.outcome(target.label, "failed", self.fault(error))
                return
            for target in targets:
                self.save([target], "sending")
                try:
                    told = line.send(target)
                except UncertainError as error:
                    yield self.outcome(target.label, "uncertain", error, _AGAIN)
                    if self.channel.repeatable:
                        self.save([target], "due")
                except JoganError as error:
                    self.save([target], "due")
                    yield self.outcome(target.label, "failed", error)
                except Exception as error:  # noqa: BLE001 - see `fault`
                    yield self.outcome(target.label, "uncertain", self.fault(error), _AGAIN)
                else:
                    self.save([target], "sent")
                    yield self.outcome(target.label, "sent", DeliveryError("", told))

    def save(self, targets: Sequence[Target], state: DeliveryState) -> None:
        edition = self.parcel.edition
        if targets:
            keys = [target.key for target in targets]
            self.ledger.save_delivery(edition.name, edition.language, self.channel.name, keys, state, self.clock())

    def fault(self, error: Exception) -> DeliveryError:
        """A fault of jogan's own, or of a library, in one channel: it must not silence the others."""
        log.error("the channel %r broke", self.channel.name, exc_info=error)
        return DeliveryError("", f"the code of the channel broke ({type(error).__name__})", "Please report it.")

    def outcome(self, target: str, state: OutcomeState, error: JoganError | None = None, remedy: str = "") -> Outcome:
        edition = self.parcel.edition
        if not remedy and error is not None:
            next_time = _OF_PERIOD.format(unit=edition.unit, name=edition.name) if edition.period else _NEXT
            remedy = error.remedy or (next_time if state == "failed" else "")
        return Outcome(
            date=edition.name,
            channel=self.channel.name,
            kind=self.channel.kind,
            target=target,
            state=state,
            detail=": ".join(filter(None, (error.what, error.why))) if error else "",
            remedy=remedy,
        )
