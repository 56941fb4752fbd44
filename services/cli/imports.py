"""`adborth import`: a file of cards into a survey, beside a running adborth or without one."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click

from services.cli.import_progress import progress_of
from services.cli.import_report import read_as, reason, refused_file, report
from services.cli.opened_intake import opened_intake
from services.cli.options import data_option
from services.embedded import drain_if_alone
from services.intake.application.import_rows import Imported, import_source
from services.intake.application.list_surveys import find_survey
from services.intake.domain.errors import SurveyNotFound, UnreadableFile
from services.intake.domain.mappings import targets_of
from services.intake.domain.surveys import Survey
from services.intake.importers.incoming import Source, source_of
from services.intake.importers.opening import SUFFIXES, open_export
from services.intake.importers.presets import PRESETS
from services.intake.importers.reading import AUTO, Export
from services.intake.main import Intake

_UNUSABLE: Final = 2


class Unusable(click.ClickException):
    """Nothing of the file can be imported."""

    exit_code = _UNUSABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was typed: the survey, and how the file is to be read."""

    slug: str
    preset: str
    links: tuple[str, ...]
    form_id: str
    refused: Path | None


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--survey", "slug", required=True, metavar="SLUG", help="The survey that the cards belong to.")
@click.option("--preset", type=click.Choice([AUTO, *PRESETS]), default=AUTO, help="The tool that wrote the file.")
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
    if file.suffix.lower() not in SUFFIXES:
        raise Unusable(f"{file.name}: only {', '.join(SUFFIXES)} can be imported.")
    wanted = Asked(**asked)
    export = _open(file, wanted.preset)
    with opened_intake(data) as intake:
        imported = _import(export, wanted, intake)
    report(file, imported)
    drain_if_alone(data)


def _open(file: Path, preset: str) -> Export:
    try:
        return open_export(file, preset)
    except UnreadableFile as error:
        raise Unusable(f"{file.name} can't be used: {reason(error)}.") from None


def _import(export: Export, wanted: Asked, intake: Intake) -> Imported:
    try:
        source = _source(export, wanted, find_survey(wanted.slug, reading=intake.desk.open_reading()))
        rows = source.count()
    except SurveyNotFound:
        raise Unusable(f"There is no survey {wanted.slug!r}. There are: {_slugs(intake)}.") from None
    except UnreadableFile as error:
        raise Unusable(f"This file can't be used: {reason(error)}.") from None
    if not source.own:
        read_as(source)
    with ExitStack() as stack:
        refuse = stack.enter_context(refused_file(wanted.refused, source.headings))
        after_batch = stack.enter_context(progress_of(rows))
        told = import_source(source, desk=intake.desk, refuse=refuse, after_batch=after_batch)
    return Imported(told.stored, told.known, told.refused, source.ignored)


def _source(export: Export, wanted: Asked, survey: Survey) -> Source:
    decisions = dict(_link(each, survey) for each in wanted.links)
    unknown = decisions.keys() - {question.ref for question in export.layout.questions}
    if unknown:
        refs = ", ".join(question.ref for question in export.layout.questions)
        raise Unusable(f"The file has no question {min(unknown)!r}. It has: {refs}.")
    return source_of(export, survey, decisions, preset=wanted.preset, form_id=wanted.form_id)


def _link(told: str, survey: Survey) -> tuple[str, str]:
    ref, found, key = told.rpartition("=")
    if not found or (key and key not in targets_of(survey)):
        raise Unusable(f"--map {told!r}: write QUESTION=KEY with one of {', '.join(targets_of(survey))}.")
    return ref, key


def _slugs(intake: Intake) -> str:
    return ", ".join(survey.slug for survey in intake.surveys()) or "none"
