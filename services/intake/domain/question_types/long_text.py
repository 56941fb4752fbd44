"""A question that is answered in as many words as it takes."""

from services.intake.domain.question_types.question_type import Control, QuestionType


class LongText(QuestionType):
    """Several lines of text."""

    name = "long_text"
    control = Control.TEXT_AREA
    takes = frozenset({"longest", "codebook"})
    longest = 10_000
    rows = 5
    free_text = True
