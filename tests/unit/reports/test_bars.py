"""Bars and the words beside them: the same wherever figures are drawn, and escaped."""

from collections.abc import Iterator

import pytest
from flask import Flask

from services.reports.entrypoints.bars import bar, group_cells, group_rows, in_cell, value
from services.reports.entrypoints.group_words import GroupTold
from services.reports.findings.split import HIDDEN, Cell, SplitLine, SplitPart
from shared.estimation.shares import Share
from shared.web.app import WebSettings, create_app

SOME = Cell(1200, Share(0.25, 0.2, 0.4, "wilson-95", 4800))
NOBODY = Cell(0, Share(0.001, 0.0, 0.1, "wilson-95", 4800))
UNANSWERED = Cell(0, None)
ODD = '<b a="1">&'


@pytest.fixture(scope="module")
def app() -> Flask:
    return create_app("services.reports", WebSettings(secret_key="k" * 32), parts=["shared.identity"])


@pytest.fixture(params=["en", "cy"])
def language(app: Flask, request: pytest.FixtureRequest) -> Iterator[str]:
    with app.test_request_context(f"/?lang={request.param}"):
        yield request.param


def _split(*cells: Cell) -> tuple[SplitLine, SplitPart]:
    line = SplitLine("rest", "all", {"en": "Rest"}, 10, None, cells)
    return line, SplitPart("q", {"en": "?"}, 100, tuple(None if cell is HIDDEN else 5 for cell in cells), (line,))


def test_a_bar_is_as_long_as_its_share_of_the_scale() -> None:
    drawn = bar(SOME, 0.5)
    assert 'class="rp-share" width="50.00"' in drawn
    assert 'class="rp-interval" x="40.00" y="6" width="40.00"' in drawn


@pytest.mark.parametrize("line", [HIDDEN, NOBODY, UNANSWERED])
def test_no_bar_is_drawn_of_what_nobody_said_or_is_kept_back(line: Cell) -> None:
    assert "rp-share" not in bar(line, 0.5)


def test_the_words_tell_share_and_number_in_the_language_of_the_answer(language: str) -> None:
    words = {"en": "found in 1,200", "cy": "cafwyd mewn 1,200"}[language]
    assert f"<strong>25%</strong> <span>{words}</span>" in value(SOME)
    assert in_cell(SOME) == {"en": "25% (20% to 40%), 1,200", "cy": "25% (20% i 40%), 1,200"}[language]


def test_what_is_kept_back_is_told_as_kept_back_and_nothing_else(language: str) -> None:
    hidden = {"en": "hidden", "cy": "cudd"}[language]
    assert value(HIDDEN) == f'<span class="rp-value rp-hidden">{hidden}</span>'
    assert in_cell(HIDDEN) == hidden
    assert group_cells([HIDDEN, UNANSWERED]) == (f'<td class="ad-number">{hidden}</td><td class="ad-number">–</td>')


def test_small_shares_are_written_so_that_no_page_reads_them_as_a_tag(language: str) -> None:
    assert "<strong>&lt;1%</strong>" in value(NOBODY)
    assert "&lt;1%" in group_cells([NOBODY])


def test_names_and_addresses_of_groups_are_escaped(language: str) -> None:
    drawn = group_rows(*_split(SOME), [GroupTold(ODD, "%22%26")], 0.5, "/codes/rest?by=role")
    assert ODD not in drawn
    assert '<a class="rp-label" id="q-rest-0" href="/codes/rest?by=role&amp;value=%22%26">' in drawn
    assert "&lt;b a=&#34;1&#34;&gt;&amp;</a>" in drawn


def test_only_figures_that_are_told_and_can_be_asked_for_open_their_quotes(language: str) -> None:
    line, part = _split(HIDDEN, NOBODY, SOME, SOME)
    groups = [GroupTold(name, None if name == "d" else name) for name in "abcd"]
    assert group_rows(line, part, groups, 0.5, "/codes/rest?by=role").count("<a ") == 1
    assert group_rows(line, part, groups, 0.5).count("<a ") == 0
    assert group_rows(line, part, groups, 0.5).count("<li ") == 4


def test_a_group_that_did_not_answer_has_no_row(language: str) -> None:
    line, part = _split(SOME, UNANSWERED)
    silent = SplitPart(part.key, part.text, part.answers, (5, 0), part.lines)
    assert group_rows(line, silent, [GroupTold("a", "a"), GroupTold("b", "b")], 0.5).count("<li ") == 1
