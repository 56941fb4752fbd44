"""SmartSurvey: what is known of a response in front, then the questions, under one row of headings or two.

The vendor describes no columns: those in front are recognised by several names.
"""

from typing import Final

from services.intake.importers.clocks import day_comes_first
from services.intake.importers.grid import Cells, cell
from services.intake.importers.layout import Asked, Head, Layout, Preset
from services.intake.importers.presets.columns import asked_in
from services.intake.importers.presets.two_rows import questions_of

_IDS: Final = ("UserID", "User ID", "Response ID", "ResponseID", "Respondent ID", "ID")
_TIMES: Final = ("Ended", "Date Ended", "End Date", "Completed Date", "Submitted", "Date Modified", "Started")
_STATUS: Final = ("Status", "Completed", "Completion Status")
_TELLING: Final = frozenset(
    {"userno", "user no", "unique id", "tracking link", "tracking link name", "tracking name", "started", "ended"}
    | {"date started", "date ended", "completed", "user number"}
)
_ABOUT_THEM: Final = tuple(
    _TELLING
    | {name.casefold() for name in (*_IDS, *_TIMES, *_STATUS)}
    | {"name", "email", "email address", "ip address", "ip", "language", "device", "browser", "operating system"}
    | {"time taken", "duration", "country", "start date", "saved", "manual entry", "translation", "response no"}
    | {"progress", "score", "total score", "panel member id", "referrer", "phone", "first name", "last name"}
)
_UNFINISHED: Final = frozenset({"partial", "incomplete", "no", "false", "0", "in progress", "disqualified", "saved"})


class SmartSurvey:
    """A British tool: the day comes first unless the column shows otherwise."""

    name = "smartsurvey"
    provider = "smartsurvey"

    def recognises(self, head: Head) -> float:
        """By an id in front and names beside it that no other tool uses together."""
        headings = {heading.casefold() for heading in head.headings}
        if head.position(*_IDS) is None or head.has("Collector ID") or head.has("Submission ID"):
            return 0.0
        of_its_own = head.position("UserID", "User ID") is not None and len(headings & _TELLING) >= 1
        return 0.85 if of_its_own or len(headings & _TELLING) >= 2 else 0.0

    def layout(self, head: Head) -> Layout:
        """A second row of headings leaves the ids empty."""
        id_at = head.position(*_IDS)
        headers = 1 if cell(head.rows[1] if len(head.rows) > 1 else (), id_at) else 2
        time_at, status_at = head.position(*_TIMES), head.position(*_STATUS)
        return Layout(
            headers=headers,
            questions=self._questions(head, headers),
            id_at=id_at,
            time_at=time_at,
            day_first=day_comes_first(head.below(time_at, headers), usually=True),
            language_at=head.position("Language", "Translation"),
            completed=lambda cells: _finished(cells, status_at),
        )

    def _questions(self, head: Head, headers: int) -> tuple[Asked, ...]:
        if headers == 1:
            return tuple(asked_in(head, lambda heading: heading.casefold() in _ABOUT_THEM))
        return tuple(questions_of(head, _ABOUT_THEM))


def _finished(cells: Cells, status_at: int | None) -> bool:
    return cell(cells, status_at).casefold() not in _UNFINISHED


PRESET: Final[Preset] = SmartSurvey()
