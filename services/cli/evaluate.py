"""`adborth evaluate`: how well a coder does on answers that somebody coded, and how sure that is."""

import json
from pathlib import Path

import click

from services.analysis.engine.built_in import built_in_coder
from services.analysis.engine.measuring.evaluation import evaluate
from services.analysis.engine.measuring.gold import load_gold
from services.cli.evaluation_shown import Measured, as_object, show
from services.cli.failures import CommandFailed
from shared.codebooks.loading import builtin_codebook
from shared.contracts.errors import CodedError

_IN = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("evaluate")
@click.argument("gold", metavar="GOLD.jsonl", type=_IN)
@click.option("--codebook", default="improvement", show_default=True, help="The codebook that the gold is coded with.")
@click.option("--model", type=_IN, help="A model made by `adborth train`. [default: the codebook's own]")
@click.option("--json", "as_json", is_flag=True, help="Write JSON, for programs.")
def evaluate_command(gold: Path, codebook: str, model: Path | None, as_json: bool) -> None:
    """Measure the coder on gold: lines of {id, question_text, lang, text, codes, facets}."""
    try:
        answers = load_gold(gold, builtin_codebook(codebook))
        coder = built_in_coder(codebook, model)
    except CodedError as error:
        raise CommandFailed(str(error)) from error
    codings = coder.code([answer.answer for answer in answers])
    sources = "; ".join(sorted({answer.source for answer in answers} - {""}))
    measured = Measured(evaluate(answers, codings, coder.codebook), coder.model, str(gold), sources)
    if as_json:
        click.echo(json.dumps(as_object(measured), ensure_ascii=False, indent=2))
    else:
        show(measured, coder.codebook)
