"""A split report: who is in which group, what is told of each, and what is called a difference."""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from services.reports.domain.attributes import EVERYONE, MOST_VALUES, OTHER, Group, within_bounds
from services.reports.domain.chances import UNIT, Code
from services.reports.domain.codebooks import Outline, OutlineCode, OutlineTheme
from services.reports.domain.report_rows import ReportRows, Totals
from services.reports.domain.sums import Sums
from services.reports.domain.surveys import Attribute, Question, Survey
from services.reports.findings.contrasts import clearest
from services.reports.findings.groups import attribute_of, attributes_offered
from services.reports.findings.report import compile_report
from services.reports.findings.split import HIDDEN, Split, compile_split
from tests.support.reports.models import JOURNEY

REST, TRUST = Code("all", "rest"), Code("all", "trust")
_OPTIONS = {"gp": {"en": "GP", "cy": "Meddyg teulu"}, "nurse": {"en": "Nurse"}}
_SURVEY = Survey(
    JOURNEY,
    version=1,
    languages=("en", "cy"),
    questions=(Question("q", {"en": "Why?"}, "small"), Question("uncoded", {"en": "When?"}, None)),
    attributes=(Attribute("role", {"en": "What do you do?"}, _OPTIONS), Attribute("site", {"en": "site"}, {})),
)
_OUTLINE = Outline(
    "small", 1, (OutlineTheme("all", {"en": "All"}, (OutlineCode("rest", {}), OutlineCode("trust", {}))),)
)


def _sums(answers: int, rest: int, expected: float | None = None) -> Sums:
    sure = round(UNIT * (rest if expected is None else expected))
    return Sums(answers, Counter({REST: rest}), Counter({REST: sure}))


def _rows(everyone: Sums, attribute: str = "role", **groups: Sums) -> ReportRows:
    return ReportRows(
        _SURVEY,
        Totals(everyone.answers, everyone.answers, 0, datetime(2026, 1, 1, tzinfo=UTC)),
        {"q": everyone.answers},
        {},
        {},
        {"en": 9, "cy": 2},
        (_OUTLINE,),
        {(EVERYONE, "q"): everyone, **{(Group(attribute, value), "q"): sums for value, sums in groups.items()}},
        {attribute: len(groups), "language": 1},
    )


def _split(rows: ReportRows, attribute: str = "role", smallest: int = 5) -> Split:
    title = attribute_of(attribute, rows)
    assert title is not None
    return compile_split(compile_report(rows, smallest), rows, title, smallest)


def test_groups_stand_as_the_survey_has_them_and_whoever_gave_none_comes_last() -> None:
    split = _split(_rows(_sums(100, 40), porter=_sums(20, 8), nurse=_sums(40, 12)))
    assert [group.value for group in split.groups] == ["gp", "nurse", "porter", None]
    (part,) = split.parts
    assert (part.answers, part.sizes) == (100, (0, 40, 20, 40))
    (rest, trust) = part.lines
    assert [cell.n for cell in rest.cells] == [0, 12, 8, 20]
    assert [cell.share and cell.share.estimate for cell in rest.cells] == [None, 0.3, 0.4, 0.5]
    assert [cell.n for cell in trust.cells] == [0, 0, 0, 0]
    assert not split.left_out


def test_a_share_is_what_the_chances_add_up_to_not_what_was_given() -> None:
    split = _split(_rows(_sums(40, 10, 16), gp=_sums(20, 5, 9), nurse=_sums(20, 5, 7)))
    shares = [cell.share for cell in split.parts[0].lines[0].cells]
    assert [share.estimate for share in shares if share] == [0.45, 0.35]
    assert {share.method for share in shares if share} == {"probability-sum-95"}


def test_small_groups_are_hidden_and_no_value_of_somebodys_own_is_named() -> None:
    split = _split(_rows(_sums(60, 30), gp=_sums(3, 2), nurse=_sums(30, 15), mine_alone=_sums(2, 1)))
    assert [group.value for group in split.groups] == ["gp", "nurse", None]
    assert split.parts[0].sizes == (None, 30, 25)
    assert split.left_out
    assert split.cell("q", "rest", "gp") == split.cell("q", "rest", "mine_alone") == HIDDEN
    assert split.cell("q", "rest", "nurse").n == 15
    for question, code in (("uncoded", "rest"), ("q", "nothing"), (None, "rest")):
        assert split.cell(question, code, "nurse") == HIDDEN


def test_a_survey_may_ask_for_larger_groups() -> None:
    rows = _rows(_sums(60, 30), gp=_sums(30, 15), nurse=_sums(30, 15))
    assert _split(rows, smallest=20).cell("q", "rest", "gp") == HIDDEN


def test_what_is_offered_are_attributes_with_figures_the_surveys_own_first() -> None:
    rows = _rows(_sums(9, 1), "ward", a=_sums(9, 1))
    assert [each.key for each in attributes_offered(rows)] == ["ward"], "all wrote in one language"
    rows = _rows(_sums(9, 1), "role", gp=_sums(9, 1))
    assert [dict(each.text) for each in attributes_offered(rows)] == [{"en": "What do you do?"}]
    assert attribute_of("site", rows) is not None, "it may come yet"
    assert attribute_of("language", rows) is not None
    assert attribute_of("invitation", rows) is None


def test_a_language_of_few_is_hidden_where_there_is_another() -> None:
    rows = _rows(_sums(11, 1))
    assert compile_report(rows, 5).languages == {"cy": None, "en": None}
    assert compile_report(rows, 2).languages == {"cy": 2, "en": 9}


@pytest.mark.parametrize(
    ("gp", "nurse", "said"),
    [
        ((60, 40), (60, 10), ("rest", 0, 1)),
        ((60, 10), (60, 40), ("rest", 1, 0)),
        ((60, 22), (60, 20), None),
        ((60, 0), (60, 0), None),
        ((3, 2), (60, 40), None),
    ],
)
def test_only_what_chance_would_hardly_do_is_called_a_difference(
    gp: tuple[int, int], nurse: tuple[int, int], said: tuple[str, int, int] | None
) -> None:
    everyone = _sums(gp[0] + nurse[0], gp[1] + nurse[1])
    found = clearest(_split(_rows(everyone, gp=_sums(*gp), nurse=_sums(*nurse))).parts[0])
    assert (found and (found.line.code, found.more, found.less)) == said


def test_an_attribute_has_only_so_many_values_and_the_others_are_one() -> None:
    values: dict[tuple[object, str], set[str]] = {}

    def place(value: str) -> Mapping[str, str]:
        return within_bounds(JOURNEY, {"source": value}, values)

    kept = [place(f"poster {n}")["source"] for n in range(2 * MOST_VALUES)]
    assert len(set(kept)) == MOST_VALUES
    assert kept[MOST_VALUES:] == [OTHER] * MOST_VALUES
    assert place("poster 3") == {"source": "poster 3"}
