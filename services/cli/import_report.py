"""What an import tells: every refused row by its line, then the counts; or why a file can't be used."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import click

from services.intake.application.import_rows import Imported
from services.intake.domain.errors import Fault, UnreadableFile
from services.intake.entrypoints.sentences import sentence
from services.intake.importers.incoming import Source
from services.intake.importers.incoming_rows import Incoming
from services.intake.importers.refused_table import refused_line, refused_table
from services.intake.importers.table import Refusal

_REASONS: Final = {
    "empty": "the file holds no column names",
    "columns-twice": "two columns have the same name",
    "undecodable": "it can't be decoded: save it as 'CSV UTF-8'",
    "old-excel": "it is an old Excel workbook (.xls): save it as .xlsx or CSV",
    "no-table": "it is no table: save it as CSV or .xlsx",
    "broken-workbook": "the workbook is damaged, or no workbook at all",
    "workbook-too-large": "the workbook unpacks to more than a file may hold",
    "workbook-with-entities": "the workbook holds definitions that no spreadsheet writes",
    "no-questions": "it holds no column that could be a question. Columns: {columns}",
    "unknown-preset": "there is no such preset. There are: {presets}",
    "not-utf-8": "line {line} is not UTF-8: save the file as 'CSV UTF-8'",
    "quote-never-closed": "a quotation mark that opens in the row of line {line} is never closed",
    "no-known-column": "no column is a question of the survey. Columns: {columns}. Questions: {keys}",
    "no-reference-column": "no column is called email, reference or code. Columns: {columns}",
    "no-such-column": "{column!r} is no column that can be kept. Columns: {columns}",
}


def report(file: Path, imported: Imported) -> None:
    """Print the refusals, the columns that were left out, and the counts."""
    refusals(file, imported.refused)
    if imported.ignored:
        click.echo(f"Columns that are no question and were left out: {', '.join(imported.ignored)}")
    refused = len(imported.refused)
    click.echo(f"{imported.stored:,} stored, {imported.known:,} already there, {refused:,} refused")


def refusals(file: Path, refused: Iterable[Refusal]) -> None:
    """Print each refused row by its line."""
    for refusal in refused:
        click.echo(f"{file.name}:{refusal.line}: {'; '.join(map(_told, refusal.faults))}")


def _told(fault: Fault) -> str:
    return f"{fault.question}: {sentence(fault)}" if fault.question else sentence(fault)


def read_as(source: Source) -> None:
    """Print what a file was taken for, and which of its questions became which of ours."""
    click.echo(f"Read as {source.export.preset.name}.")
    for link in source.mapping.links:
        if link.key:
            click.echo(f"  {link.label or link.ref} → {link.key}")


@contextmanager
def refused_file(path: Path | None, headings: Sequence[Sequence[str]]) -> Iterator[Callable[[Incoming, Refusal], None]]:
    """What is given writes each row that was refused, with the reason, into a table; without a path nothing."""
    if path is None:
        yield lambda row, refusal: None  # noqa: ARG005  because nothing is to be written
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(refused_table(headings, ()))

        def refuse(row: Incoming, refusal: Refusal) -> None:
            file.write(refused_line(row.cells, len(headings[0]), "; ".join(map(_told, refusal.faults))))

        yield refuse


def reason(error: UnreadableFile) -> str:
    """Why a file can't be used, without a full stop."""
    told = {name: ", ".join(map(str, v)) if isinstance(v, list) else v for name, v in error.details.items()}
    return _REASONS[str(error.details["reason"])].format(**told)
