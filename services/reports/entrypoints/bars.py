"""Bars and figures of lines as HTML. A split has hundreds: templates took most of a page's time for them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Protocol

from markupsafe import Markup, escape

from services.reports.entrypoints.group_words import GroupTold
from services.reports.entrypoints.wording import figures, found, hidden, percent
from services.reports.findings.split import SplitLine, SplitPart
from shared.estimation.shares import Share
from shared.web.languages import current_language

_SVG: Final = (
    '<svg class="rp-bar" viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
)
_TRACK: Final = '<rect class="rp-track" width="100" height="14"></rect>'
_UNKNOWN: Final = "–"


class Line(Protocol):
    """Whatever has a number and a share: a theme, a code, a facet, a group's cell."""

    @property
    def n(self) -> int | None:
        """In how many answers; None where it is kept back."""

    @property
    def share(self) -> Share | None:
        """The estimated share; None where nobody answered."""


def bar(line: Line, scale: float) -> Markup:
    """The bar of a share and its interval, `scale` at full length; hidden from screen readers, which have the words."""
    return _html(_bar(line, scale))


def value(line: Line) -> Markup:
    """The words beside a bar: share and number, or that they are kept back."""
    return _html(_value(line, current_language()))


def in_cell(line: Line) -> str:
    """The words in a table's cell: share, interval and number, or that they are kept back."""
    return _in_cell(line, current_language())


def group_cells(cells: Iterable[Line]) -> Markup:
    """The cells of groups in a table's row."""
    language = current_language()
    return _html("".join(f'<td class="ad-number">{escape(_in_cell(cell, language))}</td>' for cell in cells))


def group_rows(line: SplitLine, part: SplitPart, groups: Sequence[GroupTold], scale: float, quotes: str = "") -> Markup:
    """A code's rows, one for each group that answered; `quotes` is the address of the code's quotes, if they open."""
    return _html("".join(_rows(line, part, groups, scale, quotes)))


def _rows(line: SplitLine, part: SplitPart, groups: Sequence[GroupTold], scale: float, quotes: str) -> Iterator[str]:
    language = current_language()
    for place, (cell, group, size) in enumerate(zip(line.cells, groups, part.sizes, strict=True)):
        if size == 0:
            continue
        label = f'<span class="rp-label">{escape(group.name)}</span>'
        if quotes and cell.n and group.asked is not None:
            own, address = escape(f"{part.key}-{line.code}-{place}"), escape(f"{quotes}&value={group.asked}")
            label = f'<a class="rp-label" id="{own}" href="{address}">{escape(group.name)}</a>'
        yield f'<li class="rp-row">{label}{_bar(cell, scale)}{_value(cell, language)}</li>\n'


def _bar(line: Line, scale: float) -> str:
    if not line.n or not line.share:
        return f"{_SVG}{_TRACK}</svg>"
    low, share, high = (end / scale * 100 for end in (line.share.low, line.share.estimate, line.share.high))
    return (
        f'{_SVG}{_TRACK}<rect class="rp-share" width="{share:.2f}" height="14"></rect>'
        f'<rect class="rp-interval" x="{low:.2f}" y="6" width="{high - low:.2f}" height="2"></rect></svg>'
    )


def _value(line: Line, language: str) -> str:
    if line.n is None:
        return f'<span class="rp-value rp-hidden">{escape(hidden(language))}</span>'
    share = f"<strong>{escape(percent(line.share.estimate, language))}</strong>" if line.share else ""
    return f'<span class="rp-value">{share} <span>{escape(found(line.n, language))}</span></span>'


def _in_cell(line: Line, language: str) -> str:
    if line.n is None:
        return hidden(language)
    return figures(line.n, line.share, language) if line.share else _UNKNOWN


def _html(drawn: str) -> Markup:
    return Markup(drawn)  # noqa: S704  because every word in it was escaped above
