"""`adborth discover`: what many answers in a table speak of, as candidates for people to look at."""

import json
from pathlib import Path

import click

from services.analysis.engine.built_in import built_in_coder
from services.analysis.engine.discovery.discover import discover, discover_uncovered
from services.cli.candidates_shown import as_object, show
from services.cli.failures import CommandFailed
from services.cli.tables.answers import Columns, rows_of
from shared.contracts.errors import CodedError

_IN = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("discover")
@click.argument("source", metavar="FILE.{csv,jsonl,xlsx}", type=_IN)
@click.option("--text-column", required=True, help="The column that holds the answers.")
@click.option("--question-column", help="The column that holds the question each answer replies to.")
@click.option("--codebook", default="improvement", show_default=True, help="What --uncovered codes with first.")
@click.option("--uncovered", is_flag=True, help="Look only at what the codebook does not cover.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON, for programs.")
def discover_command(source: Path, codebook: str, uncovered: bool, as_json: bool, **columns: str | None) -> None:
    """Find groups of answers that speak alike: candidates for codes, which people accept or not."""
    read_columns = Columns(str(columns["text_column"]), columns["question_column"], None)
    try:
        answers = [read_columns.answer(row) for row in rows_of(source, read_columns)]
        found = discover_uncovered(built_in_coder(codebook).code(answers)) if uncovered else discover(answers)
    except (CodedError, OSError) as error:
        raise CommandFailed(str(error)) from error
    if as_json:
        click.echo(json.dumps(as_object(found, answers), ensure_ascii=False, indent=2))
    else:
        show(found, answers, "what the codebook leaves" if uncovered else "them")
