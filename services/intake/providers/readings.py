"""The readings that adapters make, and the gathering of answers without empty ones."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from services.intake.domain.foreign_responses import ForeignAnswer, ForeignResponse
from services.intake.providers.answer_texts import as_text, joined, scalar_text
from services.intake.providers.json_reading import Json
from services.intake.providers.provider import PARTLY_UNREADABLE, Fetch, Outcome, Reading
from services.intake.providers.unreadable import Unreadable

DELETED: Final = "deleted"


def answers(told: Iterable[tuple[str, str, str]]) -> tuple[ForeignAnswer, ...]:
    """The answers among (ref, label, text) in which anything is said; what is told under one ref is one answer."""
    labels: dict[str, str] = {}
    texts: dict[str, list[str]] = {}
    for ref, label, text in told:
        if ref.strip() and text.strip():
            labels[ref.strip()] = labels.get(ref.strip()) or label.strip()
            texts.setdefault(ref.strip(), []).append(text.strip())
    return tuple(ForeignAnswer(ref=ref, label=labels[ref], answer=joined(dict.fromkeys(texts[ref]))) for ref in texts)


def stored(responses: Sequence[ForeignResponse], key: str = "") -> Reading:
    """Responses to be stored; partial when none of them is complete. Raises Unreadable (no-response)."""
    if not responses:
        raise Unreadable("no-response")
    complete = any(each.completed for each in responses)
    if complete:
        return Reading(outcome=Outcome.STORE, reason="responses", responses=tuple(responses), key=key)
    return Reading(outcome=Outcome.STORE_PARTIAL, reason="partial", responses=tuple(responses), key=key)


def stored_of(responses: Sequence[ForeignResponse], sent: int, key: str = "") -> Reading:
    """What could be read of so many that were sent at once: where more were, that is told. Raises as `stored`."""
    reading = stored(responses, key)
    return reading if len(responses) == sent else replace(reading, reason=PARTLY_UNREADABLE)


def batch_key(keys: Iterable[str]) -> str:
    """What a repetition of a batch has in common with it."""
    told = list(keys)
    if len(told) == 1:
        return told[0]
    return "sha256:" + hashlib.sha256("\n".join(told).encode(errors="replace")).hexdigest()


def acknowledged(reason: str, key: str = "") -> Reading:
    """Nothing to store: a ping, a test, a preview or an event that is about no response."""
    return Reading(outcome=Outcome.ACK_ONLY, reason=reason, key=key)


def about(
    response_id: str, form_id: str = "", completed: bool = False, submitted_at: datetime | None = None
) -> ForeignResponse:
    """A response of which only the id is known. Raises Unreadable (no-response-id)."""
    if not response_id:
        raise Unreadable("no-response-id")
    return ForeignResponse(
        id=response_id, form_id=form_id, submitted_at=submitted_at, completed=completed, language="", answers=()
    )


def told_of(response: ForeignResponse, reason: str, key: str = "") -> Reading:
    """Something other than answers about a response."""
    return Reading(outcome=Outcome.UPDATE_META, reason=reason, responses=(response,), key=key)


def wanted(response: ForeignResponse, fetch: Fetch, key: str = "") -> Reading:
    """A thin event: the answers stand elsewhere."""
    return Reading(outcome=Outcome.FETCH_REQUIRED, reason="thin-event", responses=(response,), fetch=(fetch,), key=key)


def flattened(value: Json, path: str, between: str) -> Iterator[tuple[str, str, str]]:
    """Nested members as answers whose refs are paths; the objects of a list are counted from 1, `person[2]/age`."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from flattened(inner, f"{path}{between}{name}" if path else name, between)
    elif isinstance(value, list) and any(isinstance(each, dict) for each in value):
        for number, inner in enumerate(value, 1):
            yield from flattened(inner, f"{path}[{number}]", between)
    else:
        yield path, "", as_text(value)


def id_text(value: Json) -> str:
    """An id as text, whether it was sent as number or as text."""
    return "" if isinstance(value, bool) else scalar_text(value)
