"""A team says from which number on it wants to hear of a code."""

import uuid

from services.reports.application.outgoing_ports import TellingDesk
from services.reports.domain.outgoing_errors import EndpointNotFound
from services.reports.domain.surveys import SurveyKey
from services.reports.domain.watching import Measure, Threshold


def add_threshold(threshold: Threshold, *, desk: TellingDesk) -> None:
    """Keep a threshold; one that is reached already is told at the next look, once."""
    with desk.open_unit() as unit:
        unit.watch.put_threshold(threshold)
        unit.commit()


def new_threshold(key: SurveyKey, code: str, measure: Measure, level: int) -> Threshold:
    """A threshold with an id of its own."""
    return Threshold(
        team_id=key.team_id, id=str(uuid.uuid4()), survey=key.slug, code=code, measure=measure, level=level
    )


def list_thresholds(team_id: str, *, desk: TellingDesk) -> list[Threshold]:
    """The team's thresholds."""
    with desk.open_unit() as unit:
        return unit.watch.thresholds(team_id)


def remove_threshold(team_id: str, id_: str, *, desk: TellingDesk) -> None:
    """Forget a threshold. Raises EndpointNotFound."""
    with desk.open_unit() as unit:
        if not unit.watch.remove_threshold(team_id, id_):
            raise EndpointNotFound
        unit.commit()
