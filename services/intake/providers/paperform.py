"""Paperform: a list of questions with titles; what was not sent yet comes without any id."""

import hashlib
from collections.abc import Iterator

from services.intake.domain.foreign_responses import ForeignResponse
from services.intake.providers.answer_texts import as_text, matrix
from services.intake.providers.json_reading import Json, objects, read_object
from services.intake.providers.proofs import SharedSecret
from services.intake.providers.provider import RawRequest, Reading, SecretPlace, Setup
from services.intake.providers.readings import answers, id_text, stored
from services.intake.providers.times import moment
from services.intake.providers.tool import Tool
from services.intake.providers.unreadable import Unreadable


class Paperform(Tool):
    """It signs nothing: the secret stands in the address. A test sends the newest real submission again."""

    name = "paperform"
    title = "Paperform"
    proof = SharedSecret()
    setup = Setup(
        secret=SecretPlace.ADDRESS,
        hint="Add a webhook in Paperform under After Submission with this address: the secret is part of it.",
    )

    def understood(self, raw: RawRequest) -> Reading:
        """What a delivery says. Raises Unreadable."""
        told = read_object(raw.body)
        if not isinstance(told.get("data"), list):
            raise Unreadable("unexpected-shape")
        submission = id_text(told.get("submission_id"))
        response = ForeignResponse(
            id=submission,
            form_id=id_text(told.get("form_id")) or id_text(told.get("slug")),
            submitted_at=moment(told.get("created_at")),
            completed=bool(submission) and "partial" not in id_text(told.get("trigger")),
            language="",
            answers=answers(_given(told)),
        )
        return stored([response], submission or f"sha256:{hashlib.sha256(raw.body).hexdigest()}")


def _given(told: dict[str, Json]) -> Iterator[tuple[str, str, str]]:
    for question in objects(told, "data"):
        ref = id_text(question.get("custom_key")) or id_text(question.get("key"))
        yield ref, id_text(question.get("title")), _text(question)


def _text(question: dict[str, Json]) -> str:
    value = question.get("value")
    if isinstance(value, dict) and question.get("type") == "matrix":
        return matrix(value.items())
    return as_text(value)
