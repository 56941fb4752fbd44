"""Where survey tools call: what they send is on disk before they are answered, and nobody looks into it here."""

from typing import Any, Final

from flask import Blueprint, Response, request
from werkzeug.datastructures import WWWAuthenticate

from services.intake.application.receive_delivery import connection_called, receive_delivery
from services.intake.entrypoints.connections_at_hand import connections_at_hand
from services.intake.providers.provider import RawRequest
from shared.identity.access import PUBLIC, access
from shared.web.strict_json import read_body

hooks = Blueprint("intake_hooks", __name__, url_prefix="/hooks")

MOST_BYTES: Final = 5 * 1024 * 1024
"""The largest delivery: a tool that collects may send hundreds of responses at once."""
_REFUSED: Final = 401
# No redirect, for whatever is written of the address: a tool that follows one may come back without its body.
_AS_WRITTEN: Final[dict[str, Any]] = {"strict_slashes": False, "merge_slashes": False}


@hooks.url_value_preprocessor
def make_room(endpoint: str | None, values: dict[str, Any] | None) -> None:  # noqa: ARG001  because Flask passes both
    """Let the body be as large as a delivery may be, before anybody reads it."""
    request.max_content_length = MOST_BYTES
    request.max_form_memory_size = MOST_BYTES


@hooks.after_request
def say_how(answer: Response) -> Response:
    """Name what was missed: HTTP asks for that beside 401."""
    if answer.status_code == _REFUSED:
        answer.headers["WWW-Authenticate"] = str(WWWAuthenticate("signature", {"realm": "adborth"}))
    return answer


@hooks.post("/<provider>/<connection_id>", **_AS_WRITTEN)
@access(PUBLIC)
def take(provider: str, connection_id: str) -> Response:
    """Keep what a tool sent. 200 when it is on disk, and for what was kept before: some tools take no other yes."""
    raw = RawRequest(
        method=request.method,
        headers={name.lower(): value for name, value in request.headers.items()},
        query=request.args.to_dict(),
        body=read_body(request),
    )
    receipt = receive_delivery(provider, connection_id, raw, desk=connections_at_hand())
    return Response(f"{receipt.value}\n", mimetype="text/plain")


@hooks.get("/<provider>/<connection_id>", **_AS_WRITTEN)
@access(PUBLIC)
def look(provider: str, connection_id: str) -> Response:
    """Say that a connection is here: tools ask before they save its address, without a signature."""
    connection_called(provider, connection_id, desk=connections_at_hand())
    return Response("ok\n", mimetype="text/plain")
