"""Responses as their receipts show them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Connection, and_, bindparam, select

from services.intake.adapters.published_reports import PUBLICATIONS, published_report
from services.intake.adapters.receipt_tables import RESPONSE_CODINGS
from services.intake.adapters.survey_documents import survey_from
from services.intake.adapters.tables import RESPONSES, SURVEY_VERSIONS
from services.intake.domain.responses import State
from services.intake.domain.sent_cards import CodedAnswer, Codings, SentCard
from shared.contracts.coded_answers import CodingMade
from shared.database.upserts import upsert

_CARD = RESPONSES.c
_VERSION = SURVEY_VERSIONS.c
# All that a page shows in one statement: whoever measures how long it takes learns nothing of what was found.
_BY_KEY = (
    select(
        _CARD.id,
        _CARD.team_id,
        _CARD.survey,
        _CARD.survey_version,
        _CARD.language,
        _CARD.received_at,
        _CARD.state,
        _CARD.answers,
        _CARD.attributes,
        _VERSION.body,
        RESPONSE_CODINGS.c.answers.label("codings"),
        *(PUBLICATIONS.c[name].label(f"published_{name}") for name in ("number", "path", "title")),
        PUBLICATIONS.c.published_at,
    )
    .join(SURVEY_VERSIONS, and_(_VERSION.slug == _CARD.survey, _VERSION.version == _CARD.survey_version))
    .outerjoin(RESPONSE_CODINGS, RESPONSE_CODINGS.c.response_id == _CARD.id)
    .outerjoin(PUBLICATIONS, and_(PUBLICATIONS.c.team_id == _CARD.team_id, PUBLICATIONS.c.survey == _CARD.survey))
    .where(_CARD.receipt_key == bindparam("wanted"))
)


class SqlSentCards:
    """Implements the port SentCards in a transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, key: str) -> SentCard | None:
        """The response of this key, None when there is none."""
        found = self._connection.execute(_BY_KEY, {"wanted": key}).all()
        # Two responses with one receipt come once in 2^60 pairs: then neither is shown to the other's sender.
        return _card(found[0]) if len(found) == 1 else None

    def keep(self, codings: Sequence[Codings]) -> None:
        """Keep these codings of responses that are there and not withdrawn; the highest revision stays."""
        by_id = {each.response_id: each for each in codings}
        there = self._locked(sorted(by_id))
        kept = RESPONSE_CODINGS.c
        known = select(kept.response_id, kept.revision).where(kept.response_id.in_(there))
        revisions = {row.response_id: row.revision for row in self._connection.execute(known)}
        newer = [by_id[id_] for id_ in there if by_id[id_].revision > revisions.get(id_, 0)]
        upsert(self._connection, RESPONSE_CODINGS, [_row(each) for each in newer])

    def _locked(self, ids: Sequence[str]) -> list[str]:
        """Those of the responses that are there with their words, which nobody withdraws before we have committed."""
        sound = select(_CARD.id).where(_CARD.id.in_(ids), _CARD.state != State.WITHDRAWN.value)
        return list(self._connection.execute(sound.order_by(_CARD.id).with_for_update()).scalars())


def _card(row: Any) -> SentCard:
    survey = replace(survey_from(row.body), version=row.survey_version, team_id=row.team_id)
    return SentCard(
        id=row.id,
        survey=survey,
        language=row.language,
        received_at=row.received_at,
        state=State(row.state),
        answers=row.answers,
        attributes=row.attributes,
        codings={question: _coded(document) for question, document in (row.codings or {}).items()},
        published=published_report(row),
    )


def _row(codings: Codings) -> dict[str, Any]:
    return {
        "response_id": codings.response_id,
        "team_id": codings.team_id,
        "revision": codings.revision,
        "answers": {question: asdict(coded) for question, coded in codings.answers.items()},
    }


def _coded(document: Mapping[str, Any]) -> CodedAnswer:
    codings = (
        CodingMade(
            code=each["code"],
            theme=each["theme"],
            confidence=each["confidence"],
            spans=tuple((start, end) for start, end in each["spans"]),
        )
        for each in document["codings"]
    )
    return CodedAnswer(document["codebook"], document["version"], tuple(codings))
