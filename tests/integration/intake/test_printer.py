"""What is printed is a tagged PDF with title and language, as many pages as sheets have sides, and drawn at once."""

import re
import time
import zlib
from dataclasses import replace

import pytest

from services.intake.adapters.qr_codes import qr_svg
from services.intake.adapters.typst_printer import TypstPrinter
from services.intake.domain.paper_cards import number_from
from services.intake.domain.paper_errors import UnprintableText
from services.intake.domain.print_sheets import CardSheets, CardSize, Poster
from services.intake.domain.question_types.question_type import Option
from services.intake.domain.wording import Wording
from tests.support.surveys import a_question, a_survey

SHORT = "feedback.example.org/s/card"


def sheets(cards: int = 4, **changed) -> CardSheets:
    numbers = [number_from(7919 * card) for card in range(1, cards + 1)]
    addresses = {number: f"https://feedback.example.org/s/card?card={number}" for number in numbers}
    return replace(
        CardSheets(survey=survey(), size=CardSize.A6, numbers=numbers, addresses=addresses, short=SHORT), **changed
    )


def survey(**changed):
    title = Wording({"en": "Your journey", "cy": "Eich taith ŵ ŷ"})
    return replace(a_survey(title=title), **changed)


def objects_in(pdf: bytes) -> str:
    """Everything that a PDF says of itself: its objects, also those in compressed streams."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    unpacked = [part for stream in streams if (part := unpack(stream))]
    return b"\n".join([pdf, *unpacked]).decode("latin-1")


def unpack(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def pages_of(pdf: bytes) -> int:
    return max(int(count) for count in re.findall(r"/Type ?/Pages ?/Count (\d+)", objects_in(pdf)))


def is_accessible(pdf: bytes, title: str) -> bool:
    told = objects_in(pdf)
    marks = ("/StructTreeRoot", "/MarkInfo", "/Lang", "/DisplayDocTitle true", "pdfuaid", "/Alt", title)
    missing = [mark for mark in marks if mark not in told]
    assert not missing
    return True


def test_cards_are_tagged_and_have_a_side_for_each_language() -> None:
    pdf = TypstPrinter().cards(sheets(cards=7))
    assert pages_of(pdf) == 4
    told = objects_in(pdf)
    assert is_accessible(pdf, "Your journey / Eich taith ŵ ŷ".encode().decode("latin-1"))
    assert re.search(r"/Lang ?\(en", told)
    assert re.search(r"/Lang ?\(cy", told)


def test_five_sheets_are_drawn_in_a_moment(show_figure) -> None:
    printer = TypstPrinter()
    printer.cards(sheets())
    began = time.perf_counter()
    pdf = printer.cards(sheets(cards=20))
    took = time.perf_counter() - began
    show_figure(f"5 sheets, 20 cards: {took:.2f} s, {len(pdf):,} bytes")
    assert pages_of(pdf) == 10
    assert took < 10


def test_large_cards_are_two_a_sheet() -> None:
    assert pages_of(TypstPrinter().cards(sheets(cards=4, size=CardSize.A5))) == 4


def test_a_survey_in_one_language_has_one_side() -> None:
    only = survey(
        languages=("cy",), title=Wording({"cy": "Eich taith"}), questions=(a_question(text=Wording({"cy": "Beth?"})),)
    )
    assert pages_of(TypstPrinter().cards(sheets(survey=only))) == 1


def test_every_type_of_question_has_its_place() -> None:
    options = (Option(key="a", text=Wording({"en": "A", "cy": "A"})), Option(key="b", text=Wording({"en": "B #*_"})))
    other = Option(key="o", text=Wording({"en": "Something else", "cy": "Arall"}), other=True)
    questions = (
        a_question("q_one", kind="one_choice", codebook=None, options=options),
        a_question("q_any", kind="several_choices", codebook=None, options=(*options, other)),
        a_question("q_day", kind="date", codebook=None),
        a_question("q_line", kind="short_text", codebook=None),
        a_question("q_text", help=Wording({"en": "#set text(red) $x$ <label> @ref `", "cy": "\\"})),
    )
    pdf = TypstPrinter().cards(sheets(survey=survey(questions=questions, allow_missing_languages=True)))
    assert pages_of(pdf) == 2


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_a_poster_is_one_tagged_page(paper: str) -> None:
    wanted = Poster(survey=survey(), paper=paper, address="https://feedback.example.org/s/card", short=SHORT)
    pdf = TypstPrinter().poster(wanted)
    assert pages_of(pdf) == 1
    assert is_accessible(pdf, "Your journey")


def test_an_address_of_any_length_fits_a_poster() -> None:
    long = f"{'feedback.' * 12}example.org/s/card"
    assert TypstPrinter().poster(Poster(survey=survey(), paper="a4", address=f"https://{long}", short=long))


def test_a_code_is_the_same_for_the_same_address() -> None:
    assert qr_svg("https://example.org") == qr_svg("https://example.org") != qr_svg("https://example.com")


@pytest.mark.parametrize("character", ["🎉", "你", "\u200b\x01"])
def test_a_character_that_the_font_lacks_is_named_instead_of_being_printed_as_a_box(character: str) -> None:
    odd = survey(title=Wording({"en": f"Thanks {character}!", "cy": "Diolch"}))
    with pytest.raises(UnprintableText) as told:
        TypstPrinter().cards(sheets(survey=odd))
    assert told.value.details["character"]
    with pytest.raises(UnprintableText):
        TypstPrinter().poster(Poster(survey=odd, paper="a4", address="https://h.example/s/card", short=SHORT))


def test_what_a_survey_says_is_text_and_never_a_command_of_typst() -> None:
    said = '#panic() #read("/etc/passwd") $x^2$ *b* _i_ @ref <l> \\ #{1} `x` = h'
    title, text = Wording({"en": said, "cy": said}), Wording({"en": said, "cy": said})
    pdf = TypstPrinter().cards(sheets(survey=survey(title=title, questions=(a_question(text=text),))))
    assert pages_of(pdf) == 2
    assert "#panic()" in objects_in(pdf)
