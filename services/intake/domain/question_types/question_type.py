"""What a type of question decides: how it is shown, and which answers can be stored."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from services.intake.domain.errors import Fault


class Control(StrEnum):
    """What a page draws for a question; types share controls, so that a new type needs no new page."""

    TEXT_AREA = "text-area"
    TEXT_LINE = "text-line"


@dataclass(frozen=True, slots=True)
class QuestionType:
    """A type by its name in survey files.

    `longest` is the most characters of an answer where the question says nothing else; `rows` the height of the
    control in lines; `fault(key, text, longest)` gives what forbids an answer, None when it can be stored.
    """

    name: str
    control: Control
    longest: int
    rows: int
    fault: Callable[[str, str, int], Fault | None]


def text_fault(key: str, text: str, longest: int) -> Fault | None:
    """What forbids a free text: too long, or characters that no database keeps (NUL, half a surrogate pair)."""
    if len(text) > longest:
        return Fault("answer-too-long", key, {"longest": longest, "length": len(text)})
    if not is_storable(text):
        return Fault("answer-unstorable", key)
    return None


def is_storable(text: str) -> bool:
    """Whether a text can be kept exactly; every character but NUL and lone surrogates can."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text
