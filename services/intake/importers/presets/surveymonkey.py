"""SurveyMonkey: two rows of headings; the respondent's id is the id that its webhooks and its API tell."""

from typing import Final

from services.intake.importers.clocks import day_comes_first
from services.intake.importers.grid import Cells, cell
from services.intake.importers.layout import Asked, Head, Layout, Preset
from services.intake.importers.presets.columns import asked_in
from services.intake.importers.presets.two_rows import questions_of

_ABOUT_THEM: Final = (
    "respondent id", "collector id", "start date", "end date", "date created", "date modified", "ip address",
    "email address", "first name", "last name", "custom data 1", "custom data", "response status", "status",
    "collector", "language",
)  # fmt: skip
_UNFINISHED: Final = frozenset({"partial", "incomplete", "disqualified", "overquota", "over quota"})


class SurveyMonkey:
    """Moments are American unless the column shows otherwise."""

    name = "surveymonkey"
    provider = "surveymonkey"

    def recognises(self, head: Head) -> float:
        """By the ids in front."""
        if not head.has("Respondent ID"):
            return 0.0
        return 1.0 if head.has("Collector ID") else 0.7

    def layout(self, head: Head) -> Layout:
        """A file that somebody tidied to a single row of headings is read as well."""
        id_at = head.position("Respondent ID")
        headers = 1 if cell(head.rows[1] if len(head.rows) > 1 else (), id_at) else 2
        time_at = head.position("Date Modified", "End Date", "Date Created", "Start Date")
        status_at = head.position("Response Status", "Status")
        return Layout(
            headers=headers,
            questions=self._questions(head, headers),
            id_at=id_at,
            time_at=time_at,
            day_first=day_comes_first(head.below(time_at, headers), usually=False),
            language_at=head.position("Language"),
            completed=lambda cells: _finished(cells, status_at),
        )

    def _questions(self, head: Head, headers: int) -> tuple[Asked, ...]:
        if headers == 1:
            return tuple(asked_in(head, lambda heading: heading.casefold() in _ABOUT_THEM))
        return tuple(questions_of(head, _ABOUT_THEM))


def _finished(cells: Cells, status_at: int | None) -> bool:
    return cell(cells, status_at).casefold() not in _UNFINISHED


PRESET: Final[Preset] = SurveyMonkey()
