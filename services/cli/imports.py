"""`adborth import`: a file of cards into a survey, beside a running adborth or without one."""

from pathlib import Path
from typing import Any

import click

from services.cli.import_progress import progress_of
from services.cli.import_report import read_as, reason, refused_file, report
from services.cli.import_source import KINDS, Asked, Unusable, opened_export, source_asked
from services.cli.opened_intake import opened_intake
from services.cli.options import data_option
from services.embedded import drain_if_alone
from services.intake.application.import_rows import Imported, import_source
from services.intake.application.list_surveys import find_survey
from services.intake.domain.errors import SurveyNotFound, UnreadableFile
from services.intake.importers.reading import AUTO, Export
from services.intake.main import Intake


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--survey", "slug", required=True, metavar="SLUG", help="The survey that the cards belong to.")
@click.option("--preset", type=click.Choice(KINDS), default=AUTO, help="The tool that wrote the file.")
@click.option("--map", "links", multiple=True, metavar="QUESTION=KEY", help="Their question is ours; no KEY for none.")
@click.option("--form", "form_id", default="", metavar="ID", help="The form's id in the tool, where ids need it.")
@click.option("--refused", type=click.Path(dir_okay=False, path_type=Path), help="Write refused rows into this CSV.")
@data_option
def import_file(file: Path, data: Path, **asked: Any) -> None:
    """Import the cards in FILE: our own table, or the export of a survey tool.

    Our own table has a column per question, named by its key; optional columns: id, language, received_at. Of other
    tools' exports the questions are guessed by their wording; --map says them. Importing a file again changes nothing.
    Rows that can't be stored are listed with their line; exit code 2 when nothing of the file can be used.
    """
    wanted = Asked(**asked)
    export = opened_export(file, wanted.preset)
    with opened_intake(data) as intake:
        imported = _import(export, wanted, intake)
    report(file, imported)
    drain_if_alone(data)


def _import(export: Export, wanted: Asked, intake: Intake) -> Imported:
    try:
        source = source_asked(export, wanted, find_survey(wanted.slug, reading=intake.desk.open_reading()))
        rows = source.count()
    except SurveyNotFound:
        raise Unusable(f"There is no survey {wanted.slug!r}. There are: {_slugs(intake)}.") from None
    except UnreadableFile as error:
        raise Unusable(f"This file can't be used: {reason(error)}.") from None
    if not source.own:
        read_as(source)
    with refused_file(wanted.refused, source.headings) as refuse, progress_of(rows) as after_batch:
        told = import_source(source, desk=intake.desk, refuse=refuse, after_batch=after_batch)
    return Imported(told.stored, told.known, told.refused, source.ignored)


def _slugs(intake: Intake) -> str:
    return ", ".join(survey.slug for survey in intake.surveys()) or "none"
