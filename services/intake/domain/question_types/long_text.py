"""A question that is answered in as many words as it takes."""

from services.intake.domain.question_types.question_type import Control, QuestionType, text_fault

LONG_TEXT = QuestionType("long_text", Control.TEXT_AREA, longest=10_000, rows=5, fault=text_fault)
