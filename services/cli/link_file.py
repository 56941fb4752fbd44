"""The links of a survey's invitations, written where the command says."""

import os
from pathlib import Path

import click

from services.intake.application.invite_people import links_of, survey_by_invitation
from services.intake.application.link_table import link_table
from services.intake.main import Intake

OUT = click.Path(dir_okay=False, writable=True, path_type=Path)


def _needed(_context: click.Context, _option: click.Parameter, address: str) -> str:
    if not address.startswith(("http://", "https://")):
        raise click.UsageError("Say where adborth answers: --address https://…, or ADBORTH_ADDRESS.")
    return address


address_option = click.option(
    "--address",
    default="",
    callback=_needed,
    envvar="ADBORTH_ADDRESS",
    help="Where adborth answers, put before the link's path.",
)


def write_links(out: Path, slug: str, address: str, intake: Intake, *, unanswered_only: bool) -> None:
    """Write the links as CSV, readable by the present user alone: they are secrets."""
    survey_by_invitation(slug, gate=intake.gate)
    links = links_of(slug, gate=intake.gate, unanswered_only=unanswered_only)
    opened = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(opened, "w", encoding="utf-8", newline="") as file:
        file.write(link_table(links, address))
    click.echo(f"{len(links):,} links written to {out}")
