"""What people decide: it holds against every model, can be taken back step by step, and never overwrites another's."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.reports.application.code_blind import code_blind
from services.reports.application.decide import decide, undo
from services.reports.application.reproject import reproject
from services.reports.application.sampling import draw_sample
from services.reports.domain.chances import UNIT, Code
from services.reports.domain.decisions import AnswerAt, Decision, Reviewer, fingerprint, reference_of
from services.reports.domain.judging import Judgement, LastSeen
from services.reports.domain.review_errors import (
    AlreadyCoded,
    AnswerNotFound,
    CodeUnknown,
    DecisionOvertaken,
    NothingToDraw,
    NothingToUndo,
    NotToBeCoded,
    SpanOutside,
    WordsChanged,
)
from services.reports.domain.samples import SampleKey
from shared.contracts.coding_work import CodingReviewed
from shared.contracts.messages import ResponseCoded
from shared.contracts.teams import DEFAULT_TEAM
from tests.support.reports.making import NOON, SMALL_CODEBOOK, coded, withdrawn
from tests.support.reports.models import JOURNEY, MemoryModel, recounted

ANN, BEN, CAI = Reviewer("p1", "Ann"), Reviewer("p2", "Ben"), Reviewer("p3", "Cai")
AT = AnswerAt("r1", "q_next")
REFERENCE = reference_of(AT)
WORDS = "words of r1"


def _model(*told: ResponseCoded) -> MemoryModel:
    model = MemoryModel()
    model.know(SMALL_CODEBOOK)
    model.tell(*(told or (coded(chances={"time_and_space": 0.8, "resources": 0.3}),)))
    return model


def _judged(*codes: str, number: int = 0, words: str = WORDS, comment: str = "") -> Judgement:
    given = dict.fromkeys(codes, ((0, 5),))
    told = fingerprint(words)
    return Judgement(reference=REFERENCE, words=told, number=number, codebook_version=1, codes=given, comment=comment)


def _decide(model: MemoryModel, judgement: Judgement, by: Reviewer = ANN) -> Decision:
    return decide(DEFAULT_TEAM, judgement, by, unit=model.unit, at=NOON)


def _undo(model: MemoryModel, number: int, by: Reviewer = ANN) -> Decision:
    return undo(DEFAULT_TEAM, LastSeen(REFERENCE, number), by, unit=model.unit, at=NOON + timedelta(hours=1))


def _holding(model: MemoryModel) -> tuple[str, list[str]]:
    (answer,) = model.unit.responses.held["r1"].answers
    return answer.model, [coding.code for coding in answer.codings]


def _told(model: MemoryModel) -> list[CodingReviewed]:
    return [each.content for each in model.unit.outbox.told if isinstance(each.content, CodingReviewed)]


def test_a_decision_holds_in_place_of_the_model_and_leaves_nothing_to_chance() -> None:
    model = _model()
    _decide(model, _judged("resources", comment=" Plainly about money. "))
    assert _holding(model) == ("person:p1", ["resources"])
    (footprint,) = model.footprints()
    assert footprint.chances["q_next"] == {Code("conditions", "resources"): UNIT}
    assert footprint.foreseen["q_next"] == {
        Code("conditions", "time_and_space"): 8000,
        Code("conditions", "resources"): 3000,
    }
    assert model.figures() == recounted(model)
    (told,) = _told(model)
    assert (told.decision, told.reviewer, told.model, told.undone) == (1, "p1", "improvement-1", False)
    assert [(each.code, each.confidence, each.spans) for each in told.codings] == [("resources", 1.0, ((0, 5),))]
    (kept,) = model.unit.decisions.history(AT)
    assert (kept.comment, kept.made_by, kept.made_at) == ("Plainly about money.", ANN, NOON)


def test_no_code_is_a_decision_too() -> None:
    model = _model()
    _decide(model, _judged())
    assert _holding(model) == ("person:p1", [])
    assert model.footprints()[0].chances["q_next"] == {}


def test_a_later_model_changes_what_it_said_and_not_what_holds() -> None:
    model = _model()
    _decide(model, _judged("resources"))
    model.tell(coded(codes={"q_next": ["shared_learning"]}, revision=2, chances={"shared_learning": 0.9}))
    assert _holding(model) == ("person:p1", ["resources"])
    assert [each.code for each in model.unit.responses.stored["r1"].answers[0].codings] == ["shared_learning"]
    assert model.footprints()[0].foreseen["q_next"] == {Code("connections", "shared_learning"): 9000}
    assert model.figures() == recounted(model)


def test_undoing_goes_back_step_by_step_to_what_the_model_said() -> None:
    model = _model()
    before = model.figures()
    _decide(model, _judged("resources"))
    _decide(model, _judged("shared_learning", number=1), BEN)
    _decide(model, _judged(number=2))
    seen = []
    for number in (3, 4, 5):
        step = _undo(model, number)
        seen.append((step.number, step.holds, *_holding(model)))
        assert model.figures() == recounted(model)
    assert seen == [
        (4, 2, "person:p2", ["shared_learning"]),
        (5, 1, "person:p1", ["resources"]),
        (6, 0, "improvement-1", ["time_and_space"]),
    ]
    assert model.figures() == before
    told = _told(model)
    assert [each.decision for each in told] == [1, 2, 3, 4, 5, 6]
    assert [(each.reviewer, each.undone) for each in told[3:]] == [("p2", False), ("p1", False), ("p1", True)]
    with pytest.raises(NothingToUndo):
        _undo(model, 6)
    _decide(model, _judged("resources", number=6))
    assert _undo(model, 7).undone, "the steps that were taken back are not climbed again"


def test_whoever_has_not_seen_the_last_step_overwrites_nothing() -> None:
    model = _model()
    _decide(model, _judged("resources"))
    with pytest.raises(DecisionOvertaken) as refused:
        _decide(model, _judged("shared_learning"), BEN)
    assert refused.value.details == {"reference": REFERENCE, "number": 1}
    with pytest.raises(DecisionOvertaken):
        _undo(model, 0)
    assert _holding(model) == ("person:p1", ["resources"])


def test_words_that_changed_put_a_decision_aside_and_their_return_brings_it_back() -> None:
    model = _model()
    _decide(model, _judged("resources"))

    def revise(text: str, revision: int) -> None:
        told = coded(revision=revision)
        model.tell(replace(told, answers=(replace(told.answers[0], text=text),)))

    revise("quite other words", 2)
    assert _holding(model) == ("improvement-1", ["time_and_space"])
    assert model.unit.decisions.applies == {AT: False}
    with pytest.raises(WordsChanged):
        _decide(model, _judged("resources", number=1))
    revise(WORDS, 3)
    assert _holding(model) == ("person:p1", ["resources"])
    assert model.unit.decisions.applies == {AT: True}
    model.tell(coded(codes={"q_support": []}, revision=4))
    assert model.unit.decisions.applies == {AT: False}, "the answer is gone"
    with pytest.raises(AnswerNotFound):
        _decide(model, _judged("resources", number=1))


def test_a_withdrawal_leaves_nothing_of_what_was_decided() -> None:
    model = _model()
    _decide(model, _judged("resources", comment="Words of r1, as they said."))
    model.tell(withdrawn())
    assert model.unit.decisions.steps == {}
    assert not any(model.figures().values())
    with pytest.raises(AnswerNotFound):
        _decide(model, _judged("resources"))


def test_what_cannot_be_meant_is_refused() -> None:
    model = _model()
    with pytest.raises(CodeUnknown):
        _decide(model, _judged("of_my_own"))
    for spans in (((0, 99),), ((-1, 3),), ((3, 3),)):
        with pytest.raises(SpanOutside):
            _decide(model, replace(_judged(), codes={"resources": spans}))
    with pytest.raises(AnswerNotFound):
        decide("another team", _judged(), ANN, unit=model.unit, at=NOON)
    assert _told(model) == []


def test_spans_that_touch_are_one_and_none_is_the_whole_answer() -> None:
    model = _model()
    spans = {"resources": ((6, 8), (0, 5), (3, 6)), "shared_learning": ()}
    _decide(model, replace(_judged(), codes=spans))
    codings = model.unit.responses.held["r1"].answers[0].codings
    assert [coding.spans for coding in codings] == [((0, 8),), ((0, len(WORDS)),)]


def test_a_code_that_the_model_gave_can_stay_though_the_codebook_has_it_no_more() -> None:
    model = _model(coded(codes={"q_next": ["of_old"]}))
    _decide(model, _judged("of_old"))
    assert _holding(model) == ("person:p1", ["of_old"])


def test_an_answer_that_nothing_codes_is_not_for_reviewers() -> None:
    told = coded()
    model = _model(replace(told, answers=(replace(told.answers[0], codebook=None, codings=()),)))
    with pytest.raises(NotToBeCoded):
        _decide(model, _judged())


def test_finding_anew_what_holds_changes_nothing_by_itself() -> None:
    model = _model(coded(chances={"resources": 0.25}, attributes={"role": "gp"}), coded("r2"))
    _decide(model, _judged("resources"))
    before = model.figures(), model.footprints()
    reproject(["r1", "r2", "nobody"], unit=model.unit, at=NOON)
    assert (model.figures(), sorted(model.footprints(), key=repr)) == (before[0], sorted(before[1], key=repr))


def test_a_blind_coding_decides_where_nobody_had_and_else_is_kept_beside_what_holds() -> None:
    model = _model()
    code_blind(DEFAULT_TEAM, _judged("resources"), ANN, unit=model.unit, at=NOON)
    assert _holding(model) == ("person:p1", ["resources"])
    (told,) = _told(model)
    assert (told.blind, told.chance) == (True, None)
    code_blind(DEFAULT_TEAM, _judged("shared_learning"), BEN, unit=model.unit, at=NOON)
    assert _holding(model) == ("person:p1", ["resources"])
    assert len(_told(model)) == 1
    kept = {each.reviewer: [made.code for made in each.codings] for each in model.unit.blind_codings.of(AT)}
    assert kept == {ANN: ["resources"], BEN: ["shared_learning"]}
    assert all([made.code for made in each.machine] == ["time_and_space"] for each in model.unit.blind_codings.of(AT))
    with pytest.raises(AlreadyCoded):
        code_blind(DEFAULT_TEAM, _judged(), BEN, unit=model.unit, at=NOON)
    with pytest.raises(WordsChanged):
        code_blind(DEFAULT_TEAM, _judged(words="others"), CAI, unit=model.unit, at=NOON)


def test_a_drawn_answer_that_is_coded_blind_is_told_with_its_chance() -> None:
    model = _model(coded("r1"), coded("r2"))
    key = SampleKey(JOURNEY, "q_next")
    draw_sample(key, 2, "seed", unit=model.unit, at=NOON)
    code_blind(DEFAULT_TEAM, _judged("resources"), ANN, unit=model.unit, at=NOON)
    (told,) = _told(model)
    assert (told.blind, told.chance) == (True, 1.0)
    with pytest.raises(NothingToDraw):
        draw_sample(key, 1, "seed", unit=model.unit, at=NOON)


def test_what_was_judged_and_coded_anew_tells_of_the_sample_by_itself() -> None:
    model = _model()
    key = SampleKey(JOURNEY, "q_next")
    draw_sample(key, 1, "seed", unit=model.unit, at=NOON)
    code_blind(DEFAULT_TEAM, _judged("resources"), ANN, unit=model.unit, at=NOON)
    assert model.unit.samples.samples[key].seen.same_model
    told = coded(revision=2)
    model.tell(replace(told, answers=(replace(told.answers[0], model="improvement-2"),)))
    seen = model.unit.samples.samples[key].seen
    assert (seen.reviewed, seen.same_model) == (1, False)
