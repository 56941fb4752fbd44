"""A survey as a document of plain values, the one form in which files and the database hold it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from services.intake.adapters.admission_documents import ADMISSION_KEYS, admission_from, document_of_admission
from services.intake.domain.errors import InvalidSurvey
from services.intake.domain.question_types import QUESTION_TYPES
from services.intake.domain.questions import Question
from services.intake.domain.surveys import Survey
from services.intake.domain.wording import NOTHING_SAID, Wording

_SURVEY_KEYS = frozenset(
    {"slug", "languages", "title", "intro", "thanks", "closed_message", "opens_at", "closes_at", "questions"}
)
_QUESTION_KEYS = frozenset({"key", "type", "text", "help", "codebook", "required", "max_length"})


def survey_from(document: object) -> Survey:
    """The survey that a document holds; raises InvalidSurvey naming the question and the rule."""
    found = _Part("", document, _SURVEY_KEYS | ADMISSION_KEYS)
    return Survey(
        slug=found.text("slug"),
        languages=tuple(str(language) for language in found.items("languages")),
        title=found.wording("title"),
        intro=found.wording("intro"),
        thanks=found.wording("thanks"),
        closed_message=found.wording("closed_message"),
        opens_at=found.time("opens_at"),
        closes_at=found.time("closes_at"),
        admission=admission_from(found.value),
        questions=tuple(_question(number, item) for number, item in enumerate(found.items("questions"), 1)),
    )


def document_of(survey: Survey) -> dict[str, Any]:
    """The document of a survey: what `survey_from` reads the same survey from, without version and closing by hand."""
    return {
        "slug": survey.slug,
        "languages": list(survey.languages),
        "title": dict(survey.title.texts),
        "intro": dict(survey.intro.texts),
        "thanks": dict(survey.thanks.texts),
        "closed_message": dict(survey.closed_message.texts),
        "opens_at": survey.opens_at.isoformat() if survey.opens_at else None,
        "closes_at": survey.closes_at.isoformat() if survey.closes_at else None,
        **document_of_admission(survey.admission),
        "questions": [
            {
                "key": question.key,
                "type": question.kind,
                "text": dict(question.text.texts),
                "help": dict(question.help.texts),
                "codebook": question.codebook,
                "required": question.required,
                "max_length": question.longest or None,
            }
            for question in survey.questions
        ],
    }


def _question(number: int, item: object) -> Question:
    name = str(item.get("key") or f"number {number}") if isinstance(item, Mapping) else f"number {number}"
    found = _Part(name, item, _QUESTION_KEYS)
    return Question(
        key=found.text("key"),
        kind=found.one_of("type", tuple(QUESTION_TYPES)),
        text=found.wording("text"),
        help=found.wording("help"),
        codebook=found.optional("codebook", str, None),
        required=found.optional("required", bool, False),
        longest=found.optional("max_length", int, 0),
    )


class _Part:
    """A mapping in a document, read key by key; every complaint names the question it is about."""

    def __init__(self, question: str, value: object, allowed: frozenset[str]) -> None:
        self._question = question
        if not isinstance(value, Mapping):
            raise self._broken("must be a mapping of keys to values")
        if unknown := sorted(str(key) for key in value if key not in allowed):
            raise self._broken(f"unknown key {unknown[0]!r}; known are {', '.join(sorted(allowed))}")
        self.value = value

    def text(self, key: str) -> str:
        value = self.value.get(key)
        if not isinstance(value, str) or not value:
            raise self._broken(f"{key} must be a text")
        return value

    def one_of(self, key: str, allowed: Sequence[str]) -> str:
        value = self.text(key)
        if value not in allowed:
            raise self._broken(f"{key} must be one of {', '.join(allowed)}, not {value!r}")
        return value

    def items(self, key: str) -> list[object]:
        value = self.value.get(key)
        if not isinstance(value, list):
            raise self._broken(f"{key} must be a list")
        return value

    def wording(self, key: str) -> Wording:
        value = self.value.get(key)
        if not value:
            return NOTHING_SAID
        if not isinstance(value, Mapping) or not all(isinstance(v, str) for pair in value.items() for v in pair):
            raise self._broken(f"{key} must give a text for each language, such as {{en: …, cy: …}}; quote the code no")
        return Wording({language: text.strip() for language, text in value.items()})

    def time(self, key: str) -> datetime | None:
        value = self.value.get(key)
        if value is None:
            return None
        try:
            moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
        except ValueError:
            raise self._broken(f"{key} must be a time such as 2026-03-01T09:00:00Z") from None
        if moment.tzinfo is None:
            raise self._broken(f"{key} must say its time zone, such as 2026-03-01T09:00:00Z")
        return moment.astimezone(UTC)

    def optional(self, key: str, kind: type[object], missing: Any) -> Any:
        value = self.value.get(key)
        if value is None:
            return missing
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self._broken(f"{key} must be of the type {kind.__name__}")
        return value

    def _broken(self, rule: str) -> InvalidSurvey:
        return InvalidSurvey(question=self._question, rule=rule)
