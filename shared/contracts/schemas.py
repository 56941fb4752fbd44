"""The codecs of the messages: CloudEvents 1.0 in JSON; unknown fields pass, unknown names are refused by name."""

import json
from typing import Final

from marshmallow import Schema, ValidationError, fields, validate

from shared.contracts import response_schemas, work_schemas
from shared.contracts.errors import CodedError
from shared.contracts.fields import ContentSchema, moment, text
from shared.contracts.messages import Message
from shared.contracts.names import MessageName, Service
from shared.contracts.plain import plain


class UnreadableMessage(CodedError):
    """The body is no message that this version of adborth can read; details: `problem`."""

    code = "unreadable-message"


SCHEMAS: Final[dict[MessageName, Schema]] = {
    MessageName.SURVEY_PUBLISHED: response_schemas.SurveyPublished(),
    MessageName.SURVEY_CLOSED: response_schemas.SurveyClosed(),
    MessageName.RESPONSE_RECEIVED: response_schemas.ResponseReceived(),
    MessageName.RESPONSE_REVISED: response_schemas.ResponseRevised(),
    MessageName.RESPONSE_WITHDRAWN: response_schemas.ResponseWithdrawn(),
    MessageName.RESPONSE_CODED: response_schemas.ResponseCoded(),
    MessageName.RESPONSE_PARKED: response_schemas.ResponseParked(),
    MessageName.CODEBOOK_PUBLISHED: response_schemas.CodebookPublished(),
    MessageName.CODING_REVIEWED: work_schemas.CodingReviewed(),
    MessageName.RECODE_REQUESTED: work_schemas.RecodeRequested(),
    MessageName.RECODE_PROGRESSED: work_schemas.RecodeProgressed(),
    MessageName.MODEL_ADOPTED: work_schemas.ModelAdopted(),
    MessageName.DISCOVERY_REQUESTED: work_schemas.DiscoveryRequested(),
    MessageName.THEMES_PROPOSED: work_schemas.ThemesProposed(),
    MessageName.REPORT_PUBLISHED: work_schemas.ReportPublished(),
    MessageName.INTRODUCTION_PROPOSED: work_schemas.IntroductionProposed(),
    MessageName.INTRODUCTION_ANSWERED: work_schemas.IntroductionAnswered(),
}


class _Envelope(ContentSchema):
    """CloudEvents 1.0, structured mode; `dataschema` is the message's name under adborth's own URN."""

    makes = dict
    specversion = fields.Str(required=True, validate=validate.Equal("1.0"))
    id = text()
    source = fields.Enum(Service, by_value=True, required=True)
    type = fields.Enum(MessageName, by_value=True, required=True)
    subject = text()
    time = moment()
    correlationid = fields.Str(load_default="")
    data = fields.Dict(required=True)


_envelope = _Envelope()


def encode(message: Message) -> bytes:
    """The message as UTF-8 JSON in the form of a CloudEvent."""
    event = {
        "specversion": "1.0",
        "id": message.id,
        "source": message.source.value,
        "type": message.name.value,
        "subject": message.subject,
        "time": message.time.isoformat(),
        "datacontenttype": "application/json",
        "dataschema": f"urn:adborth:{message.name.value}",
        "correlationid": message.correlation_id,
        "data": message.content,
    }
    return json.dumps(event, ensure_ascii=False, separators=(",", ":"), default=plain).encode()


def decode(body: bytes) -> Message:
    """The message in a body made by `encode`, of this version or one with more fields.

    Raises UnreadableMessage with the fields that were wrong, never with their values: those may be people's words.
    """
    try:
        event = _envelope.load(json.loads(body))
        content = SCHEMAS[event["type"]].load(event["data"])
    except ValidationError as error:
        raise UnreadableMessage(problem=f"wrong or missing: {sorted(map(str, error.messages_dict))}") from None
    except (ValueError, TypeError, RecursionError):
        raise UnreadableMessage(problem="not a JSON object") from None
    return Message(
        id=event["id"],
        name=event["type"],
        source=event["source"],
        subject=event["subject"],
        time=event["time"],
        content=content,
        correlation_id=event["correlationid"],
    )
