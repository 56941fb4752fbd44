"""The bookkeeping of reports in SQL: which responses are where, for a check that adds up all services."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Connection, Table, select

from services.reports.adapters import tables
from services.reports.domain.ledger import SurveyLedger
from services.reports.domain.surveys import SurveyKey


def read_ledger(connection: Connection) -> Mapping[SurveyKey, SurveyLedger]:
    """The bookkeeping of all surveys."""
    found: dict[SurveyKey, SurveyLedger] = {}
    ids = [_ids_of(table, connection) for table in (tables.responses, tables.parked_responses, tables.tombstones)]
    counts = tables.survey_counts.c
    for row in connection.execute(select(counts.team_id, counts.survey, counts.responses)):
        key = SurveyKey(row.team_id, row.survey)
        coded, parked, withdrawn = (frozenset(some[key]) for some in ids)
        found[key] = SurveyLedger(coded, parked, withdrawn, row.responses)
    return found


def _ids_of(table: Table, connection: Connection) -> dict[SurveyKey, set[str]]:
    found: dict[SurveyKey, set[str]] = defaultdict(set)
    for row in connection.execute(select(table.c.team_id, table.c.survey, table.c.response_id)):
        found[SurveyKey(row.team_id, row.survey)].add(row.response_id)
    return found
