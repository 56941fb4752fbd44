"""`adborth survey`: start, publish, close and list surveys, and take a response back."""

from pathlib import Path

import click

from services.cli.late import late
from services.cli.opened_intake import opened_intake
from services.cli.options import data_option
from services.cli.partials import partials, tidy
from services.cli.running import delete, export, open_again
from services.cli.templates import new, templates
from services.embedded import drain_if_alone
from services.intake.application.close_survey import close_survey
from services.intake.application.list_surveys import is_open
from services.intake.application.withdraw_response import withdraw_response


@click.group("survey")
def survey() -> None:
    """Start, publish, close and list surveys."""


survey.add_command(delete)
survey.add_command(export)
survey.add_command(late)
survey.add_command(new)
survey.add_command(open_again)
survey.add_command(partials)
survey.add_command(templates)
survey.add_command(tidy)


@survey.command("publish")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@data_option
def publish(file: Path, data: Path) -> None:
    """Publish the survey in FILE (YAML): a changed file is a new version, the same file no change."""
    with opened_intake(data) as intake:
        published = intake.publish_survey_file(file)
    news = "is published" if published.changed else "stands like that already"
    click.echo(f"{published.survey.slug} version {published.survey.version} {news}: /s/{published.survey.slug}")
    drain_if_alone(data)


@survey.command("close")
@click.argument("slug")
@data_option
def close(slug: str, data: Path) -> None:
    """Take no more responses to the survey SLUG; publishing a changed version opens it again."""
    with opened_intake(data) as intake:
        closed = close_survey(slug, uow=intake.desk.open_unit(), clock=intake.clock)
    click.echo(f"{slug} is closed since {closed.closed_at:%d %B %Y %H:%M} UTC")
    drain_if_alone(data)


@survey.command("list")
@data_option
def list_all(data: Path) -> None:
    """List all surveys with their version and whether they take responses."""
    with opened_intake(data) as intake:
        found = intake.surveys()
    for each in found:
        state = "open" if is_open(each, intake.clock.now()) else "closed"
        click.echo(f"{each.slug}  version {each.version}  {state}  {each.title.said_in('en')}")


@click.command("withdraw")
@click.argument("response_id")
@data_option
def withdraw(response_id: str, data: Path) -> None:
    """Take the words of the response RESPONSE_ID out of everything, for good."""
    with opened_intake(data) as intake:
        done = withdraw_response(response_id, uow=intake.desk.open_unit(), clock=intake.clock)
    click.echo("Withdrawn." if done else "It had been withdrawn before.")
    drain_if_alone(data)
