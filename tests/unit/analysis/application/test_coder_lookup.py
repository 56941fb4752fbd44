"""Which coder codes: the model adopted last, else the built-in one, else one of the team's own definitions."""

from dataclasses import replace

import pytest

from services.analysis.application.recent import Recent
from services.analysis.application.work_ports import KeptModel
from services.analysis.domain.errors import CodebookUnknown
from shared.codebooks.loading import codebook_from
from shared.contracts.messages import ResponseCoded
from tests.support.fakes_work import WordCoder
from tests.support.received import MOMENT, received
from tests.support.workbench import BUILT_IN, OWN, Workbench, body, published

TEAM = "default"


@pytest.fixture
def bench() -> Workbench:
    codebook = codebook_from(body(1, BUILT_IN, time={}, money={}, peers={}), source="test")
    return Workbench({BUILT_IN: WordCoder(codebook, "built-in")})


def coded(bench: Workbench, text: str, codebook: str, response_id: str = "r1") -> tuple[str, int, list[str]]:
    bench.hear(received(response_id, text, codebook=codebook))
    (answer,) = bench.told(ResponseCoded)[-1].answers
    return answer.model, answer.codebook_version, [coding.code for coding in answer.codings]


def adopt(bench: Workbench, model_id: str, name: str, version: int = 1, codebook: str = OWN) -> None:
    kept = KeptModel(id=model_id, team_id=TEAM, codebook=codebook, codebook_version=version, name=name)
    bench.unit.models.keep(kept, name.encode())
    bench.unit.models.adopt(model_id, MOMENT)


def test_a_built_in_codebook_is_coded_by_its_own_model(bench):
    assert coded(bench, "no time", BUILT_IN) == ("built-in", 1, ["time"])


def test_until_a_model_is_adopted_codes_are_carried_and_the_old_version_is_named(bench):
    bench.hear(published(body(2, BUILT_IN, time={}, money={"merged_into": "time"}, peers={"retired": True})))
    assert coded(bench, "money and peers", BUILT_IN) == ("built-in", 1, ["time"])


def test_a_version_told_that_is_no_codebook_changes_nothing(bench):
    bench.hear(published({"id": BUILT_IN, "version": 2}))
    assert coded(bench, "money", BUILT_IN) == ("built-in", 1, ["money"])


def test_answers_without_a_codebook_are_not_coded(bench):
    bench.hear(received("r1", "money", codebook=None))
    assert bench.told(ResponseCoded)[0].answers[0].model == ""
    assert bench.unit.models.held == set()


def test_a_codebook_that_nobody_told_of_leaves_answers_uncoded(bench):
    assert coded(bench, "money", OWN) == ("", 0, [])


def test_a_codebook_that_cannot_be_read_leaves_answers_uncoded(bench):
    bench.hear(published({"id": OWN, "version": 1}))
    assert coded(bench, "money", OWN) == ("", 0, [])


def test_a_teams_own_codebook_is_coded_by_its_definitions_in_the_version_of_its_first_answer(bench):
    bench.hear(published(body(1, food={})), published(body(2, food={}, rooms={})))
    assert coded(bench, "rooms and food", OWN) == ("first-2", 2, ["food", "rooms"])
    bench.hear(published(body(3, food={}, rooms={"merged_into": "food"})))
    assert coded(bench, "rooms", OWN, "r2") == ("first-2", 2, ["food"])


def test_an_adoption_is_seen_by_the_next_batch_of_every_worker(bench):
    other = Workbench()
    other.unit = bench.unit
    bench.hear(published(body(1, food={})))
    assert coded(bench, "food", OWN)[0] == "first-1"
    adopt(bench, "m1", "second")
    assert coded(bench, "food", OWN, "r2")[0] == "second"
    assert coded(other, "food", OWN, "r3")[0] == "second"
    adopt(bench, "m2", "third")
    assert coded(other, "food", OWN, "r4")[0] == "third"


def test_a_model_is_loaded_once_and_no_other_may_be_adopted_meanwhile(bench):
    bench.hear(published(body(1, food={})))
    for number in range(3):
        coded(bench, "food", OWN, f"r{number}")
    assert bench.trainer.loaded == 1
    assert bench.unit.models.held == {(TEAM, OWN)}


def test_another_teams_model_codes_nothing_here(bench):
    bench.hear(published(body(1, food={})), published(body(1, food={}), team="other"))
    adopt(bench, "m1", "mine")
    message = received("r1", "food", codebook=OWN)
    bench.hear(replace(message, content=replace(message.content, team_id="other")))
    assert bench.told(ResponseCoded)[0].answers[0].model == "first-1"


def test_a_version_that_was_not_told_is_the_built_in_one_or_unknown(bench):
    assert bench.lookup.codebook((TEAM, BUILT_IN), 1, bench.unit).id == BUILT_IN
    for wanted, version in (((TEAM, BUILT_IN), 9), ((TEAM, OWN), 1)):
        with pytest.raises(CodebookUnknown):
            bench.lookup.codebook(wanted, version, bench.unit)


def test_only_so_much_is_remembered_the_last_used_longest():
    made: list[str] = []

    def value(name: str) -> str:
        made.append(name)
        return name

    recent: Recent[str] = Recent(2)
    for name in ("a", "b", "a", "c", "a", "b"):
        assert recent.get(name, lambda name=name: value(name)) == name
    assert made == ["a", "b", "c", "b"]
