"""`adborth invite`: people in a file get a link of their own to a survey."""

from pathlib import Path

import click

from services.cli.import_report import reason, refusals
from services.cli.link_file import OUT, address_option, write_links
from services.cli.opened_intake import opened_intake
from services.cli.options import data_option
from services.intake.application.invite_people import invite_people
from services.intake.domain.errors import UnreadableFile
from services.intake.importers import IMPORTERS
from services.intake.importers.invitees import Invitees, invitees


@click.command("invite")
@click.argument("slug")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", required=True, type=OUT, help="Where the links of all invited people are written (CSV).")
@click.option("--attributes", default="", help="Columns to keep with the answers, by commas: site,role.")
@address_option
@data_option
def invite(slug: str, file: Path, out: Path, data: Path, **named: str) -> None:
    """Invite the people in FILE (CSV) to the survey SLUG, by their email, reference or code.

    Whoever was invited before keeps their link.
    """
    found = _read(file, [name.strip() for name in named["attributes"].split(",") if name.strip()])
    refusals(file, found.refused)
    if found.ignored:
        click.echo(f"Columns that were not kept: {', '.join(found.ignored)}")
    with opened_intake(data) as intake:
        invited = invite_people(slug, found.people, gate=intake.gate)
        write_links(out, slug, named["address"], intake, unanswered_only=False)
    click.echo(f"{invited.new:,} invited, {invited.known:,} had been before, {len(found.refused):,} refused")


def _read(file: Path, attributes: list[str]) -> Invitees:
    read = IMPORTERS.get(file.suffix.lower())
    if read is None:
        raise click.ClickException(f"{file.name}: only {', '.join(IMPORTERS)} can be read.")
    try:
        return invitees(read(file.read_bytes()), attributes)
    except UnreadableFile as error:
        raise click.ClickException(f"{file.name} can't be used: {reason(error)}.") from None
