"""`adborth survey open`, `export` and `delete`: what a survey's page does, from the command line."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import click

from services.cli.opened_intake import opened_intake
from services.cli.options import data_option
from services.embedded import drain_if_alone
from services.intake.application.edit_draft import read_draft
from services.intake.application.publish_draft import open_now
from services.intake.application.retire_survey import delete_survey
from services.intake.domain.draft_errors import NotTheSlug, NotYetPublished
from services.intake.domain.survey_changes import Author
from shared.contracts.teams import DEFAULT_TEAM

_SYSTEM: Final = Author(id="system", name="adborth", team_id=DEFAULT_TEAM)


@click.command("open")
@click.argument("slug")
@data_option
def open_again(slug: str, data: Path) -> None:
    """Let the survey SLUG take responses from now on; times that forbid it are taken away."""
    with opened_intake(data) as intake, _telling(slug):
        survey = open_now(slug, author=_SYSTEM, desk=intake.drafting)
    click.echo(f"{slug} is open, version {survey.version}")
    drain_if_alone(data)


@click.command("export")
@click.argument("slug")
@data_option
def export(slug: str, data: Path) -> None:
    """Write the survey SLUG as YAML: its draft, or what is published where nobody is writing."""
    with opened_intake(data) as intake:
        draft = read_draft(slug, DEFAULT_TEAM, desk=intake.drafting)
        click.echo(intake.drafting.documents.write(draft.document), nl=False)


@click.command("delete")
@click.argument("slug")
@click.option("--confirm", required=True, metavar="SLUG", help="The slug once more.")
@data_option
def delete(slug: str, confirm: str, data: Path) -> None:
    """Delete the survey SLUG: withdraw all its responses for good, as if their writers had done it."""
    withdrawn, left = 0, 1
    with opened_intake(data) as intake, _telling(slug):
        while left:
            done = delete_survey(slug, confirm, author=_SYSTEM, desk=intake.drafting)
            withdrawn, left = withdrawn + done.withdrawn, done.left
    click.echo(f"{slug} is deleted, {withdrawn} responses withdrawn")
    drain_if_alone(data)


@contextmanager
def _telling(slug: str) -> Iterator[None]:
    try:
        yield
    except NotTheSlug:
        raise click.ClickException(f"--confirm must say {slug!r} once more; nothing was deleted.") from None
    except NotYetPublished:
        raise click.ClickException(f"{slug!r} was never published.") from None
