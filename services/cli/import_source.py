"""A file that was named on the command line, and how its questions are to be understood."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from services.cli.import_report import reason
from services.intake.domain.errors import UnreadableFile
from services.intake.domain.mappings import targets_of
from services.intake.domain.surveys import Survey
from services.intake.importers.incoming import Source, source_of
from services.intake.importers.opening import SUFFIXES, open_export
from services.intake.importers.presets import PRESETS
from services.intake.importers.reading import AUTO, Export

KINDS: Final = (AUTO, *PRESETS)
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


def opened_export(file: Path, preset: str) -> Export:
    """The file as the export of a tool. Raises Unusable."""
    if file.suffix.lower() not in SUFFIXES:
        raise Unusable(f"{file.name}: only {', '.join(SUFFIXES)} can be imported.")
    try:
        return open_export(file, preset)
    except UnreadableFile as error:
        raise Unusable(f"{file.name} can't be used: {reason(error)}.") from None


def source_asked(export: Export, wanted: Asked, survey: Survey) -> Source:
    """The file as it comes into the survey. Raises Unusable where what was typed does not fit it; UnreadableFile."""
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
