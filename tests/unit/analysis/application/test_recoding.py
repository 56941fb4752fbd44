"""Codings anew: compared first, adopted by a person's wish only, each response exactly once by the new model."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta

import pytest

from services.analysis.application import adopt_model, compare_codings
from services.analysis.application.train_candidate import PATIENCE
from services.analysis.application.work_beside import jobs
from services.analysis.domain.recodings import State
from shared.contracts.coding_work import AnswerChanged, ModelAdopted, RecodeProgressed
from shared.contracts.messages import ResponseCoded
from tests.support.received import received, withdrawn
from tests.support.workbench import OWN, Workbench, body, published, recode, reviewed

CODES = {"food": {}, "rooms": {}}


@pytest.fixture
def bench(monkeypatch) -> Workbench:
    monkeypatch.setattr(compare_codings, "PORTION", 2)
    monkeypatch.setattr(adopt_model, "PORTION", 2)
    bench = Workbench()
    bench.hear(published(body(1, **CODES)))
    for number, text in enumerate(("food", "the hall", "rooms", "nothing", "the hall")):
        bench.hear(received(f"r{number}", text, codebook=OWN))
    bench.hear(reviewed("r1", "rooms"))
    bench.unit.outbox.messages.clear()
    return bench


def states(bench: Workbench) -> list[str]:
    return [progress.state for progress in bench.told(RecodeProgressed)]


def models(bench: Workbench) -> dict[str, tuple[str, int]]:
    kept = bench.unit.responses.kept.values()
    return {response.response_id: (response.answers[0].model, response.revision) for response in kept}


def test_a_comparison_tells_what_would_change_and_changes_nothing(bench):
    before = dict(bench.unit.responses.kept)
    bench.hear(recode())
    bench.work()
    last = bench.told(RecodeProgressed)[-1]
    assert (last.state, last.done, last.total, last.model) == ("compared", 5, 5, "learned-1-1")
    assert (last.gains, last.losses) == ({"rooms": 2}, {})
    changed = {"survey": "journey", "question": "q0", "gone": (), "new": ("rooms",)}
    assert set(last.examples) == {AnswerChanged(response_id=name, **changed) for name in ("r1", "r4")}
    assert (last.reviews, last.present, last.candidate) == (1, 0.5, 0.6)
    assert bench.unit.responses.kept == before
    assert bench.told(ResponseCoded) == bench.told(ModelAdopted) == []


def test_progress_rises_and_is_told_under_the_story_that_asked_for_it(bench):
    bench.hear(recode())
    bench.work()
    steps = [progress.step for progress in bench.told(RecodeProgressed)]
    assert steps == sorted(set(steps))
    assert states(bench) == ["comparing"] * 5 + ["compared"]
    assert {message.correlation_id for message in bench.unit.outbox.messages} == {"story of recode 1"}


def test_progress_is_told_about_each_tenth_of_the_way_and_no_more(bench):
    for number in range(95):
        bench.hear(received(f"s{number:02}", "food", codebook=OWN))
    bench.hear(recode())
    bench.work()
    assert [progress.done for progress in bench.told(RecodeProgressed)] == [0, 0, *range(10, 101, 10), 100]


def test_answers_to_look_at_do_not_stay_once_they_are_told(bench):
    bench.hear(recode())
    bench.work()
    assert bench.unit.recodings.kept["recode 1"].differences.examples == ()


def test_an_answer_withdrawn_while_codings_are_compared_is_no_example(bench):
    bench.hear(recode())
    for _ in range(4):
        bench.step()
    bench.hear(withdrawn("r1"))
    bench.work()
    assert [example.response_id for example in bench.told(RecodeProgressed)[-1].examples] == ["r4"]


def test_the_candidate_learns_from_decisions_and_sees_answers_without_one(bench):
    bench.hear(recode())
    bench.work()
    ((lessons, answers, present),) = bench.trainer.learned
    assert [(one.answer.text, one.answer.question, one.codes) for one in lessons] == [
        ("the hall", "What's next?", ("rooms",))
    ]
    assert [answer.text for answer in answers] == ["food", "rooms", "nothing"]
    assert present is not None


def test_adoption_codes_every_response_once_by_the_new_model(bench):
    bench.hear(recode())
    bench.work()
    bench.hear(recode("adopt"))
    bench.work()
    assert set(models(bench).values()) == {("learned-1-1", 2)}
    coded = bench.told(ResponseCoded)
    assert sorted(one.response_id for one in coded) == ["r0", "r1", "r2", "r3", "r4"]
    assert {one.response_id: [c.code for c in one.answers[0].codings] for one in coded}["r4"] == ["rooms"]
    (adopted,) = bench.told(ModelAdopted)
    assert (adopted.model, adopted.codebook_version, adopted.recode_id) == ("learned-1-1", 1, "recode 1")
    assert states(bench)[-1] == "adopted"
    assert bench.told(RecodeProgressed)[-1].done == 5


def test_the_adoption_is_told_before_the_first_response(bench):
    bench.hear(recode(), recode("adopt"))
    bench.work()
    kinds = [type(message.content) for message in bench.unit.outbox.messages]
    assert kinds.index(ModelAdopted) < kinds.index(ResponseCoded)


def test_what_comes_meanwhile_is_coded_once_by_the_new_model(bench):
    bench.hear(recode(), recode("adopt"))
    while not bench.told(ModelAdopted):
        bench.step()
    bench.step()
    bench.hear(received("r00", "the hall", codebook=OWN), received("r9", "the hall", codebook=OWN))
    bench.work()
    assert models(bench)["r00"] == models(bench)["r9"] == ("learned-1-1", 1)
    assert len([one for one in bench.told(ResponseCoded) if one.response_id in ("r00", "r9")]) == 2


def test_a_withdrawal_between_reading_and_writing_wins(bench):
    bench.hear(recode(), recode("adopt"))
    while not bench.told(ModelAdopted):
        bench.step()
    lock = bench.unit.responses.lock

    def withdrawn_just_before(ids):
        if "r0" in bench.unit.responses.kept:
            bench.unit.responses.withdraw(["r0"])
        lock(ids)

    bench.unit.responses.lock = withdrawn_just_before
    bench.work()
    assert "r0" not in models(bench)
    assert "r0" not in {one.response_id for one in bench.told(ResponseCoded)}
    assert set(models(bench).values()) == {("learned-1-1", 2)}


def test_answers_under_another_codebook_stay_as_they_are(bench):
    message = received("r5", "the hall", "food", codebook=OWN)
    first, second = message.content.answers
    answers = (first, replace(second, codebook="other"))
    bench.hear(replace(message, content=replace(message.content, answers=answers)))
    bench.hear(recode(), recode("adopt"))
    bench.work()
    mine, other = bench.unit.responses.kept["r5"].answers
    assert (mine.model, other.model, other.codings) == ("learned-1-1", "", ())


@pytest.mark.parametrize("surveys", [("elsewhere",), ("elsewhere", "nowhere")])
def test_only_the_surveys_named_are_compared_and_coded_anew(bench, surveys):
    bench.hear(received("x1", "the hall", codebook=OWN, survey="elsewhere"))
    bench.hear(recode(surveys=surveys), recode("adopt", surveys=surveys))
    bench.work()
    anew = {name for name, (_, revision) in models(bench).items() if revision == 2}
    assert anew == {"x1"}


def test_a_candidate_that_was_discarded_is_forgotten_and_can_not_be_adopted(bench):
    bench.hear(recode())
    bench.work()
    bench.hear(recode("discard"))
    bench.hear(recode("adopt"))
    bench.work()
    assert states(bench)[-1] == "discarded"
    assert "recode 1" not in bench.unit.models.kept
    assert bench.told(ModelAdopted) == []


def test_a_discard_that_overtakes_leaves_nothing_to_do(bench):
    bench.hear(recode("discard"))
    bench.hear(recode())
    bench.work()
    assert states(bench) == ["discarded"]
    assert bench.trainer.learned == []


def test_a_discard_during_the_training_wins(bench):
    bench.hear(recode())
    learn = bench.trainer.learn

    def discarded_meanwhile(*given):
        bench.hear(recode("discard"))
        return learn(*given)

    bench.trainer.learn = discarded_meanwhile
    bench.work()
    assert states(bench) == ["comparing", "discarded"]
    assert "recode 1" not in bench.unit.models.kept


def test_that_it_was_heard_is_told_at_once(bench):
    bench.hear(recode())
    (heard,) = bench.told(RecodeProgressed)
    assert (heard.step, heard.state, heard.done, heard.total, heard.model) == (1, "comparing", 0, 0, "")


def test_asked_twice_nothing_is_told_twice(bench):
    bench.hear(recode(), recode())
    bench.work()
    bench.hear(recode("adopt"), recode("adopt"), recode())
    bench.work()
    ids = [message.id for message in bench.unit.outbox.messages]
    assert len(ids) == len(set(ids))
    assert len(bench.trainer.learned) == 1


def test_of_two_for_one_codebook_the_second_waits(bench):
    bench.hear(recode())
    bench.clock.pass_by(timedelta(seconds=1))
    bench.hear(recode(recode_id="recode 2"))
    assert len(jobs(bench.desk)) == 1
    bench.hear(recode(recode_id="recode 3", team_id="other"))
    assert len(jobs(bench.desk)) == 2


def test_what_somebody_else_is_at_is_left_to_them(bench):
    bench.hear(recode())
    bench.claimed = lambda _what: nullcontext(False)
    assert not bench.step()
    assert states(bench) == ["comparing"]


def test_what_somebody_else_finished_meanwhile_is_done(bench):
    bench.hear(recode())
    (job,) = jobs(bench.desk)
    bench.work()
    assert not job.take_step()


def test_a_codebook_that_is_not_told_yet_is_waited_for_and_then_given_up(bench):
    bench.hear(recode(version=2))
    assert not bench.step()
    bench.clock.pass_by(PATIENCE)
    bench.work()
    last = bench.told(RecodeProgressed)[-1]
    assert (last.state, last.reason) == ("failed", "codebook-unknown")


def test_a_codebook_that_comes_in_time_is_compared(bench):
    bench.hear(recode(version=2))
    bench.step()
    bench.hear(published(body(2, food={}, rooms={"merged_into": "food"})))
    bench.work()
    last = bench.told(RecodeProgressed)[-1]
    assert (last.state, last.model) == ("compared", "learned-2-1")
    # What was coded as rooms counts as food; the fake does not know the word "rooms" any more.
    assert (last.gains, last.losses) == ({"food": 2}, {"food": 1})


def test_a_codebook_that_is_none_fails_with_its_reason(bench):
    bench.hear(published({"id": OWN, "version": 2}), recode(version=2))
    bench.work()
    assert bench.told(RecodeProgressed)[-1].reason == "invalid-codebook"
    assert bench.unit.recodings.kept["recode 1"].state is State.FAILED


def test_a_job_that_is_given_up_says_so(bench):
    bench.hear(recode())
    (job,) = jobs(bench.desk)
    job.give_up("unexpected")
    assert states(bench)[-1] == "failed"
    bench.work()
    assert bench.trainer.learned == []
    job.give_up("unexpected")
    assert states(bench).count("failed") == 1


def test_a_codebook_without_a_present_model_is_compared_with_nothing(bench):
    bench.hear(recode(team_id="other"), published(body(1, **CODES), team="other"))
    bench.work()
    assert states(bench)[-1] == "compared"
    assert bench.told(RecodeProgressed)[-1].total == 0
