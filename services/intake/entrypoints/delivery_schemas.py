"""The JSON of deliveries: what is asked, and what is told of them."""

from typing import Any

from marshmallow import Schema, fields, validate

from services.intake.domain.deliveries import Delivery, DeliveryState
from services.intake.entrypoints.delivery_words import reason_words
from shared.web.api_fields import STORABLE
from shared.web.paging import PageWanted, next_of


class DeliveriesWanted(PageWanted):
    """Which deliveries, the newest first."""

    survey = fields.String(load_default="", validate=[validate.Length(max=48), STORABLE])
    connection = fields.String(load_default="", validate=[validate.Length(max=32), STORABLE])
    state = fields.Enum(DeliveryState, by_value=True, load_default=None)
    id = fields.String(
        load_default="",
        validate=[validate.Length(max=36), STORABLE],
        metadata={"description": "Of a delivery, or of a response that it brought"},
    )
    since = fields.AwareDateTime(load_default=None, metadata={"description": "Received then or later"})
    until = fields.AwareDateTime(load_default=None, metadata={"description": "Received before"})


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
    """Some deliveries."""

    items = fields.List(fields.Nested(DeliveryShown))
    next = next_of()


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
