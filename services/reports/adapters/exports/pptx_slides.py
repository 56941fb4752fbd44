"""The report as slides: what stands out, a chart with its sentence, its table on the next slide, quotes, the method."""

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.util import Cm, Emu, Length, Pt

from services.reports.adapters.exports.office_theme import HOUSE, paint
from services.reports.adapters.exports.pictures import chart_png
from services.reports.adapters.exports.safe_text import from_right, language_tag, on_one_line, safe
from services.reports.domain.report_content import Figure, Part, QuoteShown, QuotesUnder, ReportContent, Said, Table

_WIDTH, _HEIGHT, _EDGE, _TOP = Cm(33.867), Cm(19.05), Cm(1.5), Cm(4.2)
_INSIDE: Final = Emu(_WIDTH - 2 * _EDGE)
_GREEN: Final = RGBColor.from_string(HOUSE)  # type: ignore[no-untyped-call]  # python-pptx types it in part only
_OPENING, _TITLE_ONLY = 0, 5
_ROWS, _COLUMNS, _QUOTES, _LETTERS, _POINTS = 10, 7, 3, 420, 6
_BEGIN: Final = datetime(2000, 1, 1, tzinfo=UTC)


def slides_pptx(content: ReportContent) -> bytes:
    """The slides; each has a title of its own, pictures have words, and tables are tables."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = _WIDTH, _HEIGHT
    paint(deck.slide_master.part, "/theme")
    told = deck.core_properties
    told.title, told.author, told.language = on_one_line(content.title.text), "adborth", _locale(content.language)
    told.created = told.modified = _BEGIN
    show = _Show(deck, content)
    show.everything()
    written = io.BytesIO()
    deck.save(written)
    return written.getvalue()


class _Show:
    def __init__(self, deck: Any, content: ReportContent) -> None:
        self._deck = deck
        self._content = content
        self._more = content.labels["continued"]

    def everything(self) -> None:
        content = self._content
        self._opening()
        for part in (content.findings, content.done):
            if part is not None and part.points:
                self._points(part)
        for section in content.sections:
            for figure in section.figures:
                several = len(section.figures) > 1
                title = f"{section.heading.text}: {figure.table.caption}" if several else section.heading.text
                self._figure(title, figure)
            for under in section.quotes:
                self._quotes(under)
        for part in content.method:
            self._points(part)

    def _opening(self) -> None:
        content = self._content
        slide = self._deck.slides.add_slide(self._deck.slide_layouts[_OPENING])
        title, below = slide.shapes.title, slide.placeholders[1]
        _place(title, Cm(5), Cm(4))
        _place(below, Cm(10), Cm(5))
        self._write(title.text_frame, [content.title], 40)
        totals = " · ".join(f"{value} {name}" for name, value in content.totals)
        lines = [content.over, *filter(None, [content.when]), totals]
        own = [Said(line, content.language) for line in lines]
        self._write(below.text_frame, [*own, *content.notices], 20)

    def _slide(self, title: str) -> Any:
        slide = self._deck.slides.add_slide(self._deck.slide_layouts[_TITLE_ONLY])
        _place(slide.shapes.title, Cm(0.8), Cm(3))
        frame = slide.shapes.title.text_frame
        self._write(frame, [self._own(title)], 28)
        frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        font = frame.paragraphs[0].runs[0].font
        font.bold, font.color.rgb = True, _GREEN
        return slide

    def _points(self, part: Part) -> None:
        facts = [self._own(f"{name}: {fact}") for name, fact in part.facts]
        lines = [*part.paragraphs, *map(self._own, part.points), *facts]
        for place, some in enumerate(_parts(lines, _POINTS)):
            self._text(
                self._titled(part.heading, place), some, 20 if len(lines) <= _POINTS and not part.paragraphs else 16
            )

    def _figure(self, title: str, figure: Figure) -> None:
        if figure.chart is not None:
            slide = self._slide(title)
            self._box(slide, [self._own(figure.headline)], Cm(3.4), 18)
            drawn = io.BytesIO(chart_png(figure.chart, self._content.language))
            picture = slide.shapes.add_picture(drawn, _EDGE, Cm(5.2))
            _fit(picture, _INSIDE, Emu(_HEIGHT - Cm(6)))
            named = picture._element.nvPicPr.cNvPr
            named.set("descr", on_one_line(figure.chart.alt))
            named.set("title", on_one_line(figure.chart.title))
        pages = list(_pages(figure.table))
        for place, (head, rows) in enumerate(pages):
            self._table(self._titled(self._content.labels["table"] % {"title": title}, place), head, rows)

    def _table(self, title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        slide = self._slide(title)
        frame = slide.shapes.add_table(1 + len(rows), len(head), _EDGE, _TOP, _INSIDE, Cm(1.1 * (1 + len(rows))))
        frame._element.nvGraphicFramePr.cNvPr.set("descr", on_one_line(title))
        frame.table.first_row = frame.table.first_col = True
        for row, cells in zip(frame.table.rows, (head, *rows), strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                self._write(cell.text_frame, [self._own(words)], 12)

    def _quotes(self, under: QuotesUnder) -> None:
        for place, some in enumerate(_parts(under.quotes, _QUOTES)):
            lines = [line for quote in some for line in self._quote(quote)]
            self._text(self._titled(under.heading, place), lines, 18)

    def _quote(self, quote: QuoteShown) -> Iterator[Said]:
        if quote.said is None:
            yield self._own(quote.instead)
            return
        words = on_one_line(quote.said.text, _LETTERS)
        yield Said(f"“{words}”", language_tag(quote.said.language, self._content.language))

    def _text(self, title: str, lines: Sequence[Said], size: int) -> None:
        self._box(self._slide(title), lines, _TOP, size)

    def _box(self, slide: Any, lines: Sequence[Said], top: Length, size: int) -> None:
        box = slide.shapes.add_textbox(_EDGE, top, _INSIDE, Cm(1.5))
        self._write(box.text_frame, lines, size)

    def _write(self, frame: Any, lines: Sequence[Said], size: int) -> None:
        frame.word_wrap = True
        for place, said in enumerate(lines):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            run = paragraph.add_run()
            run.text = on_one_line(said.text)
            run.font.size = Pt(size)
            run._r.get_or_add_rPr().set("lang", _locale(language_tag(said.language, "en")))
            paragraph.space_after = Pt(size // 2)
            if from_right(said.text):
                paragraph._p.get_or_add_pPr().set("rtl", "1")

    def _own(self, words: str) -> Said:
        return Said(safe(words), self._content.language)

    def _titled(self, title: str, place: int) -> str:
        return f"{title} ({self._more} {place + 1})" if place else title


def _pages(table: Table) -> Iterator[tuple[tuple[str, ...], Sequence[tuple[str, ...]]]]:
    """A table in parts that a slide can hold; each begins with what names its rows."""
    for columns in _parts(range(1, len(table.head)), _COLUMNS):
        head = (table.head[0], *(table.head[column] for column in columns))
        for rows in _parts(table.rows, _ROWS):
            yield head, [(row[0], *(row[column] for column in columns)) for row in rows]


def _parts(items: Sequence[Any], most: int) -> Iterator[Any]:
    return (items[start : start + most] for start in range(0, len(items), most))


def _place(shape: Any, top: Length, height: Length) -> None:
    shape.left, shape.top, shape.width, shape.height = _EDGE, top, _INSIDE, height


def _fit(picture: Any, width: Length, height: Length) -> None:
    part = min(width / picture.width, height / picture.height)
    picture.width, picture.height = Emu(int(picture.width * part)), Emu(int(picture.height * part))


def _locale(language: str) -> str:
    return {"en": "en-GB", "cy": "cy-GB"}.get(language, language)
