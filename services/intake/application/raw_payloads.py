"""What is kept of a call, as the tool's adapter reads it again."""

from services.intake.domain.deliveries import Payload
from services.intake.providers.provider import RawRequest


def raw_of(payload: Payload) -> RawRequest:
    """The call as it came, without its secrets."""
    return RawRequest(headers=payload.headers, query=payload.query, body=payload.body)
