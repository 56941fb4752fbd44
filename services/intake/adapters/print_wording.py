"""What printed cards and posters say beside the survey's own words, in a language of ours."""

from dataclasses import dataclass
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path
from typing import Final

_LOCALE: Final = Path(__file__).parents[1] / "locale"
OURS: Final = ("en", "cy")


@dataclass(frozen=True, slots=True)
class PrintWording:
    """The sentences of one language."""

    how: str
    caution: str
    number: str
    other_side: str
    alt: str
    tick_one: str
    tick_any: str
    date: str
    scan: str
    type: str
    poster_alt: str


@cache
def print_wording(language: str) -> PrintWording:
    """The sentences in a language; in English where it is none of ours."""
    # Printing needs no web application, and the same person's two languages stand on one sheet.
    found: NullTranslations = translation("messages", _LOCALE, [language], fallback=True)
    _ = found.gettext
    return PrintWording(
        how=_("Write here and hand the card in, or scan the code and answer on your phone."),
        caution=_("Please do not give names or health details, yours or anyone else's."),
        number=_("Card number"),
        other_side=_("In English on the other side"),
        alt=_("Code that opens card {number} on your phone"),
        tick_one=_("Tick one."),
        tick_any=_("Tick all that apply."),
        date=_("Day / month / year"),
        scan=_("Point your phone's camera at the code. It takes a few minutes."),
        type=_("Or type this address into a browser:"),
        poster_alt=_("Code that opens the form at {address}"),
    )
