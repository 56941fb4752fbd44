"""What programs send and get of reviews and agreement."""

import marshmallow as ma

from services.reports.domain.judging import LONGEST_COMMENT
from services.reports.domain.reviewing import Queue
from shared.web.api_fields import WholeNumber

_MOST = 10**9  # more than there can be of anything: what databases take as a whole number
_SPAN = ma.fields.List(WholeNumber(validate=ma.validate.Range(0, _MOST)), validate=ma.validate.Length(equal=2))


def _told(text: str) -> dict[str, str]:
    return {"description": text}


class Progress(ma.Schema):
    """How far a question is."""

    question = ma.fields.String()
    answers = ma.fields.Integer(metadata=_told("Answers that are coded"))
    decided = ma.fields.Integer(metadata=_told("Of those, how many have a person's decision that holds"))
    blind = ma.fields.Integer(metadata=_told("Of those, how many somebody coded blind"))
    drawn = ma.fields.Integer(metadata=_told("How many are in the random sample"))
    reviewed = ma.fields.Integer(metadata=_told("How many of the sample were coded blind, in its order without a gap"))


class GivenCode(ma.Schema):
    """A code with the spans `[start, end)`, in characters, that carry it; without any, the whole answer does."""

    code = ma.fields.String(required=True, validate=ma.validate.Length(max=64))
    spans = ma.fields.List(_SPAN, load_default=list)


class NextAnswer(ma.Schema):
    """An answer that waits for a reviewer; `codes` are those that hold, none where it is to be coded blind."""

    reference = ma.fields.String()
    question = ma.fields.String()
    language = ma.fields.String()
    text = ma.fields.String()
    words = ma.fields.String(metadata=_told("To be sent back: it tells which words were judged"))
    number = ma.fields.Integer(metadata=_told("To be sent back: the last decision that was seen"))
    codebook = ma.fields.String(allow_none=True)
    codebook_version = ma.fields.Integer()
    coder = ma.fields.String(metadata=_told("Who gave the codes: `person:` and an id, or a model's version"))
    codes = ma.fields.List(ma.fields.Nested(GivenCode))


class ReviewsQuery(ma.Schema):
    """Which answer comes next."""

    queue = ma.fields.String(
        load_default=Queue.UNSURE.value, validate=ma.validate.OneOf([each.value for each in Queue])
    )
    question = ma.fields.String(metadata=_told("Only under this question"))


class Reviews(ma.Schema):
    """How far a survey is reviewed, and what comes next in the queue that was asked for."""

    questions = ma.fields.List(ma.fields.Nested(Progress))
    next = ma.fields.Nested(NextAnswer, allow_none=True)


class NewReview(ma.Schema):
    """What somebody says of an answer: these codes and no others; or, with `undo`, that the last step is taken back."""

    reference = ma.fields.String(required=True, validate=ma.validate.Length(max=64))
    words = ma.fields.String(load_default="", validate=ma.validate.Length(max=64))
    number = WholeNumber(required=True, validate=ma.validate.Range(0, _MOST))
    codebook_version = WholeNumber(load_default=0, validate=ma.validate.Range(0, _MOST))
    codes = ma.fields.List(ma.fields.Nested(GivenCode), load_default=list, validate=ma.validate.Length(max=200))
    comment = ma.fields.String(load_default="", validate=ma.validate.Length(max=LONGEST_COMMENT))
    blind = ma.fields.Boolean(load_default=False)
    undo = ma.fields.Boolean(load_default=False)


class Reviewed(ma.Schema):
    """What holds now."""

    reference = ma.fields.String()
    number = ma.fields.Integer()
    coder = ma.fields.String()
    codes = ma.fields.List(ma.fields.Nested(GivenCode))


class Figure(ma.Schema):
    """A figure of agreement; nulls where fewer answers were doubly coded than `least`, or nobody gave the code."""

    n = ma.fields.Integer()
    value = ma.fields.Float(allow_none=True)
    low = ma.fields.Float(allow_none=True)
    high = ma.fields.Float(allow_none=True)


class PairFigure(Figure):
    """Cohen's κ of two coders."""

    between = ma.fields.List(ma.fields.String(), metadata=_told("Ids of coders; the model's is `model`"))


class CodeFigures(ma.Schema):
    """The agreement about one code."""

    code = ma.fields.String()
    given = ma.fields.Integer()
    alpha = ma.fields.Nested(Figure)
    kappas = ma.fields.List(ma.fields.Nested(PairFigure))


class Coder(ma.Schema):
    """Somebody who coded blind, or the model."""

    id = ma.fields.String()
    name = ma.fields.String()


class Agreement(ma.Schema):
    """How far people and the model agree, by code."""

    answers = ma.fields.Integer(metadata=_told("Answers that at least two coders coded"))
    least = ma.fields.Integer(metadata=_told("Under this many there is not enough data"))
    enough = ma.fields.Boolean()
    coders = ma.fields.List(ma.fields.Nested(Coder))
    codes = ma.fields.List(ma.fields.Nested(CodeFigures))
