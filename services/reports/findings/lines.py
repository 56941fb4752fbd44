"""The lines of a report: every theme and code of the codebook with its count and share, also what nobody said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from services.reports.domain.attributes import EVERYONE
from services.reports.domain.chances import UNIT, Code
from services.reports.domain.codebooks import Outline, OutlineCode, OutlineTheme
from services.reports.domain.report_rows import Checked, ReportRows
from shared.estimation.shares import Share, expected_share

Title = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CodeLine:
    """The code was found in `n` cases; `share` is estimated, of the cases there are, None while there are none."""

    code: str
    theme: str
    title: Title
    n: int
    share: Share | None


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """`n` cases bear at least one of the theme's codes; `codes` by falling share, then as the codebook has them."""

    theme: str
    title: Title
    n: int
    share: Share | None
    codes: tuple[CodeLine, ...]


@dataclass(frozen=True, slots=True)
class CountsOf:
    """One question or the whole survey: out of `total`, in how many each theme and code was found, and is expected."""

    total: int
    themes: Mapping[str, int]
    codes: Mapping[tuple[str, str], int]
    expected: Mapping[Code, int]
    checked: Checked | None = None

    def share(self, theme: str, code: str = "") -> Share | None:
        """The estimated share of a code; without one, of the theme. By a reviewed sample where there is enough."""
        if self.checked is not None and self.checked.sample.used:
            return self.checked.share(Code(theme, code))
        return share_of(self.expected.get(Code(theme, code), 0), self.total)


def share_of(expected: int, total: int) -> Share | None:
    """The estimated share from a sum of chances."""
    # An answer whose message came after a later version had no codebook for it is in one figure and not in the other.
    return expected_share(min(expected / UNIT, total), total)


def counts_of(question: str, total: int, rows: ReportRows) -> CountsOf:
    """Pick one question's counts out of all, without the zeros that withdrawn answers leave."""
    themes, codes = rows.themes, rows.codes
    return CountsOf(
        total,
        {theme: n for (asked, theme), n in themes.items() if asked == question and n},
        {(at.theme, at.code): n for at, n in codes.items() if at.question == question and n},
        rows.sums_of(EVERYONE, question).expected,
        rows.checked.get(question),
    )


def theme_lines(outlines: Sequence[Outline], counts: CountsOf) -> tuple[ThemeLine, ...]:
    """A line for every theme, in the order of the codebook, so that rows keep their places while cards come in.

    A code that was counted and stands in no outline any more is kept, under its id.
    """
    themes = {theme.id: theme for outline in outlines for theme in outline.themes}
    for theme_id, code_id in sorted(counts.codes):
        theme = themes.get(theme_id) or OutlineTheme(theme_id, {"en": theme_id}, ())
        if all(code.id != code_id for code in theme.codes):
            theme = OutlineTheme(theme.id, theme.title, (*theme.codes, OutlineCode(code_id, {"en": code_id})))
        themes[theme_id] = theme
    return tuple(_theme_line(theme, counts) for theme in themes.values())


def leaders(lines: Sequence[CodeLine] | Sequence[ThemeLine]) -> tuple[CodeLine | ThemeLine, ...]:
    """The line or lines with the highest estimated share among those that were found at all."""
    found = [line for line in lines if line.n]
    most = max(map(_estimate, found), default=0.0)
    return tuple(line for line in found if _estimate(line) == most)


def code_lines(themes: Iterable[ThemeLine]) -> tuple[CodeLine, ...]:
    """The codes of all themes, in their order."""
    return tuple(code for theme in themes for code in theme.codes)


def _theme_line(theme: OutlineTheme, counts: CountsOf) -> ThemeLine:
    codes = [_code_line(theme.id, code, counts) for code in theme.codes]
    n = counts.themes.get(theme.id, 0)
    by_share = tuple(sorted(codes, key=lambda line: (-_estimate(line), -line.n)))
    return ThemeLine(theme.id, theme.title, n, counts.share(theme.id), by_share)


def _estimate(line: CodeLine | ThemeLine) -> float:
    return line.share.estimate if line.share else 0.0


def _code_line(theme: str, code: OutlineCode, counts: CountsOf) -> CodeLine:
    n = counts.codes.get((theme, code.id), 0)
    return CodeLine(code.id, theme, code.title, n, counts.share(theme, code.id))
