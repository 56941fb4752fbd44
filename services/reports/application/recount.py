"""Counts responses anew after a codebook changed: some at a time, so that nobody who brings new ones waits long."""

from typing import Final

from services.reports.application.codebook_ports import CodebookDesk, CodebookUnit
from services.reports.application.reproject import reproject
from services.reports.domain.recounts import Recount

AT_ONCE: Final = 200


def recount_all(*, desk: CodebookDesk) -> int:
    """Count until nothing waits; how many batches that took."""
    batches = 0
    while recount_some(desk=desk):
        batches += 1
    return batches


def recount_some(*, desk: CodebookDesk, limit: int = AT_ONCE) -> bool:
    """Count one batch anew; False when nothing waits."""
    with desk.open_unit() as unit:
        waiting = unit.shelf.recounts()
        if not waiting:
            return False
        _count(waiting[0], limit, unit=unit, desk=desk)
        unit.commit()
    return True


def _count(recount: Recount, limit: int, *, unit: CodebookUnit, desk: CodebookDesk) -> None:
    found = unit.shelf.bearing(recount.key, recount.after, limit)
    at = desk.clock.now()
    unit.counts.lock({survey for _id, survey in found}, at)
    # Looked at again under the lock: another worker may have counted these, or a further version begun anew.
    if recount not in unit.shelf.recounts():
        return
    reproject([id_ for id_, _survey in found], unit=unit, at=at)
    if len(found) < limit:
        unit.shelf.drop_recount(recount)
    else:
        last = found[-1][0]
        unit.shelf.put_recount(Recount(recount.key, recount.version, last, recount.asked_at))
