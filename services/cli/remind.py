"""`adborth remind`: a file for mail-merge, or letters, for those who were invited and have not answered."""

import time
from pathlib import Path
from typing import Final

import click

from services.cli.link_file import OUT, address_option, write_links
from services.cli.opened_intake import opened_intake
from services.cli.options import data_option
from services.intake.application.remind_people import Mailing, Reminded, remind_people
from services.intake.main import Intake
from shared.post.letters import PostAway

_A_MINUTE: Final = 60.0
_SEND_HELP: Final = "Send letters by the mail server that is set up, so many a minute (30 if no number is given)."


@click.command("remind")
@click.argument("slug")
@click.option("--out", type=OUT, help="Write the links of those who have not answered (CSV).")
@click.option("--send", is_flag=False, flag_value=30, type=click.IntRange(1, 6_000), help=_SEND_HELP)
@address_option
@data_option
def remind(slug: str, out: Path | None, send: int | None, address: str, data: Path) -> None:
    """Remind those who were invited to the survey SLUG, have not answered, and did not decline."""
    if (out is None) == (send is None):
        raise click.UsageError("Say either --out FILE or --send.")
    with opened_intake(data) as intake:
        if out is not None:
            write_links(out, slug, address, intake, unanswered_only=True)
        else:
            _show(_sent(slug, address, _A_MINUTE / (send or 1), intake))


def _sent(slug: str, address: str, pause_s: float, intake: Intake) -> Reminded:
    if not (intake.settings.smtp_host and intake.settings.smtp_from):
        raise click.ClickException("No mail server is set up: set ADBORTH_SMTP_HOST and ADBORTH_SMTP_FROM.")
    try:
        with intake.open_post() as post:
            return remind_people(slug, Mailing(post, address, lambda: time.sleep(pause_s)), gate=intake.gate)
    except PostAway as error:
        why = error.details["reason"]
        raise click.ClickException(
            f"The mail server takes no letters ({why}). Try again: nobody gets a second one today."
        ) from None


def _show(told: Reminded) -> None:
    for reference in told.refused:
        click.echo(f"refused: {reference}")
    passed = f"{told.passed_over:,} had one today or have no address"
    click.echo(f"{told.sent:,} sent, {len(told.refused):,} refused, {passed}")
