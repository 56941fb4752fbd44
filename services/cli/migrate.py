"""`adborth migrate`: the step of a deployment that runs before the new version serves."""

from pathlib import Path

import click

from services.cli.options import data_option
from services.embedded import House


@click.command("migrate")
@data_option
def migrate(data: Path) -> None:
    """Bring the databases of all services and of identity to their newest form, and make the first surveys."""
    house = House(data)
    house.migrate()
    house.prepare()
    house.close()
    click.echo("All databases are in their newest form.")
