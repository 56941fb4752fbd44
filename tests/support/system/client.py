"""What delegates and teams do over HTTP."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import requests

from tests.support.system.cards import Card

SURVEY = "journey"
_TIMEOUT = 70


@dataclass(frozen=True)
class Client:
    """Speaks to the address of intake and the address of reports, which may be one."""

    intake: str
    reports: str

    def post(self, card: Card, survey: str = SURVEY) -> requests.Response:
        """Hand a card in by the API. Raises requests.ConnectionError while nobody listens."""
        return requests.post(f"{self.intake}/api/v1/surveys/{survey}/responses", json=card.body(), timeout=_TIMEOUT)

    def post_all(self, cards: Sequence[Card], *, threads: int = 8) -> list[requests.Response]:
        """Hand many in at once; the answers in the order of the cards."""
        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(self.post, cards))

    def report(self, survey: str = SURVEY) -> dict[str, Any]:
        """Read the live report. Raises requests.HTTPError when it is refused."""
        answer = requests.get(f"{self.reports}/api/v1/reports/{survey}", timeout=_TIMEOUT)
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found
