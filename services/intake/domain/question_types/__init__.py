"""The registry of question types: a new type is one file beside this one and one line here."""

from services.intake.domain.question_types.long_text import LONG_TEXT
from services.intake.domain.question_types.question_type import QuestionType
from services.intake.domain.question_types.short_text import SHORT_TEXT

QUESTION_TYPES: dict[str, QuestionType] = {
    kind.name: kind
    for kind in (
        LONG_TEXT,
        SHORT_TEXT,
    )
}
