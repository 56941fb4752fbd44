"""What was sent, as people can read it."""

import json
from typing import Final

from services.intake.domain.deliveries import Payload

_MOST_SHOWN: Final = 200_000


def payload_text(payload: Payload) -> str:
    """The body and what was fetched for it: JSON with an indent, all else as it is; very long ones are cut."""
    parts = [_readable(part) for part in (payload.body, *payload.fetched)]
    return "\n\n".join(parts)[:_MOST_SHOWN]


def _readable(body: bytes) -> str:
    text = body.decode(errors="replace")
    if len(body) > _MOST_SHOWN:
        return text
    try:
        return json.dumps(json.loads(text), ensure_ascii=False, indent=2)
    except (ValueError, RecursionError):
        return text
