"""Decides what a batch of messages about responses changes, whatever their order: the rules of the projection."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from services.reports.domain.surveys import SurveyKey
from shared.contracts.messages import ResponseCoded, ResponseParked, ResponseWithdrawn

AboutResponse = ResponseCoded | ResponseParked | ResponseWithdrawn


@dataclass(frozen=True, slots=True)
class Known:
    """What the read model holds about the responses of a batch: stored ids with their
    revision, tombstones, and ids put aside with the survey they belong to."""

    revisions: Mapping[str, int]
    withdrawn: frozenset[str] = frozenset()
    parked: Mapping[str, SurveyKey] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Changes:
    """What to do, in this order: take away, write, and keep who was withdrawn or put aside."""

    removed: tuple[str, ...]
    stored: tuple[ResponseCoded, ...]
    withdrawn: tuple[ResponseWithdrawn, ...]
    parked: tuple[ResponseParked, ...]
    unparked: tuple[str, ...]


def settle(messages: Sequence[AboutResponse], known: Known) -> Changes:
    """What these messages change.

    A withdrawal beats everything, also what comes after it; among codings of one response the highest revision
    wins, an equal one changes nothing; a response is parked only while it is neither coded nor withdrawn.
    """
    withdrawn = _first(m for m in messages if isinstance(m, ResponseWithdrawn) and m.response_id not in known.withdrawn)
    gone = known.withdrawn | withdrawn.keys()
    stored = {
        id_: coded
        for id_, coded in _newest(messages).items()
        if id_ not in gone and coded.revision > known.revisions.get(id_, 0)
    }
    settled = gone | stored.keys() | known.revisions.keys()
    parked = _first(
        m
        for m in messages
        if isinstance(m, ResponseParked) and m.response_id not in settled and m.response_id not in known.parked
    )
    return Changes(
        removed=tuple(sorted(id_ for id_ in known.revisions if id_ in gone or id_ in stored)),
        stored=tuple(stored.values()),
        withdrawn=tuple(withdrawn.values()),
        parked=tuple(parked.values()),
        unparked=tuple(sorted(known.parked.keys() & settled)),
    )


def _newest(messages: Iterable[AboutResponse]) -> dict[str, ResponseCoded]:
    newest: dict[str, ResponseCoded] = {}
    for message in messages:
        if not isinstance(message, ResponseCoded):
            continue
        held = newest.get(message.response_id)
        if held is None or message.revision > held.revision:
            newest[message.response_id] = message
    return newest


M = TypeVar("M", ResponseParked, ResponseWithdrawn)


def _first(messages: Iterable[M]) -> dict[str, M]:
    found: dict[str, M] = {}
    for message in messages:
        found.setdefault(message.response_id, message)
    return found
