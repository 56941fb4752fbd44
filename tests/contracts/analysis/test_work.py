"""Decisions, models, codings anew and discoveries, on the fake, on SQLite and on PostgreSQL: the same suite."""

from dataclasses import replace
from datetime import timedelta

from services.analysis.application.work_ports import Discovery, KeptModel
from services.analysis.domain.decisions import Decision
from services.analysis.domain.differences import NO_DIFFERENCES
from services.analysis.domain.recodings import Judgement, Purpose, Recoding, State
from shared.contracts.coding_work import AnswerChanged
from tests.support.received import MOMENT

WANTED = ("default", "c")
DECISION = Decision(
    team_id="default",
    response_id="r1",
    question="q",
    number=2,
    reviewer="ann",
    reviewed_at=MOMENT,
    codebook="c",
    codebook_version=1,
    revision=1,
    codes=("a", "b"),
)
MODEL = KeptModel(id="m1", team_id="default", codebook="c", codebook_version=1, name="linear-c-1-abc")
RECODING = Recoding(id="x1", team_id="default", codebook="c", codebook_version=2, asked_at=MOMENT)


def held(unit) -> list[Decision]:
    return unit.decisions.of_codebook(*WANTED)


def test_a_decision_comes_back_as_it_was(transaction):
    other = replace(DECISION, response_id="r0", codes=())
    with transaction() as unit:
        unit.decisions.put([DECISION, other, replace(DECISION, response_id="r2", codebook="d")])
        unit.decisions.put([])
    with transaction() as unit:
        assert held(unit) == [other, DECISION]
        assert unit.decisions.of_codebook("others", "c") == []


def test_the_highest_number_of_an_answer_holds(transaction):
    first, third = replace(DECISION, number=1, codes=()), replace(DECISION, number=3, codes=("c",))
    for batch in ([DECISION], [first], [third, first]):
        with transaction() as unit:
            unit.decisions.put(batch)
    with transaction() as unit:
        assert held(unit) == [third]


def test_an_undone_decision_holds_no_more_and_keeps_earlier_ones_away(transaction):
    with transaction() as unit:
        unit.decisions.put([replace(DECISION, number=3, undone=True)])
    with transaction() as unit:
        unit.decisions.put([DECISION])
        assert held(unit) == []


def test_decisions_about_a_response_are_forgotten(transaction):
    with transaction() as unit:
        unit.decisions.put([DECISION, replace(DECISION, question="q2"), replace(DECISION, response_id="r2")])
        unit.decisions.forget(["r1", "never seen"])
    with transaction() as unit:
        assert [one.response_id for one in held(unit)] == ["r2"]


def test_a_candidate_codes_nothing_until_it_is_adopted(transaction):
    with transaction() as unit:
        unit.models.keep(MODEL, b"content")
        unit.models.keep(replace(MODEL, name="again"), b"other content")
    with transaction() as unit:
        assert unit.models.adopted([WANTED]) == unit.models.adopted([]) == {}
        assert unit.models.artefact("m1") == b"other content"
        unit.models.adopt("m1", MOMENT)
    with transaction() as unit:
        adopted = {WANTED: replace(MODEL, name="again", adopted_at=MOMENT)}
        assert unit.models.adopted([WANTED, ("others", "c")]) == adopted


def test_the_model_adopted_last_holds_and_the_one_before_loses_its_content(transaction):
    other_team = replace(MODEL, id="m9", team_id="others")
    with transaction() as unit:
        for model in (MODEL, replace(MODEL, id="m2", name="second"), other_team):
            unit.models.keep(model, b"content")
        for name in ("m9", "m2", "m1"):
            unit.models.adopt(name, MOMENT)
    with transaction() as unit:
        assert unit.models.adopted([WANTED])[WANTED].id == "m1"
        assert [unit.models.artefact(name) for name in ("m1", "m2", "m9")] == [b"content", b"", b"content"]


def test_a_first_model_is_adopted_once(transaction):
    with transaction() as unit:
        unit.models.begin(replace(MODEL, adopted_at=MOMENT), b"content")
    with transaction() as unit:
        unit.models.begin(replace(MODEL, name="late", adopted_at=MOMENT), b"late")
        assert unit.models.adopted([WANTED])[WANTED].name == MODEL.name
        assert unit.models.artefact("m1") == b"content"


def test_a_later_adoption_beats_the_first_model(transaction):
    with transaction() as unit:
        unit.models.begin(replace(MODEL, id="first", adopted_at=MOMENT), b"content")
        unit.models.keep(MODEL, b"content")
        unit.models.hold([WANTED])
        unit.models.adopt("m1", MOMENT)
        assert unit.models.adopted([WANTED])[WANTED].id == "m1"


def test_a_candidate_can_be_forgotten_and_an_adopted_model_not(transaction):
    with transaction() as unit:
        for name in ("m1", "m2"):
            unit.models.keep(replace(MODEL, id=name), b"content")
        unit.models.adopt("m2", MOMENT)
        for name in ("m1", "m2", "m3"):
            unit.models.forget(name)
    with transaction() as unit:
        assert unit.models.adopted([WANTED])[WANTED].id == "m2"
        unit.models.keep(MODEL, b"anew")
        assert unit.models.artefact("m1") == b"anew"


def test_a_coding_anew_comes_back_as_it_was(transaction):
    change = AnswerChanged(survey="s", response_id="r1", question="q", gone=("a",), new=("b", "c"))
    full = replace(
        RECODING.trained("linear-c-2-x", Judgement(20, 0.5, None), 9).walked("r7", 3),
        surveys=("s", "t"),
        story="story",
        purpose=Purpose.ADOPT,
        begun=True,
        differences=NO_DIFFERENCES.with_changes([change], "seed"),
        reason="reason",
    )
    for written in (RECODING, full):
        with transaction() as unit:
            unit.recodings.put(written)
        with transaction() as unit:
            assert unit.recodings.get("x1") == written
            assert unit.recodings.get("x2") is None


def test_what_waits_is_told_by_age(transaction):
    later = replace(RECODING, id="x0", asked_at=MOMENT + timedelta(seconds=1), state=State.ADOPTING)
    done = (State.COMPARED, State.ADOPTED, State.DISCARDED, State.FAILED)
    with transaction() as unit:
        for recoding in (later, RECODING, *(replace(RECODING, id=state.value, state=state) for state in done)):
            unit.recodings.put(recoding)
    with transaction() as unit:
        assert [one.id for one in unit.recodings.waiting()] == ["x1", "x0"]


def test_a_discovery_waits_until_it_is_done(transaction):
    first = Discovery(id="d2", team_id="t", survey="s", question=None, asked_at=MOMENT, story="story")
    second = replace(first, id="d1", question="q", asked_at=MOMENT + timedelta(seconds=1))
    with transaction() as unit:
        unit.discoveries.add(second)
        unit.discoveries.add(first)
        unit.discoveries.add(replace(first, survey="another"))
    with transaction() as unit:
        assert unit.discoveries.waiting() == [first, second]
        assert [unit.discoveries.done(name) for name in ("d2", "d2", "d3")] == [True, False, False]
    with transaction() as unit:
        assert unit.discoveries.waiting() == [second]
