"""The check must not accuse a system that is merely at work."""

from types import SimpleNamespace

from services.cli.check import _ledgers
from services.cli.reconciling import reconcile
from services.intake.domain.ledger import Ledger
from services.intake.domain.responses import State
from services.reports.domain.ledger import SurveyLedger


class BusyHouse:
    """Every look takes so long that one more response comes in and reaches the report meanwhile."""

    def __init__(self) -> None:
        self.there = {"r0"}
        self.intake = SimpleNamespace(ledger=self._intake)
        self.analysis = SimpleNamespace(parked=set)
        self.reports = SimpleNamespace(ledger=self._reports)

    def _seen(self) -> frozenset[str]:
        seen = frozenset(self.there)
        self.there.add(f"r{len(self.there)}")
        return seen

    def _intake(self) -> list[Ledger]:
        return [Ledger("journey", {State.CODED: self._seen()})]

    def _reports(self) -> dict[str, SurveyLedger]:
        seen = self._seen()
        return {"journey": SurveyLedger(coded=seen, aggregate_n=len(seen))}


def test_what_comes_in_meanwhile_is_pending_and_no_fault() -> None:
    (account,) = reconcile(_ledgers(BusyHouse()))  # type: ignore[arg-type]  # what is read of a house
    assert (account.pending, account.faults) == (1, ())
