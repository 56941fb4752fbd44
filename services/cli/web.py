"""`adborth web`: the pages and the API of one service, behind a proxy that gives all services one address."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from services.cli.options import data_option, service_argument
from services.cli.parts import open_web
from services.cli.serving import Server
from shared.observability.logs import configure


@click.command("web")
@service_argument
@data_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen at.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="How many processes serve.")
def web(service: str, data: Path, host: str, port: int, workers: int) -> None:
    """Serve SERVICE until it is stopped; requests in hand are finished first."""
    configure(service)
    with _counts_of_all():
        Server(lambda: open_web(service, data), f"{host}:{port}", workers=workers).run()


@contextmanager
def _counts_of_all() -> Iterator[None]:
    """Several processes answer for one service: their counts are added up from the files in one directory."""
    counts, owner = tempfile.mkdtemp(prefix="adborth-metrics-"), os.getpid()
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", counts)
    try:
        yield
    finally:
        # gunicorn's workers are forks that come by here too when they end: the others still count.
        if os.getpid() == owner:
            shutil.rmtree(counts, ignore_errors=True)
