"""Single charts as pictures, to be put into other papers and pages."""

from services.reports.adapters.exports.svg_chart import svg_of
from services.reports.adapters.exports.typesetting import png_of
from services.reports.domain.report_content import Chart


def chart_svg(chart: Chart, language: str) -> bytes:
    """A drawing that stays sharp."""
    return svg_of(chart, language).encode()


def chart_png(chart: Chart, language: str) -> bytes:
    """A picture, where drawings can't be shown."""
    return png_of("chart.typ", {"svg": svg_of(chart, language)})
