"""A candidate model beside the present one, as tables for the people who decide which is used."""

from collections.abc import Sequence
from typing import Final

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from services.analysis.engine.learning import Change, CodeScore
from services.cli.candidate_model import CandidateWritten

_WIDTH: Final = 110
_FEW: Final = 5  # reviews with a code below which its F1 says next to nothing
_MOST_CHANGES: Final = 10
_LONGEST: Final = 160  # characters of an answer
_CAUTION: Final = (
    "The candidate's F1 is that of candidates which had not seen the reviews of the same writer (five folds); the\n"
    "present model may have seen answers like these. A candidate that is not better is not worth using."
)


def show(written: CandidateWritten) -> None:
    """Print F1 over all and by code, then the codings that would change."""
    comparison = written.comparison
    console = Console(highlight=False, width=_WIDTH)
    table = Table("code", "F1 present", "F1 candidate", "reviews", "")
    _add(table, "all codes", comparison.overall)
    table.add_section()
    for code, score in comparison.codes.items():
        if score.n:
            _add(table, code, score)
    console.print(table)
    if unseen := sum(not score.n for score in comparison.codes.values()):
        click.echo(f"{unseen} codes stand in no review.")
    click.echo(f"{_CAUTION}\n{len(comparison.changes):,} of {written.answers:,} codings would change.")
    if comparison.changes:
        console.print(_changes(comparison.changes))


def _add(table: Table, name: str, score: CodeScore) -> None:
    note = "too few to tell" if score.n < _FEW else ""
    table.add_row(escape(name), f"{score.present:.3f}", f"{score.candidate:.3f}", f"{score.n:,}", note)


def _changes(changes: Sequence[Change]) -> Table:
    table = Table("answer", "goes", "comes", show_lines=True)
    for change in changes[:_MOST_CHANGES]:
        words = " ".join(change.answer.text.split())
        quote = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"
        table.add_row(escape(f"“{quote}”"), *(escape(", ".join(codes)) for codes in (change.gone, change.new)))
    if (more := len(changes) - _MOST_CHANGES) > 0:
        table.caption = f"and {more:,} more"
    return table
