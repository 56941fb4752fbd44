"""What a reading says, in few words."""

import json

from services.intake.domain.foreign_responses import ForeignResponse
from services.intake.providers.provider import RawRequest, Reading
from services.intake.providers.registry import PROVIDERS


def read(name: str, body: bytes | str | object) -> Reading:
    """What a tool's adapter reads in a body; a value is sent as JSON."""
    if isinstance(body, str):
        body = body.encode(errors="surrogatepass")
    if not isinstance(body, bytes):
        body = json.dumps(body).encode()
    return PROVIDERS[name].read(RawRequest(body=body))


def only(reading: Reading) -> ForeignResponse:
    """The one response of a reading."""
    (response,) = reading.responses
    return response


def said(response: ForeignResponse) -> dict[str, str]:
    """The answers by ref."""
    return {each.ref: each.answer for each in response.answers}


def labels(response: ForeignResponse) -> dict[str, str]:
    """The wordings by ref."""
    return {each.ref: each.label for each in response.answers}


def outline(reading: Reading) -> tuple[str, str]:
    """The outcome and its reason."""
    return str(reading.outcome), reading.reason
