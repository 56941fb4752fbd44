"""What is wrong with a submission, said to people: one sentence for each fault, for form, API and import alike."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _l

from services.intake.domain.errors import Fault

SENTENCES: Final[Mapping[str, Any]] = {
    "answers-missing": _l("Answer at least one question"),
    "answer-missing": _l("Answer this question"),
    "answer-too-long": _l("Shorten this answer to %(longest)s characters or fewer; it has %(length)s"),
    "answer-unstorable": _l("Remove the character that can't be stored (NUL or half a character)"),
    "answer-twice": _l("Send this answer once"),
    "answer-no-option": _l("Choose from what this question offers: %(options)s"),
    "answer-one-option": _l("Choose one answer only"),
    "answer-option-twice": _l("Choose each answer once"),
    "answer-too-few": _l("Choose at least %(least)s of the answers"),
    "answer-too-many": _l("Choose at most %(most)s of the answers"),
    "answer-no-address": _l("Write an e-mail address, such as name@example.org"),
    "answer-no-date": _l("Write a day that exists, such as 27 3 2026"),
    "answer-no-file": _l("Choose a file here; a program can't send one"),
    "answer-file-large": _l("Choose a file of at most %(most)s MB"),
    "answer-file-unreadable": _l("Choose a JPEG, PNG or WebP picture, or a plain text saved as UTF-8"),
    "answer-file-no-room": _l("Send your card without this file, or try again tomorrow: there is no room for it now"),
    "answer-photo-unreadable": _l("Choose a JPEG, PNG or WebP picture of at most 50 megapixels"),
    "answer-file-gone": _l("Choose the file once more: it was kept for a day only, or belongs to another card"),
    "entry-source": _l("Say where it was said"),
    "entry-day": _l("Write the day on which it was said, not later than today"),
    "entry-agreed": _l("Say how the person agreed: without that nothing can be entered"),
    "unknown-question": _l("This survey has no such question"),
    "unknown-language": _l("Use one of the survey's languages: %(languages)s"),
    "unreadable-time": _l("Write received_at as a time such as 2026-03-01T09:00:00Z"),
    "surplus-cells": _l("This row has more cells than there are columns"),
    "broken-quotes": _l("The quotation marks in this row don't match"),
    "response-unfinished": _l("This response was begun and not sent"),
    "reference-missing": _l("This row names nobody"),
    "reference-unfit": _l("Shorten the address or code to %(longest)s characters on one line"),
    "attribute-unfit": _l("Shorten the columns to keep to %(longest)s characters on one line"),
    "id-conflict": _l("This id was used before with other answers"),
    "already-withdrawn": _l("This response was withdrawn and can't come back"),
}


def sentence(fault: Fault) -> str:
    """The sentence for a fault, in the reader's language."""
    told = {name: _shown(value) for name, value in fault.details.items()}
    return str(SENTENCES[fault.code]) % told


def _shown(value: object) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
