"""Which fields a survey's page and a question's page have: a question's follow from what its type takes."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from services.intake.domain.drafts import Draft, Part
from services.intake.domain.question_types import QUESTION_TYPES
from services.intake.domain.question_types.consent import PERMITS
from services.intake.domain.question_types.question_type import QuestionType
from services.intake.domain.questions import SETTINGS, Question
from services.intake.domain.surveys import Survey
from services.intake.domain.wording import Wording
from services.intake.entrypoints.draft_fields import (
    CheckField,
    Field,
    LineField,
    ListField,
    NumberField,
    Posted,
    TimeField,
    WordingField,
    first,
    is_number,
)
from services.intake.entrypoints.draft_rows import AfterField, OptionsField, QuotasField

DRAWN: Final = "drawn"
"""The control that names the fields of a page, since a box that is not ticked is not posted."""
LANGUAGES: Final = "languages-drawn"
"""The control that names the languages in which texts stood on the page."""
ROWS: Final = "option-rows"
"""The control that says how many options stood on the page."""
_MOST_ROWS: Final = 100


def own_fields(languages: Sequence[str]) -> list[Field]:
    """What a survey says of itself."""
    return [
        WordingField("title", languages, rows=1),
        ListField("languages"),
        WordingField("intro", languages, rows=4),
        WordingField("caution", languages),
        WordingField("thanks", languages, rows=3),
        WordingField("closed_message", languages, rows=3),
        TimeField("opens_at", "time"),
        TimeField("closes_at", "time"),
        CheckField("allow_missing_languages", "check"),
        CheckField("save_and_return", "check"),
        NumberField("keep_unfinished_days", "number"),
        LineField("invitations", "invitations"),
        NumberField("most_responses", "number"),
        QuotasField(),
    ]


def question_fields(part: Part, languages: Sequence[str], before: Mapping[str, Sequence[str]]) -> list[Field]:
    """What a question of this part's type says; `before` are the earlier questions that can be hung on."""
    kind = QUESTION_TYPES.get(str(part.get("type")))
    fields: list[Field] = [
        LineField("type", "type"),
        LineField("key"),
        WordingField("text", languages),
        WordingField("help", languages),
        CheckField("required", "check"),
    ]
    if kind is not None:
        fields += [_setting(name, kind, languages) for name in SETTINGS if name in kind.takes]
    return [*fields, AfterField(before)]


def stray_settings(part: Part) -> list[str]:
    """What stands in a question's document and has no meaning for its type."""
    known = {"key", *(field.name for field in question_fields(part, ("en",), {}))}
    return [name for name in part if name not in known] if part.get("type") in QUESTION_TYPES else []


def answers_before(number: int, questions: Mapping[int, Question]) -> dict[str, list[str]]:
    """The questions before this one that have options, each with their keys; what is broken is left out."""
    earlier = (question for place, question in questions.items() if place < number)
    return {question.key: [option.key for option in question.choices] for question in earlier if question.choices}


def fixed_option_keys(question: Question | None) -> frozenset[str]:
    """The keys of options that were published: answers are stored under them."""
    return frozenset(option.key for option in question.options) if question else frozenset()


def published_question(survey: Survey | None, key: object) -> Question | None:
    """The question of this key as it was published, None when it never was."""
    return next((each for each in survey.questions if each.key == key), None) if survey else None


def drawn_in(fields: Sequence[Field], posted: Posted) -> list[Field]:
    """Those of the fields that stood on the page that was posted."""
    drawn = set(first(posted, DRAWN).split())
    return [field for field in fields if field.name in drawn]


def languages_drawn(posted: Posted, draft: Draft) -> tuple[str, ...]:
    """The languages that stood on the page that was posted."""
    return tuple(first(posted, LANGUAGES).split()) or draft.languages


def as_drawn(part: Part, posted: Posted) -> dict[str, Any]:
    """A piece with as many options as stood on the page, whatever became of them meanwhile."""
    rows = first(posted, ROWS)
    number = min(int(rows), _MOST_ROWS) if is_number(rows) else 0
    return {**part, "options": [{} for _ in range(number)]} if number else dict(part)


def _setting(setting: str, kind: QuestionType, languages: Sequence[str]) -> Field:
    name, unset = SETTINGS[setting]
    if setting == "options":
        return OptionsField(
            languages,
            own_words={"options", "longest"} <= kind.takes,
            permits=PERMITS if kind.asks_consent else (),
        )
    if setting == "codebook":
        return LineField(name, "codebook")
    if isinstance(unset, Wording):
        return WordingField(name, languages, rows=1)
    return CheckField(name, "check") if unset is False else NumberField(name, "number")
