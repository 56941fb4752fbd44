"""Teams' models come from the built-in exemplars as far as these carry, else from their own words and decisions."""

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import pytest

from services.analysis.domain.codings import Answer
from services.analysis.domain.lessons import Lesson
from services.analysis.engine import rooting
from services.analysis.engine import trainer as trainer_module
from services.analysis.engine.artefact import Artefact
from services.analysis.engine.errors import ArtefactInvalid
from services.analysis.engine.exemplars import Exemplar
from services.analysis.engine.judging import LEAST, judged
from services.analysis.engine.learning import refit
from services.analysis.engine.linear_coder import LinearCoder
from services.analysis.engine.rooting import carried_exemplars, definitions, goes_on
from services.analysis.engine.trainer import EngineTrainer
from shared.codebooks.codebook import Codebook
from shared.codebooks.errors import InvalidCodebook

LESSONS = [
    Lesson(f"{writer}", Answer(f"the {thing} {doing} {writer}", "Why?"), codes)
    for writer in ("ann", "bob", "cai", "dai", "eve")
    for (thing, codes), doing in product(
        ((("car park"), ("time",)), (("canteen"), ("money",)), (("garden"), ())), ("was full", "was shut")
    )
]


def changed(codebook: Codebook, **ways: dict[str, object]) -> Codebook:
    """The codebook as version 2, with what is said of some codes."""
    themes = tuple(
        replace(theme, codes=tuple(replace(code, **ways.get(code.id, {})) for code in theme.codes))
        for theme in codebook.themes
    )
    return replace(codebook, version=2, themes=themes)


@pytest.fixture
def built_in(
    monkeypatch: pytest.MonkeyPatch,
    small_codebook: Codebook,
    small_artefact: Artefact,
    small_exemplars: list[Exemplar],
) -> Codebook:
    """The small codebook as if it came with adborth."""
    monkeypatch.setattr(trainer_module, "builtin_names", lambda: ("small",))
    monkeypatch.setattr(rooting, "builtin_codebook", lambda _: small_codebook)
    monkeypatch.setattr(rooting, "load_artefact", lambda _: small_artefact)
    monkeypatch.setattr(rooting, "load_exemplars", lambda *_: small_exemplars)
    return small_codebook


def given(coder: LinearCoder, *texts: str) -> list[list[str]]:
    return [[coding.code for coding in found.codings] for found in coder.code([Answer(text, "Why?") for text in texts])]


def learn(codebook: Codebook, lessons: Sequence[Lesson], *answers: str) -> LinearCoder:
    trainer = EngineTrainer()
    trained = trainer.learn(codebook, lessons, [Answer(text) for text in answers], None)
    return trainer.coder(codebook, trained.artefact)


def test_a_built_in_codebook_learns_what_people_decided_and_keeps_the_rest(built_in: Codebook) -> None:
    coder = learn(replace(built_in, version=2), LESSONS)
    assert given(coder, "the car park was full", "no funding at all") == [["time"], ["money"]]
    assert coder.model.startswith("linear-small-2-")


def test_the_same_decisions_in_any_order_give_the_same_version(built_in: Codebook) -> None:
    shuffled = random.Random(1).sample(LESSONS, len(LESSONS))
    names = {EngineTrainer().learn(built_in, lessons, (), None).name for lessons in (LESSONS, shuffled)}
    assert len(names) == 1
    assert EngineTrainer().learn(built_in, LESSONS[1:], (), None).name not in names


def test_a_teams_own_codebook_is_as_deterministic(small_codebook: Codebook) -> None:
    shuffled = random.Random(1).sample(LESSONS, len(LESSONS))
    answers = [Answer("the car park was full"), Answer("the canteen")]
    names = {EngineTrainer().learn(small_codebook, some, answers, None).name for some in (LESSONS, shuffled)}
    assert len(names) == 1


def test_merged_codes_are_known_by_what_was_either(built_in: Codebook) -> None:
    coder = learn(changed(built_in, money={"merged_into": "time"}), [])
    assert coder.codebook.code_ids == ("time", "courses")
    assert given(coder, "no funding at all", "we are too busy", "more courses") == [["time"], ["time"], ["courses"]]


def test_exemplars_of_a_split_code_say_nothing_and_those_of_a_retired_one_no_code(
    small_codebook: Codebook, small_exemplars: list[Exemplar]
) -> None:
    split = carried_exemplars(small_exemplars, changed(small_codebook, money={"split_into": ("time", "courses")}))
    assert len(split) == len([one for one in small_exemplars if "money" not in one.codes])
    retired = carried_exemplars(small_exemplars, changed(small_codebook, money={"retired": True}))
    assert len(retired) == len(small_exemplars)
    assert {code for one in retired for code in one.codes} == {"time", "courses"}


def test_facets_that_went_are_no_longer_taught(small_codebook: Codebook, small_exemplars: list[Exemplar]) -> None:
    carried = carried_exemplars(small_exemplars, replace(small_codebook, facets=()))
    assert {facet for one in carried for facet in one.facets} == set()


def test_a_model_goes_on_while_codes_and_facets_are_the_same(
    small_codebook: Codebook, small_artefact: Artefact
) -> None:
    labels = small_artefact.model.labels
    assert goes_on(labels, replace(small_codebook, title={"en": "Renamed"}, themes=small_codebook.themes[::-1]))
    assert not goes_on(labels, changed(small_codebook, money={"retired": True}))
    assert not goes_on(labels, replace(small_codebook, facets=()))


def test_a_codebook_without_exemplars_codes_by_its_own_words(small_codebook: Codebook) -> None:
    trainer = EngineTrainer()
    first = trainer.first(small_codebook)
    coder = trainer.coder(small_codebook, first.artefact)
    assert coder.model == first.name == trainer.first(small_codebook).name
    assert given(coder, "no time to think", "a training course for us") == [["time"], ["courses"]]


def test_a_codebook_without_exemplars_learns_from_decisions_and_from_uncoded_answers(
    small_codebook: Codebook,
) -> None:
    lessons = [replace(one, answer=Answer(one.answer.text)) for one in LESSONS]
    coder = learn(small_codebook, lessons, *(f"the {thing} again" for thing in ("car park", "canteen", "garden")))
    assert given(coder, "the car park was full", "the canteen was shut") == [["time"], ["money"]]


def test_one_code_with_nothing_but_title_and_rule_is_enough() -> None:
    code = {"id": "food", "title": {"en": "Food"}, "include": {"en": "Anything to eat."}}
    theme = {"id": "all", "title": {"en": "All"}, "definition": {"en": "All."}, "codes": [code]}
    body = {"id": "own", "version": 1, "title": {"en": "Own"}, "themes": [theme]}
    trainer = EngineTrainer()
    codebook = trainer.codebook(body)
    assert trainer.coder(codebook, trainer.first(codebook).artefact).model.startswith("linear-own-1-")


def test_definitions_at_one_place_have_one_writer(small_codebook: Codebook) -> None:
    found = definitions(small_codebook)
    assert {one.writer for one in found if one.text == one.codes[0]} == {"words0"}
    assert {one.codes for one in found} == {("time",), ("money",), ("courses",)}


def test_what_is_no_codebook_or_no_model_is_refused(small_codebook: Codebook) -> None:
    with pytest.raises(InvalidCodebook):
        EngineTrainer().codebook({})
    with pytest.raises(ArtefactInvalid, match="small"):
        EngineTrainer().coder(small_codebook, b"nothing")


def test_a_candidate_is_judged_by_people_it_has_not_seen(
    small_codebook: Codebook, small_artefact: Artefact, small_coder: LinearCoder
) -> None:
    """The present model gives none of the 20 codes; the candidate learns each from four other people."""
    found = judged(small_codebook, LESSONS, lambda exemplars: refit(small_artefact, exemplars), small_coder.code)
    assert (found.reviews, found.present) == (30, 0.0)
    assert found.candidate == 1.0


def test_what_the_present_model_may_have_learned_from_does_not_judge(
    small_codebook: Codebook, small_artefact: Artefact, small_coder: LinearCoder
) -> None:
    asked: list[int] = []

    def present(answers: Sequence[Answer]) -> list[object]:
        asked.append(len(answers))
        return small_coder.code(answers)  # type: ignore[return-value]  # what is asked matters here

    stale = [replace(one, fresh=number >= 5) for number, one in enumerate(LESSONS)]
    found = judged(small_codebook, stale, lambda some: refit(small_artefact, some), present)  # type: ignore[arg-type]  # likewise
    assert asked == [25]
    assert found.reviews == 30


@pytest.mark.parametrize(
    "lessons",
    [
        LESSONS[: LEAST - 1],
        [replace(one, fresh=False) for one in LESSONS],
        [replace(one, writer="ann") for one in LESSONS],
        [],
    ],
)
def test_too_few_decisions_judge_nothing(
    small_codebook: Codebook, small_artefact: Artefact, lessons: list[Lesson]
) -> None:
    found = judged(small_codebook, lessons, lambda some: refit(small_artefact, some), None)
    assert (found.reviews, found.present, found.candidate) == (len(lessons), None, None)


def test_without_a_present_model_the_candidate_is_judged_alone(
    small_codebook: Codebook, small_artefact: Artefact
) -> None:
    found = judged(small_codebook, LESSONS, lambda some: refit(small_artefact, some), None)
    assert (found.present, found.candidate) == (None, 1.0)


def test_the_judgement_goes_with_the_model(built_in: Codebook, small_coder: LinearCoder) -> None:
    trained = EngineTrainer().learn(built_in, LESSONS, (), small_coder.code)
    assert (trained.judgement.reviews, trained.judgement.candidate) == (30, 1.0)
