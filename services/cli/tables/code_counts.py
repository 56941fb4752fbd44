"""Counts codes and gathers quotes while rows stream by: what the single-file report shows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from services.cli.tables.coded_row import CodedRow, marked_pieces
from shared.codebooks.codebook import Code, Codebook, Theme

MOST_QUOTES: Final = 40  # of a code; the first ones met


@dataclass(frozen=True, slots=True)
class Quote:
    """One answer, cut into pieces that are evidence or not."""

    id: str
    question: str
    pieces: tuple[tuple[str, bool], ...]
    confidence: float


@dataclass
class CodeCounts:
    """Answers in all, without words, without a code, per code and theme and facet; quotes per code."""

    codebook: Codebook
    answers: int = 0
    empty: int = 0
    uncoded: int = 0
    model: str = ""
    codes: Counter[str] = field(default_factory=Counter)
    themes: Counter[str] = field(default_factory=Counter)
    facets: Counter[str] = field(default_factory=Counter)
    quotes: dict[str, list[Quote]] = field(default_factory=dict)

    @property
    def with_words(self) -> int:
        """The answers that shares are shares of."""
        return self.answers - self.empty

    def share(self, count: int) -> float:
        """A count as a percentage of the answers with words."""
        return 100 * count / max(self.with_words, 1)

    def ranked(self) -> list[tuple[Theme, list[Code]]]:
        """Themes in the codebook's order, their codes by falling count."""
        return [(theme, sorted(theme.live, key=lambda code: -self.codes[code.id])) for theme in self.codebook.themes]

    def add(self, row: CodedRow) -> None:
        """Count one row."""
        found = row.found
        self.model = found.model
        self.answers += 1
        self.empty += not found.answer.text.strip()
        self.uncoded += bool(found.answer.text.strip()) and not found.codings
        self.facets.update(found.facets)
        self.codes.update(coding.code for coding in found.codings)
        self.themes.update({coding.theme for coding in found.codings})
        for coding in found.codings:
            quotes = self.quotes.setdefault(coding.code, [])
            if len(quotes) < MOST_QUOTES:
                pieces = tuple(marked_pieces(found.answer.text, coding))
                quotes.append(Quote(row.id, found.answer.question, pieces, coding.confidence))


def count_codes(rows: Iterable[CodedRow], codebook: Codebook) -> CodeCounts:
    """The counts of all rows."""
    counts = CodeCounts(codebook)
    for row in rows:
        counts.add(row)
    return counts
