"""Options that several commands share, described once."""

from pathlib import Path

import click

from shared.settings import DATA_DIRECTORY

data_option = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="ADBORTH_DATA",
    default=DATA_DIRECTORY,
    show_default="./var, or ADBORTH_DATA",
    help="The data directory.",
)
service_argument = click.argument("service", type=click.Choice(["intake", "analysis", "reports"]))
