"""Responses as lists tell them, without reading words that nobody asked for."""

from sqlalchemy import and_, or_, select

from services.intake.adapters.outages import telling_outages
from services.intake.adapters.tables import RESPONSES
from services.intake.application.list_responses import ListedResponse, RollWanted
from services.intake.domain.responses import State
from shared.database.engine import Database

_OF = RESPONSES.c
_SHOWN = (_OF.id, _OF.survey_version, _OF.language, _OF.received_at, _OF.state)


class SqlResponseRoll:
    """Implements the port ResponseRoll; an outage is told as StorageAway."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, wanted: RollWanted) -> list[ListedResponse]:
        """Those of the survey, the newest first."""
        columns = (*_SHOWN, _OF.answers) if wanted.words else _SHOWN
        query = select(*columns).where(_OF.survey == wanted.survey, _OF.team_id == wanted.team_id)
        if wanted.after:
            at, id_ = wanted.after
            query = query.where(or_(_OF.received_at < at, and_(_OF.received_at == at, _OF.id < id_)))
        query = query.order_by(_OF.received_at.desc(), _OF.id.desc()).limit(wanted.most)
        with telling_outages(), self._database.read() as connection:
            rows = connection.execute(query).mappings().all()
        return [ListedResponse(**{**row, "state": State(row["state"])}) for row in rows]
