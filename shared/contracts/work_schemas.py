"""The codecs of what is told of the work on codings, and of what is given back."""

from marshmallow import fields, validate

from shared.contracts import coding_work, giving_back
from shared.contracts.fields import ContentSchema, TupleOf, moment, number, number_by_code, text, text_by_language
from shared.contracts.response_schemas import CodingMade, OfResponse


class CodingReviewed(OfResponse):
    """See the message."""

    makes = coding_work.CodingReviewed
    question = text()
    decision = number()
    reviewer = text()
    reviewed_at = moment()
    revision = number()
    model = text()
    codebook = text()
    codebook_version = number()
    codings = TupleOf(fields.Nested(CodingMade))
    blind = fields.Bool()
    chance = fields.Float(allow_none=True, validate=validate.Range(min=0, max=1))
    undone = fields.Bool()


class _OfRecoding(ContentSchema):
    team_id = text()
    recode_id = text()
    codebook = text()
    codebook_version = number()


class RecodeRequested(_OfRecoding):
    """See the message."""

    makes = coding_work.RecodeRequested
    purpose = text()
    surveys = TupleOf(fields.Str())


class _AnswerChanged(ContentSchema):
    makes = coding_work.AnswerChanged
    survey = text()
    response_id = text()
    question = text()
    gone = TupleOf(fields.Str(), required=True)
    new = TupleOf(fields.Str(), required=True)


class RecodeProgressed(_OfRecoding):
    """See the message."""

    makes = coding_work.RecodeProgressed
    step = number()
    state = text()
    done = number()
    total = number()
    model = fields.Str()
    gains = number_by_code()
    losses = number_by_code()
    examples = TupleOf(fields.Nested(_AnswerChanged))
    reviews = fields.Int(strict=True)
    present = fields.Float(allow_none=True)
    candidate = fields.Float(allow_none=True)
    reason = fields.Str()


class ModelAdopted(_OfRecoding):
    """See the message."""

    makes = coding_work.ModelAdopted
    model = text()
    adopted_at = moment()


class DiscoveryRequested(ContentSchema):
    """See the message."""

    makes = coding_work.DiscoveryRequested
    team_id = text()
    discovery_id = text()
    survey = text()
    question = fields.Str(allow_none=True)


class _WordsAt(ContentSchema):
    makes = coding_work.WordsAt
    response_id = text()
    question = text()
    start = number()
    end = number()


class _ThemeProposed(ContentSchema):
    makes = coding_work.ThemeProposed
    words = TupleOf(fields.Str(), required=True)
    size = number()
    quotes = TupleOf(fields.Nested(_WordsAt), required=True)


class ThemesProposed(ContentSchema):
    """See the message."""

    makes = coding_work.ThemesProposed
    team_id = text()
    discovery_id = text()
    survey = text()
    answers = number()
    themes = TupleOf(fields.Nested(_ThemeProposed))
    reason = fields.Str()


class ReportPublished(ContentSchema):
    """See the message."""

    makes = giving_back.ReportPublished
    team_id = text()
    survey = text()
    publication = number()
    path = text()
    title = text_by_language()
    published_at = moment()
    reason = fields.Str()


class _PartyIntroduced(ContentSchema):
    makes = giving_back.PartyIntroduced
    survey = text()
    response_id = text()
    about = text()


class IntroductionProposed(ContentSchema):
    """See the message."""

    makes = giving_back.IntroductionProposed
    team_id = text()
    introduction_id = text()
    parties = TupleOf(fields.Nested(_PartyIntroduced), required=True, validate=validate.Length(equal=2))
    proposed_at = moment()
    expires_at = moment()


class IntroductionAnswered(ContentSchema):
    """See the message."""

    makes = giving_back.IntroductionAnswered
    team_id = text()
    introduction_id = text()
    response_id = text()
    agreed = fields.Bool(required=True)
    answered_at = moment()
    reason = fields.Str()
