"""A report's files as other programs read them: figures, words, tags, and nothing that was not approved."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import docx
import openpyxl
import pptx
import pytest
from docx.oxml.ns import qn
from PIL import Image

from services.reports.adapters.exports.registry import FORMATS, PICTURES
from services.reports.domain.report_content import Part, ReportContent
from services.reports.entrypoints.export_sections import bounded
from services.reports.main import Reports
from tests.support.reports import exported
from tests.support.reports.exported import HOSTILE, content, text_of
from tests.support.reports.web import site

QUOTE = "Nobody ever gave us time to step back."
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reports]:
    made = site(tmp_path_factory.mktemp("exports")).reports
    exported.furnished(made)
    yield made
    made.close()


@pytest.fixture(scope="module")
def english(reports: Reports) -> ReportContent:
    return content(reports, "en", QUOTE, "")


@pytest.fixture(scope="module")
def welsh(reports: Reports) -> ReportContent:
    return content(reports, "cy", QUOTE, "")


@pytest.fixture(scope="module")
def files(english: ReportContent) -> Files:
    return {name: made.make(english) for name, made in FORMATS.items()}


@pytest.fixture(scope="module")
def welsh_files(welsh: ReportContent) -> Files:
    return {name: made.make(welsh) for name, made in FORMATS.items()}


def unpacked(pdf: bytes) -> str:
    """Everything that a PDF says of itself, also in compressed streams."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    parts = []
    for stream in streams:
        try:
            parts.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return b"\n".join([pdf, *parts]).decode("latin-1")


@pytest.mark.parametrize("name", ["report.pdf", "tips.pdf"])
def test_pdfs_are_tagged_have_a_title_a_language_and_words_for_charts(
    files: Files, welsh_files: Files, name: str, tmp_path: Path
) -> None:
    for made, title, language in ((files, "How was the day?", "en"), (welsh_files, "Eich taith gwella", "cy")):
        told = exported.pdf_told(made[name], tmp_path)
        assert (told["Title"], told["Tagged"]) == (title, "yes")
        assert told["Page size"].endswith("(A4)")
        inside = unpacked(made[name])
        missing = [
            mark for mark in ("/StructTreeRoot", "pdfuaid", "/Alt", "/DisplayDocTitle true") if mark not in inside
        ]
        assert not missing
        assert re.search(rf"/Lang ?\({language}", inside)
        assert {"/H1", "/H2", "/Figure"} <= set(re.findall(r"/S ?(/\w+)", inside))
        fonts = exported.pdf_fonts(made[name], tmp_path)
        assert all("AtkinsonHyperlegibleNext" in font[0] for font in fonts)
        assert exported.pdf_pictures(made[name], tmp_path) == [], "charts are drawings"
    assert {"/TH", "/TD", "/Caption"} <= set(re.findall(r"/S ?(/\w+)", unpacked(files["report.pdf"])))


def test_the_one_page_is_one_however_much_there_is_to_say(reports: Reports, tmp_path: Path) -> None:
    much = content(reports, "en", *[f"Quote {place} " + "of many words " * 12 for place in range(9)])
    much = replace(much, findings=replace(much.findings, points=tuple(point * 4 for point in much.findings.points)))
    page = FORMATS["tips.pdf"].make(replace(much, done=replace(much.findings, heading="What we did")))
    assert exported.pdf_told(page, tmp_path)["Pages"] == "1"
    assert "What we did" in exported.pdf_text(page, tmp_path)


def test_word_has_headings_words_for_pictures_and_headings_of_tables(english: ReportContent, files: Files) -> None:
    word = docx.Document(io.BytesIO(files["report.docx"]))
    told = word.core_properties
    assert (told.title, told.language) == ("How was the day?", "en-GB")
    headings = [each.text for each in word.paragraphs if each.style.name == "Heading 1"]
    assert {"What people told us", "Conditions", "How these findings were made"} <= set(headings)
    pictures = [shape._inline.docPr for shape in word.inline_shapes]
    charts = list(english.charts())
    assert [picture.get("descr") for picture in pictures] == [chart.alt for chart in charts]
    figures = [figure for section in english.sections for figure in section.figures]
    assert len(word.tables) == len(figures) >= len(charts), "every chart has its table"
    for table, figure in zip(word.tables, figures, strict=True):
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert [cell.text for cell in table.rows[0].cells] == list(figure.table.head)
    quote = next(each for each in word.paragraphs if each.text == QUOTE)
    assert quote.runs[0]._r.rPr.find(qn("w:lang")).get(qn("w:val")) == "en-GB"


def test_word_has_pages_of_a4_that_pictures_and_tables_fit_on(english: ReportContent, files: Files) -> None:
    word = docx.Document(io.BytesIO(files["report.docx"]))
    (page,) = word.sections
    assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (21, 29.7)
    inside = page.page_width - page.left_margin - page.right_margin
    assert {shape.width <= inside for shape in word.inline_shapes} == {True}
    for table in word.tables:
        names, *others = [column.width for column in table.columns]
        assert sum(others) + names <= inside
        assert names >= max(others), "names of codes are longer than figures"


def test_word_and_slides_are_in_the_colours_of_the_house(files: Files) -> None:
    for name in ("report.docx", "slides.pptx"):
        with zipfile.ZipFile(io.BytesIO(files[name])) as packed:
            drawn = b"".join(packed.read(each) for each in packed.namelist() if each.endswith("theme1.xml"))
        assert b"0B4F55" in drawn
        assert b"4F81BD" not in drawn


def test_slides_have_titles_words_for_pictures_and_real_tables(english: ReportContent, files: Files) -> None:
    deck = pptx.Presentation(io.BytesIO(files["slides.pptx"]))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert all(titles)
    assert len(set(titles)) == len(titles), "a slide is found by its title"
    pictures = [shape for slide in deck.slides for shape in slide.shapes if shape.shape_type == 13]
    described = [shape._element.nvPicPr.cNvPr.get("descr") for shape in pictures]
    assert described == [chart.alt for chart in english.charts()]
    heads = [table[0] for table in exported.pptx_tables(files["slides.pptx"])]
    for section in english.sections:
        for figure in section.figures:
            assert list(figure.table.head)[:7] in [head[:7] for head in heads]
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


def test_all_files_tell_the_same_figures(english: ReportContent, files: Files, tmp_path: Path) -> None:
    told = [row for section in english.sections for figure in section.figures for row in figure.table.rows]
    in_word = [row for table in exported.docx_tables(files["report.docx"]) for row in table[1:]]
    assert in_word == [list(row) for row in told]
    on_slides = {cell for table in exported.pptx_tables(files["slides.pptx"]) for row in table for cell in row}
    assert {cell for row in told for cell in row} <= on_slides
    pdf = re.sub(r"\s", "", exported.pdf_text(files["report.pdf"], tmp_path))
    # Cells that are broken over lines stand beside each other in the text: those on one line are looked for.
    assert all(re.sub(r"\s", "", cell) in pdf for row in told for cell in row if len(cell) < 8)
    sheet = exported.xlsx_rows(files["figures.xlsx"], 1)
    for row, own in zip(sheet, english.sheets[0].rows, strict=True):
        wanted = {name: own.get(name) for name in english.sheets[0].columns}
        assert row == {name: None if value == "" else value for name, value in wanted.items()}


def test_what_is_hidden_is_hidden_in_every_file(english: ReportContent, files: Files) -> None:
    volunteers = "Volunteer"
    for tables in (exported.docx_tables(files["report.docx"]), exported.pptx_tables(files["slides.pptx"])):
        split = next(table for table in tables if volunteers in table[0])
        place = split[0].index(volunteers)
        assert {row[place] for row in split[1:]} == {"hidden"}
    small = [row for row in exported.xlsx_rows(files["figures.xlsx"], 1) if row["value"] == "volunteer"]
    assert small
    assert all(row["suppressed"] for row in small)
    assert {row[name] for row in small for name in ("answers", "n", "share", "low", "high")} == {None}
    chart = english.chart("by-role-q_next")
    assert chart is not None
    hidden = [bar for panel in chart.panels for bar in panel.bars if bar.label == volunteers]
    assert {(bar.words, bar.share) for bar in hidden} == {("hidden", None)}


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_quotes_stand_in_each_file_until_they_are_withdrawn(
    reports: Reports, files: Files, name: str, tmp_path: Path
) -> None:
    assert QUOTE in text_of(name, files[name], tmp_path)
    after = FORMATS[name].make(content(reports, "en", "", ""))
    told = text_of(name, after, tmp_path)
    assert QUOTE not in told
    assert "Words of number" not in told, "nobody approved these"


def test_nothing_of_the_report_is_in_english_where_welsh_is_asked_for(
    english: ReportContent, welsh: ReportContent
) -> None:
    own = {text for text in texts_in(english) if re.search(r"[a-z]{3,} [a-z]{2,}", text)}
    same = own & set(texts_in(welsh))
    assert same == {QUOTE}


def texts_in(part: object) -> Iterator[str]:
    """Every text that stands anywhere in a content."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from texts_in(each)
    elif hasattr(part, "__dataclass_fields__"):
        for name in part.__dataclass_fields__:
            yield from texts_in(getattr(part, name))


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_no_words_of_people_break_a_file_or_run_in_it(reports: Reports, name: str, tmp_path: Path) -> None:
    hostile = content(reports, "en", *HOSTILE)
    file = FORMATS[name].make(hostile)
    told = text_of(name, file, tmp_path)
    assert "How was the day?" in told or name == "script.txt"
    if name.endswith("xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(file))
        assert not [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f" or cell.hyperlink]
    if name.endswith("docx"):
        inside = exported.zip_text(file)
        assert not re.findall(r"<w:(?:fldSimple|instrText|fldChar|hyperlink)", inside)
    assert len(file) < 3_000_000


def test_charts_are_pictures_that_say_what_they_show(english: ReportContent, welsh: ReportContent) -> None:
    for told in (english, welsh):
        for chart in told.charts():
            drawn = ElementTree.fromstring(PICTURES["svg"].make(chart, told.language))
            name, words = (drawn.find(f"{{http://www.w3.org/2000/svg}}{tag}") for tag in ("title", "desc"))
            assert (drawn.get("role"), drawn.get("lang")) == ("img", told.language)
            assert name is not None
            assert words is not None
            assert (name.text, words.text) == (chart.title, chart.alt)
            assert not [each for each in drawn.iter() if "style" in each.attrib], "a strict page would refuse it"
    first = next(english.charts())
    with Image.open(io.BytesIO(PICTURES["png"].make(first, "en"))) as picture:
        assert picture.format == "PNG"
        assert picture.width == 1520
        assert len(picture.convert("RGB").getcolors(1_000_000) or ()) > 3


def test_the_script_is_words_to_be_spoken(files: Files, welsh_files: Files) -> None:
    english, welsh = files["script.txt"].decode(), welsh_files["script.txt"].decode()
    assert "one hundred and thirty-six" in english
    assert "cant a thri deg chwech" in welsh
    assert not re.search(r"\d|%|\|", english + welsh)


def test_the_same_report_is_the_same_file(english: ReportContent, files: Files) -> None:
    for name in ("report.pdf", "quotes.qdpx", "script.txt"):
        assert FORMATS[name].make(english) == files[name]


def test_no_file_grows_without_bounds(english: ReportContent) -> None:
    cells = sum(len(figure.table.rows) * len(figure.table.head) for each in english.sections for figure in each.figures)
    assert list(bounded(english.sections, cells)) == list(english.sections)
    *rest, last = bounded(english.sections, cells - 1)
    assert rest == list(english.sections[:-1])
    assert (last.figures, last.notes[-1]) == ((), "Further tables stand in the files for spreadsheets.")


@pytest.mark.parametrize("name", ["report.pdf", "report.docx", "slides.pptx", "figures.xlsx"])
def test_what_worked_stands_beside_what_is_missing_in_each_file_that_is_read(
    english: ReportContent, files: Files, name: str, tmp_path: Path
) -> None:
    (spoken,) = (section for section in english.sections if section.id == "facets")
    told = text_of(name, files[name], tmp_path)
    for words, *_ in spoken.figures[0].table.rows:
        assert words in told
    assert {"What people need", "What worked"} <= {row[0] for row in spoken.figures[0].table.rows}


@pytest.mark.parametrize("name", ["report.pdf", "tips.pdf", "report.docx", "slides.pptx", "figures.xlsx"])
def test_what_was_done_since_stands_in_each_file_that_is_read(
    english: ReportContent, name: str, tmp_path: Path
) -> None:
    done = Part("You said, we did", points=("Resources – We did: a fund of our own",))
    told = text_of(name, FORMATS[name].make(replace(english, done=done)), tmp_path)
    assert "You said, we did" in told
    assert "a fund of our own" in told
