"""A question that is answered in a few words."""

from services.intake.domain.question_types.question_type import Control, QuestionType


class ShortText(QuestionType):
    """One line of text."""

    name = "short_text"
    control = Control.TEXT_LINE
    takes = frozenset({"longest", "codebook"})
    longest = 200
    free_text = True
