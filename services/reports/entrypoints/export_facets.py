"""How people speak, as files tell it: what worked beside what is missing, with bars and a table."""

from collections.abc import Iterator
from typing import Final

from flask_babel import gettext as _

from services.reports.domain.report_content import Chart, Figure, Panel, Row, Said, Section, Table
from services.reports.entrypoints.aspect_words import facet_words, speaking
from services.reports.entrypoints.drawing import scale_of
from services.reports.entrypoints.export_charts import bar_of, seen
from services.reports.entrypoints.telling import share_told
from services.reports.entrypoints.wording import between, number, percent
from services.reports.findings.facets import FacetLine
from services.reports.findings.thawing import Published
from shared.web.languages import current_language

FACETS: Final = "facets"
FACET_COLUMNS: Final = ("facet", "title", "n", "share", "low", "high", "method")


def facet_section(published: Published) -> Section | None:
    """Needs, barriers, successes, plans and offers; None where nobody was found to speak in any of these ways."""
    facets = published.facets
    told = [facet for facet in facets if facet.n]
    if not told:
        return None
    title = str(_("How people speak of it"))
    scale = scale_of(told)
    bars = tuple(bar_of(facet_words(facet), facet) for facet in told)
    axis = _(
        "Shares of responses in which it was found. A full bar is %(share)s; the dark line is the 95%% interval."
        " One response may speak in several ways.",
        share=percent(scale),
    )
    chart = Chart(FACETS, title, seen(title, bars), str(axis), scale, (Panel("", bars),))
    head = _("How people speak"), _("Responses"), _("95%% interval") % ()
    table = Table(title, head, tuple(map(_row, facets)))
    return Section(FACETS, Said(title, current_language()), (Figure(speaking(facets), chart, table),))


def facet_rows(published: Published) -> Iterator[Row]:
    """The same for programs, with the columns above: shares are of what was found, not estimated."""
    for facet in published.facets:
        yield {"facet": facet.facet, "title": facet_words(facet), "n": facet.n, **share_told(facet.share)}


def _row(facet: FacetLine) -> tuple[str, str, str]:
    return facet_words(facet), number(facet.n), between(facet.share) or "–"
