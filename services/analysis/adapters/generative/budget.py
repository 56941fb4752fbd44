"""What one run may use of a server that somebody pays for."""

from services.analysis.adapters.generative.errors import BudgetSpent


class Budget:
    """Requests (every attempt is one) and tokens; a request that could go beyond either is not sent."""

    def __init__(self, *, requests: int, tokens: int) -> None:
        self._limits = {"requests": requests, "tokens": tokens}
        self._spent = {"requests": 0, "tokens": 0}

    @property
    def spent(self) -> dict[str, int]:
        """What was used so far: `requests` and `tokens`."""
        return dict(self._spent)

    def reserve(self, tokens: int) -> None:
        """Take one request and so many tokens; raises BudgetSpent and takes nothing when that is too much."""
        wanted = {"requests": self._spent["requests"] + 1, "tokens": self._spent["tokens"] + tokens}
        for unit, total in wanted.items():
            if total > self._limits[unit]:
                raise BudgetSpent(unit=unit, limit=self._limits[unit])
        self._spent = wanted

    def settle(self, reserved: int, used: int) -> None:
        """Put what the server says it used in place of what was reserved for it."""
        self._spent["tokens"] += used - reserved
