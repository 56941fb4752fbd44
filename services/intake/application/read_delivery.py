"""What a delivery says, by the documents that were fetched for it where it is thin."""

from collections.abc import Sequence
from dataclasses import replace

from services.intake.application.foreign_counter import nameless
from services.intake.application.raw_payloads import raw_of
from services.intake.domain.deliveries import NOT_ASKED_FOR, Delivery
from services.intake.providers.provider import Outcome, Provider, RawRequest, Reading
from services.intake.providers.readings import DELETED


def read_delivery(delivery: Delivery, tool: Provider | None) -> Reading:
    """What it says; a response to which the tool gave no id is known by the delivery."""
    payload = delivery.payload
    if tool is None or payload is None:
        return Reading(outcome=Outcome.QUARANTINE, reason="connection-gone" if payload else "payload-gone")
    reading = tool.read(raw_of(payload))
    if reading.outcome is Outcome.FETCH_REQUIRED and payload.fetched:
        reading = _fetched(tool, payload.fetched, reading)
    named = [
        response if response.id else replace(response, id=f"{nameless(delivery.id)}{number}")
        for number, response in enumerate(reading.responses)
    ]
    return replace(reading, responses=tuple(named))


def deletes(reading: Reading) -> bool:
    """Whether the tool tells that it deleted responses."""
    return reading.outcome is Outcome.UPDATE_META and reading.reason == DELETED and bool(reading.responses)


def _fetched(tool: Provider, documents: Sequence[bytes], thin: Reading) -> Reading:
    """What the documents say of the responses that a thin delivery named, or of all where it named none."""
    readings = [tool.read(RawRequest(method="GET", body=document)) for document in documents]
    wanted = {response.id for response in thin.responses}
    told = [response for reading in readings for response in reading.responses]
    found = [response for response in told if response.id in wanted or not wanted]
    if found:
        return Reading(outcome=Outcome.STORE, reason=readings[0].reason, responses=tuple(found), key=thin.key)
    if all(reading.outcome is Outcome.ACK_ONLY for reading in readings):
        return readings[0]
    return Reading(outcome=Outcome.QUARANTINE, reason=NOT_ASKED_FOR)
