"""`adborth code`: the engine without services, from a table of answers to a table or page of codings."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from services.analysis.application.coder import Coder
from services.analysis.engine.built_in import built_in_coder
from services.cli.failures import CommandFailed
from services.cli.reviewed import ReviewedCoder
from services.cli.tables.answers import Columns, rows_of
from services.cli.tables.coded_row import CodedRow
from services.cli.tables.registry import writer_for
from services.cli.tables.replacing import replacing
from shared.contracts.errors import CodedError

_BATCH = 500
_IN = click.Path(exists=True, dir_okay=False, path_type=Path)
_OUT = click.Path(dir_okay=False, writable=True, path_type=Path)


@dataclass
class _Tally:
    """How many answers went through, and how many of them were given a code."""

    answers: int = 0
    coded: int = 0


@click.command()
@click.argument("source", metavar="IN.{csv,jsonl,xlsx}", type=_IN)
@click.option("--codebook", default="improvement", show_default=True, help="The codebook to code with.")
@click.option("--text-column", required=True, help="The column that holds the answers.")
@click.option("--question-column", help="The column that holds the question each answer replies to.")
@click.option("--id-column", help="The column that names a row. [default: the row's number]")
@click.option("--model", type=_IN, help="A model made by `adborth train`. [default: the codebook's own]")
@click.option("--reviewed", type=_IN, help="JSON lines of what people decided: it holds where text and question agree.")
@click.option("--out", required=True, type=_OUT, help="Ends in .jsonl, .csv, .xlsx or .html (a report to read).")
def code(
    source: Path, codebook: str, model: Path | None, reviewed: Path | None, out: Path, **columns: str | None
) -> None:
    """Code the answers in a table."""
    read_columns = Columns(str(columns["text_column"]), columns["question_column"], columns["id_column"])
    tally = _Tally()
    try:
        rows, write = rows_of(source, read_columns), writer_for(out)
        built_in = built_in_coder(codebook, model)
        coder = ReviewedCoder.of(built_in, reviewed) if reviewed else built_in
        with replacing(out) as beside:
            write(beside, _coded(rows, read_columns, coder, tally), coder.codebook)
    except (CodedError, OSError) as error:
        raise CommandFailed(str(error)) from error
    click.echo(f"Coded {tally.answers:,} answers, {tally.coded:,} with at least one code: {out}", err=True)


def _coded(rows: Iterator[dict[str, str]], columns: Columns, coder: Coder, tally: _Tally) -> Iterator[CodedRow]:
    while batch := list(itertools.islice(rows, _BATCH)):
        found = coder.code([columns.answer(row) for row in batch])
        for row, coding in zip(batch, found, strict=True):
            tally.answers += 1
            tally.coded += bool(coding.codings)
            yield CodedRow(row.get(columns.id, "") if columns.id else str(tally.answers), coding)
