"""Which decisions need a person: those whose codes went or whose words changed, and none that was taken back."""

from dataclasses import replace

from services.reports.domain.carrying import Carrying
from services.reports.domain.codebook_history import CodebookKey
from services.reports.domain.decisions import AnswerAt, Decision, Reviewer, undoing
from services.reports.domain.needing import Decided, needing_a_person
from shared.contracts.coded_answers import CodingMade
from shared.contracts.teams import DEFAULT_TEAM
from tests.support.reports.making import NOON
from tests.support.reports.models import JOURNEY

MAIR = Reviewer("mair", "Mair")
KEY = CodebookKey(DEFAULT_TEAM, "improvement")
CARRYING = Carrying(2, {"a": "t"}, {"merged": "a"}, frozenset({"gone"}), {"merged": "t", "gone": "t"})


def _decided(*codes: str) -> Decided:
    made = tuple(CodingMade(code=code, theme="t", confidence=1.0, spans=()) for code in codes)
    decision = Decision(
        survey=JOURNEY,
        at=AnswerAt("r1", "q_next"),
        number=1,
        holds=1,
        before=0,
        made_by=MAIR,
        made_at=NOON,
        reviewer=MAIR,
        reviewed_at=NOON,
        words="",
        revision=1,
        model="m",
        codebook="improvement",
        codebook_version=1,
        codings=made,
    )
    return Decided(decision, True, "ref", "words", "en")


def test_codes_that_went_and_words_that_changed_need_a_person() -> None:
    lost, moved = _decided("gone", "merged", "a"), replace(_decided("a"), applies=False)
    found = needing_a_person([lost, moved, _decided("merged", "a"), _decided()], {KEY: CARRYING})
    assert [(each.decided, each.codes) for each in found] == [(lost, ("gone",)), (moved, ())]


def test_what_was_taken_back_needs_nobody_and_an_unknown_codebook_loses_nothing() -> None:
    decided = _decided("gone")
    taken_back = replace(decided, decision=undoing(decided.decision, None, MAIR, NOON), applies=False)
    assert needing_a_person([taken_back], {KEY: CARRYING}) == []
    assert needing_a_person([decided], {}) == []
