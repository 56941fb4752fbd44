"""`adborth up`: everything in one process, on SQLite, at one address."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from services.cli.options import data_option
from services.cli.serving import Server
from services.embedded import SAMPLE_SURVEY, Embedded, House
from shared.database.directory_lock import DirectoryInUse, DirectoryLock
from shared.observability.logs import configure

# A worker whose parent was killed notices within a second and ends; the lock is waited for a little longer.
_PATIENCE_SECONDS = 15


@click.command("up")
@data_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen at.")
@click.option("--demo", is_flag=True, help="Open the live report of the sample survey to everyone.")
def up(data: Path, host: str, port: int, demo: bool) -> None:
    """Run all services in one process, with a sample survey, until Ctrl-C."""
    configure("adborth", level="WARNING")
    try:
        with DirectoryLock(data, patience=_PATIENCE_SECONDS):
            _prepare(data, f"http://{host}:{port}", demo=demo)
            _OneProcess(lambda: House(data, demo=demo), bind=f"{host}:{port}").run()
    except DirectoryInUse:
        raise click.ClickException(
            f"another adborth is running on {data}: stop it, or give this one a directory of its own with --data."
        ) from None


def _prepare(data: Path, address: str, *, demo: bool) -> None:
    house = House(data, demo=demo)
    house.migrate()
    house.prepare()
    link = house.identity.setup_link()
    house.close()
    click.echo(f"adborth runs at {address}")
    click.echo(f"  the card      {address}/s/{SAMPLE_SURVEY}")
    click.echo(f"  its report    {address}/team/reports/{SAMPLE_SURVEY}")
    click.echo(f"  the API       {address}/api/v1/intake/docs and {address}/api/v1/reporting/docs")
    if link:
        click.echo(f"  become its owner (once, within 24 hours): {address}{link}")
    click.echo("Ctrl-C stops it; nothing that was received is lost.")


class _OneProcess(Server):
    """One gunicorn worker that serves and carries messages: the threads start after the fork."""

    def __init__(self, make_house: Callable[[], House], bind: str) -> None:
        self._make_house = make_house
        super().__init__(self._make, bind, workers=1, worker_exit=self._finish)

    def _make(self) -> Callable[..., Any]:
        house = self._make_house()
        embedded = Embedded(house)
        embedded.watch()
        app = embedded.app()
        self._worker = embedded.worker()
        self._worker.start()
        return app

    def _finish(self, _server: object, _worker: object) -> None:
        self._worker.stop()
