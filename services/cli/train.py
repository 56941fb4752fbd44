"""`adborth train`: make the model that the engine codes with from a codebook and its exemplars."""

import time
from pathlib import Path

import click

from services.analysis.engine.artefact import artefact_for, save_artefact
from services.analysis.engine.exemplars import exemplars_for, load_exemplars
from services.analysis.engine.teaching import by_teacher
from services.analysis.engine.training import train as train_model
from services.cli.failures import CommandFailed
from shared.codebooks.loading import builtin_codebook
from shared.contracts.errors import CodedError

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.option("--codebook", default="improvement", show_default=True, help="The built-in codebook to train for.")
@click.option("--exemplars", type=_FILE, help="JSON lines of coded answers. [default: those of the codebook]")
@click.option("--teacher", type=_FILE, help="More exemplars, by another coder, as `adborth suggest` writes them.")
@click.option("--out", type=_FILE, help="Where the model goes. [default: where adborth looks for it]")
def train(codebook: str, exemplars: Path | None, teacher: Path | None, out: Path | None) -> None:
    """Train the model of a codebook from exemplars; the same exemplars give the same model."""
    started = time.monotonic()
    try:
        book = builtin_codebook(codebook)
        coded = load_exemplars(exemplars or exemplars_for(codebook), book)
        if teacher:
            coded += by_teacher(load_exemplars(teacher, book))
        model, known = train_model(book, coded)
        version = save_artefact(model, known, out or artefact_for(codebook))
    except CodedError as error:
        raise CommandFailed(str(error)) from error
    click.echo(f"Trained {version} from {len(coded):,} exemplars in {time.monotonic() - started:.0f} s.")
