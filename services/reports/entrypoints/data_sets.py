"""Words a survey's responses as the data set that files of data are made of."""

from flask_babel import gettext as _

from services.reports.application.export_responses import ResponsesTaken
from services.reports.application.exporting import Told
from services.reports.application.read_report import Shelf
from services.reports.domain.coded_project import Project
from services.reports.domain.data_set import DataSet
from services.reports.domain.report_content import Sheet
from services.reports.entrypoints.export_content import content_of
from services.reports.entrypoints.feed import COLUMNS, rows_of
from services.reports.entrypoints.speaking import speaking
from services.reports.entrypoints.telling import in_language


def data_set(told: Told, taken: ResponsesTaken, shelf: Shelf, language: str) -> DataSet:
    """The responses with titles in this language, and all figures by all groups with those hidden that are small."""
    content = content_of(told, language)
    with speaking(language):
        titles = {part.key: in_language(part.text) for part in taken.report.questions}
        title = in_language(taken.report.title)
        figures = Sheet(_("Figures"), COLUMNS, tuple(rows_of(told.key, shelf)))
        responses = taken.table.sheet(_("Responses"))
    project = Project(told.key.slug, title, content.themes, taken.table.sources(titles))
    return DataSet(content, responses, taken.table.objects(), figures, project)
