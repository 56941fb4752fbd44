"""How many cards come from one place: a conference behind one address passes, a flood waits and nothing is lost.

One address may send 2,000 cards at once and then 20 a second; one survey takes 20,000 at once and then 200 a second.
5,000 delegates who press send in the same moment behind one address are through after 150 seconds; whoever floods a
survey gets 72,000 cards an hour past an address. Each process counts on its own, so that n processes let up to n times
as much pass. Whoever is refused is told when to come again, spread over the following seconds.
"""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address
from typing import Final

from services.intake.domain.limits import Allowance
from services.intake.domain.refusals import TooManyCards

ADDRESS_AT_ONCE: Final = 2_000
SURVEY_AT_ONCE: Final = 20_000
_BACK_AFTER: Final = timedelta(seconds=100)
_SPREAD_S: Final = 20
_NETWORK_BITS: Final = 64


class Pace:
    """Counts cards by address and by survey; threads may share it."""

    def __init__(
        self,
        address: Allowance | None = None,
        survey: Allowance | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._address = address or Allowance(ADDRESS_AT_ONCE, _BACK_AFTER)
        self._survey = survey or Allowance(SURVEY_AT_ONCE, _BACK_AFTER)
        self._chance = chance

    def check(self, address: str, survey: str, at: datetime) -> None:
        """Count one card from this address to this survey. Raises TooManyCards with the seconds to wait."""
        place = place_of(address)
        if not place:
            return
        # The address first: who floods from one place must not use up what the survey takes from others.
        if wait := self._address.take(place, at) or self._survey.take(survey, at):
            raise TooManyCards(retry_after_s=wait + int(self._chance() * _SPREAD_S))


def place_of(address: str) -> str:
    """What counts as one place: an IPv4 address, or an IPv6 network of /64, which one customer has to themselves.

    "" is no place: the machine itself. What comes from there is the operator's own program, or a proxy that nobody
    declared, behind which the whole world would share one allowance.
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is None:
            return "" if found.is_loopback else f"{int(found) >> _NETWORK_BITS:x}"
        found = found.ipv4_mapped
    return "" if found.is_loopback else str(found)
