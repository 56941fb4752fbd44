"""A question that is answered by yes or no."""

from collections.abc import Iterator
from typing import Final

from services.intake.domain.question_types.choosing import ChoiceType
from services.intake.domain.question_types.question_type import Asked, Option
from services.intake.domain.wording import Wording

# Welsh has no single yes: a survey gives its own words as options where the question asks for "Oes" or "Ydw".
_YES: Final = Option(key="yes", text=Wording({"en": "Yes", "cy": "Ie"}))
_NO: Final = Option(key="no", text=Wording({"en": "No", "cy": "Na"}))


class YesNo(ChoiceType):
    """`yes` or `no`; the survey may give the two options words of its own."""

    name = "yes_no"
    takes = frozenset({"options", "attribute"})

    def rules(self, asked: Asked) -> Iterator[str]:
        """Options of its own are these two."""
        yield from super().rules(asked)
        if asked.options and [option.key for option in asked.options] != ["yes", "no"]:
            yield "options of a yes_no question must have the keys yes and no"
        if any(option.other for option in asked.options):
            yield "options of a yes_no question take no own words"

    def choices(self, asked: Asked) -> tuple[Option, ...]:
        """Yes and no."""
        return asked.options or (_YES, _NO)
