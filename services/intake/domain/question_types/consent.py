"""A question by which people say what may happen with their words."""

from collections.abc import Iterator
from typing import Final

from services.intake.domain.question_types.choosing import ChoiceType
from services.intake.domain.question_types.question_type import Asked

PERMITS: Final = ("quote", "contact")
"""What an option can permit: that words are quoted without a name, that the person is contacted."""


class Consent(ChoiceType):
    """One option; what it permits is kept with the response. A consent says nothing by itself."""

    name = "consent"
    takes = frozenset({"options"})
    says = False
    asks_consent = True

    def rules(self, asked: Asked) -> Iterator[str]:
        """Something can be permitted, and it can be refused."""
        yield from super().rules(asked)
        if any(permit not in PERMITS for option in asked.options for permit in option.permits):
            yield f"permits must be a list of {', '.join(PERMITS)}"
        if all(option.permits for option in asked.options) or not any(option.permits for option in asked.options):
            yield "one option must permit something and one nothing"
        if any(option.other for option in asked.options):
            yield "options of a consent take no own words"
