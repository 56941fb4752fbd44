"""`adborth survey late`: the cards that were put aside, and their admission."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from services.cli.opened_intake import opened_intake
from services.cli.options import data_option
from services.embedded import drain_if_alone
from services.intake.application.admit_cards import admit_cards, cards_aside
from services.intake.domain.responses import ASIDE, Response, State

_KINDS: Final = sorted(state.value for state in ASIDE)


@click.command("late")
@click.argument("slug")
@click.option("--admit", is_flag=True, help="Have them analysed like all others; this can't be undone.")
@click.option("--kind", type=click.Choice(_KINDS), default=State.LATE.value, show_default=True, help="Why put aside.")
@data_option
def late(slug: str, admit: bool, kind: str, data: Path) -> None:
    """List the cards of the survey SLUG that came after its closing from phones without network, or admit them."""
    states = {State(kind)}
    with opened_intake(data) as intake:
        if admit:
            click.echo(f"{admit_cards(slug, states, uow=intake.desk.open_unit())} admitted.")
        else:
            _list(cards_aside(slug, states, uow=intake.desk.open_unit()))
    drain_if_alone(data)


def _list(found: Sequence[Response]) -> None:
    for card in found:
        filled = f"filled in {card.filled_at:%d %B %Y %H:%M} UTC by the device's clock, " if card.filled_at else ""
        click.echo(f"{card.id}  {filled}received {card.received_at:%d %B %Y %H:%M} UTC")
    click.echo(f"{len(found)} put aside.")
