"""The words that codings anew and discoveries point to, from reports' own rows."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, select, tuple_

from services.reports.adapters.tables import answers, responses
from services.reports.domain.masking import Mask
from services.reports.domain.recodings import AnswerPlace, AnswerWords


def read_words(
    connection: Connection, team_id: str, places: Collection[AnswerPlace]
) -> Mapping[AnswerPlace, AnswerWords]:
    """What these answers of a team say; those of responses that were withdrawn are not there."""
    answer, response = answers.c, responses.c
    told = (answer.response_id, answer.question, answer.text, answer.personal, response.language, response.consents)
    found = (
        select(*told)
        .join(responses, response.response_id == answer.response_id)
        .where(answer.team_id == team_id, tuple_(answer.response_id, answer.question).in_(sorted(set(places))))
    )
    return {
        AnswerPlace(row.response_id, row.question): AnswerWords(
            text=row.text,
            language=row.language,
            quotable="quote" in row.consents,
            personal=tuple(Mask(each["start"], each["end"], each["kind"]) for each in row.personal),
        )
        for row in (connection.execute(found) if places else ())
    }
