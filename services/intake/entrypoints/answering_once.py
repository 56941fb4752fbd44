"""The Idempotency-Key header (draft-ietf-httpapi-idempotency-key-header) of requests that make something."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, cast

from flask import Flask, Response, current_app, request
from flask_babel import lazy_gettext as _l
from marshmallow import Schema, fields

from services.intake.application.answer_once import AnswerDesk, Keyed, answer_once
from services.intake.domain.kept_answers import KeptAnswer, RequestKey, UnfitKey
from shared.identity.access import current_caller
from shared.web.problems import Problem, register_problems

_EXTENSION: Final = "adborth-intake-answers"
_KEY: Final = re.compile(r"[\x21-\x7e]{1,255}")

PROBLEMS: Final[Mapping[str, Problem]] = {
    "idempotency-key-unfit": Problem(
        400, _l("This Idempotency-Key can't be used"), _l("Send 1 to 255 letters, digits and signs without spaces.")
    ),
    "idempotency-key-in-use": Problem(
        409,
        _l("The first request with this Idempotency-Key is still being handled"),
        _l("Send it again after the seconds that Retry-After names."),
    ),
    "idempotency-key-reused": Problem(
        422,
        _l("Another request was sent with this Idempotency-Key"),
        _l("Nothing was done. Choose a new key for each new request."),
    ),
}


class KeyHeader(Schema):
    """The header as the document tells it; `answered_once` reads it."""

    key = fields.String(
        data_key="Idempotency-Key",
        metadata={
            "description": "Chosen anew for each request, for example a UUID: sent again with the same key within"
            " 24 hours, the request is not handled again, and the first answer is given again",
            "pattern": r"^[!-~]{1,255}$",
        },
    )


class Pieces:
    """A body as it is read piece by piece, with the fingerprint of what went by."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._digest = hashlib.sha256(f"{request.method} {request.full_path}".encode())

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self._digest.update(piece)
            yield piece

    def fingerprint(self) -> str:
        """Of method, address and the whole body: what nobody read yet is read now."""
        for piece in self._pieces:
            self._digest.update(piece)
        return self._digest.hexdigest()


def install_answering_once(app: Flask, desk: AnswerDesk) -> None:
    """Give the application the book of answers, and the words for what can go wrong there."""
    app.extensions[_EXTENSION] = desk
    register_problems(app, PROBLEMS)


def answered_once(pieces: Pieces, handle: Callable[[], KeptAnswer]) -> Response:
    """The answer of `handle`, or the one that it gave before to the same request under the same key.

    Raises UnfitKey, KeyInUse, KeyReused and what `handle` raises.
    """
    key, again = request.headers.get("Idempotency-Key"), False
    if key is None:
        answer = handle()
    else:
        desk = cast(AnswerDesk, current_app.extensions[_EXTENSION])
        answer, again = answer_once(Keyed(_request_key(key), handle, pieces.fingerprint), desk=desk)
    told = current_app.response_class(answer.body, answer.status, mimetype="application/json")
    if answer.location:
        told.headers["Location"] = answer.location
    if again:
        told.headers["Idempotency-Replayed"] = "true"
    return told


def kept(told: Mapping[str, Any], status: int, location: str = "") -> KeptAnswer:
    """An answer as it is told and kept."""
    return KeptAnswer(status=status, body=current_app.json.dumps(told), location=location)


def _request_key(key: str) -> RequestKey:
    if not _KEY.fullmatch(key):
        raise UnfitKey
    caller = current_caller()
    return RequestKey(caller.team_id, caller.id, key)
