"""`adborth explain`: why an answer gets its codes, as a sum of what each word gave."""

from pathlib import Path
from typing import Final

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from services.analysis.domain.codings import Answer
from services.analysis.engine.built_in import built_in_coder
from services.analysis.engine.explanation import CodeExplained, Explanation, explain
from services.cli.explanation_page import write_explanation
from services.cli.failures import CommandFailed
from services.cli.tables.replacing import replacing
from shared.contracts.errors import CodedError

_MODEL = click.Path(exists=True, dir_okay=False, path_type=Path)
_OUT = click.Path(dir_okay=False, writable=True, path_type=Path)
_LEAST_SHOWN: Final = 0.05  # log-odds: words that give less are left out of the table
_OTHERS: Final = 2  # codes shown that were not given


@click.command("explain")
@click.argument("text")
@click.option("--question", default="", help="The question that the text answers.")
@click.option("--codebook", default="improvement", show_default=True, help="The codebook to code with.")
@click.option("--model", type=_MODEL, help="A model made by `adborth train`. [default: the codebook's own]")
@click.option("--html", type=_OUT, help="Write a page to look at or to print.")
def explain_command(text: str, question: str, codebook: str, model: Path | None, html: Path | None) -> None:
    """Show what each word of TEXT gave for or against the codes, and that it all adds up."""
    try:
        coder = built_in_coder(codebook, model)
        explanation = explain(coder, Answer(text, question))
        if html is not None:
            with replacing(html) as beside:
                write_explanation(beside, explanation, coder.codebook)
    except (CodedError, OSError) as error:
        raise CommandFailed(str(error)) from error
    for code in shown(explanation):
        _show(text, code)
    click.echo(f"Coded by {explanation.found.model}.")


def shown(explanation: Explanation) -> list[CodeExplained]:
    """The codes given, and the next two."""
    given = [code for code in explanation.codes if code.decided]
    return given + [code for code in explanation.codes if not code.decided][:_OTHERS]


def _show(text: str, code: CodeExplained) -> None:
    verdict = "given" if code.decided else "not given"
    table = Table(title=f"{code.code}: {verdict}, confidence {code.confidence:.2f}", title_justify="left")
    table.add_column("what")
    table.add_column("log-odds", justify="right")
    table.add_row("start (how common the code is)", f"{code.start:+.2f}")
    table.add_row("the question", f"{code.question:+.2f}")
    for word in code.words:
        if abs(word.given) >= _LEAST_SHOWN:
            table.add_row(escape(f"“{word.span.of(text)}”"), f"{word.given:+.2f}")
    rest = sum(word.given for word in code.words if abs(word.given) < _LEAST_SHOWN)
    table.add_row("other words", f"{rest:+.2f}", end_section=True)
    table.add_row(f"sum: a probability of {code.of_whole:.2f} for the whole answer", f"{code.log_odds:+.2f}")
    table.add_row(f"best segment alone: {code.of_best_segment:.2f}; the mean decides", "")
    Console(width=100).print(table)
