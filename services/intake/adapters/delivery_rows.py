"""Deliveries as rows of their table, and back."""

import base64
from typing import Any

from services.intake.domain.deliveries import Delivery, DeliveryState, Outcome, Payload


def delivery_row(delivery: Delivery) -> dict[str, Any]:
    """A delivery as a row."""
    payload = delivery.payload
    return {
        "id": delivery.id,
        "connection_id": delivery.connection_id,
        "team_id": delivery.team_id,
        "survey": delivery.survey,
        "provider": delivery.provider,
        "received_at": delivery.received_at,
        "headers": dict(payload.headers) if payload else {},
        "query": dict(payload.query) if payload else {},
        "body": payload.body if payload else None,
        **changed_row(delivery),
    }


def changed_row(delivery: Delivery) -> dict[str, Any]:
    """The part of a row that changes while a delivery is handled; without what was sent where that is not kept."""
    payload = delivery.payload
    gone: dict[str, Any] = {} if payload else {"headers": {}, "query": {}, "body": None}
    return gone | {
        "next_at": delivery.next_at,
        "state": delivery.state.value,
        "reason": delivery.reason,
        "outcomes": [_outcome_row(outcome) for outcome in delivery.outcomes],
        "fetched": [base64.b64encode(document).decode() for document in payload.fetched] if payload else [],
        "tries": delivery.tries,
        "handled_at": delivery.handled_at,
    }


def delivery_of(row: Any) -> Delivery:
    """A row as a delivery; one that was read without what was sent has none."""
    told = dict(row._mapping)
    headers, query, body, fetched = (told.pop(name, None) for name in ("headers", "query", "body", "fetched"))
    payload = None
    if body is not None:
        documents = tuple(base64.b64decode(document) for document in fetched)
        payload = Payload(headers=headers, query=query, body=bytes(body), fetched=documents)
    told["repeats"] = told["repeats"] or 0
    outcomes = tuple(_outcome(each) for each in told.pop("outcomes"))
    return Delivery(payload=payload, outcomes=outcomes, state=DeliveryState(told.pop("state")), **told)


def _outcome_row(outcome: Outcome) -> dict[str, Any]:
    return {
        "response_id": outcome.response_id,
        "state": outcome.state.value,
        "reason": outcome.reason,
        "left_out": [list(pair) for pair in outcome.left_out],
    }


def _outcome(told: dict[str, Any]) -> Outcome:
    return Outcome(
        response_id=told["response_id"],
        state=DeliveryState(told["state"]),
        reason=told["reason"],
        left_out=tuple((ref, reason) for ref, reason in told["left_out"]),
    )
