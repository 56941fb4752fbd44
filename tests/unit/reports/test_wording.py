"""What a figure is said to be: never more than the counts allow, in both languages."""

import contextlib
from collections.abc import Iterator

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from services.reports.domain.chances import UNIT, Code
from services.reports.domain.codebooks import Outline, OutlineCode, OutlineTheme
from services.reports.domain.errors import InvalidCursor
from services.reports.domain.quotes import Place
from services.reports.entrypoints import cursors
from services.reports.entrypoints.drawing import scale_of
from services.reports.entrypoints.wording import headline, percent, responses
from services.reports.findings.lines import CodeLine, CountsOf, theme_lines
from shared.web.app import WebSettings, create_app

_CODES = {"rest": "Rest", "money": "Money", "trust": "Trust"}
_OUTLINE = Outline(
    "small",
    1,
    (OutlineTheme("all", {"en": "All"}, tuple(OutlineCode(key, {"en": title}) for key, title in _CODES.items())),),
)


@pytest.fixture(scope="module")
def app() -> Flask:
    return create_app("services.reports", WebSettings(secret_key="k" * 32), parts=["shared.identity"])


@pytest.fixture
def english(app: Flask) -> Iterator[None]:
    with app.test_request_context("/?lang=en"):
        yield


def _lines(total: int, **counts: int) -> tuple[CodeLine, ...]:
    sure = {Code("all", code): n * UNIT for code, n in counts.items()}
    (theme,) = theme_lines([_OUTLINE], CountsOf(total, {}, {("all", code): n for code, n in counts.items()}, sure))
    return theme.codes


def test_the_most_frequent_is_named_with_its_share_and_interval(english: None) -> None:
    assert headline(_lines(1200, rest=300, money=30), 1200) == (
        "Named most often: Rest, by an estimated 25% of 1,200 (23% to 28%)."
    )


def test_two_that_tie_are_both_named_and_more_are_no_headline(english: None) -> None:
    assert headline(_lines(4, rest=1, trust=1), 4) == (
        "Named most often: Rest and Trust, each by an estimated 25% of 4 (5% to 70%)."
    )
    assert headline(_lines(4, rest=1, trust=1, money=1), 4) == "Nothing stands out: 3 are named equally often."
    assert headline(_lines(4), 4) == "Nobody has spoken of this so far."


@pytest.mark.parametrize(
    ("share", "said"), [(0, "0%"), (0.001, "<1%"), (0.25, "25%"), (0.996, ">99%"), (1, "100%"), (0.995, "100%")]
)
def test_a_few_are_not_told_as_none_nor_nearly_all_as_all(english: None, share: float, said: str) -> None:
    assert percent(share) == said


def test_counts_follow_each_language(app: Flask) -> None:
    said = []
    for language in ("en", "cy"):
        with app.test_request_context(f"/?lang={language}"):
            said.append([responses(n) for n in (0, 1, 2, 1500)])
    assert said == [
        ["0 responses", "1 response", "2 responses", "1,500 responses"],
        ["0 ymateb", "1 ymateb", "2 ymateb", "1,500 ymateb"],
    ]


def test_bars_share_one_scale_that_holds_every_interval() -> None:
    assert scale_of(_lines(100, rest=20, money=2)) == pytest.approx(0.3)
    assert scale_of(_lines(3, rest=3)) == 1
    assert scale_of(_lines(3)) == 1


def test_lines_stand_by_falling_share_and_then_as_the_codebook_has_them() -> None:
    assert [line.code for line in _lines(9, trust=5, money=5)] == ["money", "trust", "rest"]


@given(st.datetimes(timezones=st.just(cursors._EPOCH.tzinfo)), st.integers(0, 2**62))
def test_a_cursor_leads_back_to_its_place(at: object, number: int) -> None:
    place = Place(at, number)
    assert cursors.read(cursors.written(place)) == place


@given(st.text(max_size=80))
def test_any_other_text_is_refused_or_is_a_place(text: str) -> None:
    with contextlib.suppress(InvalidCursor):
        assert isinstance(cursors.read(text), Place)
