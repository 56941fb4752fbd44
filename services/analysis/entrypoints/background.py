"""The loop that works beside the messages: trains, compares, codes anew, looks for themes."""

from concurrent.futures import Future, wait
from threading import Event, Thread
from typing import Final

from services.analysis.application.work_beside import Job, jobs
from services.analysis.application.work_desk import WorkDesk
from shared.database.engine import is_outage
from shared.observability.logs import get_logger
from shared.outbox.worker import Loop

log = get_logger(__name__)

_IDLE_S: Final = 1.0
_BETWEEN_STEPS_S: Final = 0.02  # in which whoever waits for the database, or for the processor, comes first
_AFTER_OUTAGE_S: Final = 5.0
_LOOK_EVERY_S: Final = 0.2
_GRACE_S: Final = 5.0  # for a step in hand when the end is asked for; all but training take less


def working(desk: WorkDesk) -> Loop:
    """The loop over a desk."""

    def run(stop: Event) -> None:
        while not stop.is_set():
            stop.wait(_round_apart(desk, stop))

    return run


def _round_apart(desk: WorkDesk, stop: Event) -> float:
    """A round on a thread of its own: a training that takes a minute keeps nobody from stopping.

    What is left behind then ends with the process, and is begun again: each step is true as a whole or not at all.
    """
    future: Future[float] = Future()
    Thread(target=_fulfil, args=(future, desk), daemon=True).start()
    while not wait([future], _LOOK_EVERY_S).done:
        if stop.is_set():
            wait([future], _GRACE_S)
            break
    return future.result() if future.done() else 0.0


def _fulfil(future: "Future[float]", desk: WorkDesk) -> None:
    try:
        future.set_result(_round(desk))
    except Exception as error:  # noqa: BLE001  because it is raised again where the loop runs
        future.set_exception(error)


def _round(desk: WorkDesk) -> float:
    """Take one step of each job; how long to rest afterwards, in seconds."""
    try:
        moved = [_take_step(job) for job in jobs(desk)]
    except Exception as error:
        if not is_outage(error):
            log.error("work beside the messages failed", error=type(error).__name__)
            raise
        log.warning("work beside the messages waits for the database", error=type(error).__name__)
        return _AFTER_OUTAGE_S
    return _BETWEEN_STEPS_S if any(moved) else _IDLE_S


def _take_step(job: Job) -> bool:
    try:
        return job.take_step()
    except Exception as error:
        if is_outage(error):
            raise
        log.error("job given up", error=type(error).__name__)
        job.give_up("unexpected")
        return True
