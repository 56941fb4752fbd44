"""`adborth check`: does everything that was received stand in the report, or is it known where it is?"""

import time
from collections.abc import Iterable
from pathlib import Path

import click

from services.cli.options import data_option
from services.cli.reconciling import Account, Ledgers, reconcile
from services.embedded import House, drain_if_alone
from services.intake.domain.responses import ASIDE, State


@click.command("check")
@data_option
@click.option("--wait", type=click.FloatRange(min=0), default=0, help="Seconds to wait until nothing is pending.")
def check(data: Path, wait: float) -> None:
    """Count per survey: received = coded + pending + parked + withdrawn + put aside. Exit code 1 if it is not so."""
    house = House(data)
    house.migrate()
    until = time.monotonic() + wait
    if wait:
        drain_if_alone(data, patience=wait)
    accounts = reconcile(_ledgers(house))
    # What is still on its way may also look like a fault, such as a withdrawal that the report has not heard of.
    while any(account.pending or account.faults for account in accounts) and time.monotonic() < until:
        time.sleep(0.2)
        accounts = reconcile(_ledgers(house))
    house.close()
    _tell(accounts)
    wrong = [account for account in accounts if account.faults or (wait and account.pending)]
    if wrong:
        raise click.ClickException("It does not add up: " + "; ".join(_why(account) for account in wrong))


def _ledgers(house: House) -> Ledgers:
    # The report first: what comes in between the two looks is then pending, not a stranger in the report.
    reports = house.reports.ledger()
    intake = {ledger.survey: ledger.ids for ledger in house.intake.ledger()}
    return Ledgers(
        received={survey: frozenset().union(*ids.values()) for survey, ids in intake.items()},
        withdrawn={survey: ids.get(State.WITHDRAWN, frozenset()) for survey, ids in intake.items()},
        aside={survey: frozenset().union(*(ids.get(state, ()) for state in ASIDE)) for survey, ids in intake.items()},
        coded={survey: ledger.coded for survey, ledger in reports.items()},
        parked=house.analysis.parked().union(*(ledger.parked for ledger in reports.values())),
        counted={survey: ledger.aggregate_n for survey, ledger in reports.items()},
    )


def _tell(accounts: Iterable[Account]) -> None:
    for account in accounts:
        click.echo(
            f"{account.survey}: received {account.received} = coded {account.coded} + pending {account.pending}"
            f" + parked {account.parked} + withdrawn {account.withdrawn}"
            + (f" + put aside {account.aside}" if account.aside else "")
        )


def _why(account: Account) -> str:
    pending = [f"{account.pending} still pending"] if account.pending else []
    return f"{account.survey}: " + ", ".join([*account.faults, *pending])
