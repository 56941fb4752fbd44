"""How often one address may try receipts that nobody was given, without keeping others there from theirs."""

from datetime import datetime, timedelta
from typing import Final

from services.intake.domain.errors import TooManyWrongReceipts
from services.intake.domain.limits import Allowance

_PER: Final = timedelta(minutes=10)


class Guesses:
    """Counts wrong receipts by address; right ones and typing errors, which `read_code` notices, are not counted.

    After 20 wrong ones within 10 minutes a wrong one is answered by a time to wait (one is let off every 30 seconds),
    while right ones are still shown: behind the one address of a conference somebody's guessing must not keep others
    from their cards. After 200 nothing from there is looked up until some of them are forgiven, one every 3 seconds.

    Guessing from one address is so held to 28,800 looks a day for each worker process, among 2^60 receipts. With four
    workers and 100,000 stored cards that finds one in 270,000 years; from 10,000 addresses at once in 27.
    """

    def __init__(self) -> None:
        self._let_off = Allowance(20, _PER)
        self._looks = Allowance(200, _PER)

    def check(self, client: str, at: datetime) -> None:
        """Raises TooManyWrongReceipts when nothing may be looked up for this address."""
        if seconds := self._looks.wait(client, at):
            raise TooManyWrongReceipts(retry_after_s=seconds)

    def count(self, client: str, at: datetime) -> None:
        """Note a wrong one. Raises TooManyWrongReceipts when it is one too many."""
        self._looks.take(client, at)
        if seconds := self._let_off.take(client, at):
            raise TooManyWrongReceipts(retry_after_s=seconds)
