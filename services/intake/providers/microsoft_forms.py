"""Microsoft Forms, through a Power Automate flow: what docs/providers.md has people build, or a flow's bare outputs."""

import re
from collections.abc import Iterator
from typing import Final

from services.intake.domain.foreign_responses import ForeignResponse
from services.intake.providers.answer_texts import as_text, file_text, joined
from services.intake.providers.json_reading import Json, members, objects, read_json, read_object
from services.intake.providers.proofs import SharedSecret
from services.intake.providers.provider import RawRequest, Reading, SecretPlace, Setup
from services.intake.providers.readings import answers, id_text, stored
from services.intake.providers.times import moment
from services.intake.providers.tool import Tool
from services.intake.providers.unreadable import Unreadable

_QUESTION: Final = re.compile(r"r[0-9a-f]{32}")


class MicrosoftForms(Tool):
    """Forms has no webhook of its own. Edits do not start a flow."""

    name = "microsoft-forms"
    title = "Microsoft Forms"
    proof = SharedSecret()
    setup = Setup(
        secret=SecretPlace.HEADER,
        hint="Build the Power Automate flow that the manual describes: it sends the secret in a header.",
        header="x-adborth-secret",
    )

    def understood(self, raw: RawRequest) -> Reading:
        """What a flow sent. Raises Unreadable."""
        told = read_object(raw.body)
        told = members(told, "body") or told
        if objects(told, "value") and not members(told, "answers"):
            raise Unreadable("details-not-sent")
        sent = members(told, "answers") or told
        given = {name: value for name, value in sent.items() if _QUESTION.fullmatch(name)} or members(told, "answers")
        if not given and "answers" not in told:
            raise Unreadable("unexpected-shape")
        form_id = id_text(told.get("form_id") or told.get("formId"))
        response = ForeignResponse(
            id=id_text(told.get("response_id") or told.get("responseId")),
            form_id=form_id,
            submitted_at=moment(told.get("submitted_at")) or moment(sent.get("submitDate")),
            completed=True,
            language=id_text(told.get("language")),
            answers=answers(_given(given, members(told, "questions"))),
        )
        return stored([response], f"{form_id}:{response.id}" if response.id else "")


def _given(told: dict[str, Json], questions: dict[str, Json]) -> Iterator[tuple[str, str, str]]:
    for ref, value in told.items():
        yield ref, id_text(questions.get(ref)), _text(value)


def _text(value: Json) -> str:
    """Several choices and files are JSON text within a text."""
    if not isinstance(value, str) or not value.lstrip().startswith("["):
        return as_text(value)
    try:
        items = read_json(value)
    except Unreadable:
        return value
    if not isinstance(items, list) or not all(isinstance(each, str | dict) for each in items):
        return value
    return joined(file_text(each) for each in items)
