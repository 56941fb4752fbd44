"""What every read model of reports does alike: the fake, SQLite and PostgreSQL."""

import random
from dataclasses import replace

import pytest
from sqlalchemy import select

from services.reports.adapters import tables
from services.reports.domain.attributes import MOST_VALUES, OTHER
from tests.support.reports.making import SMALL_CODEBOOK, coded, parked, published, withdrawn
from tests.support.reports.models import MemoryModel, Model, SqlModel, recounted
from tests.support.reports.stories import random_story


@pytest.mark.parametrize("seed", range(3))
def test_the_figures_are_those_of_the_rows_and_the_same_everywhere(model: Model, seed: int) -> None:
    fake = MemoryModel()
    for each in (model, fake):
        each.know(SMALL_CODEBOOK)
    for batch in random_story(random.Random(seed), batches=25):
        for each in (model, fake):
            each.tell(*batch)
        assert model.figures() == recounted(model) == fake.figures()
        assert model.stamp() == fake.stamp()
    assert sorted(model.footprints(), key=repr) == sorted(fake.footprints(), key=repr)
    assert model.aside() == fake.aside()


def test_a_new_coding_replaces_words_and_codes(model: Model) -> None:
    model.tell(published(), coded(codes={"q_next": ["resources", "time_and_space"], "q_support": ["resources"]}))
    model.tell(coded(codes={"q_journey": ["shared_learning"]}, revision=2, language="cy"))
    (footprint,) = model.footprints()
    assert (footprint.language, footprint.answered) == ("cy", {"q_journey"})
    assert [at.code for at in footprint.coded] == ["shared_learning"]


def test_what_somebody_permits_goes_with_their_words(sql: SqlModel) -> None:
    def held() -> list[tuple[object, object]]:
        columns = tables.responses.c.attributes, tables.responses.c.consents
        with sql.reports.database.read() as connection:
            return [tuple(row) for row in connection.execute(select(*columns))]

    sql.tell(replace(coded(attributes={"role": "gp", "invitation": "ann@example.org"}), consents=("quote",)))
    assert held() == [({"role": "gp"}, ["quote"])]
    sql.tell(withdrawn())
    assert held() == []


def test_nothing_of_a_withdrawn_response_stays(model: Model) -> None:
    model.tell(coded(), parked("r2"))
    model.tell(withdrawn("r1"), withdrawn("r2"))
    assert model.footprints() == []
    assert model.aside() == {}
    assert not any(model.figures().values())


def test_a_stamp_changes_with_every_change_and_only_then(model: Model) -> None:
    seen = [model.stamp()]
    for told in (published(), coded(), coded(), coded(revision=2), parked("r2"), withdrawn(), withdrawn()):
        model.tell(told)
        seen.append(model.stamp())
    changed = [later > earlier for earlier, later in zip(seen, seen[1:], strict=False)]
    assert changed == [True, True, False, True, True, True, False]


def test_an_attribute_keeps_a_bounded_number_of_values_and_forgets_those_that_nobody_has(model: Model) -> None:
    def sources() -> set[str]:
        return {key.group.value for key in model.figures()["sums"] if key.group.attribute == "source"}

    model.tell(*(coded(f"r{n:02}", attributes={"source": f"poster {n:02}"}) for n in range(MOST_VALUES + 5)))
    kept = {f"poster {n:02}" for n in range(MOST_VALUES - 1)}
    assert sources() == kept | {OTHER}
    assert model.figures() == recounted(model)
    model.tell(*(withdrawn(f"r{n:02}") for n in range(10)))
    model.tell(coded("late", attributes={"source": "a new poster"}))
    assert sources() == {f"poster {n}" for n in range(10, MOST_VALUES - 1)} | {OTHER, "a new poster"}
    assert model.figures() == recounted(model)
