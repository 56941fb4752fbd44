"""What the keys of a survey's document are called on pages, each with a hint."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _l

from services.intake.domain.question_types.question_type import QuestionType

_NAMES: Final[Mapping[str, tuple[Any, Any]]] = {
    "title": (_l("Title"), ""),
    "languages": (
        _l("Languages"),
        _l("Their codes, set apart by commas: en is English, cy is Welsh. The first is shown when none was asked for."),
    ),
    "intro": (_l("Introduction"), _l("What stands above the questions.")),
    "caution": (
        _l("Caution"),
        _l("Stands before the questions. If it is empty, the form asks not to give names or health details."),
    ),
    "thanks": (_l("Thanks"), _l("What people read once their card is stored.")),
    "closed_message": (_l("Closing words"), _l("What people read who come after the survey has closed.")),
    "opens_at": (_l("Opens at"), _l("By the clocks in London. Empty: as soon as it is published.")),
    "closes_at": (_l("Closes at"), _l("By the clocks in London. Empty: when you close it.")),
    "allow_missing_languages": (
        _l("May be published although texts are missing in a language"),
        _l("People then read them in the first language that has them."),
    ),
    "save_and_return": (_l("People may save unfinished answers and come back"), ""),
    "keep_unfinished_days": (_l("Days for which unfinished answers are kept"), _l("1 to 365. Empty: 30.")),
    "invitations": (_l("Who may answer"), ""),
    "most_responses": (_l("Most cards"), _l("The survey is full then. Empty: as many as come.")),
    "quotas": (
        _l("Quotas"),
        _l("At most so many cards with this answer: the key of a question that splits reports, and of its option."),
    ),
    "slug": (_l("Address"), ""),
    "questions": (_l("Questions"), ""),
    "type": (_l("Type of question"), ""),
    "key": (
        _l("Key"),
        _l(
            "The question's name in files and reports. If it is empty, it is made from the text. It can't be changed "
            "once it is published."
        ),
    ),
    "text": (_l("Question"), ""),
    "help": (_l("Help text"), _l("Stands below the question.")),
    "required": (_l("Has to be answered"), _l("A card without it is not taken, where the question is asked.")),
    "show_when": (_l("When it is asked"), ""),
    "codebook": (_l("Codebook"), _l("The themes that answers are coded by.")),
    "max_length": (_l("Most characters"), _l("Empty: as many as the type takes.")),
    "least_choices": (_l("Fewest answers"), _l("How many have to be chosen at least. Empty: any number.")),
    "most_choices": (_l("Most answers"), _l("How many can be chosen at most. Empty: all.")),
    "options": (_l("Options"), ""),
    "from": (_l("Lowest number"), ""),
    "to": (_l("Highest number"), ""),
    "from_label": (_l("What the lowest number means"), ""),
    "to_label": (_l("What the highest number means"), ""),
    "attribute": (_l("Reports can be split by the answer"), ""),
    "max_megabytes": (_l("Largest file in megabytes"), ""),
}

TYPE_NAMES: Final[Mapping[str, tuple[Any, Any]]] = {
    "long_text": (_l("Long text"), _l("Several lines in people's own words")),
    "short_text": (_l("Short text"), _l("One line")),
    "one_choice": (_l("One choice"), _l("One of a few options")),
    "several_choices": (_l("Several choices"), _l("Any of a few options")),
    "scale": (_l("Scale"), _l("A number between two ends")),
    "yes_no": (_l("Yes or no"), ""),
    "date": (_l("Date"), _l("A day")),
    "email": (_l("E-mail address"), _l("Only letters are sent there: no report and no file holds it")),
    "consent": (_l("Consent"), _l("What may happen with people's words")),
    "hidden": (_l("Hidden"), _l("Nobody is asked: the address says it, such as ?source=poster")),
    "photo": (_l("Photo"), _l("A picture from the phone")),
    "file": (_l("File"), _l("A picture or a plain text")),
}
"""How a type is called; one that is not listed yet goes by its own name."""


def field_name(name: str) -> str:
    """What a key of the document is called; the key in words where it is new."""
    return str(_NAMES[name][0]) if name in _NAMES else _in_words(name)


def field_hint(name: str) -> str:
    """What to know about it; "" when nothing."""
    return str(_NAMES[name][1]) if name in _NAMES else ""


def type_name(kind: QuestionType | str) -> str:
    """What a type of question is called."""
    name = kind if isinstance(kind, str) else kind.name
    return str(TYPE_NAMES[name][0]) if name in TYPE_NAMES else _in_words(name)


def type_hint(kind: QuestionType) -> str:
    """What a type is for; "" where that is not told."""
    return str(TYPE_NAMES[kind.name][1]) if kind.name in TYPE_NAMES else ""


def _in_words(name: str) -> str:
    return name.replace("_", " ").capitalize()
