"""The figures, quotes and codes of a document as programs take them."""

from collections.abc import Iterator

from flask_babel import gettext as _

from services.reports.domain.report_content import CodedQuote, Sheet, ThemeNamed
from services.reports.entrypoints.answering_words import ANSWER_COLUMNS, answer_rows
from services.reports.entrypoints.csv_table import COLUMNS
from services.reports.entrypoints.export_facets import FACET_COLUMNS, facet_rows
from services.reports.entrypoints.public_files import QUOTE_COLUMNS, figure_rows, quote_rows
from services.reports.entrypoints.telling import in_language
from services.reports.findings.lines import ThemeLine
from services.reports.findings.thawing import Published


def sheets(published: Published) -> tuple[Sheet, ...]:
    """The same rows as in the tables beside its page."""
    answered = tuple(answer_rows(published))
    answers = (Sheet(_("You said, we did"), ANSWER_COLUMNS, answered),) if answered else ()
    spoken = (Sheet(_("How people speak"), FACET_COLUMNS, tuple(facet_rows(published))),) if published.facets else ()
    return (
        Sheet(_("Figures"), COLUMNS, tuple(figure_rows(published))),
        *spoken,
        Sheet(_("Quotes"), QUOTE_COLUMNS, tuple(quote_rows(published))),
        *answers,
    )


def themes_named(published: Published) -> tuple[ThemeNamed, ...]:
    """Themes and codes by their titles."""
    return tuple(
        ThemeNamed(
            theme.theme, in_language(theme.title), tuple((code.code, in_language(code.title)) for code in theme.codes)
        )
        for theme in published.themes
    )


def coded_quotes(published: Published) -> Iterator[CodedQuote]:
    """The quotes that stand, each with its code."""
    for each in published.quotes:
        if each.text is not None:
            yield CodedQuote(each.id, each.code, in_language(published.question_text(each.question)), each.text)


def _named(theme: ThemeLine) -> ThemeNamed:
    codes = tuple((code.code, in_language(code.title)) for code in theme.codes)
    return ThemeNamed(theme.theme, in_language(theme.title), codes)
