"""What an entry for somebody else asks beside the survey's questions: where, when, and how the person agreed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from flask import request
from flask_babel import lazy_gettext as _l

from services.intake.domain.entries import AGREED, SAID_ON, SOURCE, Agreed, Said, Source, read_said
from services.intake.domain.errors import Fault

ID: Final = "entry-id"
LANGUAGE: Final = "entry-language"
OWN_FIELDS: Final = frozenset({ID, LANGUAGE, SOURCE, SAID_ON, AGREED, "csrf_token"})
_SOURCES: Final = {
    Source.INTERVIEW: _l("In an interview or conversation"),
    Source.EMAIL: _l("In an e-mail"),
    Source.MESSAGE: _l("In a message"),
    Source.PHONE: _l("In a phone call"),
    Source.OTHER: _l("Elsewhere"),
}
_WAYS: Final = {
    Agreed.SPOKEN: _l("They said so"),
    Agreed.WRITTEN: _l("They wrote so"),
    Agreed.FORM: _l("They signed a form"),
}
_NO_DAY: Final = ("", "", "")


@dataclass(frozen=True, slots=True)
class Beside:
    """What was entered, as it is shown again: the source, the parts of the day, and how the person agreed."""

    source: str = ""
    day: tuple[str, ...] = _NO_DAY
    agreed: str = ""

    def read(self, today: date) -> Said | tuple[Fault, ...]:
        """What it means, or what is wrong with it."""
        year, month, day = (part.strip().zfill(length) for part, length in zip(self.day[::-1], (4, 2, 2), strict=True))
        return read_said({SOURCE: self.source, SAID_ON: f"{year}-{month}-{day}", AGREED: self.agreed}, today)


def beside_posted() -> Beside:
    """What was posted; fewer or more than three parts of a day make none."""
    day = tuple(request.form.getlist(SAID_ON))
    is_whole = len(day) == len(_NO_DAY)
    return Beside(request.form.get(SOURCE, ""), day if is_whole else _NO_DAY, request.form.get(AGREED, ""))


def source_names() -> Mapping[Source, object]:
    """Where something can have been said, in the reader's language."""
    return _SOURCES


def choices() -> dict[str, list[dict[str, object]]]:
    """What can be chosen for source and consent, as the macros of forms take it."""
    return {
        SOURCE: [{"value": each.value, "text": text} for each, text in _SOURCES.items()],
        AGREED: [{"value": each.value, "text": text} for each, text in _WAYS.items()],
    }
