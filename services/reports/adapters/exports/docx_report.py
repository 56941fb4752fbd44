"""The whole report as a Word document: headings that can be walked, pictures with words, tables with headings."""

import io
from datetime import UTC, datetime
from typing import Any, Final

from docx import Document
from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.text.paragraph import Paragraph

from services.reports.adapters.exports.office_theme import ACCENT, HOUSE, paint
from services.reports.adapters.exports.pictures import chart_png
from services.reports.adapters.exports.safe_text import LONGEST, from_right, language_tag, on_one_line, safe
from services.reports.domain.report_content import Figure, Part, QuoteShown, ReportContent, Said, Section, Table

_GREEN: Final = RGBColor.from_string(HOUSE)
_FONT: Final = "Arial"
_PAGE: Final = Cm(21), Cm(29.7)
_MARGIN: Final = Cm(2.2)
_WIDE: Final = Cm(16.5)
_NAMES: Final = Cm(4.5)
_FEW: Final = 4  # columns that have room for letters of the text's size
_SMALL: Final = Pt(8)
_HEADINGS: Final = {"Title": 26, "Heading 1": 17, "Heading 2": 13}
_BEGIN: Final = datetime(2000, 1, 1, tzinfo=UTC)


def report_docx(content: ReportContent) -> bytes:
    """All of it, to be worked on; the same content gives the same document."""
    word = Document()
    _dress(word, content)
    _opening(word, content)
    for section in content.sections:
        _section(word, section, content)
    for part in content.method:
        _part(word, part)
    written = io.BytesIO()
    word.save(written)
    return written.getvalue()


def _dress(word: Word, content: ReportContent) -> None:
    told = word.core_properties
    told.title, told.author, told.language = on_one_line(content.title.text), "adborth", _locale(content.language)
    told.comments, told.created, told.modified = "", _BEGIN, _BEGIN
    defaults = word.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    _speak(defaults, content.language)
    page = word.sections[0]
    page.page_width, page.page_height = _PAGE
    page.left_margin = page.right_margin = _MARGIN
    paint(word.part, "/theme")
    for each in word.styles.element.iter():
        for name, value in each.attrib.items():
            if value.upper() == ACCENT:
                each.set(name, HOUSE)
    word.styles["Normal"].font.name = _FONT
    word.styles["Normal"].font.size = Pt(11)
    for name, size in _HEADINGS.items():
        font = word.styles[name].font
        font.size, font.color.rgb, font.name = Pt(size), _GREEN, _FONT
        for fonts in word.styles[name].element.iter(qn("w:rFonts")):
            for theme in [each for each in fonts.attrib if each.endswith("Theme")]:
                del fonts.attrib[theme]


def _opening(word: Word, content: ReportContent) -> None:
    word.add_paragraph(safe(content.over))
    _said(word.add_paragraph(style="Title"), content.title)
    if content.when:
        word.add_paragraph(safe(content.when))
    for said in content.notices:
        _said(word.add_paragraph(style="Intense Quote"), said)
    for said in content.introduction:
        _said(word.add_paragraph(), said)
    word.add_paragraph(" · ".join(f"{value} {name}" for name, value in content.totals))
    for part in (content.findings, content.done):
        if part and part.points:
            _part(word, part)


def _part(word: Word, part: Part) -> None:
    word.add_heading(safe(part.heading), 1)
    for said in part.paragraphs:
        _said(word.add_paragraph(), said)
    for point in part.points:
        word.add_paragraph(safe(point), style="List Bullet")
    for name, fact in part.facts:
        told = word.add_paragraph()
        told.add_run(f"{safe(name)}: ").bold = True
        told.add_run(safe(fact))


def _section(word: Word, section: Section, content: ReportContent) -> None:
    _said(word.add_heading(level=1), section.heading)
    for note in section.notes:
        word.add_paragraph(safe(note))
    for figure in section.figures:
        _figure(word, figure, content)
    for under in section.quotes:
        word.add_heading(safe(under.heading), 2)
        for quote in under.quotes:
            _quote(word, quote, content.language)


def _figure(word: Word, figure: Figure, content: ReportContent) -> None:
    told = word.add_paragraph()
    told.add_run(safe(figure.headline)).bold = True
    told.paragraph_format.keep_with_next = True
    if figure.chart is not None:
        drawn = io.BytesIO(chart_png(figure.chart, content.language))
        picture = word.add_picture(drawn, width=_WIDE)._inline.docPr
        picture.set("descr", on_one_line(figure.chart.alt))
        picture.set("title", on_one_line(figure.chart.title))
    caption = word.add_paragraph(on_one_line(figure.table.caption), style="Caption")
    caption.paragraph_format.keep_with_next = True
    _table(word, figure.table)


def _table(word: Word, told: Table) -> None:
    # Rows at once: python-docx walks the whole table for every cell that is asked for by its place.
    table = word.add_table(rows=1 + len(told.rows), cols=len(told.head), style="Light List Accent 1")
    table.autofit = False
    names, others = Emu(max(_NAMES, _WIDE // len(told.head))), len(told.head) - 1
    widths = [names, *[Emu((_WIDE - names) // max(1, others))] * others]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row, cells in zip(table.rows, (told.head, *told.rows), strict=True):
        for cell, words, width in zip(row.cells, cells, widths, strict=True):
            cell.width = width
            run = cell.paragraphs[0].add_run(on_one_line(words))
            run.font.size = None if len(told.head) <= _FEW else _SMALL
    head = table.rows[0]._tr.get_or_add_trPr()
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    head.append(repeated)
    properties = table._tbl.tblPr
    described = OxmlElement("w:tblCaption")
    described.set(qn("w:val"), on_one_line(told.caption))
    properties.append(described)
    word.add_paragraph()


def _quote(word: Word, quote: QuoteShown, language: str) -> None:
    if quote.said is None:
        word.add_paragraph(safe(quote.instead), style="Quote")
        return
    said = Said(safe(quote.said.text, LONGEST), language_tag(quote.said.language, language))
    paragraph = word.add_paragraph(style="Quote")
    _said(paragraph, said)
    if from_right(said.text):
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        paragraph.runs[0]._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
    word.add_paragraph(on_one_line(quote.question))


def _said(paragraph: Paragraph, said: Said) -> None:
    run = paragraph.add_run(safe(said.text))
    _speak(run._r.get_or_add_rPr(), language_tag(said.language, "en"))


def _speak(properties: Any, language: str) -> None:
    for before in properties.findall(qn("w:lang")):
        properties.remove(before)
    spoken = OxmlElement("w:lang")
    for name in ("val", "eastAsia", "bidi"):
        spoken.set(qn(f"w:{name}"), _locale(language))
    properties.append(spoken)


def _locale(language: str) -> str:
    return {"en": "en-GB", "cy": "cy-GB"}.get(language, language)
