"""`adborth export`: a survey's responses to work on, or its report to read, as one file."""

from pathlib import Path
from typing import Final

import click

from services.cli.failures import CommandFailed
from services.cli.options import data_option
from services.cli.tables.replacing import replacing
from services.embedded import drain_if_alone
from services.reports.application.export_responses import take_responses
from services.reports.application.exporting import Exporting, MadeFile, Told, told_by_number, told_newest, told_now
from services.reports.config import read_settings
from services.reports.domain.errors import ReportNotFound
from services.reports.domain.publication_errors import PublicationNotFound
from services.reports.domain.surveys import SurveyKey
from services.reports.entrypoints.data_sets import data_set
from services.reports.entrypoints.export_content import content_of
from services.reports.main import build_reports
from shared.contracts.teams import DEFAULT_TEAM
from shared.web.languages import LANGUAGES

_REPORTS: Final = {"pdf": "report.pdf", "docx": "report.docx", "pptx": "slides.pptx"}
_DATA: Final = ("csv", "jsonl", "xlsx", "qdpx")


@click.command("export")
@click.option("--survey", "slug", required=True, metavar="SLUG", help="The survey.")
@click.option(
    "--format",
    "ending",
    required=True,
    type=click.Choice([*_DATA, *_REPORTS]),
    help="What to write: data, or a report.",
)
@click.option("--out", required=True, type=click.Path(dir_okay=False, writable=True, path_type=Path), help="The file.")
@click.option("--language", type=click.Choice(list(LANGUAGES)), default="en", show_default=True, help="Its language.")
@click.option("--publication", type=click.IntRange(1, 999_999), help="A published number, instead of the newest.")
@data_option
def export(slug: str, ending: str, out: Path, data: Path, **chosen: str | int | None) -> None:
    """Write a survey as a file.

    csv, jsonl, xlsx and qdpx hold its responses with personal data masked and small groups left out; pdf, docx and
    pptx hold what was published, or the report as it is now, marked as a draft.
    """
    drain_if_alone(data)
    key, language, number = SurveyKey(DEFAULT_TEAM, slug), str(chosen["language"]), chosen["publication"]
    reports = build_reports(read_settings(data))
    try:
        reports.migrations.upgrade()
        told = _told(key, int(number) if number else None, ending, reports.exporting)
        made = _made(told, ending, language, reports.exporting)
        with replacing(out) as beside:
            beside.write_bytes(made.content)
    except ReportNotFound:
        raise CommandFailed(f"There is no survey {slug!r}.") from None
    except PublicationNotFound:
        raise CommandFailed(f"{slug!r} has no publication {number}.") from None
    except OSError as error:
        raise CommandFailed(f"{out} can't be written: {error.strerror}.") from None
    finally:
        reports.close()
    what = "draft" if told.number is None else f"publication {told.number}"
    click.echo(f"{out}: {slug}, " + ("responses" if ending in _DATA else what))


def _told(key: SurveyKey, number: int | None, ending: str, desk: Exporting) -> Told:
    if number is not None:
        return told_by_number(key, number, desk=desk.publishing)
    return (told_now if ending in _DATA else told_newest)(key, desk=desk.publishing)


def _made(told: Told, ending: str, language: str, desk: Exporting) -> MadeFile:
    if ending in _REPORTS:
        return desk.files.make(_REPORTS[ending], content_of(told, language))
    shelf = desk.publishing.shelf
    taken = take_responses(told.key, source=desk.responses, shelf=shelf)
    return desk.data.make_data(ending, data_set(told, taken, shelf, language))
