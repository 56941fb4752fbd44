"""Finds anew what holds of responses that are stored, when decisions or codebooks changed and no word did."""

from collections.abc import Collection
from datetime import datetime

from services.reports.application.ports import Unit
from services.reports.application.sampling import refresh_samples
from services.reports.application.standing import standings_of
from services.reports.domain.counts import Tally
from services.reports.domain.settling import Changes


def reproject(ids: Collection[str], *, unit: Unit, at: datetime) -> None:
    """Find anew what holds of these stored responses, and put it in place of what is in rows and figures.

    Their surveys are locked first. Ids that are not stored are passed over.
    """
    unit.counts.lock(unit.responses.surveys(ids), at)
    said = unit.responses.said(ids)
    standings = standings_of(said, unit)
    changes = Changes(removed=tuple(sorted(standings)), stored=tuple(said), withdrawn=(), parked=(), unparked=())
    tally = Tally()
    for old in unit.responses.footprints(changes.removed):
        tally.add(old, -1)
    for standing in standings.values():
        tally.add(standing.footprint)
    unit.responses.apply(changes, standings)
    refresh_samples(unit.samples.about(changes.removed), unit=unit)
    unit.counts.add(tally, at)
