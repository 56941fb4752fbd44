"""The codecs of the messages: CloudEvents 1.0 in JSON; unknown fields pass, unknown names are refused by name."""

import json
from collections.abc import Callable
from typing import Any, ClassVar

from marshmallow import EXCLUDE, Schema, ValidationError, fields, post_load, validate

from shared.contracts import messages
from shared.contracts.errors import CodedError
from shared.contracts.messages import Message
from shared.contracts.names import MessageName, Service
from shared.contracts.plain import plain


class UnreadableMessage(CodedError):
    """The body is no message that this version of adborth can read; details: `problem`."""

    code = "unreadable-message"


class _Tuple(fields.List[Any]):
    """A list on the wire, a tuple in the frozen classes."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return tuple(super()._deserialize(value, attr, data, **kwargs))


class _Probabilities(fields.Field[dict[str, float]]):
    """A number from 0 to 1 by code. In one pass: a field a number took half of the time of reading a message."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> dict[str, float]:
        if not isinstance(value, dict) or not all(type(n) in (int, float) and 0 <= n <= 1 for n in value.values()):
            raise ValidationError("not numbers from 0 to 1 by code")
        return value


class _Spans(fields.Field[tuple[tuple[int, int], ...]]):
    """Pairs of whole numbers, in one pass."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> tuple[tuple[int, int], ...]:
        if not isinstance(value, list) or not all(isinstance(span, list) and len(span) == 2 for span in value):
            raise ValidationError("not pairs")
        if not all(type(end) is int for span in value for end in span):
            raise ValidationError("not pairs of whole numbers")
        return tuple((start, end) for start, end in value)


class _Content(Schema):
    """A schema that makes its class; fields that a newer sender added are passed over."""

    class Meta:
        unknown = EXCLUDE

    makes: ClassVar[Callable[..., Any]]

    @post_load
    def _make(self, data: dict[str, Any], **_: Any) -> Any:
        return self.makes(**data)


_text_by_language = fields.Dict(keys=fields.Str(), values=fields.Str(), required=True)
_time = fields.AwareDateTime(required=True, format="iso")


class _Question(_Content):
    makes = messages.SurveyQuestion
    key = fields.Str(required=True)
    kind = fields.Str(required=True)
    text = _text_by_language
    codebook = fields.Str(allow_none=True)
    options = fields.Dict(keys=fields.Str(), values=fields.Dict(keys=fields.Str(), values=fields.Str()))
    attribute = fields.Bool()


class _SurveyPublished(_Content):
    makes = messages.SurveyPublished
    team_id = fields.Str(required=True)
    survey = fields.Str(required=True)
    version = fields.Int(required=True, strict=True)
    title = _text_by_language
    languages = _Tuple(fields.Str(), required=True)
    questions = _Tuple(fields.Nested(_Question), required=True)


class _SurveyClosed(_Content):
    makes = messages.SurveyClosed
    team_id = fields.Str(required=True)
    survey = fields.Str(required=True)
    version = fields.Int(required=True, strict=True)
    closed_at = _time


class _AnswerGiven(_Content):
    makes = messages.AnswerGiven
    question = fields.Str(required=True)
    question_text = fields.Str(required=True)
    text = fields.Str(required=True)
    codebook = fields.Str(allow_none=True)


class _OfResponse(_Content):
    team_id = fields.Str(required=True)
    survey = fields.Str(required=True)
    response_id = fields.Str(required=True)


class _WholeResponse(_OfResponse):
    survey_version = fields.Int(required=True, strict=True)
    received_at = _time
    language = fields.Str(required=True)
    attributes = fields.Dict(keys=fields.Str(), values=fields.Str())
    consents = _Tuple(fields.Str())


class _ResponseReceived(_WholeResponse):
    makes = messages.ResponseReceived
    answers = _Tuple(fields.Nested(_AnswerGiven), required=True)


class _ResponseWithdrawn(_OfResponse):
    makes = messages.ResponseWithdrawn
    withdrawn_at = _time


class _Coding(_Content):
    makes = messages.CodingMade
    code = fields.Str(required=True)
    theme = fields.Str(required=True)
    confidence = fields.Float(required=True, validate=validate.Range(min=0, max=1))
    spans = _Spans(required=True)


class _AnswerCoded(_Content):
    makes = messages.AnswerCoded
    question = fields.Str(required=True)
    text = fields.Str(required=True)
    model = fields.Str()
    codebook = fields.Str(allow_none=True)
    codebook_version = fields.Int(strict=True)
    codings = _Tuple(fields.Nested(_Coding))
    facets = _Tuple(fields.Str())
    probabilities = _Probabilities()


class _ResponseCoded(_WholeResponse):
    makes = messages.ResponseCoded
    revision = fields.Int(required=True, strict=True)
    answers = _Tuple(fields.Nested(_AnswerCoded), required=True)


class _ResponseParked(_OfResponse):
    makes = messages.ResponseParked
    service = fields.Str(required=True)
    reason = fields.Str(required=True)


class _CodebookPublished(_Content):
    makes = messages.CodebookPublished
    team_id = fields.Str(required=True)
    codebook = fields.Str(required=True)
    version = fields.Int(required=True, strict=True)
    body = fields.Dict(keys=fields.Str(), required=True)


SCHEMAS: dict[MessageName, Schema] = {
    MessageName.SURVEY_PUBLISHED: _SurveyPublished(),
    MessageName.SURVEY_CLOSED: _SurveyClosed(),
    MessageName.RESPONSE_RECEIVED: _ResponseReceived(),
    MessageName.RESPONSE_WITHDRAWN: _ResponseWithdrawn(),
    MessageName.RESPONSE_CODED: _ResponseCoded(),
    MessageName.RESPONSE_PARKED: _ResponseParked(),
    MessageName.CODEBOOK_PUBLISHED: _CodebookPublished(),
}


class _Envelope(_Content):
    """CloudEvents 1.0, structured mode; `dataschema` is the message's name under adborth's own URN."""

    makes = dict
    specversion = fields.Str(required=True, validate=validate.Equal("1.0"))
    id = fields.Str(required=True)
    source = fields.Enum(Service, by_value=True, required=True)
    type = fields.Enum(MessageName, by_value=True, required=True)
    subject = fields.Str(required=True)
    time = _time
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
