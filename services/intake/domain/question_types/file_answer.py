"""Questions that are answered by a file: its text is the file's name, which intake gave it."""

import re
from collections.abc import Iterator
from typing import Final

from services.intake.domain.errors import Fault
from services.intake.domain.question_types.question_type import Asked, Control, QuestionType

_NAME: Final = re.compile(r"[0-9a-f]{32}\.(jpg|txt)")
_SHOWN: Final = {
    "jpg": {"en": "A photo (JPEG)", "cy": "Llun (JPEG)"},
    "txt": {"en": "A text file", "cy": "Ffeil destun"},
}
USUAL_MEGABYTES: Final = 5
_MOST_MEGABYTES: Final = 10


class Photo(QuestionType):
    """A picture; it is drawn anew, so that place and time that a camera noted are gone."""

    name = "photo"
    control = Control.FILE
    takes = frozenset({"megabytes"})
    longest = 36
    kinds: frozenset[str] = frozenset({"jpg"})

    def rules(self, asked: Asked) -> Iterator[str]:
        """A file is no larger than what the page can take."""
        if not 0 <= asked.megabytes <= _MOST_MEGABYTES:
            yield f"max_megabytes must be 1 to {_MOST_MEGABYTES}"

    def fault(self, asked: Asked, text: str) -> Fault | None:
        """It names a file of a kind that the question takes; whether that file is there is asked when it is stored."""
        found = _NAME.fullmatch(text)
        return None if found and found[1] in self.kinds else Fault("answer-no-file", asked.key)

    def shown(self, asked: Asked, text: str, language: str) -> str:  # noqa: ARG002  because other types look at the question
        """What kind of file it is: its name says nothing to people."""
        found = _NAME.fullmatch(text)
        return _SHOWN[found[1]].get(language, _SHOWN[found[1]]["en"]) if found else text


class File(Photo):
    """A picture or a plain text."""

    name = "file"
    kinds = frozenset({"jpg", "txt"})
