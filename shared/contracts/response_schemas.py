"""The codecs of what is told of surveys, codebooks and responses."""

from marshmallow import fields, validate

from shared.contracts import coded_answers, messages
from shared.contracts.fields import (
    ContentSchema,
    Probabilities,
    Spans,
    TupleOf,
    moment,
    number,
    text,
    text_by_language,
)


class _Question(ContentSchema):
    makes = messages.SurveyQuestion
    key = text()
    kind = text()
    text = text_by_language()
    codebook = fields.Str(allow_none=True)
    options = fields.Dict(keys=fields.Str(), values=fields.Dict(keys=fields.Str(), values=fields.Str()))
    attribute = fields.Bool()


class SurveyPublished(ContentSchema):
    """See the message."""

    makes = messages.SurveyPublished
    team_id = text()
    survey = text()
    version = number()
    title = text_by_language()
    languages = TupleOf(fields.Str(), required=True)
    questions = TupleOf(fields.Nested(_Question), required=True)


class SurveyClosed(ContentSchema):
    """See the message."""

    makes = messages.SurveyClosed
    team_id = text()
    survey = text()
    version = number()
    closed_at = moment()


class CodebookPublished(ContentSchema):
    """See the message."""

    makes = messages.CodebookPublished
    team_id = text()
    codebook = text()
    version = number()
    body = fields.Dict(keys=fields.Str(), required=True)


class _AnswerGiven(ContentSchema):
    makes = messages.AnswerGiven
    question = text()
    question_text = text()
    text = text()
    codebook = fields.Str(allow_none=True)


class OfResponse(ContentSchema):
    """What is told of one response."""

    team_id = text()
    survey = text()
    response_id = text()


class _WholeResponse(OfResponse):
    survey_version = number()
    received_at = moment()
    language = text()
    attributes = fields.Dict(keys=fields.Str(), values=fields.Str())
    consents = TupleOf(fields.Str())


class ResponseReceived(_WholeResponse):
    """See the message."""

    makes = messages.ResponseReceived
    answers = TupleOf(fields.Nested(_AnswerGiven), required=True)


class ResponseRevised(_WholeResponse):
    """See the message."""

    makes = messages.ResponseRevised
    answers = TupleOf(fields.Nested(_AnswerGiven), required=True)
    edition = number()


class ResponseWithdrawn(OfResponse):
    """See the message."""

    makes = messages.ResponseWithdrawn
    withdrawn_at = moment()


class CodingMade(ContentSchema):
    """A coding of an answer."""

    makes = coded_answers.CodingMade
    code = text()
    theme = text()
    confidence = fields.Float(required=True, validate=validate.Range(min=0, max=1))
    spans = Spans(required=True)


class _PersonalMark(ContentSchema):
    makes = coded_answers.PersonalMark
    start = number()
    end = number()
    kind = text()


class _AnswerCoded(ContentSchema):
    makes = coded_answers.AnswerCoded
    question = text()
    text = text()
    model = fields.Str()
    codebook = fields.Str(allow_none=True)
    codebook_version = fields.Int(strict=True)
    codings = TupleOf(fields.Nested(CodingMade))
    facets = TupleOf(fields.Str())
    probabilities = Probabilities()
    tone = fields.Str()
    personal = TupleOf(fields.Nested(_PersonalMark))


class ResponseCoded(_WholeResponse):
    """See the message."""

    makes = messages.ResponseCoded
    revision = number()
    answers = TupleOf(fields.Nested(_AnswerCoded), required=True)


class ResponseParked(OfResponse):
    """See the message."""

    makes = messages.ResponseParked
    service = text()
    reason = text()
