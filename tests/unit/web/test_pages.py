"""The frame and the macros that every page is made of: labelled, escaped, in the reader's language."""

import re
from pathlib import Path

import pytest
from flask import Flask, render_template_string

STYLES = Path(__file__).resolve().parents[3] / "shared" / "web" / "pages" / "styles"
FORMS = '{% import "adborth/forms.html" as forms %}'
CONTENT = '{% import "adborth/content.html" as content %}'


@pytest.fixture
def site(still_site: Flask) -> Flask:
    return still_site


def drawn(site: Flask, template: str, query: str = "", **values: object) -> str:
    with site.test_request_context(f"/page{query}"):
        return re.sub(r"\s+", " ", render_template_string(template, **values))


def test_the_frame_has_language_skip_link_landmarks_and_footer(site: Flask) -> None:
    page = drawn(site, '{% extends "adborth/layout.html" %}{% block title %}T{% endblock %}', "?lang=cy")
    for part in (
        '<html lang="cy">',
        "<title>T – adborth</title>",
        'href="#maincontent">Neidio i\'r prif gynnwys',
        '<main class="nhsuk-main-wrapper" id="maincontent"',
        "<header",
        "<footer",
        "WCAG 2.2 AA",
    ):
        assert part in page
    assert "style=" not in page
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)


def test_an_error_summary_links_to_its_fields(site: Flask) -> None:
    errors = [{"field": "q_next", "message": "Too long <b>"}, {"field": "", "message": "Try again"}]
    page = drawn(site, FORMS + "{{ forms.error_summary(errors) }}", "?lang=cy", errors=errors)
    assert "Mae problem</h2>" in page
    assert '<a href="#q_next">Too long &lt;b&gt;</a>' in page
    assert "<li>Try again</li>" in page
    assert 'role="alert"' in page
    assert drawn(site, FORMS + "{{ forms.error_summary([]) }}").strip() == ""


def test_a_text_area_is_described_by_hint_error_and_limit(site: Flask) -> None:
    macro = '{{ forms.text_area("q", "What <next>?", value="<ŵ>", hint="Briefly", error="Missing", limit=2000) }}'
    page = drawn(site, FORMS + macro)
    assert '<label class="nhsuk-label nhsuk-label--m" for="q"> What &lt;next&gt;? </label>' in page
    assert 'aria-describedby="q-info q-hint q-error"' in page
    assert 'data-limit="2000"' in page
    assert "You can enter up to 2,000 characters" in page
    assert ">&lt;ŵ&gt;</textarea>" in page
    assert 'id="q-error"' in page
    assert "data-limit" not in drawn(site, FORMS + '{{ forms.text_area("q", "Q") }}')


@pytest.mark.parametrize(
    "macro",
    [
        'forms.text_input("f", "Label", value="<v>", error="Wrong")',
        'forms.select_one("f", "Label", options, value="a", error="Wrong")',
        'forms.choose_one("f", "Label", options, value="a", error="Wrong")',
        'forms.choose_any("f", "Label", options, values=["a"], error="Wrong")',
    ],
)
def test_every_field_has_its_id_label_and_error(site: Flask, macro: str) -> None:
    options = [{"value": "a", "text": "A & b"}, {"value": "b", "text": "B"}]
    page = drawn(site, f"{FORMS}{{{{ {macro} }}}}", "?lang=cy", options=options)
    assert 'id="f"' in page
    assert 'id="f-error"' in page
    assert "Label" in page
    assert "Gwall:" in page
    assert "A & b" not in page
    assert "<v>" not in page


def test_the_language_button_posts_the_form_it_stands_outside_of(site: Flask) -> None:
    page = drawn(site, FORMS + '{{ forms.language_button("card") }}', "?source=qr")
    assert 'form="card"' in page
    assert 'formaction="/page?source=qr&amp;lang=cy"' in page
    assert "formnovalidate" in page
    assert 'name="change_language" value="cy" lang="cy">Cymraeg</button>' in page


def test_a_quote_marks_its_spans(site: Flask) -> None:
    page = drawn(site, CONTENT + '{{ content.quote("<i> amser", [[4, 9]], language="cy", source="Card") }}')
    assert '<blockquote dir="auto" lang="cy">&lt;i&gt; <mark>amser</mark></blockquote>' in page
    assert "<figcaption>Card</figcaption>" in page


def test_a_bar_chart_tells_the_same_in_words(site: Flask) -> None:
    bars = [
        {"label": "Time & space", "share": 0.4, "text": "4 (40%)"},
        {"label": "x" * 30 + " y", "share": 7, "text": ""},
    ]
    page = drawn(site, CONTENT + '{{ content.bar_chart("c", "Most say time", "Time 40%", bars) }}', bars=bars)
    assert '<svg role="img" aria-labelledby="c-title c-description"' in page
    assert '<title id="c-title">Most say time</title>' in page
    assert '<desc id="c-description">Time 40%</desc>' in page
    assert 'width="24.00%"' in page
    assert page.count('width="60.00%"') == 1
    assert "Time &amp; space" in page
    assert "style=" not in page


def test_a_table_names_its_rows_and_can_be_reached_by_keyboard(site: Flask) -> None:
    macro = """{{ content.table("Codes", [{"text": "Code"}, {"text": "n", "number": true}],
                                [[{"text": "A<", "href": "/q"}, 4], ["B", 2]]) }}"""
    page = drawn(site, CONTENT + macro)
    assert '<th scope="row"><a href="/q">A&lt;</a></th><td class="ad-number">4</td>' in page.replace("> <", "><")
    assert 'tabindex="0" role="region" aria-label="Codes"' in page


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("front", "back", "floor"),
    [
        ("text", "body-background", 7),
        ("text", "template-background", 7),
        ("secondary-text", "body-background", 4.5),
        ("secondary-text", "template-background", 4.5),
        ("link", "body-background", 4.5),
        ("link-visited", "body-background", 4.5),
        ("link-hover", "body-background", 4.5),
        ("error", "body-background", 4.5),
        ("text", "focus", 4.5),
        ("input-border", "body-background", 3),
    ],
)
def test_colours_can_be_told_apart(front: str, back: str, floor: float) -> None:
    sheet = (STYLES / "adborth.scss").read_text(encoding="utf-8")
    colours = dict(re.findall(r"\$nhsuk-([\w-]+)-colour: (#[0-9a-f]{6})", sheet))
    assert _contrast(colours[front], colours[back]) >= floor


@pytest.mark.parametrize(
    ("front", "back", "floor"),
    [
        ("#ffffff", "#0b4f55", 4.5),  # header, panel
        ("#ffffff", "#0b5c63", 4.5),  # button
        ("#1b2b2d", "#ffefb5", 7),  # highlighted words
        ("#14808a", "#ffffff", 3),  # bars
        ("#083d42", "#d5e9ea", 4.5),  # tags
        ("#134a2b", "#d6ebdd", 4.5),
        ("#4d3a00", "#ffefb5", 4.5),
        ("#6b1712", "#f8dcd9", 4.5),
        ("#38474a", "#e1e5e3", 4.5),
    ],
)
def test_our_own_pairs_can_be_told_apart_and_are_in_use(front: str, back: str, floor: float) -> None:
    sheets = "".join(file.read_text(encoding="utf-8") for file in STYLES.glob("*.scss"))
    assert front in sheets
    assert back in sheets
    assert _contrast(front, back) >= floor
