"""`adborth discover`: what many answers in a table speak of, as candidates for people to look at."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from services.analysis.domain.codings import Answer
from services.analysis.engine.built_in import built_in_coder
from services.analysis.engine.discovery.candidates import Candidate, Discovery
from services.analysis.engine.discovery.discover import LEAST_ANSWERS, discover, discover_uncovered
from services.cli.failures import CommandFailed
from services.cli.tables.answers import Columns, rows_of
from shared.contracts.errors import CodedError

_IN = click.Path(exists=True, dir_okay=False, path_type=Path)
_NARROWEST: Final = 80  # characters; a table that goes to a file is wider
_WIDEST: Final = 160
_HEADINGS: Final = ("words", "", "answers", "share", "comes back", "the words nearest its centre")


@click.command("discover")
@click.argument("source", metavar="FILE.{csv,jsonl,xlsx}", type=_IN)
@click.option("--text-column", required=True, help="The column that holds the answers.")
@click.option("--question-column", help="The column that holds the question each answer replies to.")
@click.option("--codebook", default="improvement", show_default=True, help="What --uncovered codes with first.")
@click.option("--uncovered", is_flag=True, help="Look only at what the codebook does not cover.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON, for programs.")
def discover_command(source: Path, codebook: str, uncovered: bool, as_json: bool, **columns: str | None) -> None:
    """Find groups of answers that speak alike: candidates for codes, which people accept or not."""
    read_columns = Columns(str(columns["text_column"]), columns["question_column"], None)
    try:
        answers = [read_columns.answer(row) for row in rows_of(source, read_columns)]
        found = discover_uncovered(built_in_coder(codebook).code(answers)) if uncovered else discover(answers)
    except (CodedError, OSError) as error:
        raise CommandFailed(str(error)) from error
    if as_json:
        click.echo(json.dumps(_as_object(found, answers), ensure_ascii=False, indent=2))
    else:
        _show(found, answers, "what the codebook leaves" if uncovered else "them")


def _show(found: Discovery, answers: Sequence[Answer], looked_at: str) -> None:
    about = f"Of {found.answers:,} answers, {found.considered:,} have words in {looked_at} that others use too"
    if not found.clusters:
        click.echo(f"{about}: too few to find themes in (at least {LEAST_ANSWERS} in one language).")
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


def _as_object(found: Discovery, answers: Sequence[Answer]) -> dict[str, object]:
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
