"""A form with files as a browser posts it: such a body is taken for surveys that ask for files, and for no other."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from flask import Response, after_this_request, request

from services.intake.application.list_surveys import survey_to_show
from services.intake.application.take_files import take_files
from services.intake.domain.answer_files import MEGABYTE, asks_for_files
from services.intake.domain.errors import Fault
from services.intake.domain.surveys import MOST_MEGABYTES, Survey
from services.intake.entrypoints.desk_at_hand import desk_at_hand
from services.intake.entrypoints.posted_card import PostedCard, PostedFields, fields_posted, read_posted
from services.intake.entrypoints.sentences import sentence
from services.intake.entrypoints.unfinished_at_hand import client_here, unfinished_at_hand
from shared.web.strict_multipart import MULTIPART_TYPE, strict_multipart

FILE: Final = "-file"
"""What the field for a file is called after its question: no question's key holds a hyphen."""
_TEXTS: Final = 256 * 1024


def read_posted_here(slug: str) -> PostedFields:
    """The posted fields, with files where the survey asks for them; raises what `read_posted` raises."""
    if request.mimetype != MULTIPART_TYPE or not asks_for_files(survey_to_show(slug, desk=desk_at_hand())):
        return read_posted(request)
    admit_files()
    form = strict_multipart(request)
    return replace(fields_posted(form.texts.to_dict(flat=False)), files=form.files)


def admit_files() -> None:
    """Let the body of this request be as long as files may be; before anybody reads it.

    Longer than a single one: a photo that is too large is told in the form, with what was typed.
    """
    request.max_content_length = MOST_MEGABYTES * MEGABYTE + _TEXTS
    after_this_request(_close_files)


def with_files(card: PostedCard, files: Mapping[str, list[bytes]], survey: Survey) -> tuple[PostedCard, dict[str, str]]:
    """The card with the files that came with it, and what is wrong with the others: a sentence by question key.

    Raises TooManyFiles, StorageAway.
    """
    if not files:
        return card, {}
    given = {name.removesuffix(FILE) if name.endswith(FILE) else f"{name}-": each for name, each in files.items()}
    twice = [Fault("answer-twice", key) for key, contents in given.items() if len(contents) > 1]
    once = {key: contents[0] for key, contents in given.items() if len(contents) == 1}
    taken = take_files(once, card.id, survey, client_here(), desk=unfinished_at_hand())
    wrong = {fault.question: sentence(fault) for fault in (*twice, *taken.faults)}
    return replace(card, answers={**card.answers, **taken.answers}), wrong


def _close_files(response: Response) -> Response:
    # Large files are spooled to the disk as soon as anybody looks at the form's fields.
    request.close()
    return response
