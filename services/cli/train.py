"""`adborth train`: make the model that the engine codes with from exemplars, or a candidate from reviews."""

import time
from pathlib import Path

import click

from services.analysis.engine.artefact import artefact_for, save_artefact
from services.analysis.engine.exemplars import exemplars_for, load_exemplars
from services.analysis.engine.teaching import by_teacher
from services.analysis.engine.training import train as train_model
from services.analysis.engine.uncoded import Uncoded
from services.cli.candidate_model import Material, write_candidate
from services.cli.comparison_shown import show
from services.cli.failures import CommandFailed
from services.cli.tables.answers import answers_in
from shared.codebooks.loading import builtin_codebook
from shared.contracts.errors import CodedError

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.option("--codebook", default="improvement", show_default=True, help="The built-in codebook to train for.")
@click.option("--exemplars", type=_FILE, help="JSON lines of coded answers. [default: those of the codebook]")
@click.option("--teacher", type=_FILE, help="More exemplars, by another coder, as `adborth suggest` writes them.")
@click.option("--uncoded", type=_FILE, help="A table of answers that nobody has coded: with few exemplars they help.")
@click.option("--chosen", is_flag=True, help="With --uncoded: the exemplars were chosen, not drawn at random.")
@click.option("--reviewed", type=_FILE, help="Instead: answers as people coded them, to make a candidate model from.")
@click.option("--model", type=_FILE, help="With --reviewed: the present model. [default: the codebook's own]")
@click.option("--texts", type=_FILE, help="With --reviewed: a table with a column `text`, to see which codings change.")
@click.option("--out", type=_FILE, help="Where the model goes. [default: where adborth looks for it]")
def train(codebook: str, out: Path | None, chosen: bool, **files: Path | None) -> None:
    """Train the model of a codebook from exemplars; the same exemplars give the same model.

    With --reviewed, a candidate is made that keeps to the present model except where people decided otherwise. It is
    compared with the present model and written to --out, never in its place: to use it is for people to decide.
    """
    _check(out, files, chosen)
    started = time.monotonic()
    try:
        if files["reviewed"] and out:
            told = _learn(codebook, files["reviewed"], out, files)
        else:
            answers = answers_in(files["uncoded"]) if files["uncoded"] else []
            told = _train(codebook, out, files, Uncoded(answers, drawn=not chosen))
    except (CodedError, OSError) as error:
        raise CommandFailed(str(error)) from error
    click.echo(f"{told} in {time.monotonic() - started:.0f} s.")


def _check(out: Path | None, files: dict[str, Path | None], chosen: bool) -> None:
    if chosen and not files["uncoded"]:
        raise click.UsageError("--chosen goes only with --uncoded")
    of_the_other_kind = ("exemplars", "teacher", "uncoded") if files["reviewed"] else ("model", "texts")
    if wrong := [name for name in of_the_other_kind if files[name]]:
        raise click.UsageError(f"--{wrong[0]} goes {'not' if files['reviewed'] else 'only'} with --reviewed")
    if files["reviewed"] and not out:
        raise click.UsageError("--reviewed needs --out: a candidate does not take the present model's place")


def _train(codebook: str, out: Path | None, files: dict[str, Path | None], uncoded: Uncoded) -> str:
    book = builtin_codebook(codebook)
    coded = load_exemplars(files["exemplars"] or exemplars_for(codebook), book)
    if files["teacher"]:
        coded += by_teacher(load_exemplars(files["teacher"], book))
    model, known = train_model(book, coded, uncoded)
    version = save_artefact(model, known, out or artefact_for(codebook))
    return f"Trained {version} from {len(coded):,} exemplars"


def _learn(codebook: str, reviewed: Path, out: Path, files: dict[str, Path | None]) -> str:
    material = Material(builtin_codebook(codebook), files["model"] or artefact_for(codebook), reviewed, files["texts"])
    candidate = write_candidate(material, out)
    show(candidate)
    return f"Wrote the candidate {candidate.version} to {out}, beside {candidate.present},"
