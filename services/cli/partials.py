"""`adborth survey partials` and `tidy`: where people stop, and what is kept of them no longer."""

from pathlib import Path

import click

from services.cli.opened_intake import opened_intake
from services.cli.options import data_option
from services.embedded import drain_if_alone
from services.intake.application.count_unfinished import Partials, count_as_responses, forget_expired, read_partials
from services.intake.domain.unfinished import NotClosedYet


@click.command("partials")
@click.argument("slug")
@click.option("--count", is_flag=True, help="Make responses of them, once the survey has closed; can't be undone.")
@click.option("--yes", is_flag=True, help="Don't ask.")
@data_option
def partials(slug: str, count: bool, yes: bool, data: Path) -> None:
    """Count the unfinished answers to the survey SLUG by the question at which they end; no words are shown."""
    with opened_intake(data) as intake:
        found = read_partials(slug, desk=intake.unfinished)
        _list(found)
        if not count:
            return
        if not yes:
            click.confirm("Make responses of them? This can't be undone", abort=True)
        try:
            done = count_as_responses(slug, desk=intake.unfinished)
        except NotClosedYet:
            raise click.ClickException("The survey has not closed yet: people may still come back.") from None
    click.echo(f"{done.counted} are responses now, {done.left} left unfinished since an answer breaks a rule.")
    drain_if_alone(data)


@click.command("tidy")
@data_option
def tidy(data: Path) -> None:
    """Delete unfinished answers that nobody came back to in time, and files that no response took."""
    with opened_intake(data) as intake:
        click.echo(f"{forget_expired(desk=intake.unfinished)} deleted.")


def _list(found: Partials) -> None:
    for stop in found.stops:
        left_out = f"left out by {stop.left_out:,} of {stop.asked:,} sent cards"
        click.echo(f"{stop.question.key}  {stop.unfinished:,} unfinished end here  {left_out}")
    click.echo(f"{found.unfinished:,} unfinished.")
