"""What every step of a coding anew shares: its scope, its model, and how it is written down once."""

from collections.abc import Callable

from services.analysis.application.ports import Scope, Unit
from services.analysis.application.recoding_told import progress
from services.analysis.application.work_desk import WorkDesk
from services.analysis.application.work_ports import KeptModel, Wanted
from services.analysis.domain.recodings import Recoding

Change = Callable[[Recoding, Unit], Recoding]


def wanted_of(recoding: Recoding) -> Wanted:
    """The team and codebook that are coded anew."""
    return recoding.team_id, recoding.codebook


def scope_of(recoding: Recoding) -> Scope:
    """The responses that are coded anew."""
    return Scope(recoding.team_id, recoding.codebook, recoding.surveys)


def model_of(recoding: Recoding, name: str = "") -> KeptModel:
    """Its candidate, which bears its id."""
    return KeptModel(
        id=recoding.id,
        team_id=recoding.team_id,
        codebook=recoding.codebook,
        codebook_version=recoding.codebook_version,
        name=name or recoding.model,
    )


def write(before: Recoding, change: Change, desk: WorkDesk) -> None:
    """Take one step in a transaction of its own, unless it was taken meanwhile, and tell of it now and then.

    The coding anew is locked first, then responses, then models, as where messages are handled: otherwise two would
    wait for each other.
    """
    with desk.open_unit() as unit:
        current = unit.recodings.get(before.id)
        if current is None or current.place != before.place:
            return
        after = change(current, unit)
        if _is_news(current, after):
            unit.outbox.add(progress(after, desk.clock.now()))
        unit.recodings.put(after if after.is_in_hand else after.without_examples())
        unit.commit()


def _is_news(before: Recoding, after: Recoding) -> bool:
    moved = (before.state, before.model, before.begun) != (after.state, after.model, after.begun)
    return moved or before.tenths != after.tenths
