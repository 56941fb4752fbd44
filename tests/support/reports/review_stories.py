"""Stories in which people review while responses are coded, coded anew, revised and withdrawn, in any order."""

import random
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Any

from services.reports.application.code_blind import code_blind
from services.reports.application.decide import decide, undo
from services.reports.application.ports import Unit
from services.reports.application.reproject import reproject
from services.reports.application.sampling import draw_sample
from services.reports.domain.decisions import AnswerAt, Decision, Reviewer, fingerprint, reference_of
from services.reports.domain.judging import Judgement, LastSeen
from services.reports.domain.samples import SampleKey
from shared.contracts.errors import CodedError
from shared.contracts.messages import ResponseCoded
from shared.contracts.teams import DEFAULT_TEAM
from tests.support.reports.making import NOON, coded, withdrawn
from tests.support.reports.models import JOURNEY

CODES = ("time_and_space", "resources", "shared_learning")
_IDS = ("r1", "r2", "r3", "r4", "r5", "r6")
_QUESTIONS = ("q_journey", "q_next")
_PEOPLE = (Reviewer("p1", "Ann"), Reviewer("p2", "Ben"))
KINDS = ("coded", "coded", "coded", "revised", "decided", "decided", "decided", "undone", "blind", "drawn", "anew")

Open = Callable[[], AbstractContextManager[Any]]


@dataclass
class Told:
    """What was decided so far, kept apart from the read model that is tested: the last step about each answer."""

    last: dict[AnswerAt, Decision] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)


def one(kind: str, rng: random.Random, tell: Callable[..., None], begin: Open, told: Told) -> None:
    """One thing happens; what is refused leaves no trace."""
    response_id, question = rng.choice(_IDS), rng.choice(_QUESTIONS)
    if kind in {"coded", "revised"}:
        tell(_coded(response_id, rng.randint(1, 4), rng, other_words=kind == "revised"))
        return
    if kind == "withdrawn":
        tell(withdrawn(response_id))
        told.gone.add(response_id)
        told.last = {at: made for at, made in told.last.items() if at.response_id != response_id}
        return
    at = AnswerAt(response_id, question)
    try:
        with begin() as unit:
            if (made := _reviewed(kind, at, rng, unit)) is not None:
                told.last[at] = made
    except CodedError:
        return


def _reviewed(kind: str, at: AnswerAt, rng: random.Random, unit: Unit) -> Decision | None:
    by, before = rng.choice(_PEOPLE), unit.decisions.current([at.response_id]).get(at)
    judged = _judged(at, rng, before, unit)
    if kind == "decided":
        return decide(DEFAULT_TEAM, judged, by, unit=unit, at=NOON)
    if kind == "undone":
        return undo(DEFAULT_TEAM, LastSeen(judged.reference, judged.number), by, unit=unit, at=NOON)
    if kind == "blind":
        code_blind(DEFAULT_TEAM, judged, by, unit=unit, at=NOON)
        after = unit.decisions.current([at.response_id])[at]
        return after if after != before else None
    if kind == "drawn":
        draw_sample(SampleKey(JOURNEY, at.question), rng.randint(1, 3), "a seed", unit=unit, at=NOON)
    if kind == "anew":
        reproject(_IDS, unit=unit, at=NOON)
    return None


def _judged(at: AnswerAt, rng: random.Random, before: Decision | None, unit: Unit) -> Judgement:
    texts = {answer.question: answer.text for each in unit.responses.said([at.response_id]) for answer in each.answers}
    number = before.number if before else 0
    return Judgement(
        reference=reference_of(at),
        words=fingerprint(texts.get(at.question, "")),
        number=number if rng.random() < 0.9 else number + 1,
        codebook_version=1,
        codes={code: ((0, rng.randint(1, 5)),) for code in rng.sample(CODES, rng.randint(0, 3))},
        comment=rng.choice(("", "why")),
    )


def _coded(response_id: str, revision: int, rng: random.Random, *, other_words: bool) -> ResponseCoded:
    codes = {question: rng.sample(CODES, rng.randint(0, 3)) for question in rng.sample(_QUESTIONS, rng.randint(1, 2))}
    chances = {code: round(rng.random(), 4) for code in (*CODES, "a_facet")} if rng.random() < 0.8 else None
    made = coded(response_id, codes, revision=revision, chances=chances, attributes={"role": rng.choice(("gp", ""))})
    if not other_words:
        return made
    words = f"other words {revision}"
    return replace(made, answers=tuple(replace(answer, text=words) for answer in made.answers))
