"""The work beside the messages, one small step at a time, so that it can end, or be killed, after any of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from services.analysis.application.adopt_model import adopt_some, begin_adoption
from services.analysis.application.compare_codings import compare_some
from services.analysis.application.find_themes import find_no_themes, find_themes
from services.analysis.application.recode_step import wanted_of, write
from services.analysis.application.train_candidate import train_candidate
from services.analysis.application.work_desk import WorkDesk
from services.analysis.application.work_ports import Discovery, Wanted
from services.analysis.domain.recodings import Recoding, State


class Job(Protocol):
    """Something that was asked for and is not done."""

    def take_step(self) -> bool:
        """Take the next step; False where somebody else is at it, or it has to wait."""
        ...

    def give_up(self, reason: str) -> None:
        """Tell that it cannot be done: otherwise it would be tried for ever, and what waits behind it with it."""
        ...


def jobs(desk: WorkDesk) -> list[Job]:
    """What is to be done: codings anew, one at a time for each team and codebook, then discoveries."""
    with desk.open_unit() as unit:
        recodings, discoveries = unit.recodings.waiting(), unit.discoveries.waiting()
    anew = (_RecodingJob(recoding, desk) for recoding in _first_of_each(recodings))
    return [*anew, *(_DiscoveryJob(discovery, desk) for discovery in discoveries)]


def _first_of_each(recodings: Iterable[Recoding]) -> Iterator[Recoding]:
    # Of two adoptions side by side nobody could tell whose codings hold.
    seen: set[Wanted] = set()
    for recoding in recodings:
        if wanted_of(recoding) not in seen:
            seen.add(wanted_of(recoding))
            yield recoding


@dataclass(frozen=True)
class _RecodingJob:
    recoding: Recoding
    desk: WorkDesk

    def take_step(self) -> bool:
        with self.desk.claims("recoding of " + "/".join(wanted_of(self.recoding))) as mine:
            if not mine:
                return False
            with self.desk.open_unit() as unit:
                recoding = unit.recodings.get(self.recoding.id)
            return recoding is not None and recoding.works and _step(recoding, self.desk)

    def give_up(self, reason: str) -> None:
        write(self.recoding, lambda current, _: current.failed(reason), self.desk)


@dataclass(frozen=True)
class _DiscoveryJob:
    discovery: Discovery
    desk: WorkDesk

    def take_step(self) -> bool:
        with self.desk.claims(f"discovery {self.discovery.id}") as mine:
            if mine:
                find_themes(self.discovery, self.desk)
            return mine

    def give_up(self, reason: str) -> None:
        find_no_themes(self.discovery, reason, self.desk)


def _step(recoding: Recoding, desk: WorkDesk) -> bool:
    if not recoding.model:
        return train_candidate(recoding, desk)
    if recoding.state is State.COMPARING:
        compare_some(recoding, desk)
    elif recoding.begun:
        adopt_some(recoding, desk)
    else:
        begin_adoption(recoding, desk)
    return True
