"""Bars and what they say, alike in every chart of a file."""

from collections.abc import Sequence

from flask_babel import gettext as _

from services.reports.domain.report_content import Bar
from services.reports.entrypoints.wording import found, percent
from services.reports.findings.facets import FacetLine
from services.reports.findings.lines import CodeLine, ThemeLine
from services.reports.findings.split import Cell


def bar_of(label: str, line: CodeLine | ThemeLine | FacetLine | Cell) -> Bar:
    """The bar of a line; without a share where its figures are kept back."""
    if line.n is None:
        return Bar(label, _("hidden"))
    if line.share is None:
        return Bar(label, found(line.n))
    share = line.share
    return Bar(label, f"{percent(share.estimate)}, {found(line.n)}", share.estimate, share.low, share.high)


def seen(title: str, bars: Sequence[Bar]) -> str:
    """What a chart shows, for those who can't see it; all its figures stand in the table."""
    told = "; ".join(f"{bar.label}: {bar.words}" for bar in bars)
    return str(_("Bar chart: %(title)s. %(bars)s.", title=title, bars=told))


def axis(full: float) -> str:
    """How long a full bar is."""
    return str(_("Estimated shares. A full bar is %(share)s; the dark line is the 95%% interval.", share=percent(full)))
