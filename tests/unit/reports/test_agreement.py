"""Agreement of coders: the figures of NLTK are those of two other libraries, and too few answers give none."""

from datetime import timedelta

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from services.reports.domain.blind import BlindCoding
from services.reports.domain.decisions import AnswerAt, Reviewer, fingerprint
from services.reports.findings.agreement import (
    LEAST_DOUBLY_CODED,
    MACHINE,
    Given,
    agreement_of,
    alpha_figure,
    alpha_of,
    differing,
    kappa_figure,
    kappa_of,
)
from shared.contracts.coded_answers import CodingMade
from tests.support.reports.making import NOON, THEME_OF
from tests.support.reports.models import JOURNEY
from tests.support.tries import tries

PEOPLE = {"p1": "Ann", "p2": "Ben", "p3": "Cai"}


def _at(number: int) -> AnswerAt:
    return AnswerAt(f"r{number:03}", "q_next")


def _codings(codes: str) -> tuple[CodingMade, ...]:
    return tuple(CodingMade(code=code, theme=THEME_OF[code], confidence=1.0, spans=((0, 3),)) for code in codes.split())


def _blind(number: int, person: str, theirs: str, machine: str) -> BlindCoding:
    return BlindCoding(
        survey=JOURNEY,
        at=_at(number),
        reviewer=Reviewer(person, PEOPLE[person]),
        coded_at=NOON + timedelta(minutes=number),
        words=fingerprint("words"),
        codebook="improvement",
        codebook_version=1,
        codings=_codings(theirs),
        model="linear-1",
        machine=_codings(machine),
    )


_PAIRS = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=LEAST_DOUBLY_CODED, max_size=60)
_ROWS = st.lists(
    st.lists(st.sampled_from((None, False, True)), min_size=4, max_size=4), min_size=LEAST_DOUBLY_CODED, max_size=45
)


@settings(max_examples=tries(25), deadline=None)
@given(_PAIRS)
def test_kappa_is_that_of_another_library_and_of_the_definition_its_interval_is_made_of(
    pairs: list[tuple[bool, bool]],
) -> None:
    first, second = [one for one, _ in pairs], [other for _, other in pairs]
    labels = {(_at(n), coder): pair[k] for n, pair in enumerate(pairs) for k, coder in enumerate(("a", "b"))}
    found = kappa_of(labels, "a", "b")
    if not any(first + second):
        assert found.value is None
        return
    once = float(kappa_figure(first, second)(np.ones((1, len(pairs))))[0])
    if first == second and len(set(first)) == 1:
        assert (found.value, np.isnan(once)) == (1.0, True), "all are one, by all: no chance to disagree"
        return
    expected = cohen_kappa_score(first, second, labels=[False, True])
    assert (found.value, once) == (pytest.approx(expected), pytest.approx(expected))
    assert found.low is not None
    assert found.high is not None
    assert -1 <= found.low <= found.high <= 1


@settings(max_examples=tries(25), deadline=None)
@given(_ROWS)
def test_alpha_is_that_of_another_library_and_of_the_definition_its_interval_is_made_of(
    rows: list[list[bool | None]],
) -> None:
    labels = {
        (_at(n), f"c{k}"): label for n, row in enumerate(rows) for k, label in enumerate(row) if label is not None
    }
    found = alpha_of(labels)
    doubly = [[label for label in row if label is not None] for row in rows if len(row) - row.count(None) > 1]
    assert found.n == len(doubly)
    if len(doubly) < LEAST_DOUBLY_CODED or not any(map(any, doubly)):
        assert found.value is None
        return
    figure = alpha_figure([sum(row) for row in doubly], [len(row) for row in doubly])
    once = float(figure(np.ones((1, len(doubly))))[0])
    if all(map(all, doubly)):
        assert (found.value, np.isnan(once)) == (1.0, True)
        return
    table = [[np.nan if row[k] is None else float(row[k] or 0) for row in rows] for k in range(4)]
    expected = krippendorff.alpha(reliability_data=table, level_of_measurement="nominal", value_domain=[0.0, 1.0])
    assert (found.value, once) == (pytest.approx(expected), pytest.approx(expected))


def test_under_thirty_doubly_coded_answers_there_is_no_figure() -> None:
    few = [_blind(n, "p1", "resources", "resources" if n % 3 else "") for n in range(LEAST_DOUBLY_CODED - 1)]
    assert not agreement_of(few).enough
    (code,) = agreement_of(few).codes
    assert (code.alpha.value, code.kappas[0].value, code.alpha.n) == (None, None, LEAST_DOUBLY_CODED - 1)
    enough = agreement_of([*few, _blind(LEAST_DOUBLY_CODED, "p1", "", "resources")])
    assert enough.enough
    assert enough.codes[0].alpha.value is not None


def test_the_model_is_one_coder_and_each_person_another() -> None:
    told = [_blind(n, "p1", "resources" if n % 2 else "", "resources" if n % 3 else "") for n in range(60)]
    told += [_blind(n, "p2", "resources shared_learning" if n % 2 else "", "") for n in range(40)]
    found = agreement_of(told)
    assert found.coders == ((MACHINE, ""), ("p1", "Ann"), ("p2", "Ben"))
    assert found.pairs == ((MACHINE, "p1"), (MACHINE, "p2"), ("p1", "p2"))
    assert [each.code for each in found.codes] == ["resources", "shared_learning"]
    resources = found.codes[0]
    assert [kappa.n for kappa in resources.kappas] == [60, 40, 40]
    assert resources.kappas[2].value == 1.0, "people agree on it"
    assert (resources.alpha.n, found.answers) == (60, 60)


def test_what_the_model_said_is_what_the_first_person_met() -> None:
    """Somebody who codes later meets a model that may have learned from the first: that is no second coder."""
    found = agreement_of([_blind(1, "p2", "", "shared_learning"), _blind(0, "p1", "resources", "")])
    assert [each.code for each in found.codes] == ["resources", "shared_learning"]
    later = [_blind(0, "p1", "", "resources"), _blind(0, "p2", "", "shared_learning")]
    assert [each.code for each in agreement_of(later).codes] == ["resources"]


def test_disagreements_come_with_the_most_different_first() -> None:
    told = [
        _blind(0, "p1", "resources", "resources"),
        _blind(1, "p1", "resources", ""),
        _blind(2, "p1", "resources", "time_and_space shared_learning"),
    ]
    found = differing(told)
    assert [each.at for each in found] == [_at(2), _at(1)]
    assert found[1].codes == ((MACHINE, frozenset()), ("p1", frozenset({"resources"})))


def test_figures_are_the_same_whenever_they_are_asked_for() -> None:
    told = [_blind(n, "p1", "resources" if n % 2 else "", "resources" if n % 3 else "") for n in range(50)]
    first = agreement_of(told)
    assert agreement_of(list(reversed(told))) == first
    assert Given(_at(0), "p1", frozenset()) in {Given(_at(0), "p1", frozenset())}
