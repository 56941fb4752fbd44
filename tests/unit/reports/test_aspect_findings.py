"""Facets, tones, pairs and times as they are told: right, in order, and nothing of a small group."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.reports.domain.aspects import (
    DAY,
    FACET,
    HOUR,
    TOGETHER,
    TONE,
    Noticing,
    aspects_of,
    with_problem,
    written,
)
from services.reports.domain.attributes import EVERYONE, Group
from services.reports.domain.chances import Code
from services.reports.domain.codebooks import Outline, OutlineCode, OutlineTheme
from services.reports.domain.counts import WHOLE, CodeAt
from services.reports.domain.report_rows import ReportRows, Totals
from services.reports.domain.sums import Sums
from services.reports.domain.surveys import Question, Survey
from services.reports.findings.aspects import aspects_of_code, compile_aspects
from services.reports.findings.facets import balances, facet_lines
from services.reports.findings.lines import code_lines
from services.reports.findings.over_time import Unit, timeline_of
from services.reports.findings.report import compile_report
from services.reports.findings.together import Pairs, pairs_of
from services.reports.findings.tones import tones_of, tones_of_code
from tests.support.reports.making import NOON
from tests.support.reports.models import JOURNEY
from tests.support.tries import tries

K = 5
A, B, C = Code("conditions", "a"), Code("conditions", "b"), Code("connections", "c")
Aspects = Mapping[tuple[Group, str], Sums]


def _sums(answers: int, named: Mapping[Code, int] | None = None) -> Sums:
    return Sums(answers, Counter(named or {}))


def _rows(aspects: Aspects, responses: int = 100, codes: Mapping[Code, int] | None = None) -> ReportRows:
    given_ = codes or {A: 40, B: 30, C: 20}
    outline = Outline(
        "improvement",
        1,
        tuple(
            OutlineTheme(
                theme,
                {"en": theme},
                tuple(OutlineCode(each.code, {"en": each.code}) for each in (A, B, C) if each.theme == theme),
            )
            for theme in ("conditions", "connections")
        ),
        (OutlineCode("need", {"en": "Need"}), OutlineCode("success", {"en": "Success"})),
    )
    return ReportRows(
        Survey(JOURNEY, 1, {"en": "Journey"}, ("en",), (Question("q_next", {"en": "Next?"}, "improvement"),)),
        Totals(responses, responses, 0, NOON),
        {"q_next": responses},
        {},
        {CodeAt(question, *code): n for code, n in given_.items() for question in (WHOLE, "q_next")},
        {},
        (outline,),
        {(EVERYONE, "q_next"): Sums(responses)},
        aspects=aspects,
    )


def _days(*counts: int, first: date = date(2026, 11, 2)) -> dict[tuple[Group, str], Sums]:
    days = [(first + timedelta(days=number)).isoformat() for number in range(len(counts))]
    return {(Group(DAY, day), WHOLE): _sums(n, {A: n // 2}) for day, n in zip(days, counts, strict=True) if n}


def test_facets_stand_in_the_order_of_the_codebook_and_a_lost_one_keeps_its_count() -> None:
    rows = _rows(
        {
            (Group(FACET, "success"), WHOLE): _sums(30, {A: 10}),
            (Group(FACET, "of_old"), WHOLE): _sums(2),
            (Group(FACET, "+problem"), WHOLE): _sums(7, {A: 4, B: 3}),
            (Group(FACET, "success"), "q_next"): _sums(20),
        }
    )
    lines = facet_lines(rows)
    assert [(line.facet, line.n) for line in lines] == [("need", 0), ("success", 30), ("of_old", 2)]
    assert lines[1].share is not None
    assert (lines[1].share.estimate, lines[1].share.method) == (0.3, "wilson-95")
    assert [line.n for line in facet_lines(rows, "q_next")] == [0, 20, 0]
    told = balances(rows, code_lines(compile_report(rows, K).themes))
    assert [(each.line.code, each.worked, each.problems) for each in told] == [("a", 10, 4), ("b", 0, 3)]


def test_facets_of_a_codebook_that_no_question_uses_are_not_told() -> None:
    rows = _rows({})
    other = replace(rows.outlines[0], codebook="other", facets=(OutlineCode("idea", {"en": "Idea"}),))
    assert [line.facet for line in facet_lines(replace(rows, outlines=(*rows.outlines, other)))] == ["need", "success"]


def test_a_need_or_a_barrier_is_a_problem_once() -> None:
    assert with_problem(("need", "barrier")) == ("+problem", "barrier", "need")
    assert with_problem(("plan", "plan")) == ("plan",)


def test_tones_are_spread_over_all_questions_or_one_and_what_is_unknown_is_untold() -> None:
    rows = _rows(
        {
            (Group(TONE, "negative"), "q_next"): _sums(3, {A: 1}),
            (Group(TONE, "negative"), "q_journey"): _sums(2, {A: 2}),
            (Group(TONE, ""), "q_next"): _sums(9),
            (Group(TONE, "furious"), "q_next"): _sums(1),
        }
    )
    assert (tones_of(rows).counts["negative"], tones_of(rows).untold, tones_of(rows).told) == (5, 10, 5)
    assert tones_of(rows, "q_next").counts == {"negative": 3, "neutral": 0, "positive": 0, "mixed": 0}
    assert tones_of_code(rows, A).counts["negative"] == 3


def _pairs(n: int, codes: Mapping[Code, int], responses: int = 100) -> Pairs:
    rows = _rows({(Group(TOGETHER, written(A)), WHOLE): _sums(codes[A], {B: n})}, responses, codes)
    return pairs_of(compile_report(rows, K), rows, K)


@pytest.mark.parametrize(
    ("n", "one", "other", "told"),
    [
        (20, 40, 30, True),
        (4, 40, 30, False),
        (27, 40, 30, False),
        (30, 40, 30, True),
        (20, 60, 57, False),
        (5, 10, 10, True),
    ],
)
def test_a_pair_is_told_where_each_of_its_four_parts_is_empty_or_large(
    n: int, one: int, other: int, *, told: bool
) -> None:
    found = _pairs(n, {A: one, B: other})
    assert (len(found.told), found.kept_back) == ((1, 0) if told else (0, 1))


def test_a_pair_tells_how_it_compares_to_chance_only_where_enough_was_to_be_expected() -> None:
    assert _pairs(20, {A: 40, B: 30}).told[0].ratio == pytest.approx(20 / 12)
    assert _pairs(5, {A: 10, B: 10}).told[0].ratio is None
    assert [pair.n for pair in _pairs(20, {A: 40, B: 30}).of("b")] == [20]
    assert _pairs(20, {A: 40, B: 30}).of("c") == ()


def test_of_a_response_without_anything_nothing_is_counted() -> None:
    assert list(aspects_of(Noticing(), {})) == []


def test_nothing_came_in_yet() -> None:
    rows = _rows({}, 0, {})
    report = compile_report(rows, K)
    aspects = compile_aspects(report, rows, K)
    assert (aspects.timeline, aspects.pairs.told, aspects.balances) == (None, (), ())


def test_time_is_told_by_hour_then_day_then_week_without_gaps() -> None:
    hours = {(Group(HOUR, f"2026-11-02T{hour:02}"), WHOLE): _sums(6) for hour in (9, 12)}
    by_hour = timeline_of(_rows({**_days(6, 6), **hours}), K)
    assert by_hour is not None
    assert (by_hour.unit, [moment.responses for moment in by_hour.moments]) == (Unit.HOUR, [6, 0, 0, 6])
    by_day = timeline_of(_rows({**_days(6, 0, 9), **hours}), K)
    assert by_day is not None
    assert (by_day.unit, [moment.responses for moment in by_day.moments]) == (Unit.DAY, [6, 0, 9])
    by_week = timeline_of(_rows(_days(*[1] * 63, first=date(2026, 11, 4))), K)
    assert by_week is not None
    assert (by_week.unit, by_week.moments[0].begins) == (Unit.WEEK, datetime.fromisoformat("2026-11-02"))
    told = [moment.responses for moment in by_week.moments]
    assert told == [None, *[7] * 8, None], "two at the end are few, and five at the beginning hide how few"


@settings(max_examples=tries(200))
@given(st.lists(st.integers(0, 12), min_size=1, max_size=20), st.integers(2, 6))
def test_no_part_of_the_time_is_small_nor_are_all_hidden_ones_together(counts: list[int], smallest: int) -> None:
    counts = [6, *counts, 6]
    timeline = timeline_of(_rows(_days(*counts)), smallest, A)
    assert timeline is not None
    told = [moment.responses for moment in timeline.moments if moment.responses is not None]
    hidden = sum(counts) - sum(told)
    assert not any(0 < n < smallest for n in told)
    assert not told or not 0 < hidden < smallest
    for moment in timeline.moments:
        if moment.n is not None:
            assert moment.responses is not None
            assert not 0 < moment.n < smallest
            assert not 0 < moment.responses - moment.n < smallest


def test_one_code_has_all_that_goes_with_it() -> None:
    rows = _rows(
        {
            **_days(10, 0, 20),
            (Group(FACET, "need"), WHOLE): _sums(30, {A: 12}),
            (Group(TOGETHER, written(A)), WHOLE): _sums(40, {B: 20}),
            (Group(TONE, "mixed"), "q_next"): _sums(9, {A: 6}),
        }
    )
    report = compile_report(rows, K)
    line = report.line_of("a")
    assert line is not None
    found = aspects_of_code(line, report, rows, K)
    assert [(facet.facet, n) for facet, n in found.facets] == [("need", 12), ("success", 0)]
    assert found.tones.counts["mixed"] == 6
    assert [pair.other.code for pair in found.pairs] == ["b"]
    assert found.timeline is not None
    assert [moment.n for moment in found.timeline.moments] == [5, 0, 10]
