"""The JSON of deliveries: what is asked, and what is told of them."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from services.intake.domain.deliveries import Delivery, DeliveryState
from services.intake.entrypoints.delivery_cursor import cursor_after, place_of
from services.intake.entrypoints.delivery_words import reason_words

_STORABLE = validate.Regexp(r"[^\x00-\x1f\x7f]*\Z", error="Control characters are not allowed.")


def _is_cursor(text: str) -> None:
    try:
        place_of(text)
    except ValueError:
        raise ValidationError("Give what an earlier answer called next.") from None


class DeliveriesWanted(Schema):
    """Which deliveries, the newest first."""

    survey = fields.String(load_default="", validate=[validate.Length(max=48), _STORABLE])
    connection = fields.String(load_default="", validate=[validate.Length(max=32), _STORABLE])
    state = fields.Enum(DeliveryState, by_value=True, load_default=None)
    id = fields.String(
        load_default="",
        validate=[validate.Length(max=36), _STORABLE],
        metadata={"description": "Of a delivery, or of a response that it brought"},
    )
    since = fields.AwareDateTime(load_default=None, metadata={"description": "Received then or later"})
    until = fields.AwareDateTime(load_default=None, metadata={"description": "Received before"})
    cursor = fields.String(load_default="", validate=[validate.Length(max=120), _is_cursor])
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))


class OutcomeShown(Schema):
    """What became of one response in a delivery."""

    response_id = fields.String()
    state = fields.String()
    reason = fields.String()
    left_out = fields.List(fields.Dict(keys=fields.String(), values=fields.String()))


class DeliveryShown(Schema):
    """One call of a survey tool."""

    id = fields.String()
    survey = fields.String()
    connection = fields.String()
    provider = fields.String()
    received_at = fields.AwareDateTime()
    handled_at = fields.AwareDateTime(allow_none=True)
    state = fields.String(metadata={"enum": [state.value for state in DeliveryState]})
    reason = fields.String(metadata={"description": "Why, for programs; stable"})
    message = fields.String(metadata={"description": "The same for people"})
    repeats = fields.Integer(metadata={"description": "How often the tool sent the same again"})
    outcomes = fields.List(fields.Nested(OutcomeShown))


class WholeDelivery(DeliveryShown):
    """The same with what was sent."""

    body = fields.String(allow_none=True, metadata={"description": "Without secrets; null when not kept any more"})


class DeliveryList(Schema):
    """Some deliveries; `next` is given as `cursor` for those behind them, null at the end."""

    items = fields.List(fields.Nested(DeliveryShown))
    next = fields.String(allow_none=True)


def delivery_shown(delivery: Delivery) -> dict[str, Any]:
    """A delivery for programs."""
    shown = {name: getattr(delivery, name) for name in ("id", "survey", "provider", "received_at", "handled_at")}
    return shown | {
        "connection": delivery.connection_id,
        "state": delivery.state.value,
        "reason": delivery.reason,
        "message": str(reason_words(delivery.reason)),
        "repeats": delivery.repeats,
        "outcomes": [
            {
                "response_id": outcome.response_id,
                "state": outcome.state.value,
                "reason": outcome.reason,
                "left_out": [{"ref": ref, "reason": reason} for ref, reason in outcome.left_out],
            }
            for outcome in delivery.outcomes
        ],
        "body": delivery.payload.body.decode(errors="replace") if delivery.payload else None,
    }


def next_cursor(found: list[Delivery], limit: int) -> str | None:
    """Where the next page begins, None when this is the last."""
    return cursor_after(found[-1]) if len(found) == limit else None
