"""Fetches answers from survey tools: from the hosts of a tool only, by https, and never from inside our own network."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

from services.intake.application.connection_ports import FetchFailed
from services.intake.domain.connections import is_allowed
from services.intake.providers.provider import Fetch
from shared.outbound.guarded_https import Asked, GuardedHttps
from shared.outbound.unreachable import Unreachable

# Answers to somebody whom a tool does not know, or who asks for what is not there: asking again changes nothing.
_FINAL: Final = {400: "refused", 401: "token-refused", 403: "token-refused", 404: "not-there", 410: "not-there"}
_AWAY: Final = "tool-away"


@dataclass(frozen=True)
class ToolDocuments:
    """Implements the port Documents."""

    https: GuardedHttps = field(default_factory=GuardedHttps)

    def fetch(self, wanted: Fetch, token: str, hosts: Collection[str]) -> bytes:
        """The document. Raises FetchFailed; no redirect is followed, and what is too large or too slow is cut off."""
        host = wanted.host.lower().rstrip(".")
        if not is_allowed(host, hosts):
            raise FetchFailed("host-not-allowed", final=True)
        query = f"?{urlencode(wanted.query)}" if wanted.query else ""
        headers = {"Authorization": f"Bearer {token}", "X-API-TOKEN": token, "Accept": "application/json"}
        try:
            answer = self.https.exchange(Asked(method="GET", host=host, target=wanted.path + query, headers=headers))
        except Unreachable as error:
            raise FetchFailed(_AWAY if error.reason == "away" else error.reason, final=error.final) from error
        if answer.status in _FINAL:
            raise FetchFailed(_FINAL[answer.status], final=True)
        if answer.status != 200:
            raise FetchFailed(_AWAY)
        return answer.body
