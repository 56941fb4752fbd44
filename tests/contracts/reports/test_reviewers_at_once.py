"""Reviewers at the same moment, on both databases: one decision holds, and everybody else is told of it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from services.reports.application.decide import decide
from services.reports.domain.decisions import AnswerAt, Reviewer, fingerprint, reference_of
from services.reports.domain.judging import Judgement
from services.reports.domain.review_errors import DecisionOvertaken
from shared.contracts.teams import DEFAULT_TEAM
from tests.support.reports.making import NOON, SMALL_CODEBOOK, coded
from tests.support.reports.models import SqlModel, recounted

_AT = AnswerAt("r1", "q_next")
_CODES = ("time_and_space", "resources", "shared_learning")
_REVIEWERS = 4


def test_one_of_several_at_once_is_kept_and_the_others_know(sql: SqlModel) -> None:
    sql.know(SMALL_CODEBOOK)
    sql.tell(coded("r1"))
    ready = Barrier(_REVIEWERS)

    def judge(number: int) -> bool:
        judgement = Judgement(
            reference=reference_of(_AT),
            words=fingerprint("words of r1"),
            number=0,
            codebook_version=1,
            codes={_CODES[number % 3]: ()},
        )
        ready.wait()
        try:
            with sql.reports.open_unit() as unit:
                decide(DEFAULT_TEAM, judgement, Reviewer(f"p{number}", f"P{number}"), unit=unit, at=NOON)
                unit.commit()
        except DecisionOvertaken:
            return False
        return True

    with ThreadPoolExecutor(_REVIEWERS) as pool:
        kept = list(pool.map(judge, range(_REVIEWERS)))
    assert sum(kept) == 1
    with sql.reports.open_unit() as unit:
        (step,) = unit.decisions.history(_AT)
        assert step.made_by.id == f"p{kept.index(True)}"
    assert sql.figures() == recounted(sql)
