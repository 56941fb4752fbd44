"""The broker as the services see it: batches go out and are answered one by one, batches come in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from threading import Event
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message on its way: `name` routes it, `id` makes a repetition recognisable, `subject` is a response's id."""

    id: str
    name: str
    subject: str
    body: bytes


class Outcome(StrEnum):
    """What the broker said of one parcel; anything but ACK is sent again."""

    ACK = "ack"
    NACK = "nack"
    UNROUTABLE = "unroutable"
    UNKNOWN = "unknown"


BatchHandler = Callable[[Sequence[Parcel]], None]
"""Handles a batch and returns when its effects are committed; raises when the batch has to come again."""


class Publisher(Protocol):
    """Sends batches and waits for the answers."""

    def publish(self, batch: Sequence[Parcel]) -> Mapping[str, Outcome]:
        """The outcome by parcel id, one for each; never raises for a broker that is away (UNKNOWN)."""
        ...

    def close(self) -> None:
        """Let go of the connection; a later `publish` opens a new one."""
        ...


class Consumer(Protocol):
    """Feeds one service's queue to its handler."""

    def run(self, stop: Event) -> None:
        """Handle batches until `stop` is set, through lost connections and failing batches."""
        ...
