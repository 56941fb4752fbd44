"""`adborth connect`: let a survey tool send its answers to a survey."""

from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import click

from services.cli.opened_intake import opened_intake
from services.cli.options import data_option
from services.embedded import drain_if_alone
from services.intake.application.connect_survey import connect_survey
from services.intake.domain.connections import UnfitSecret
from services.intake.domain.survey_changes import Author
from services.intake.providers.provider import SecretPlace
from services.intake.providers.registry import PROVIDERS
from shared.contracts.teams import DEFAULT_TEAM

_SYSTEM: Final = Author(id="command", name="adborth connect", team_id=DEFAULT_TEAM)


@click.command("connect")
@click.option("--survey", "slug", required=True, help="The survey's slug.")
@click.option("--provider", type=click.Choice(list(PROVIDERS)), required=True, help="The tool.")
@click.option("--secret", default="", help="The tool's own secret; without it one is made and printed, this once.")
@click.option(
    "--address", default="", envvar="ADBORTH_ADDRESS", help="Where adborth answers, put before the printed path."
)
@data_option
def connect(slug: str, provider: str, secret: str, address: str, data: Path) -> None:
    """Connect a survey to a tool, and print the address that the tool shall call."""
    with opened_intake(data) as intake:
        try:
            made = connect_survey(slug, provider, secret, author=_SYSTEM, desk=intake.connecting)
        except UnfitSecret as error:
            told = "A secret has {shortest} to {longest} letters, digits and signs without accents."
            raise click.ClickException(told.format(**error.details)) from None
    in_address = PROVIDERS[provider].setup.secret is SecretPlace.ADDRESS
    query = f"?{urlencode({'secret': made.secret})}" if in_address else ""
    click.echo(address.rstrip("/") + made.connection.path + query)
    if not secret.strip() and not in_address:
        click.echo(f"secret: {made.secret}")
    drain_if_alone(data)
