"""What pages and the API read, on SQLite and PostgreSQL: right, in order, and with a constant number of queries."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from services.reports.application.read_report import PAGE_OF_QUOTES, Shelf, list_reports, read_quotes, read_report
from services.reports.domain.attributes import Group
from services.reports.domain.errors import AttributeNotFound, CodeNotFound, GroupTooSmall, ReportNotFound
from services.reports.domain.quotes import QuotesWanted
from services.reports.domain.surveys import SurveyKey
from shared.contracts.messages import ResponseCoded
from shared.contracts.teams import DEFAULT_TEAM
from tests.support.reports.making import NOON, closed, coded, parked, published, withdrawn
from tests.support.reports.models import JOURNEY, SqlModel


@contextmanager
def _counted(sql: SqlModel) -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    event.listen(sql.reports.database.engine, "before_cursor_execute", note)
    yield asked
    event.remove(sql.reports.database.engine, "before_cursor_execute", note)


def _shelf(sql: SqlModel) -> Shelf:
    return Shelf(sql.reports.reader, 5)


def _nurse(number: int) -> ResponseCoded:
    return coded(f"r{number}", {"q_next": ["resources"]}, attributes={"role": f"nurse {number % 7}"})


def test_a_report_lists_every_code_with_titles_in_both_languages(sql: SqlModel) -> None:
    sql.reports.start()
    sql.tell(published(), coded(), coded("r2", {"q_next": ["resources", "shared_learning"]}))
    report = read_report(JOURNEY, shelf=_shelf(sql)).report
    assert [theme.theme for theme in report.themes] == ["conditions", "capability", "connections"]
    conditions = report.themes[0]
    assert [(line.code, line.n) for line in conditions.codes[:3]] == [
        ("time_and_space", 1),
        ("resources", 1),
        ("permission_and_trust", 0),
    ]
    assert dict(conditions.title) == {"en": "Conditions", "cy": "Amodau"}
    assert sum(len(theme.codes) for theme in report.themes) == 18
    assert (conditions.n, conditions.share and conditions.share.estimate) == (2, 1.0)
    next_, support = report.questions[1], report.questions[2]
    assert (next_.key, next_.answers, next_.themes[0].n) == ("q_next", 2, 2)
    assert (support.answers, support.themes[0].share) == (0, None)


def test_a_survey_not_known_yet_is_shown_by_its_slug_with_the_titles_of_what_was_counted(sql: SqlModel) -> None:
    sql.reports.start()
    sql.tell(coded())
    report = read_report(JOURNEY, shelf=_shelf(sql)).report
    assert (report.title, report.totals.responses) == ({"en": "journey"}, 1)
    line = report.line_of("time_and_space")
    assert line is not None
    assert (line.title["cy"], line.n) == ("Amser a lle", 1)
    assert [(part.key, part.answers) for part in report.questions] == [("q_next", 1)]


def test_a_code_that_no_codebook_holds_keeps_its_count(sql: SqlModel) -> None:
    sql.tell(published(), coded(codes={"q_next": ["of_old"]}))
    line = read_report(JOURNEY, shelf=_shelf(sql)).report.line_of("of_old")
    assert line is not None
    assert (line.title, line.n, line.theme) == ({"en": "of_old"}, 1, "conditions")


def test_what_is_not_there_is_said_by_name(sql: SqlModel) -> None:
    shelf = _shelf(sql)
    with pytest.raises(ReportNotFound):
        read_report(SurveyKey(DEFAULT_TEAM, "nowhere"), shelf=shelf)
    sql.tell(published())
    with pytest.raises(ReportNotFound):
        read_report(SurveyKey("another team", "journey"), shelf=shelf)
    with pytest.raises(CodeNotFound):
        read_quotes(QuotesWanted(JOURNEY, "nothing"), None, shelf=shelf)


def test_quotes_come_newest_first_page_by_page_each_once(sql: SqlModel) -> None:
    count = 2 * PAGE_OF_QUOTES + 5
    sql.tell(published(), *(coded(f"r{i:02}", at=NOON + timedelta(seconds=i // 4)) for i in range(count)))
    shelf, seen, before = _shelf(sql), [], None
    for _ in range(3):
        page = read_quotes(QuotesWanted(JOURNEY, "time_and_space"), before, shelf=shelf)
        seen += page.quotes
        before = page.following
    assert before is None
    assert len({quote.text for quote in seen}) == len(seen) == count
    assert [quote.place for quote in seen] == sorted((quote.place for quote in seen), reverse=True)
    first = seen[0]
    assert (first.spans, first.confidence, first.coder, first.language) == (((0, 5),), 0.8, "improvement-1", "en")


def test_quotes_of_a_group_are_those_of_its_members_under_the_question_that_was_asked(sql: SqlModel) -> None:
    both = {"q_next": ["resources"], "q_support": ["resources"]}
    told = [coded(f"r{n:02}", both, attributes={"role": "gp" if n < 6 else "nurse"}) for n in range(12)]
    sql.tell(published(), *told, *(coded(f"w{n}", both, language="cy") for n in range(5)))

    def read(group: Group) -> set[str]:
        wanted = QuotesWanted(JOURNEY, "resources", group, "q_next")
        page = read_quotes(wanted, None, shelf=_shelf(sql))
        assert {quote.question for quote in page.quotes} == {"q_next"}
        return {quote.text for quote in page.quotes}

    assert read(Group("role", "gp")) == {f"words of r{n:02}" for n in range(6)}
    assert read(Group("language", "cy")) == {f"words of w{n}" for n in range(5)}
    with pytest.raises(GroupTooSmall):
        read(Group("role", "porter"))
    with pytest.raises(AttributeNotFound):
        read(Group("invitation", "ann"))


def test_the_number_of_queries_does_not_grow(sql: SqlModel) -> None:
    sql.reports.start()
    shelf, asked = _shelf(sql), []
    for some in ([_nurse(0)], [_nurse(i) for i in range(1, 60)]):
        sql.tell(published(), published(survey=f"another{len(some)}"), *some)
        with _counted(sql) as statements:
            read_report(JOURNEY, shelf=shelf)
        report = len(statements)
        with _counted(sql) as statements:
            read_report(JOURNEY, "role", shelf=shelf)
        assert len(statements) == report, "a split costs no query more"
        with _counted(sql) as statements:
            read_quotes(QuotesWanted(JOURNEY, "resources"), None, shelf=shelf)
        quotes = len(statements)
        with _counted(sql) as statements:
            shelf.reader.stamp(JOURNEY)
            list_reports(DEFAULT_TEAM, shelf=shelf)
        asked.append((report, quotes, len(statements)))
    begin = sql.reports.database.is_sqlite
    assert asked == [(10 + begin, 11 + 2 * begin, 2 + 2 * begin)] * 2


def test_the_ledger_tells_every_response_where_it_is(sql: SqlModel) -> None:
    sql.tell(published(), coded("r1"), coded("r2"), withdrawn("r2"), parked("r3"), closed())
    ledger = sql.reports.ledger()["journey"]
    assert (ledger.coded, ledger.parked, ledger.withdrawn, ledger.aggregate_n) == ({"r1"}, {"r3"}, {"r2"}, 1)


def test_figures_of_one_report_belong_together_whatever_comes_in_meanwhile(sql: SqlModel) -> None:
    sql.reports.start()
    sql.tell(published(), coded())
    coming = [coded("r2")]

    def bring_one(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if coming and statement.startswith("SELECT theme_counts"):
            sql.tell(coming.pop())

    event.listen(sql.reports.database.engine, "before_cursor_execute", bring_one)
    report = read_report(JOURNEY, shelf=_shelf(sql)).report
    assert not coming
    assert (report.totals.responses, max(theme.n for theme in report.themes)) == (1, 1)
    assert read_report(JOURNEY, shelf=_shelf(sql)).report.totals.responses == 2
