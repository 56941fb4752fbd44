"""Candidates as a table for people and as an object for programs."""

from collections.abc import Sequence
from typing import Final

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from services.analysis.domain.codings import Answer
from services.analysis.domain.lessons import FEWEST_TO_FIND_IN
from services.analysis.engine.discovery.candidates import Candidate, Discovery

_NARROWEST: Final = 80  # characters
_WIDEST: Final = 160  # also where nobody says how wide it is
_HEADINGS: Final = ("words", "", "answers", "share", "comes back", "the words nearest its centre")


def show(found: Discovery, answers: Sequence[Answer], looked_at: str) -> None:
    """Print a table of the candidates, or that there are too few answers; `looked_at` says which words were read."""
    about = f"Of {found.answers:,} answers, {found.considered:,} have words in {looked_at} that others use too"
    if not found.clusters:
        click.echo(f"{about}: too few to find themes in (at least {FEWEST_TO_FIND_IN} in one language).")
        return
    _print(_table(found, answers))
    click.echo(
        f"{about}; {found.coverage:.0%} of them stand in one of {len(found.candidates)} candidates "
        f"({found.clusters} clusters looked for, of which {found.stability:.0%} comes back from other starts).\n"
        "Candidates are groups of similar words and no findings: read the answers before you make a code of one."
    )


def _table(found: Discovery, answers: Sequence[Answer]) -> Table:
    table = Table(*_HEADINGS, show_lines=True)
    for candidate in found.candidates:
        quotes = "\n".join(f"“{' '.join(words.split())}”" for words in _quoted(candidate, answers))
        share = f"{candidate.size / found.considered:.1%}"
        cells = (", ".join(candidate.words), candidate.language, f"{candidate.size:,}", share)
        table.add_row(*map(escape, (*cells, f"{candidate.stability:.0%}", quotes)))
    return table


def _print(table: Table) -> None:
    console = Console(highlight=False)
    wide = min(_WIDEST, max(_NARROWEST, console.width)) if console.is_terminal else _WIDEST
    Console(highlight=False, width=wide).print(table)


def _quoted(candidate: Candidate, answers: Sequence[Answer]) -> list[str]:
    return [quote.span.of(answers[quote.answer].text) for quote in candidate.quotes]


def as_object(found: Discovery, answers: Sequence[Answer]) -> dict[str, object]:
    """The result with the number of each answer's row from 1, as `adborth code` numbers rows."""
    return {
        "answers": found.answers,
        "considered": found.considered,
        "clusters": found.clusters,
        "coverage": found.coverage,
        "stability": found.stability,
        "candidates": [_candidate_as_object(candidate, answers) for candidate in found.candidates],
    }


def _candidate_as_object(candidate: Candidate, answers: Sequence[Answer]) -> dict[str, object]:
    return {
        "language": candidate.language,
        "words": list(candidate.words),
        "size": candidate.size,
        "cohesion": candidate.cohesion,
        "stability": candidate.stability,
        "quotes": [
            {"id": str(quote.answer + 1), "span": [quote.span.start, quote.span.end], "text": words}
            for quote, words in zip(candidate.quotes, _quoted(candidate, answers), strict=True)
        ],
        "ids": [str(answer + 1) for answer in candidate.answers],
    }
