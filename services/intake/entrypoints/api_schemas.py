"""The JSON of intake's API, in and out; OpenAPI is made from these."""

from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields

from services.intake.domain.surveys import Survey


class _Texts(fields.Dict):
    """Texts by key; what is wrong is told by the key alone."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        try:
            return super()._deserialize(value, attr, data, **kwargs)  # type: ignore[no-untyped-call]  # marshmallow types it not
        except ValidationError as error:
            if isinstance(error.messages, dict):
                raise ValidationError({key: found["value"] for key, found in error.messages.items()}) from None
            raise


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
        values=fields.String(),
        required=True,
        metadata={"description": "Texts by question key, stored exactly as they are; at least one is not blank"},
    )
    invite = fields.String(
        load_default="",
        metadata={"description": "The invitation's token, where the survey is for people who were invited"},
    )
    shown = fields.String(
        load_default="", metadata={"description": "The stamp of the form's page, where it came from one"}
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


class QuestionShown(Schema):
    """A question in the language asked for."""

    key = fields.String()
    type = fields.String()
    text = fields.String()
    help = fields.String()
    required = fields.Boolean()
    max_length = fields.Integer(metadata={"description": "The most characters of an answer"})
    codebook = fields.String(allow_none=True)


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
    questions = fields.List(fields.Nested(QuestionShown))


class SurveyList(Schema):
    """All open surveys."""

    items = fields.List(fields.Nested(SurveyListed))


class LanguageWanted(Schema):
    """The language to show texts in."""

    lang = fields.String(load_default="", metadata={"description": "A language code, such as cy"})


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
        "questions": questions,
    }
