"""Jisc Online Surveys: a table whose first column is the unique response number."""

from typing import Final

from services.intake.importers.clocks import day_comes_first
from services.intake.importers.layout import Head, Layout, Preset
from services.intake.importers.presets.columns import asked_in

_ID: Final = "Unique Response Number"
_TIMES: Final = ("Completion time", "Completed", "Submission date", "Response date")
_ABOUT_THEM: Final = frozenset({_ID.casefold(), *(name.casefold() for name in _TIMES), "start time", "user"})


class JiscOnlineSurveys:
    """Only the id is sure: the vendor describes no further columns."""

    name = "jisc"
    provider = "jisc"

    def recognises(self, head: Head) -> float:
        """By the name of the id."""
        return 0.9 if head.has(_ID) else 0.0

    def layout(self, head: Head) -> Layout:
        """The rest are questions."""
        time_at = head.position(*_TIMES)
        return Layout(
            questions=tuple(asked_in(head, lambda heading: heading.casefold() in _ABOUT_THEM)),
            id_at=head.position(_ID),
            time_at=time_at,
            day_first=day_comes_first(head.below(time_at), usually=True),
        )


PRESET: Final[Preset] = JiscOnlineSurveys()
