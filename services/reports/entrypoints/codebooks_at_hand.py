"""What the pages of codebooks have at hand: the desk, who is at it, and the words for what can go wrong."""

from collections.abc import Mapping
from typing import Final, cast

from flask import current_app, request
from flask_babel import lazy_gettext as _l

from services.reports.application.edit_codebooks import draft_of
from services.reports.application.recoding_ports import RecodingDesk
from services.reports.domain.codebook_errors import CodebookNotFound
from services.reports.domain.codebook_history import Author, CodebookKey, Draft, Seen
from services.reports.entrypoints.reading import team
from shared.codebooks.codebook import Codebook
from shared.identity.access import current_caller
from shared.web.problems import Problem

EXTENSION: Final = "adborth-codebooks"
_LOOK_AGAIN: Final = _l("Nothing was done. Go back, look at the codebook as it is now, and do it again there.")

PROBLEMS: Final[Mapping[str, Problem]] = {
    "codebook-not-found": Problem(
        404, _l("There is no such codebook, version, theme or code"), _l("Choose one from the list of codebooks.")
    ),
    "codebook-draft-changed": Problem(409, _l("Somebody changed this meanwhile"), _LOOK_AGAIN),
    "codebook-version-changed": Problem(412, _l("A newer version was made meanwhile"), _LOOK_AGAIN),
    "codebook-version-not-named": Problem(
        428,
        _l("Say which version you replace"),
        _l("Send the ETag of the version that you looked at as If-Match; for a new codebook, If-None-Match: *."),
    ),
    "codebook-nothing-changed": Problem(
        409, _l("This is what the newest version says already"), _l("Change something first, or leave it as it is.")
    ),
    "codebook-reason-missing": Problem(
        400, _l("Say why, in a sentence"), _l("Write at most %(limit)s characters: they stand in the history.")
    ),
    "codebook-taken": Problem(
        409, _l("There is a codebook of this name already"), _l("Choose another title, or edit the one there is.")
    ),
    "codebook-wrong-edit": Problem(400, _l("These codes do not allow this"), _LOOK_AGAIN),
    "invalid-codebook": Problem(
        400, _l("The codebook cannot be read"), _l("Line %(line)s, %(place)s: %(rule)s. Nothing was kept.")
    ),
    "recoding-not-found": Problem(
        404, _l("There is no such coding anew or discovery"), _l("Choose one from the codebook's page.")
    ),
    "recoding-not-ready": Problem(409, _l("There is nothing to decide about here now"), _LOOK_AGAIN),
}


def recodings_at_hand() -> RecodingDesk:
    """The desk of codings anew that this application was given; the one of codebooks is in it."""
    return cast(RecodingDesk, current_app.extensions[EXTENSION])


def author() -> Author:
    """Who is signed in, as those who change codebooks are noted."""
    caller = current_caller()
    return Author(caller.id, caller.name)


def key_of(codebook: str) -> CodebookKey:
    """The codebook of this id as the caller sees it."""
    return CodebookKey(team(), codebook)


def own_draft(codebook: str) -> Draft:
    """The draft, or what it would begin with. Raises CodebookNotFound."""
    desk = recodings_at_hand().codebooks
    with desk.read() as shelf:
        return draft_of(key_of(codebook), shelf=shelf, desk=desk)


def own_book(codebook: str, version: int | None = None) -> Codebook:
    """A version, or the newest. Raises CodebookNotFound."""
    desk = recodings_at_hand().codebooks
    with desk.read() as shelf:
        told = shelf.body(key_of(codebook), version)
    if told is None:
        raise CodebookNotFound(asked=codebook)
    return desk.bodies.read(told.body)


def seen_whole() -> Seen:
    """The state of the draft that the page which was posted showed."""
    return Seen(whole=request.form.get("seen", ""))
