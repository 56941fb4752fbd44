"""A model is compared and adopted while responses come and go and the worker is killed: nothing lost, nothing twice."""

import random
import subprocess
import sys
import time
import uuid
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from pathlib import Path
from statistics import median

import pytest
from sqlalchemy import select

from services.analysis.adapters import tables
from services.analysis.config import Settings
from services.analysis.engine.exemplars import exemplars_for, load_exemplars
from services.analysis.main import Analysis, build_analysis
from shared.broker.port import Parcel
from shared.codebooks.loading import builtin_codebook
from shared.contracts.coding_work import ModelAdopted, RecodeProgressed
from shared.contracts.messages import Message, ResponseCoded
from shared.contracts.schemas import decode, encode
from tests.support.received import received, withdrawn
from tests.support.servers.waiting import wait_until
from tests.support.workbench import recode, reviewed

MANY = 2_000
REVIEWS = 40
BUILT_IN = {"codebook": "improvement", "version": 2}


class Deployment:
    """Analysis as its message worker sees it here, and a second worker in a process of its own."""

    def __init__(self, database: str, analysis: Analysis) -> None:
        self.analysis = analysis
        self._command = [sys.executable, "-m", "tests.support.recoding_worker", database]
        self._worker: subprocess.Popen[bytes] | None = None
        self.latencies: list[float] = []

    def hear(self, *messages: Message) -> None:
        self.analysis.consumer([Parcel(m.id, m.name.value, m.subject, encode(m)) for m in messages])

    def hear_alone(self, message: Message) -> None:
        """Note how long it takes to code one response."""
        start = time.perf_counter()
        self.hear(message)
        self.latencies.append(time.perf_counter() - start)

    def start_worker(self) -> None:
        self._worker = subprocess.Popen(self._command)

    def kill_worker(self) -> None:
        assert self._worker
        assert self._worker.poll() is None, "it was killed at work"
        self._worker.kill()
        self._worker.wait()

    def close(self) -> None:
        if self._worker and self._worker.poll() is None:
            self.kill_worker()
        self.analysis.close()

    def told(self) -> list[Message]:
        """Everything promised so far: no relay runs here, so that every body is still there."""
        outbox = self.analysis.delivery.outbox
        with self.analysis.database.read() as connection:
            return [
                decode(bytes(body))
                for body in connection.execute(select(outbox.c.body).order_by(outbox.c.id)).scalars()
            ]

    def recoding(self) -> tuple[str, int]:
        with self.analysis.open_unit() as unit:
            recoding = unit.recodings.get("recode 1")
        assert recoding
        return recoding.state.value, recoding.done

    def models(self) -> dict[str, tuple[set[str], int]]:
        """The models of each response's answers, and its revision."""
        columns = (tables.responses.c.response_id, tables.responses.c.answers, tables.responses.c.revision)
        with self.analysis.database.read() as connection:
            rows = connection.execute(select(*columns)).all()
        return {row.response_id: ({answer["model"] for answer in row.answers}, row.revision) for row in rows}


@pytest.fixture(params=["sqlite", "postgresql"])
def deployment(request, tmp_path: Path) -> Iterator[Deployment]:
    sqlite = f"sqlite:///{tmp_path}/analysis.db"
    url = sqlite if request.param == "sqlite" else request.getfixturevalue("postgres")
    analysis = build_analysis(Settings(data=tmp_path, database=url))
    analysis.migrations.upgrade()
    made = Deployment(url, analysis)
    yield made
    made.close()


@pytest.fixture(scope="module")
def texts() -> list[str]:
    found = load_exemplars(exemplars_for("improvement"), builtin_codebook("improvement"))
    return [exemplar.text for exemplar in random.Random(4).sample(found, MANY)]


def new(number: int, texts: Sequence[str], kind: str = "first") -> Message:
    return received(str(uuid.uuid5(uuid.NAMESPACE_URL, f"{kind} {number}")), texts[number % len(texts)])


def test_each_response_is_coded_once_by_the_new_model(
    deployment: Deployment, texts: list[str], show_figure: Callable[[str], None]
) -> None:
    first = [new(number, texts) for number in range(MANY)]
    for start in range(0, MANY, 200):
        deployment.hear(*first[start : start + 200])
    calm = [new(number, texts, "calm") for number in range(30)]
    for message in calm:
        deployment.hear_alone(message)
    before = median(deployment.latencies)
    deployment.hear(
        *(reviewed(m.subject, "time_and_space", codebook="improvement", codebook_version=2) for m in first[:REVIEWS])
    )
    deployment.hear(recode(**BUILT_IN), recode("adopt", **BUILT_IN))
    gone, late, killed = _disturbed(deployment, first, texts)
    with_worker = median(deployment.latencies[len(calm) :])
    show_figure(f"coding one response: {1000 * before:.0f} ms alone, {1000 * with_worker:.0f} ms beside codings anew")
    show_figure(f"the worker was killed after {killed} of {MANY} responses compared, adopted")
    _judge(deployment, [m.subject for m in (*first, *calm)], late, gone)


def _disturbed(
    deployment: Deployment, first: Sequence[Message], texts: Sequence[str]
) -> tuple[set[str], list[str], list[int]]:
    """Kill the worker while it compares and while it adopts; withdraw and send responses all the while."""
    gone: set[str] = set()
    late: list[str] = []
    killed: list[int] = []

    def reached(state: str, least: int) -> bool:
        message = new(len(late), texts, "late")
        late.append(message.subject)
        deployment.hear_alone(message)
        if len(late) % 5 == 0:
            gone.add(first[-len(late)].subject)
            deployment.hear(withdrawn(first[-len(late)].subject))
        now, done = deployment.recoding()
        return now == "adopted" or (now == state and done >= least)

    for state in ("comparing", "adopting"):
        deployment.start_worker()
        wait_until(lambda state=state: reached(state, MANY // 3), 120, every=0.01, what=f"half of {state}")
        killed.append(deployment.recoding()[1])
        deployment.kill_worker()
    deployment.start_worker()
    wait_until(lambda: reached("adopted", 0), 120, every=0.02, what="adoption")
    return gone, late, killed


def _judge(deployment: Deployment, before: Sequence[str], late: Sequence[str], gone: set[str]) -> None:
    told = deployment.told()
    assert len({message.id for message in told}) == len(told)
    (adopted,) = [m.content for m in told if isinstance(m.content, ModelAdopted)]
    states = [m.content.state for m in told if isinstance(m.content, RecodeProgressed)]
    assert (states[-1], states.count("adopted"), "failed" in states) == ("adopted", 1, False)
    kept = deployment.models()
    assert kept.keys() == {*before, *late} - gone, "nothing is lost, and nothing withdrawn is there"
    assert {name for models, _ in kept.values() for name in models} == {adopted.model}
    coded = [m.content for m in told if isinstance(m.content, ResponseCoded)]
    by_new = Counter(c.response_id for c in coded if {a.model for a in c.answers} == {adopted.model})
    assert {by_new[name] for name in kept} == {1}
    assert all(by_new[name] <= 1 for name in gone)
    assert {name: revision for name, (_, revision) in kept.items()} == _highest(coded, kept)


def _highest(coded: Sequence[ResponseCoded], of: Container[str]) -> dict[str, int]:
    newest: dict[str, int] = {}
    for each in coded:
        newest[each.response_id] = max(each.revision, newest.get(each.response_id, 0))
    return {name: revision for name, revision in newest.items() if name in of}
