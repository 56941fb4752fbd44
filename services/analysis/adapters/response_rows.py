"""Coded responses as rows, and back."""

from collections.abc import Mapping
from typing import Any

from services.analysis.application.ports import Asked, CodedResponse
from shared.contracts.coded_answers import AnswerCoded, CodingMade, PersonalMark


def row_of(response: CodedResponse) -> dict[str, Any]:
    """A response as a row."""
    return {
        "response_id": response.response_id,
        "team_id": response.team_id,
        "survey": response.survey,
        "survey_version": response.survey_version,
        "received_at": response.received_at,
        "language": response.language,
        "revision": response.revision,
        "answers": [_answer(answer) for answer in response.answers],
        "attributes": dict(response.attributes),
        "consents": list(response.consents),
        "asked": [{"text": asked.text, "codebook": asked.codebook} for asked in response.asked],
        "edition": response.edition,
        "since": response.since,
    }


def _answer(answer: AnswerCoded) -> dict[str, Any]:
    # By hand: dataclasses.asdict copies every number of every probability and took a quarter of a batch's time.
    return {
        "question": answer.question,
        "text": answer.text,
        "model": answer.model,
        "codebook": answer.codebook,
        "codebook_version": answer.codebook_version,
        "codings": [
            {"code": made.code, "theme": made.theme, "confidence": made.confidence, "spans": made.spans}
            for made in answer.codings
        ],
        "facets": answer.facets,
        "probabilities": dict(answer.probabilities),
        "tone": answer.tone,
        "personal": [{"start": mark.start, "end": mark.end, "kind": mark.kind} for mark in answer.personal],
    }


def response_of(row: Any) -> CodedResponse:
    """The response in a row."""
    answers = tuple(_answer_of(answer) for answer in row.answers)
    # What was coded before the question's wording was kept has none; the coding still says by which codebook.
    asked = [Asked(**one) for one in row.asked] or [Asked(codebook=answer.codebook) for answer in answers]
    return CodedResponse(
        team_id=row.team_id,
        survey=row.survey,
        survey_version=row.survey_version,
        response_id=row.response_id,
        received_at=row.received_at,
        language=row.language,
        revision=row.revision,
        answers=answers,
        attributes=row.attributes,
        asked=tuple(asked),
        consents=tuple(row.consents),
        edition=row.edition,
        since=row.since,
    )


def _answer_of(kept: Mapping[str, Any]) -> AnswerCoded:
    return AnswerCoded(
        question=kept["question"],
        text=kept["text"],
        model=kept["model"],
        codebook=kept["codebook"],
        codebook_version=kept["codebook_version"],
        codings=tuple(_coding_of(made) for made in kept["codings"]),
        facets=tuple(kept["facets"]),
        probabilities=kept["probabilities"],
        tone=kept.get("tone", ""),
        personal=tuple(PersonalMark(**mark) for mark in kept.get("personal", ())),
    )


def _coding_of(made: Mapping[str, Any]) -> CodingMade:
    spans = tuple((start, end) for start, end in made["spans"])
    return CodingMade(code=made["code"], theme=made["theme"], confidence=made["confidence"], spans=spans)
