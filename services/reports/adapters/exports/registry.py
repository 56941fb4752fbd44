"""Which files there are of a report: a new format is one module and one line here."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from services.reports.adapters.exports.audio_script import script_txt
from services.reports.adapters.exports.docx_report import report_docx
from services.reports.adapters.exports.pdf_report import report_pdf, tips_pdf
from services.reports.adapters.exports.pictures import chart_png, chart_svg
from services.reports.adapters.exports.pptx_slides import slides_pptx
from services.reports.adapters.exports.qdpx_project import report_qdpx
from services.reports.adapters.exports.workbook import report_xlsx
from services.reports.domain.report_content import Chart, ReportContent

_OFFICE: Final = "application/vnd.openxmlformats-officedocument"


class Format(NamedTuple):
    """How a file is made, and what it is."""

    make: Callable[[ReportContent], bytes]
    mimetype: str


class Picture(NamedTuple):
    """How a picture of a chart is made in a language, and what it is."""

    make: Callable[[Chart, str], bytes]
    mimetype: str


FORMATS: Final[Mapping[str, Format]] = {
    "report.pdf": Format(report_pdf, "application/pdf"),
    "tips.pdf": Format(tips_pdf, "application/pdf"),
    "slides.pptx": Format(slides_pptx, f"{_OFFICE}.presentationml.presentation"),
    "report.docx": Format(report_docx, f"{_OFFICE}.wordprocessingml.document"),
    "figures.xlsx": Format(report_xlsx, f"{_OFFICE}.spreadsheetml.sheet"),
    "script.txt": Format(script_txt, "text/plain"),
    "quotes.qdpx": Format(report_qdpx, "application/zip"),
}
PICTURES: Final[Mapping[str, Picture]] = {
    "svg": Picture(chart_svg, "image/svg+xml"),
    "png": Picture(chart_png, "image/png"),
}
