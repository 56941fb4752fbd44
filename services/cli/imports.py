"""`adborth import`: a file of cards into a survey, beside a running adborth or without one."""

import time
from pathlib import Path
from typing import Final

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from services.cli.opened_intake import opened_intake
from services.cli.options import data_option
from services.embedded import drain_if_alone
from services.intake.application.import_rows import Imported, import_rows
from services.intake.domain.errors import Fault, SurveyNotFound, UnreadableFile
from services.intake.entrypoints.sentences import sentence
from services.intake.importers import IMPORTERS
from services.intake.importers.table import Table
from services.intake.main import Intake

_UNUSABLE: Final = 2
_SHORTEST_REST_SECONDS: Final = 0.005
_REASONS: Final = {
    "empty": "the file holds no column names",
    "columns-twice": "two columns have the same name",
    "not-utf-8": "line {line} is not UTF-8: save the file as 'CSV UTF-8'",
    "quote-never-closed": "a quotation mark that opens in the row of line {line} is never closed",
    "no-known-column": "no column is a question of the survey. Columns: {columns}. Questions: {keys}",
}


class Unusable(click.ClickException):
    """Nothing of the file can be imported."""

    exit_code = _UNUSABLE


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--survey", "slug", required=True, metavar="SLUG", help="The survey that the cards belong to.")
@data_option
def import_file(file: Path, slug: str, data: Path) -> None:
    """Import the cards in FILE: a column per question, named by its key.

    Optional columns: id, language, received_at. Importing a file again changes nothing. Rows that can't be stored
    are listed with their line; exit code 2 when nothing of the file can be used.
    """
    table = _read(file)
    with opened_intake(data) as intake:
        imported = _import(table, slug, intake)
    _report(file, imported)
    drain_if_alone(data)


def _read(file: Path) -> Table:
    read = IMPORTERS.get(file.suffix.lower())
    if read is None:
        raise Unusable(f"{file.name}: only {', '.join(IMPORTERS)} can be imported.")
    try:
        return read(file.read_bytes())
    except UnreadableFile as error:
        raise Unusable(f"{file.name} can't be used: {_reason(error)}.") from None


def _import(table: Table, slug: str, intake: Intake) -> Imported:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("importing", total=len(table.rows), visible=False)
        began = time.monotonic()

        def after_batch(rows: int) -> None:
            nonlocal began
            progress.update(task, advance=rows, visible=True)
            # As long a rest as the work took, so that the form next door finds the database free half of the time.
            time.sleep(max(_SHORTEST_REST_SECONDS, time.monotonic() - began))
            began = time.monotonic()

        try:
            return import_rows(table, slug, desk=intake.desk, after_batch=after_batch)
        except SurveyNotFound:
            raise Unusable(f"There is no survey {slug!r}. There are: {_slugs(intake)}.") from None
        except UnreadableFile as error:
            raise Unusable(f"This file can't be used: {_reason(error)}.") from None


def _report(file: Path, imported: Imported) -> None:
    for refusal in imported.refused:
        click.echo(f"{file.name}:{refusal.line}: {'; '.join(map(_told, refusal.faults))}")
    if imported.ignored:
        click.echo(f"Columns that are no question and were left out: {', '.join(imported.ignored)}")
    refused = len(imported.refused)
    click.echo(f"{imported.stored:,} stored, {imported.known:,} already there, {refused:,} refused")


def _told(fault: Fault) -> str:
    return f"{fault.question}: {sentence(fault)}" if fault.question else sentence(fault)


def _reason(error: UnreadableFile) -> str:
    told = {name: ", ".join(map(str, v)) if isinstance(v, list) else v for name, v in error.details.items()}
    return _REASONS[str(error.details["reason"])].format(**told)


def _slugs(intake: Intake) -> str:
    return ", ".join(survey.slug for survey in intake.surveys()) or "none"
