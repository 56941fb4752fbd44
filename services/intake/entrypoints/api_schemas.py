"""The JSON of intake's API, in and out; OpenAPI is made from these."""

from datetime import UTC, datetime
from typing import Any, Final

from marshmallow import RAISE, Schema, ValidationError, fields, validate

from services.intake.domain.surveys import Survey
from shared.web.api_fields import STORABLE, WholeNumber
from shared.web.paging import PageWanted, next_of

# A phone's clock may be wrong; next to the ends of the calendar a moment has no name in some other zone.
_EARLIEST: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST: Final = datetime(9000, 1, 1, tzinfo=UTC)


class _Texts(fields.Dict):
    """Texts by key; what is wrong is told by the key alone."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        try:
            return super()._deserialize(value, attr, data, **kwargs)  # type: ignore[no-untyped-call]  # marshmallow types it not
        except ValidationError as error:
            if isinstance(error.messages, dict):
                raise ValidationError({key: found["value"] for key, found in error.messages.items()}) from None
            raise


class _Answer(fields.Field[str | list[str]]):
    """A text, or a list of texts."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> str | list[str]:
        if isinstance(value, str) or (isinstance(value, list) and all(isinstance(text, str) for text in value)):
            return value
        raise ValidationError("Not a valid string or list of strings.")

    def _jsonschema_type_mapping(self) -> dict[str, Any]:
        return {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}


class SubmittedResponse(Schema):
    """One person's answers."""

    class Meta:
        unknown = RAISE

    id = fields.UUID(
        required=True,
        metadata={"description": "Made by the sender, once a card: sending it again is recognised by it"},
    )
    language = fields.String(
        load_default="", metadata={"description": "The language of the form; the survey's first when left out"}
    )
    answers = _Texts(
        keys=fields.String(),
        values=_Answer(),
        required=True,
        metadata={
            "description": "By question key a text, stored exactly as it is, or a list of texts, stored a line each;"
            " at least one is not blank. Choices are sent by their keys, own words as `other: words`"
            " or, under the question's key with `-other` after it, alone"
        },
    )
    version = WholeNumber(
        load_default=0,
        validate=validate.Range(0, 10**9),
        metadata={"description": "The survey's version that was filled in; the newest when left out"},
    )
    filled_at = fields.AwareDateTime(
        load_default=None,
        format="iso",
        allow_none=True,
        validate=validate.Range(_EARLIEST, _LATEST),
        metadata={"description": "When the person pressed send: a card that has it is kept as late after the closing"},
    )
    invite = fields.String(
        load_default="",
        metadata={"description": "The invitation's token, where the survey is for people who were invited"},
    )
    shown = fields.String(
        load_default="", metadata={"description": "The stamp of the form's page, where it came from one"}
    )
    card = fields.String(
        load_default="", metadata={"description": "The number of the printed card whose code was scanned"}
    )
    kiosk = fields.Boolean(load_default=False, metadata={"description": "Whether it was a tablet that people share"})
    resume = fields.String(
        load_default="", metadata={"description": "The code of saved answers that these go on with: they count once"}
    )
    website = fields.String(
        load_default="", metadata={"description": "Leave it out: a field of the form that only robots fill in"}
    )


class StoredResponse(Schema):
    """What the sender gets once the response is stored for good."""

    id = fields.String(metadata={"description": "The id that the sender gave"})
    response_id = fields.String(metadata={"description": "The id of the response in adborth"})
    receipt = fields.String(metadata={"description": "The code that belongs to this response alone"})
    received_at = fields.AwareDateTime(format="iso")
    late = fields.Boolean(metadata={"description": "It came after the closing: stored, and put aside for the team"})


class OptionShown(Schema):
    """An option in the language asked for."""

    key = fields.String()
    text = fields.String()
    other = fields.Boolean(metadata={"description": "Whether it asks for own words"})
    permits = fields.List(fields.String())


class ShowWhenShown(Schema):
    """The earlier question, and the options of which one has to be chosen there."""

    question = fields.String()
    values = fields.List(fields.String(), data_key="is")


class QuestionShown(Schema):
    """A question in the language asked for."""

    key = fields.String()
    type = fields.String()
    text = fields.String()
    help = fields.String()
    required = fields.Boolean()
    max_length = fields.Integer(metadata={"description": "The most characters of an answer"})
    codebook = fields.String(allow_none=True)
    options = fields.List(fields.Nested(OptionShown), metadata={"description": "What can be chosen; else empty"})
    least_choices = fields.Integer()
    most_choices = fields.Integer(metadata={"description": "0: as many as there are"})
    show_when = fields.Nested(ShowWhenShown, allow_none=True, metadata={"description": "Ask only then; null: always"})


class SurveyListed(Schema):
    """An open survey, in the language asked for where it has that, else in its first."""

    slug = fields.String()
    version = fields.Integer()
    title = fields.String()
    language = fields.String(metadata={"description": "The language that the texts are in"})
    languages = fields.List(fields.String())
    url = fields.String(metadata={"description": "The path of the form"})
    closes_at = fields.AwareDateTime(format="iso", allow_none=True)


class SurveyShown(SurveyListed):
    """A survey with its questions."""

    intro = fields.String()
    invitations = fields.String(
        metadata={"description": "none: everybody may answer; personal or anonymous: a response needs `invite`"}
    )
    questions = fields.List(fields.Nested(QuestionShown))


class SurveyList(Schema):
    """Open surveys."""

    items = fields.List(fields.Nested(SurveyListed))
    next = next_of()


class LanguageWanted(Schema):
    """The language to show texts in."""

    lang = fields.String(
        load_default="",
        validate=[validate.Length(max=35), STORABLE],
        metadata={"description": "A language code, such as cy; the survey's first where it does not have that"},
    )


class SurveysWanted(PageWanted, LanguageWanted):
    """Which page of the open surveys."""


def shown(survey: Survey, wanted: str) -> dict[str, object]:
    """A survey as the API shows it in the wanted language, or in its first."""
    language = survey.language_for(wanted)
    questions = [
        {
            "key": question.key,
            "type": question.kind,
            "text": question.text.said_in(language),
            "help": question.help.said_in(language),
            "required": question.required,
            "max_length": question.limit,
            "codebook": question.codebook,
            "options": [
                {"key": each.key, "text": each.text.said_in(language), "other": each.other, "permits": each.permits}
                for each in question.choices
            ],
            "least_choices": question.least,
            "most_choices": question.most,
            "show_when": question.show_when,
        }
        for question in survey.questions
    ]
    return {
        "slug": survey.slug,
        "version": survey.version,
        "title": survey.title.said_in(language),
        "intro": survey.intro.said_in(language),
        "language": language,
        "languages": list(survey.languages),
        "url": f"/s/{survey.slug}",
        "closes_at": survey.closes_at,
        "invitations": survey.admission.invitations.value,
        "questions": questions,
    }
