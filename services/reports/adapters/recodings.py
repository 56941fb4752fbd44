"""Codings anew and discoveries in SQL, and the words that they point to, from reports' own rows."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, select

from services.reports.adapters.codebook_tables import discoveries, recodings
from services.reports.adapters.needing import read_decided
from services.reports.adapters.words_at import read_words
from services.reports.domain.codebook_history import Author, CodebookKey
from services.reports.domain.needing import Decided
from services.reports.domain.recodings import ADOPTING, AnswerPlace, AnswerWords, Discovery, Recoding
from services.reports.domain.surveys import SurveyKey
from shared.contracts.coding_work import AnswerChanged, RecodeProgressed, ThemeProposed, WordsAt
from shared.contracts.plain import plain
from shared.database.upserts import upsert


class SqlRecodings:
    """Implements the port Recodings on one connection; `locking`: what is read will be changed."""

    def __init__(self, connection: Connection, *, locking: bool = False) -> None:
        self._connection = connection
        self._locking = locking

    def recoding(self, team_id: str, recode_id: str) -> Recoding | None:
        """What is known of a coding anew."""
        table = recodings.c
        found = select(recodings).where(table.team_id == team_id, table.recode_id == recode_id)
        row = self._one(found)
        return _recoding(row) if row else None

    def recodings(self, key: CodebookKey) -> Sequence[Recoding]:
        """All of a codebook, the newest first."""
        table = recodings.c
        found = select(recodings).where(table.team_id == key.team_id, table.codebook == key.codebook)
        rows = self._connection.execute(found.order_by(table.asked_at.desc(), table.recode_id))
        return [_recoding(row) for row in rows]

    def adopting(self, team_id: str) -> Sequence[Recoding]:
        """Those of a team by which answers are being coded anew just now, by id."""
        table = recodings.c
        under_way = table.progress["state"].as_string() == ADOPTING
        found = select(recodings).where(table.team_id == team_id, under_way).order_by(table.recode_id)
        return [_recoding(row) for row in self._connection.execute(found)]

    def put_recoding(self, recoding: Recoding) -> None:
        """Keep it in place of what was known."""
        row = {
            "team_id": recoding.key.team_id,
            "recode_id": recoding.recode_id,
            "codebook": recoding.key.codebook,
            "version": recoding.version,
            "by_id": recoding.author.id,
            "by_name": recoding.author.name,
            "asked_at": recoding.asked_at,
            "progress": _written(recoding.progress) if recoding.progress else None,
            "decision": recoding.decision,
            "decided_by": recoding.decided_by,
            "model": recoding.model,
            "adopted_at": recoding.adopted_at,
        }
        upsert(self._connection, recodings, [row])

    def discovery(self, team_id: str, discovery_id: str) -> Discovery | None:
        """What is known of a discovery."""
        table = discoveries.c
        found = select(discoveries).where(table.team_id == team_id, table.discovery_id == discovery_id)
        row = self._one(found)
        return _discovery(row) if row else None

    def discoveries(self, survey: SurveyKey) -> Sequence[Discovery]:
        """All of a survey, the newest first."""
        table = discoveries.c
        found = select(discoveries).where(table.team_id == survey.team_id, table.survey == survey.slug)
        rows = self._connection.execute(found.order_by(table.asked_at.desc(), table.discovery_id))
        return [_discovery(row) for row in rows]

    def put_discovery(self, discovery: Discovery) -> None:
        """Keep it in place of what was known."""
        row = {
            "team_id": discovery.survey.team_id,
            "discovery_id": discovery.discovery_id,
            "survey": discovery.survey.slug,
            "question": discovery.question,
            "codebook": discovery.codebook,
            "by_id": discovery.author.id,
            "by_name": discovery.author.name,
            "asked_at": discovery.asked_at,
            "proposed_at": discovery.proposed_at,
            "answers": discovery.answers,
            "reason": discovery.reason,
            "themes": [_written(theme) for theme in discovery.themes],
            "decided": {str(number): became for number, became in discovery.decided.items()},
        }
        upsert(self._connection, discoveries, [row])

    def decided(self, survey: SurveyKey) -> Sequence[Decided]:
        """Every decision of people about a survey that was not taken back, with its answer."""
        return read_decided(self._connection, survey)

    def words(self, team_id: str, places: Collection[AnswerPlace]) -> Mapping[AnswerPlace, AnswerWords]:
        """What these answers say; those of responses that were withdrawn are not there."""
        return read_words(self._connection, team_id, places)

    def _one(self, found: Select[Any]) -> Any:
        return self._connection.execute(found.with_for_update() if self._locking else found).one_or_none()


def _written(told: object) -> Any:
    return json.loads(json.dumps(told, default=plain))


def _recoding(row: Any) -> Recoding:
    return Recoding(
        key=CodebookKey(row.team_id, row.codebook),
        recode_id=row.recode_id,
        version=row.version,
        author=Author(row.by_id, row.by_name),
        asked_at=row.asked_at,
        progress=_progress(row.progress) if row.progress else None,
        decision=row.decision,
        decided_by=row.decided_by,
        model=row.model,
        adopted_at=row.adopted_at,
    )


def _progress(written: Mapping[str, Any]) -> RecodeProgressed:
    examples = (
        AnswerChanged(**{**each, "gone": tuple(each["gone"]), "new": tuple(each["new"])})
        for each in written["examples"]
    )
    return RecodeProgressed(**{**written, "examples": tuple(examples)})


def _discovery(row: Any) -> Discovery:
    return Discovery(
        discovery_id=row.discovery_id,
        survey=SurveyKey(row.team_id, row.survey),
        question=row.question,
        codebook=row.codebook,
        author=Author(row.by_id, row.by_name),
        asked_at=row.asked_at,
        proposed_at=row.proposed_at,
        answers=row.answers,
        reason=row.reason,
        themes=tuple(_theme(each) for each in row.themes),
        decided={int(number): became for number, became in row.decided.items()},
    )


def _theme(written: Mapping[str, Any]) -> ThemeProposed:
    quotes = tuple(WordsAt(**each) for each in written["quotes"])
    return ThemeProposed(words=tuple(written["words"]), size=written["size"], quotes=quotes)
