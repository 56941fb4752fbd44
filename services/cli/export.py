"""`adborth export`: a survey's responses to work on, or its report to read, as one file."""

from pathlib import Path

import click

from services.cli.exported_file import DATA, REPORTS, Wanted, exported
from services.cli.failures import CommandFailed
from services.cli.options import data_option
from services.cli.tables.replacing import replacing
from services.embedded import drain_if_alone
from services.reports.config import read_settings
from services.reports.domain.errors import ReportNotFound
from services.reports.domain.publication_errors import PublicationNotFound
from services.reports.domain.surveys import SurveyKey
from services.reports.main import build_reports
from shared.contracts.teams import DEFAULT_TEAM

_FORMATS = click.Choice([*DATA, *REPORTS])


@click.command("export")
@click.option("--survey", "slug", required=True, metavar="SLUG", help="The survey.")
@click.option("--format", "ending", required=True, type=_FORMATS, help="What to write: responses, or a report.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, writable=True, path_type=Path), help="The file.")
@click.option("--language", type=click.Choice(["en", "cy"]), default="en", show_default=True, help="Its language.")
@click.option("--publication", type=click.IntRange(1, 999_999), help="A published number, instead of the newest.")
@data_option
def export(slug: str, out: Path, data: Path, publication: int | None, **chosen: str) -> None:
    """Write a survey as a file.

    csv, jsonl, xlsx and qdpx hold its responses with personal data masked and small groups left out; pdf, docx and
    pptx hold what was published, or the report as it is now, marked as a draft.
    """
    drain_if_alone(data)
    reports = build_reports(read_settings(data))
    try:
        reports.migrations.upgrade()
        wanted = Wanted(chosen["ending"], chosen["language"], publication)
        made, what = exported(SurveyKey(DEFAULT_TEAM, slug), wanted, reports.exporting)
        with replacing(out) as beside:
            beside.write_bytes(made.content)
    except ReportNotFound:
        raise CommandFailed(f"There is no survey {slug!r}.") from None
    except PublicationNotFound:
        raise CommandFailed(f"{slug!r} has no publication {publication}.") from None
    except OSError as error:
        raise CommandFailed(f"{out} can't be written: {error.strerror}.") from None
    finally:
        reports.close()
    click.echo(f"{out}: {slug}, {what}")
