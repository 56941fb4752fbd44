"""Several workers on one PostgreSQL tell the same surveys: no circle of waiting, and not one count astray."""

import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from shared.contracts.schemas import decode
from tests.support.reports.making import parcel
from tests.support.reports.models import MemoryModel, recounted, sql_model
from tests.support.reports.stories import random_story

_WORKERS = 4


def test_workers_side_by_side_leave_figures_that_equal_the_rows(postgres: str, tmp_path: Path) -> None:
    model = sql_model(postgres, tmp_path)
    parcels = [parcel(each) for batch in random_story(random.Random(7), batches=160) for each in batch]
    consumer = model.reports.consumer

    def work(worker: int) -> None:
        rng = random.Random(worker)
        mine = rng.sample(parcels, len(parcels))
        for start in range(0, len(mine), 20):
            consumer(mine[start : start + 20])

    with ThreadPoolExecutor(_WORKERS) as pool:
        for done in [pool.submit(work, worker) for worker in range(_WORKERS)]:
            done.result(60)
    with model.reports.open_unit() as unit:
        assert unit.parked.all() == []
    assert model.figures() == recounted(model)
    alone = MemoryModel()
    alone.tell(*(decode(each.body).content for each in parcels))
    assert model.figures() == alone.figures()
    model.reports.close()
