"""One file of a survey for a command: its responses, or the report that was published or is being written."""

from typing import Final, NamedTuple

from services.reports.application.export_responses import take_responses
from services.reports.application.exporting import Exporting, MadeFile, Told, told_by_number, told_newest, told_now
from services.reports.domain.surveys import SurveyKey
from services.reports.entrypoints.data_sets import data_set
from services.reports.entrypoints.export_content import content_of

REPORTS: Final = {"pdf": "report.pdf", "docx": "report.docx", "pptx": "slides.pptx"}
DATA: Final = ("csv", "jsonl", "xlsx", "qdpx")


class Wanted(NamedTuple):
    """The format and language of a file, and of which number, where one is named."""

    ending: str
    language: str
    number: int | None


def exported(key: SurveyKey, wanted: Wanted, desk: Exporting) -> tuple[MadeFile, str]:
    """The file, and what it is in a word. Raises ReportNotFound, PublicationNotFound."""
    told = _told(key, wanted, desk)
    if wanted.ending in REPORTS:
        what = "draft, not published" if told.number is None else f"publication {told.number}"
        return desk.files.make(REPORTS[wanted.ending], content_of(told, wanted.language)), what
    shelf = desk.publishing.shelf
    taken = take_responses(key, source=desk.responses, shelf=shelf)
    made = desk.data.make_data(wanted.ending, data_set(told, taken, shelf, wanted.language))
    return made, f"{taken.report.totals.responses:,} responses"


def _told(key: SurveyKey, wanted: Wanted, desk: Exporting) -> Told:
    if wanted.number is not None:
        return told_by_number(key, wanted.number, desk=desk.publishing)
    return (told_now if wanted.ending in DATA else told_newest)(key, desk=desk.publishing)
