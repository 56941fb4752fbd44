"""The form of a split report as the API tells it."""

from marshmallow import Schema, fields


def _told(text: str) -> dict[str, str]:
    return {"description": text}


class _Figures(Schema):
    n = fields.Integer(allow_none=True, metadata=_told("In how many answers it was found; null where kept back"))
    share = fields.Float(allow_none=True, metadata=_told("Estimated share, 0 to 1; null where kept back"))
    low = fields.Float(allow_none=True, metadata=_told("Lower end of the 95 % interval"))
    high = fields.Float(allow_none=True, metadata=_told("Upper end of the interval"))
    method = fields.String(allow_none=True, metadata=_told("How share and interval are made"))
    suppressed = fields.Boolean(
        metadata=_told("Kept back: fewer than `smallest`, or needed to keep such a number from being worked out")
    )


class GroupFigures(_Figures):
    """A code within a group."""

    value = fields.String(allow_none=True, metadata=_told("The group; null for those who gave no value"))


class SplitCode(_Figures):
    """A code under a question: of everyone, and of each group."""

    code = fields.String()
    theme = fields.String()
    title = fields.String()
    groups = fields.List(fields.Nested(GroupFigures))


class GroupSize(Schema):
    """How many of a group answered a question."""

    value = fields.String(allow_none=True)
    answers = fields.Integer(allow_none=True, metadata=_told("Null where kept back"))
    suppressed = fields.Boolean()


class SplitQuestion(Schema):
    """A question with coded answers."""

    question = fields.String()
    text = fields.String()
    answers = fields.Integer(metadata=_told("Coded answers of everyone"))
    groups = fields.List(fields.Nested(GroupSize))
    codes = fields.List(fields.Nested(SplitCode), metadata=_told("By falling share of everyone"))


class Group(Schema):
    """One value of the attribute."""

    value = fields.String(allow_none=True, metadata=_told("Null for those who gave no value"))
    title = fields.String(metadata=_told("In the language of the answer"))


class Split(Schema):
    """The report by one attribute; each answer is in one group. Small ones that no option names are left out."""

    attribute = fields.String()
    title = fields.String()
    smallest = fields.Integer(metadata=_told("From how many a group is shown"))
    groups = fields.List(fields.Nested(Group))
    questions = fields.List(fields.Nested(SplitQuestion))
