"""What was read of a delivery or an export, as JSON tells it and as people read it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from services.intake.domain.foreign_responses import ForeignResponse
from services.intake.providers.provider import Reading


def as_told(reading: Reading) -> dict[str, object]:
    """A reading as plain values."""
    told: dict[str, object] = {
        "outcome": str(reading.outcome),
        "reason": reading.reason,
        "responses": [_response(each) for each in reading.responses],
    }
    if reading.fetch:
        told["fetch"] = [{"host": each.host, "path": each.path, "query": dict(each.query)} for each in reading.fetch]
    return told


def show(told: dict[str, Any]) -> str:
    """The same in lines."""
    return "\n".join(_lines(told))


def _response(response: ForeignResponse) -> dict[str, object]:
    return {
        "external_response_id": response.id,
        "external_form_id": response.form_id,
        "submitted_at": _written(response.submitted_at),
        "completed": response.completed,
        "language": response.language,
        "answers": [{"ref": each.ref, "label": each.label, "answer": each.answer} for each in response.answers],
    }


def _written(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    text = moment.astimezone(UTC).isoformat(timespec="milliseconds" if moment.microsecond else "seconds")
    return text.replace("+00:00", "Z")


def _lines(told: dict[str, Any]) -> Iterator[str]:
    yield f"{told['outcome']} ({told['reason']}), responses: {len(told['responses'])}"
    for wanted in told.get("fetch", []):
        yield f"to be fetched: {wanted['host']} {wanted['path']}"
    for refused in told.get("refused", []):
        yield f"line {refused['line']}: {refused['code']}"
    for response in told["responses"]:
        yield ""
        state = "complete" if response["completed"] else "not complete"
        parts = [response["external_form_id"], response["submitted_at"], state, response["language"]]
        yield f"{response['external_response_id'] or 'without id'}: {', '.join(part for part in parts if part)}"
        for answer in response["answers"]:
            asked = f"{answer['label']} [{answer['ref']}]" if answer["label"] else f"[{answer['ref']}]"
            yield f"  {asked}"
            yield from (f"    {line}" for line in answer["answer"].splitlines())
