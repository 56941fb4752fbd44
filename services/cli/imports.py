"""`adborth import`: a file of cards into a survey, beside a running adborth or without one."""

from pathlib import Path
from typing import Final

import click

from services.cli.import_progress import progress_of
from services.cli.import_report import reason, report
from services.cli.opened_intake import opened_intake
from services.cli.options import data_option
from services.embedded import drain_if_alone
from services.intake.application.import_rows import Imported, import_rows
from services.intake.domain.errors import SurveyNotFound, UnreadableFile
from services.intake.importers import IMPORTERS
from services.intake.importers.table import Table
from services.intake.main import Intake

_UNUSABLE: Final = 2


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
    report(file, imported)
    drain_if_alone(data)


def _read(file: Path) -> Table:
    read = IMPORTERS.get(file.suffix.lower())
    if read is None:
        raise Unusable(f"{file.name}: only {', '.join(IMPORTERS)} can be imported.")
    try:
        return read(file.read_bytes())
    except UnreadableFile as error:
        raise Unusable(f"{file.name} can't be used: {reason(error)}.") from None


def _import(table: Table, slug: str, intake: Intake) -> Imported:
    try:
        with progress_of(len(table.rows)) as after_batch:
            return import_rows(table, slug, desk=intake.desk, after_batch=after_batch)
    except SurveyNotFound:
        raise Unusable(f"There is no survey {slug!r}. There are: {_slugs(intake)}.") from None
    except UnreadableFile as error:
        raise Unusable(f"This file can't be used: {reason(error)}.") from None


def _slugs(intake: Intake) -> str:
    return ", ".join(survey.slug for survey in intake.surveys()) or "none"
