"""A question that is answered by one of a few options."""

from services.intake.domain.question_types.choosing import ChoiceType


class OneChoice(ChoiceType):
    """One option, perhaps with own words."""

    name = "one_choice"
