"""What looking through the words of a survey needs from outside, as a protocol."""

from typing import Protocol

from services.reports.domain.crossing import Crossed, Matched
from services.reports.domain.filters import AnswerFound, Filter
from services.reports.domain.quotes import Place


class Finder(Protocol):
    """The words of a survey as a search sees them; its cost may grow with the answers."""

    def answers(self, wanted: Filter, before: Place | None, limit: int) -> list[AnswerFound]:
        """The coded answers that are as the filter wants them, newest first, older than `before`."""
        ...

    def matched(self, wanted: Filter, total: int) -> Matched:
        """Of all responses, `total`, how many have such an answer, and how many of those bear each code in it."""
        ...

    def crossed(self, wanted: Filter) -> Crossed:
        """The coded answers to the filter's question by the attributes it names and the traits it asks for."""
        ...
