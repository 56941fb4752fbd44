"""By what answers were coded, on SQLite and PostgreSQL: what tells whether two reports may be compared."""

from dataclasses import replace

from services.reports.adapters.evidence import SqlEvidence
from services.reports.domain.codebook_history import CodebookKey
from services.reports.domain.codebooks import Edition
from services.reports.domain.coded_by import CodedBy
from services.reports.domain.surveys import SurveyKey
from shared.contracts.teams import DEFAULT_TEAM
from tests.support.reports.making import SMALL_CODEBOOK, answer, coded, published, withdrawn
from tests.support.reports.models import JOURNEY, SqlModel


def test_versions_and_models_are_counted_by_question_and_only_of_answers_that_are_coded(sql: SqlModel) -> None:
    old = replace(answer("q_next", ["resources"], "more money"), model="m1", codebook_version=1)
    new = replace(answer("q_next", [], "no idea"), model="m2", codebook_version=2)
    bare = replace(answer("q_support", [], "me@example.org"), codebook=None, model="", codebook_version=0)
    told = [(old,), (old, bare), (new,), (new,)]
    sql.tell(published(), *(replace(coded(f"r{n}", {}), answers=answers) for n, answers in enumerate(told)))
    evidence = SqlEvidence(sql.reports.database)
    by = [CodedBy("q_next", "improvement", 1, "m1", 2), CodedBy("q_next", "improvement", 2, "m2", 2)]
    assert evidence.coded_by(JOURNEY) == by
    sql.tell(withdrawn("r3"))
    assert evidence.coded_by(JOURNEY) == [by[0], by[1]._replace(n=1)]
    assert evidence.coded_by(SurveyKey("another team", "journey")) == []


def test_what_a_version_could_say_and_what_became_of_it(sql: SqlModel) -> None:
    sql.know(SMALL_CODEBOOK)
    evidence = SqlEvidence(sql.reports.database)
    edition = Edition(DEFAULT_TEAM, "improvement", 1)
    assert set(evidence.themes([edition, Edition(DEFAULT_TEAM, "none", 1)])) == {edition}
    assert evidence.themes([edition])[edition]["resources"] == "conditions"
    key = CodebookKey(DEFAULT_TEAM, "improvement")
    assert evidence.carryings([key])[key].carried("resources") == "resources"
