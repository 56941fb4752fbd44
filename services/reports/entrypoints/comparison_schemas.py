"""The form of comparisons in the API."""

from marshmallow import Schema, fields


def _told(text: str) -> dict[str, str]:
    return {"description": text}


class _Figures(Schema):
    n = fields.Integer(allow_none=True, metadata=_told("How many bear the code; null where kept back"))
    share = fields.Float(allow_none=True, metadata=_told("Estimated share, 0 to 1"))
    low = fields.Float(allow_none=True, metadata=_told("Lower end of the 95 % interval"))
    high = fields.Float(allow_none=True, metadata=_told("Upper end of the interval"))
    method = fields.String(allow_none=True, metadata=_told("How share and interval are made"))
    suppressed = fields.Boolean(metadata=_told("Whether the figures are kept back"))
    comparable = fields.Boolean(metadata=_told("False where some answers were coded before the codebook had the code"))


class _Side(Schema):
    slug = fields.String()
    title = fields.String()
    question = fields.String(allow_none=True, metadata=_told("Null: all questions together"))
    text = fields.String(metadata=_told("The question's newest wording"))
    group = fields.String(allow_none=True, metadata=_told("attribute=value; null: everyone"))
    answers = fields.Integer(allow_none=True, metadata=_told("How many answered; null where kept back"))


class _Apart(Schema):
    estimate = fields.Float(metadata=_told("This share less the other, -1 to 1"))
    low = fields.Float(metadata=_told("Lower end of the 95 % interval"))
    high = fields.Float(metadata=_told("Upper end of the interval"))
    method = fields.String(metadata=_told("mover-95: made from the intervals of both shares"))


class _Line(Schema):
    code = fields.String()
    theme = fields.String()
    title = fields.String()
    one = fields.Nested(_Figures)
    other = fields.Nested(_Figures)
    difference = fields.Nested(_Apart, allow_none=True, metadata=_told("Null where it can't be told"))


class Compared(Schema):
    """Two sides, code by code; the largest difference first."""

    one = fields.Nested(_Side)
    other = fields.Nested(_Side)
    doubts = fields.List(
        fields.String(), metadata=_told("wording, models, same-people, few: what to know before believing a difference")
    )
    clearest = fields.String(
        allow_none=True, metadata=_told("The code whose difference chance hardly brings about, if there is one")
    )
    codes = fields.List(fields.Nested(_Line))


class _PooledLine(Schema):
    code = fields.String()
    theme = fields.String()
    title = fields.String()
    all = fields.Nested(_Figures)
    events = fields.List(fields.Nested(_Figures, allow_none=True), metadata=_told("In the order of `events` above"))


class PooledReports(Schema):
    """Several events as one, by falling share."""

    events = fields.List(fields.Nested(_Side))
    codes = fields.List(fields.Nested(_PooledLine))


class CompareQuery(Schema):
    """Whom to compare."""

    with_ = fields.String(required=True, data_key="with", metadata=_told("The other survey's slug, or the same one"))
    question = fields.String(metadata=_told("Under this question; else all together"))
    their_question = fields.String(metadata=_told("The other's question; else the same key"))
    group = fields.String(metadata=_told("Only of this group: attribute=value; needs a question"))
    their_group = fields.String(metadata=_told("The same for the other side"))
    map = fields.List(fields.String(), metadata=_told("theirs=ours: which of the other's codes is which of these"))


class PoolQuery(Schema):
    """Which events to pool."""

    with_ = fields.List(fields.String(), required=True, data_key="with", metadata=_told("Slugs of the other surveys"))
    question = fields.String(metadata=_told("A question that all of them asked; else all together"))
