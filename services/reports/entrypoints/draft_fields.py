"""The fields of a draft as they are posted: texts in both languages, the parts that are chosen, and what is wrong."""

from collections.abc import Iterator, Mapping
from typing import Final

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from services.reports.application.draft_publication import Prospect
from services.reports.domain.publications import CORRECTION, LONGEST_TEXT, LONGEST_TITLE, REASONS, Choices, Text
from shared.web.languages import LANGUAGES

TEXTS: Final[Mapping[str, int]] = {
    "title": LONGEST_TITLE,
    "introduction": LONGEST_TEXT,
    "method": LONGEST_TEXT,
    "note": LONGEST_TEXT,
}


def read_choices(posted: "MultiDict[str, str]", prospect: Prospect) -> Choices:
    """What was posted; parts that the report doesn't have are left out, and all questions are `None`."""
    document = prospect.proposal.composed.document
    asked = tuple(each["question"] for each in document["asked"])
    chosen = tuple(key for key in asked if key in posted.getlist("questions"))
    reason = posted.get("reason", CORRECTION)
    return Choices(
        title=_text("title", posted),
        introduction=_text("introduction", posted),
        method=_text("method", posted),
        note=_text("note", posted),
        reason=reason if reason in REASONS else CORRECTION,
        questions=None if chosen == asked else chosen,
        splits=tuple(dict.fromkeys(posted.getlist("splits")))[:10],
        quotes=(),
    )


def wrong_texts(choices: Choices) -> list[dict[str, str]]:
    """The texts that are too long, as an error summary wants them."""
    return [
        {"field": f"{name}-{language}", "message": _("Use %(limit)s characters or fewer", limit=limit)}
        for name, limit, language, words in _texts(choices)
        if len(words) > limit
    ]


def _texts(choices: Choices) -> Iterator[tuple[str, int, str, str]]:
    for name, limit in TEXTS.items():
        for language, words in getattr(choices, name).items():
            yield name, limit, language, words


def _text(name: str, posted: "MultiDict[str, str]") -> Text:
    said = {language: posted.get(f"{name}-{language}", "").replace("\r\n", "\n").strip() for language in LANGUAGES}
    return {language: words for language, words in said.items() if words}
