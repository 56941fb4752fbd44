"""Answers that may be quoted in SQL, and what was decided about them: without consent no row is ever found."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Select, String, cast, delete, select, tuple_, update

from services.reports.adapters import tables
from services.reports.adapters.publication_tables import redactions
from services.reports.domain.decisions import AnswerAt
from services.reports.domain.masking import Mask
from services.reports.domain.publications import Chosen
from services.reports.domain.quotes import Place
from services.reports.domain.redactions import QUOTE, Candidate, Person, Redaction, Verdict
from services.reports.domain.surveys import SurveyKey
from shared.database.upserts import insert_new

_DECIDED: Final = tuple(
    redactions.c[name].label(f"r_{name}")
    for name in ("digest", "masks", "verdict", "reason", "decided_by", "decided_by_name", "decided_at", "version")
)
_AT_ONCE: Final = 500


class SqlRedactions:
    """Implements the port Redactions on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def candidate(self, key: SurveyKey, code: str, reference: str) -> Candidate | None:
        """The answer of this reference, if it bears the code and its writer permits quoting it."""
        found = _candidates(key).where(tables.codings.c.code == code, tables.answers.c.reference == reference)
        row = self._connection.execute(found).one_or_none()
        return _candidate(row) if row else None

    def candidates(self, key: SurveyKey, code: str, before: Place | None, limit: int) -> list[Candidate]:
        """Answers that bear the code and may be quoted, newest first, older than `before`."""
        coding = tables.codings.c
        found = _candidates(key).where(coding.code == code)
        if before is not None:
            found = found.where(tuple_(coding.received_at, coding.id) < tuple_(*before))
        newest = found.order_by(coding.received_at.desc(), coding.id.desc()).limit(limit)
        return [_candidate(row) for row in self._connection.execute(newest)]

    def chosen(self, key: SurveyKey, chosen: Collection[Chosen]) -> Mapping[Chosen, Candidate]:
        """Those of these that still bear their code and may be quoted."""
        wanted, found = set(chosen), {}
        ids = sorted({each.at.response_id for each in wanted})
        for start in range(0, len(ids), _AT_ONCE):
            mine = tables.codings.c.response_id.in_(ids[start : start + _AT_ONCE])
            for row in self._connection.execute(_candidates(key).where(mine)):
                candidate = _candidate(row)
                found[Chosen(candidate.at, candidate.code)] = candidate
        return {each: candidate for each, candidate in found.items() if each in wanted}

    def approved(self, key: SurveyKey) -> list[Chosen]:
        """Every approved answer under each code that it bears, newest first."""
        coding = tables.codings.c
        found = _candidates(key).where(redactions.c.verdict == Verdict.APPROVED.value)
        newest = found.order_by(coding.received_at.desc(), coding.id.desc())
        candidates = [_candidate(row) for row in self._connection.execute(newest)]
        return [Chosen(each.at, each.code) for each in candidates if each.verdict is Verdict.APPROVED]

    def keep(self, redaction: Redaction) -> bool:
        """Keep a decision of version n in place of version n - 1."""
        row = _row(redaction)
        if redaction.version == 1:
            return bool(insert_new(self._connection, redactions, [row], redactions.c.version))
        mine = update(redactions).where(
            redactions.c.response_id == redaction.at.response_id,
            redactions.c.question == redaction.at.question,
            redactions.c.version == redaction.version - 1,
        )
        return self._connection.execute(mine.values(row)).rowcount == 1

    def forget(self, ids: Collection[str]) -> None:
        """Forget what was decided about the answers of these responses."""
        self._connection.execute(delete(redactions).where(redactions.c.response_id.in_(sorted(ids))))


def _candidates(key: SurveyKey) -> Select[Any]:
    coding, answer, response = tables.codings, tables.answers, tables.responses
    same = (redactions.c.response_id == coding.c.response_id) & (redactions.c.question == coding.c.question)
    # JSON as its text: the one way to look into a list that both databases share.
    permits = cast(response.c.consents, String).like(f'%"{QUOTE}"%')
    return (
        select(*coding.c, answer.c.text, answer.c.personal, answer.c.reference, response.c.language, *_DECIDED)
        .select_from(coding)
        .join(answer, (answer.c.response_id == coding.c.response_id) & (answer.c.question == coding.c.question))
        .join(response, response.c.response_id == coding.c.response_id)
        .outerjoin(redactions, same)
        .where(coding.c.team_id == key.team_id, coding.c.survey == key.slug, permits)
    )


def _candidate(row: Any) -> Candidate:
    key, at = SurveyKey(row.team_id, row.survey), AnswerAt(row.response_id, row.question)
    return Candidate(
        reference=row.reference,
        place=Place(row.received_at, row.id),
        survey=key,
        at=at,
        code=row.code,
        text=row.text,
        language=row.language,
        spans=tuple((start, end) for start, end in row.spans),
        suggested=tuple(Mask(each["start"], each["end"], each["kind"]) for each in row.personal),
        redaction=_redaction(row, key, at) if row.r_version is not None else None,
    )


def _redaction(row: Any, key: SurveyKey, at: AnswerAt) -> Redaction:
    return Redaction(
        survey=key,
        at=at,
        digest=row.r_digest,
        masks=_masks(row.r_masks),
        verdict=Verdict(row.r_verdict),
        reason=row.r_reason,
        by=Person(row.r_decided_by, row.r_decided_by_name),
        decided_at=row.r_decided_at,
        version=row.r_version,
    )


def _masks(written: Sequence[Sequence[Any]]) -> tuple[Mask, ...]:
    return tuple(Mask(*each) for each in written)


def _row(redaction: Redaction) -> dict[str, Any]:
    return {
        "response_id": redaction.at.response_id,
        "question": redaction.at.question,
        "team_id": redaction.survey.team_id,
        "survey": redaction.survey.slug,
        "digest": redaction.digest,
        "masks": [list(mask) for mask in redaction.masks],
        "verdict": redaction.verdict.value,
        "reason": redaction.reason,
        "decided_by": redaction.by.id,
        "decided_by_name": redaction.by.name,
        "decided_at": redaction.decided_at,
        "version": redaction.version,
    }
