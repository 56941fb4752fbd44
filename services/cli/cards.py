"""`adborth cards` and `adborth poster`: what is printed for an event, beside a running adborth or without one."""

from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import Any, Final

import click

from services.cli.opened_intake import opened_intake
from services.cli.options import data_option
from services.intake.application.list_surveys import find_survey
from services.intake.application.print_cards import PrintOrder, draw_cards, form_address, number_cards
from services.intake.application.short_addresses import query_for
from services.intake.domain.paper_errors import TooLongForPaper
from services.intake.domain.print_sheets import Poster

_BY: Final = "adborth cards"
_SHARED: Final = (
    click.option("--event", default="", help="The event that the answers belong to."),
    click.option("--session", default="", help="The session."),
    click.option("--cohort", default="", help="The cohort."),
    click.option("--source", default="", help="Where people met it."),
    click.option(
        "--address",
        required=True,
        metavar="URL",
        help="Where people find adborth, such as https://feedback.example.org.",
    ),
    click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The PDF to write."),
    data_option,
)


def _printing(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of everything that prints."""
    return reduce(lambda made, option: option(made), reversed(_SHARED), command)


@click.command("cards")
@click.argument("slug")
@click.option("--sheets", type=click.IntRange(1, 100), default=5, show_default=True, help="Sheets of A4.")
@click.option("--double-entry", is_flag=True, help="A card counts when two people typed the same.")
@_printing
def cards(slug: str, sheets: int, double_entry: bool, out: Path, data: Path, **given: str) -> None:
    """Print numbered cards of the survey SLUG, four on a sheet, a language on each side."""
    with opened_intake(data) as intake:
        survey = find_survey(slug, reading=intake.desk.open_reading())
        order = PrintOrder(sheets=sheets, attributes=given, double_entry=double_entry, by=_BY)
        try:
            batch = number_cards(order, survey, desk=intake.paper)
        except TooLongForPaper:
            raise click.ClickException(f"{slug} has more questions than a card has room for.") from None
        out.write_bytes(draw_cards(batch.id, survey, given["address"], desk=intake.paper))
        with intake.paper.open_reading() as reading:
            count = next(each.cards for each in reading.cards.batches(slug) if each.batch.id == batch.id)
    click.echo(f"{out}: {count} cards. Print on both sides.")


@click.command("poster")
@click.argument("slug")
@click.option(
    "--paper", type=click.Choice(["a4", "a3"]), default="a4", show_default=True, help="The size of the paper."
)
@click.option("--lang", default="", help="Open the form in this language, whatever the phone asks for.")
@_printing
def poster(slug: str, paper: str, out: Path, data: Path, **given: str) -> None:
    """Print a poster with a code that opens the form of the survey SLUG."""
    with opened_intake(data) as intake:
        survey = find_survey(slug, reading=intake.desk.open_reading())
        wanted = Poster(
            survey=survey,
            paper=paper,
            address=form_address(given["address"], survey, query_for(given, survey)),
            short=form_address(given["address"], survey, {}).partition("//")[2],
        )
        out.write_bytes(intake.paper.printer.poster(wanted))
    click.echo(f"{out}: a poster on {paper.upper()}.")
