"""A question that is answered in a few words."""

from services.intake.domain.question_types.question_type import Control, QuestionType, text_fault

SHORT_TEXT = QuestionType("short_text", Control.TEXT_LINE, longest=200, rows=1, fault=text_fault)
