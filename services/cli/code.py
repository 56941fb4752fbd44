"""`adborth code`: the engine without services, from a table of answers to a table or page of codings."""

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from services.analysis.application.coder import Coder
from services.analysis.domain.codings import Answer
from services.analysis.engine.artefact import artefact_for
from services.analysis.engine.linear_coder import LinearCoder
from services.cli.failures import CommandFailed
from services.cli.tables.coded_row import CodedRow
from services.cli.tables.errors import TableError
from services.cli.tables.registry import reader_for, writer_for
from shared.codebooks.loading import builtin_codebook
from shared.contracts.errors import CodedError

_BATCH = 500
_IN = click.Path(exists=True, dir_okay=False, path_type=Path)
_OUT = click.Path(dir_okay=False, writable=True, path_type=Path)


@dataclass
class _Tally:
    """How many answers went through, and how many of them were given a code."""

    answers: int = 0
    coded: int = 0


@dataclass(frozen=True)
class _Columns:
    """The columns of the table that are read."""

    text: str
    question: str | None
    id: str | None

    def check(self, path: Path, given: list[str]) -> None:
        """Raise TableError when the table lacks a column, naming those there are."""
        for name in (self.text, self.question, self.id):
            if name is not None and name not in given:
                raise TableError(path, f"there is no column '{name}'; there are: {', '.join(given)}")

    def answer(self, row: dict[str, str]) -> Answer:
        return Answer(row.get(self.text, ""), row.get(self.question, "") if self.question else "")


@click.command()
@click.argument("source", metavar="IN.{csv,jsonl,xlsx}", type=_IN)
@click.option("--codebook", default="improvement", show_default=True, help="The codebook to code with.")
@click.option("--text-column", required=True, help="The column that holds the answers.")
@click.option("--question-column", help="The column that holds the question each answer replies to.")
@click.option("--id-column", help="The column that names a row. [default: the row's number]")
@click.option("--model", type=_IN, help="A model made by `adborth train`. [default: the codebook's own]")
@click.option("--out", required=True, type=_OUT, help="Ends in .jsonl, .csv, .xlsx or .html (a report to read).")
def code(source: Path, codebook: str, model: Path | None, out: Path, **columns: str | None) -> None:
    """Code the answers in a table."""
    read_columns = _Columns(str(columns["text_column"]), columns["question_column"], columns["id_column"])
    tally = _Tally()
    try:
        book = builtin_codebook(codebook)
        rows, write = _rows(source, read_columns), writer_for(out)
        coder = LinearCoder.load(book, model or artefact_for(codebook))
        with _replacing(out) as beside:
            write(beside, _coded(rows, read_columns, coder, tally), book)
    except (CodedError, OSError) as error:
        raise CommandFailed(str(error)) from error
    click.echo(f"Coded {tally.answers:,} answers, {tally.coded:,} with at least one code: {out}", err=True)


def _rows(source: Path, columns: _Columns) -> Iterator[dict[str, str]]:
    rows = reader_for(source)(source)
    first = next(rows, None)
    if first is None:
        raise TableError(source, "holds no rows")
    columns.check(source, list(first))
    return itertools.chain([first], rows)


def _coded(rows: Iterator[dict[str, str]], columns: _Columns, coder: Coder, tally: _Tally) -> Iterator[CodedRow]:
    while batch := list(itertools.islice(rows, _BATCH)):
        found = coder.code([columns.answer(row) for row in batch])
        for row, coding in zip(batch, found, strict=True):
            tally.answers += 1
            tally.coded += bool(coding.codings)
            yield CodedRow(row.get(columns.id, "") if columns.id else str(tally.answers), coding)


@contextmanager
def _replacing(out: Path) -> Iterator[Path]:
    """A place beside `out` that takes its place when all went well: a failure leaves no half a file."""
    beside = out.with_name(f".{os.getpid()}-{out.name}")
    try:
        yield beside
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)
