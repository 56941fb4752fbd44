"""Draws cards and posters with Typst, as PDF that a screen reader can read too (PDF/UA-1)."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import typst

from services.intake.adapters.print_wording import OURS, PrintWording, print_wording
from services.intake.adapters.qr_codes import qr_png, qr_svg
from services.intake.domain.paper_cards import shown_number
from services.intake.domain.paper_errors import UnprintableText
from services.intake.domain.print_sheets import CardSheets, Poster, asked_on_paper, fits_a_row
from services.intake.domain.question_types.question_type import Control
from services.intake.domain.questions import Question
from services.intake.domain.surveys import Survey

_FOLDER: Final = Path(__file__).parents[1] / "pages" / "print"
_FONTS: Final = _FOLDER / "fonts"
_STANDARD: Final = "ua-1"
_LARGEST_ADDRESS: Final = 34
_ADDRESS_ROOM: Final = 900
_LACKING: Final = ('the text `"', '"` could not be displayed')


class TypstPrinter:
    """Implements the port Printer; what it draws follows from what it is given, to the byte but for the date."""

    def cards(self, sheets: CardSheets) -> bytes:
        """Cards for paper of A4, a side for each of the survey's first two languages."""
        survey = sheets.survey
        sides = survey.languages[:2]
        data = {
            "title": " / ".join(dict.fromkeys(survey.title.said_in(side) for side in sides)),
            "size": sheets.size.value,
            "numbers": list(sheets.numbers),
            "shown": {number: shown_number(number) for number in sheets.numbers},
            "codes": {number: _codes(sheets.addresses[number], sides) for number in sheets.numbers},
            "short": sheets.short,
            "sides": [_card_side(survey, side) for side in sides],
        }
        return _drawn("cards.typ", data)

    def poster(self, poster: Poster) -> bytes:
        """One page with both languages side by side."""
        survey = poster.survey
        sides = survey.languages[:2]
        data = {
            "title": " / ".join(dict.fromkeys(survey.title.said_in(side) for side in sides)),
            "paper": poster.paper,
            "code": qr_svg(poster.address).decode(),
            "short": poster.short,
            "size": min(_LARGEST_ADDRESS, _ADDRESS_ROOM // len(poster.short)),
            "sides": [_poster_side(poster, side) for side in sides],
        }
        return _drawn("poster.typ", data)

    def picture(self, address: str, kind: str) -> bytes:
        """The code of an address as a picture of this kind: svg or png."""
        return qr_png(address) if kind == "png" else qr_svg(address)


def _drawn(template: str, data: Mapping[str, Any]) -> bytes:
    compiler = typst.Compiler(_FOLDER / template, root=_FOLDER, font_paths=[_FONTS], ignore_system_fonts=True)
    try:
        drawn = compiler.compile(
            format="pdf", pdf_standards=_STANDARD, sys_inputs={"data": json.dumps(data, ensure_ascii=False)}
        )
    except typst.TypstError as error:
        character, is_lacking, _ = str(error).partition(_LACKING[0])[2].partition(_LACKING[1])
        if not is_lacking:
            raise
        # A box instead of a letter would be printed by the hundred before anybody sees it.
        raise UnprintableText(character=character) from error
    if not isinstance(drawn, bytes):
        raise TypeError("Typst gave no PDF")
    return drawn


def _codes(address: str, sides: tuple[str, ...]) -> dict[str, str]:
    """The code of a card's address for each side, which opens the form in that side's language."""
    return {side: qr_svg(f"{address}&{urlencode({'lang': side})}").decode() for side in sides}


def _card_side(survey: Survey, side: str) -> dict[str, Any]:
    words = print_wording(side)
    other = next((language for language in survey.languages[:2] if language != side), "")
    return {
        "language": side,
        "title": survey.title.said_in(side),
        "how": words.how,
        "caution": survey.caution.said_in(side) or words.caution,
        "number": words.number,
        "alt": words.alt,
        "other": print_wording(other).other_side if other in OURS else "",
        "other-language": other or side,
        "questions": [_question(question, side, words) for question in asked_on_paper(survey)],
    }


def _question(question: Question, side: str, words: PrintWording) -> dict[str, Any]:
    control = question.type.control
    options = [option.text.said_in(side) + (" ………………" if option.other else "") for option in question.choices]
    told = {Control.ONE_OF: words.tick_one, Control.ANY_OF: words.tick_any, Control.DATE: words.date}
    return {
        "text": question.text.said_in(side),
        "help": question.help.said_in(side),
        "tell": told.get(control, ""),
        "options": options,
        "row": fits_a_row(question, side),
        "rows": 0 if options else question.type.rows,
    }


def _poster_side(poster: Poster, side: str) -> dict[str, str]:
    words = print_wording(side)
    return {
        "language": side,
        "title": poster.survey.title.said_in(side),
        "how": words.scan,
        "type": words.type,
        "caution": poster.survey.caution.said_in(side) or words.caution,
        "alt": words.poster_alt.format(address=poster.short),
    }
