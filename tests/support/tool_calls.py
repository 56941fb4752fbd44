"""Calls of survey tools as tests make them: signed, and about the survey that tests answer."""

import base64
import hashlib
import hmac
import json
from typing import Any

from services.intake.providers.provider import RawRequest

TYPEFORM_SECRET = "typeform-secret-1"


def typeform_body(token: str = "tok-1", text: str = "Mwy o staff – plîs", **changed: Any) -> bytes:
    """A Typeform delivery of one answer to the question that tests ask."""
    told = {
        "event_id": f"event-{token}",
        "event_type": "form_response",
        "form_response": {
            "form_id": "f1",
            "token": token,
            "submitted_at": "2026-11-22T11:59:00Z",
            "definition": {
                "id": "f1",
                "fields": [
                    {"id": "a1", "ref": "next", "type": "long_text", "title": "What's next?"},
                    {"id": "a2", "ref": "hat", "type": "short_text", "title": "The colour of the best hat"},
                ],
            },
            "answers": [{"type": "text", "text": text, "field": {"id": "a1", "type": "long_text", "ref": "next"}}],
        },
    }
    told["form_response"] |= {name: value for name, value in changed.items() if name not in told}
    told |= {name: value for name, value in changed.items() if name in told}
    return json.dumps(told, ensure_ascii=False).encode()


def typeform_headers(body: bytes, secret: str = TYPEFORM_SECRET) -> dict[str, str]:
    """The head of a delivery: its signature."""
    digest = hmac.digest(secret.encode(), body, hashlib.sha256)
    return {"Typeform-Signature": "sha256=" + base64.b64encode(digest).decode(), "Content-Type": "application/json"}


def typeform_call(body: bytes, secret: str = TYPEFORM_SECRET) -> RawRequest:
    """The same as the use case sees it."""
    return RawRequest(
        headers={name.lower(): value for name, value in typeform_headers(body, secret).items()}, body=body
    )
