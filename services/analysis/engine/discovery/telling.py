"""Discovery as the use cases know it."""

from collections.abc import Sequence

from services.analysis.domain.codings import AnswerCoding
from services.analysis.domain.lessons import ThemeFound
from services.analysis.engine.discovery.discover import discover_uncovered


def themes_beside(codings: Sequence[AnswerCoding]) -> list[ThemeFound]:
    """The candidates among what no coding speaks of, largest first."""
    return [
        ThemeFound(found.words, found.size, tuple((quote.answer, quote.span) for quote in found.quotes))
        for found in discover_uncovered(codings).candidates
    ]
