"""`adborth replay`: what was put aside is handled once more, after its cause was mended."""

from pathlib import Path

import click

from services.cli.options import data_option
from services.embedded import House, drain_if_alone


@click.command("replay")
@data_option
def replay(data: Path) -> None:
    """Handle once more every message that was put aside, in all services."""
    house = House(data)
    house.migrate()
    stayed = 0
    for part in house.parts:
        done, tried = part.consumer.replay()
        stayed += tried - done
        click.echo(f"{part.service.value}: {done} of {tried} handled")
    house.close()
    drain_if_alone(data)
    if stayed:
        raise click.ClickException(f"{stayed} stay put aside; the log names each with its reason.")
