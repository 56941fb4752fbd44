"""`adborth suggest`: a second coder's suggestions for a table of answers, as a file that `adborth train` can read."""

import json
from pathlib import Path

import click

from services.analysis.config import read_settings
from services.analysis.main import build_second_coder
from services.cli.failures import CommandFailed
from services.cli.options import data_option
from services.cli.suggesting import Tally, suggestions
from services.cli.tables.answers import Columns, rows_of
from services.cli.tables.replacing import replacing
from shared.codebooks.loading import builtin_codebook
from shared.contracts.errors import CodedError

_IN = click.Path(exists=True, dir_okay=False, path_type=Path)
_OUT = click.Path(dir_okay=False, writable=True, path_type=Path)
_AGAIN = "The rest is not coded. Run it again to go on: what is coded is not asked about again."


@click.command()
@click.argument("source", metavar="IN.{csv,jsonl,xlsx}", type=_IN)
@click.option("--codebook", default="improvement", show_default=True, help="The codebook to code with.")
@click.option("--text-column", required=True, help="The column that holds the answers.")
@click.option("--question-column", help="The column that holds the question each answer replies to.")
@click.option("--id-column", help="The column that names a row. [default: the row's number]")
@click.option("--out", required=True, type=_OUT, help="JSON lines, answers included, for `adborth train --teacher`.")
@data_option
def suggest(source: Path, codebook: str, out: Path, data: Path, **columns: str | None) -> None:
    """Send the answers in a table to the second coder, if one is set up, and write what it suggests."""
    wanted = Columns(str(columns["text_column"]), columns["question_column"], columns["id_column"])
    tally = Tally()
    try:
        coder = build_second_coder(read_settings(data), builtin_codebook(codebook))
        rows = enumerate(rows_of(source, wanted), start=1)
        named = ((row.get(wanted.id, "") if wanted.id else str(number), wanted.answer(row)) for number, row in rows)
        with replacing(out) as beside, beside.open("w", encoding="utf-8", newline="\n") as lines:
            for line in suggestions(named, coder, tally):
                lines.write(json.dumps(line, ensure_ascii=False) + "\n")
    except (CodedError, OSError) as error:
        raise CommandFailed(str(error)) from error
    told = f"{tally.coded:,} answers coded by {coder.model}, {tally.left_out:,} left out: {out}"
    if tally.stopped:
        raise CommandFailed(f"{tally.stopped}; {told}. {_AGAIN}")
    click.echo(told, err=True)
