"""A response as rows hold it: what the model said and what holds in its place, written and read again."""

from collections.abc import Iterator, Sequence
from typing import Any

from services.reports.adapters.codes import codes_read, codes_written
from services.reports.adapters.coding_rows import codings_read, codings_written
from services.reports.domain.attributes import LANGUAGE
from services.reports.domain.decisions import AnswerAt, reference_of
from services.reports.domain.holding import Standing, doubt_of, probabilities_again
from services.reports.domain.spoken import folded
from shared.contracts.coded_answers import AnswerCoded, PersonalMark
from shared.contracts.messages import ResponseCoded


def whose_row(message: Any) -> dict[str, Any]:
    """The columns that say whose a row is."""
    return {"response_id": message.response_id, "team_id": message.team_id, "survey": message.survey}


def response_row(standing: Standing) -> dict[str, Any]:
    """The row of a response."""
    said, groups = standing.said, standing.footprint.groups
    return {
        **whose_row(said),
        "received_at": said.received_at,
        "language": said.language,
        "revision": said.revision,
        "attributes": {group.attribute: group.value for group in groups if group.attribute != LANGUAGE},
        "consents": list(said.consents),
    }


def answer_rows(standing: Standing) -> Iterator[dict[str, Any]]:
    """The rows of its answers: the chances that hold, beside everything that the model said."""
    whose, footprint = whose_row(standing.said), standing.footprint
    for answer in standing.said.answers:
        chances, foreseen = footprint.chances.get(answer.question), footprint.foreseen.get(answer.question)
        before = standing.uncarried.get(answer.question)
        yield {
            **whose,
            "question": answer.question,
            "text": answer.text,
            "chances": None if chances is None else codes_written(chances),
            "codebook": answer.codebook,
            "codebook_version": answer.codebook_version,
            "model": answer.model,
            "tone": answer.tone,
            "machine": codings_written(answer.codings),
            "facets": list(answer.facets),
            "personal": [{"start": mark.start, "end": mark.end, "kind": mark.kind} for mark in answer.personal],
            "uncarried": codes_written(before) if before is not None else None,
            "foreseen": None if foreseen is None else codes_written(foreseen),
            "doubt": doubt_of(chances or {}),
            "reference": reference_of(AnswerAt(standing.said.response_id, answer.question)),
        }


def spoken_rows(said: ResponseCoded) -> Iterator[dict[str, Any]]:
    """The words of its coded answers as a search meets them; an answer that was chosen is no words."""
    whose = {**whose_row(said), "received_at": said.received_at, "language": said.language}
    for answer in said.answers:
        if answer.codebook is not None and answer.text.strip():
            yield {**whose, "question": answer.question, "words": folded(answer.text)}


def coding_rows(held: ResponseCoded) -> Iterator[dict[str, Any]]:
    """The rows of the codings that hold."""
    whose = {**whose_row(held), "received_at": held.received_at}
    for answer in held.answers:
        for coding in answer.codings:
            yield {
                **whose,
                "question": answer.question,
                "code": coding.code,
                "theme": coding.theme,
                "confidence": coding.confidence,
                "spans": coding.spans,
                "coder": answer.model,
            }


def response_said(row: Any, answers: Sequence[AnswerCoded]) -> ResponseCoded:
    """A response again as the model coded it."""
    return ResponseCoded(
        team_id=row.team_id,
        survey=row.survey,
        survey_version=0,
        response_id=row.response_id,
        received_at=row.received_at,
        language=row.language,
        revision=row.revision,
        answers=tuple(answers),
        attributes=row.attributes,
        consents=tuple(row.consents),
    )


def answer_said(row: Any) -> AnswerCoded:
    """An answer again as the model coded it."""
    chances = next((each for each in (row.uncarried, row.foreseen, row.chances) if each is not None), None)
    answer = AnswerCoded(
        question=row.question,
        text=row.text,
        model=row.model,
        codebook=row.codebook,
        codebook_version=row.codebook_version,
        codings=codings_read(row.machine),
        facets=tuple(row.facets),
        tone=row.tone,
        personal=tuple(PersonalMark(**mark) for mark in row.personal),
    )
    return answer if chances is None else probabilities_again(answer, codes_read(chances))
