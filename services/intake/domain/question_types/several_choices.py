"""A question that is answered by any of a few options."""

from collections.abc import Iterator

from services.intake.domain.errors import Fault
from services.intake.domain.question_types.choosing import ChoiceType
from services.intake.domain.question_types.question_type import Asked, Control


class SeveralChoices(ChoiceType):
    """As many options as the question allows. It is no attribute: a response would stand in several groups."""

    name = "several_choices"
    control = Control.ANY_OF
    takes = frozenset({"options", "longest", "least", "most"})

    def rules(self, asked: Asked) -> Iterator[str]:
        """The bounds can be kept with the options there are."""
        yield from super().rules(asked)
        most = asked.most or len(asked.options)
        if not 0 <= asked.least <= most <= len(asked.options):
            yield "least_choices must not exceed most_choices, nor either the number of options"

    def count_fault(self, asked: Asked, count: int) -> Fault | None:
        """Fewer or more than the question allows."""
        if count < asked.least:
            return Fault("answer-too-few", asked.key, {"least": asked.least})
        if asked.most and count > asked.most:
            return Fault("answer-too-many", asked.key, {"most": asked.most})
        return None
