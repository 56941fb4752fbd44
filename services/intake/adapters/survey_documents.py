"""A survey as a document of plain values, the one form in which files and the database hold it."""

from typing import Any, Final

from services.intake.adapters.admission_documents import ADMISSION_KEYS, admission_from, document_of_admission
from services.intake.adapters.document_parts import Part, wording_document
from services.intake.adapters.question_documents import question_document, question_from
from services.intake.domain.surveys import Survey

_WORDINGS: Final = ("title", "intro", "thanks", "closed_message", "caution")
_SURVEY_KEYS: Final = frozenset(
    {"slug", "languages", *_WORDINGS, "allow_missing_languages", "opens_at", "closes_at", "questions"}
    | {"save_and_return", "keep_unfinished_days"}
)


def survey_from(document: object) -> Survey:
    """The survey that a document holds; raises InvalidSurvey naming the question and the rule."""
    found = Part("", document, _SURVEY_KEYS | ADMISSION_KEYS)
    return Survey(
        slug=found.text("slug"),
        languages=tuple(str(language) for language in found.items("languages")),
        title=found.wording("title"),
        intro=found.wording("intro"),
        thanks=found.wording("thanks"),
        closed_message=found.wording("closed_message"),
        caution=found.wording("caution"),
        allow_missing_languages=found.optional("allow_missing_languages", bool, False),
        opens_at=found.time("opens_at"),
        closes_at=found.time("closes_at"),
        admission=admission_from(found.values),
        save_and_return=found.optional("save_and_return", bool, False),
        keep_unfinished_days=found.optional("keep_unfinished_days", int, 30),
        questions=tuple(question_from(number, item) for number, item in enumerate(found.items("questions"), 1)),
    )


def document_of(survey: Survey) -> dict[str, Any]:
    """The document of a survey: what `survey_from` reads the same survey from, without version and closing by hand."""
    return {
        "slug": survey.slug,
        "languages": list(survey.languages),
        **{name: wording_document(getattr(survey, name)) for name in _WORDINGS},
        "allow_missing_languages": survey.allow_missing_languages,
        "opens_at": survey.opens_at.isoformat() if survey.opens_at else None,
        "closes_at": survey.closes_at.isoformat() if survey.closes_at else None,
        **document_of_admission(survey.admission),
        "save_and_return": survey.save_and_return,
        "keep_unfinished_days": survey.keep_unfinished_days,
        "questions": [question_document(question) for question in survey.questions],
    }
