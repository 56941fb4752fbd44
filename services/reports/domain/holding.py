"""What holds of a response: what a person decided where somebody did, and what the model said where nobody did."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from services.reports.domain.attributes import Values
from services.reports.domain.carrying import CarryingOf, carry_answer, chances_before, themes_of
from services.reports.domain.chances import UNIT, Chances
from services.reports.domain.counts import Footprint, chances_by_question, footprint_of
from services.reports.domain.decisions import AnswerAt, Decision
from shared.contracts.coded_answers import AnswerCoded
from shared.contracts.messages import ResponseCoded

Decisions = Mapping[AnswerAt, Decision]


@dataclass(frozen=True, slots=True)
class Standing:
    """A response as the model coded it, as it holds, and what it adds to the counts.

    `uncarried` are the chances that the model gave by question, where the newest codebook makes others of them.
    """

    said: ResponseCoded
    held: ResponseCoded
    footprint: Footprint
    uncarried: Mapping[str, Chances] = field(default_factory=dict)


def codings_held(machine: AnswerCoded, decision: Decision | None) -> AnswerCoded:
    """The answer as it holds: by a decision that fits its words, else as the machine coded it.

    Where a person decided, `model` is that person and nothing is left to chance: the codes they gave are sure, and no
    other has any.
    """
    if decision is None or not decision.fits(machine):
        return machine
    return replace(machine, model=decision.reviewer.coder, codings=decision.codings, probabilities={})


def standing_of(said: ResponseCoded, decisions: Decisions, carryings: CarryingOf, values: Values) -> Standing:
    """What holds of a response and what it adds to the counts; `values` learn the new (see `footprint_of`).

    What the model said and what people decided are carried into the newest version of the codebook alike.
    """
    themes = themes_of(carryings)
    answers = tuple(
        codings_held(answer, decisions.get(AnswerAt(said.response_id, answer.question))) for answer in said.answers
    )
    held = _carried(replace(said, answers=answers), carryings)
    footprint = footprint_of(held, themes, values)
    uncarried = {
        answer.question: chances
        for answer in said.answers
        if answer.question in footprint.chances
        and (chances := chances_before(answer, said.team_id, carryings)) is not None
    }
    reviewed = {
        answer.question for answer, before in zip(answers, said.answers, strict=True) if answer is not before
    } & footprint.chances.keys()
    if not reviewed:
        return Standing(said, held, footprint, uncarried)
    foreseen = chances_by_question(_carried(said, carryings), themes)
    with_foreseen = replace(footprint, foreseen={asked: foreseen[asked] for asked in sorted(reviewed)})
    return Standing(said, held, with_foreseen, uncarried)


def _carried(response: ResponseCoded, carryings: CarryingOf) -> ResponseCoded:
    answers = tuple(carry_answer(answer, response.team_id, carryings) for answer in response.answers)
    return replace(response, answers=answers)


def probabilities_again(answer: AnswerCoded, chances: Chances) -> AnswerCoded:
    """The answer with the probabilities that its chances were made of, so that making them again changes none."""
    told = {coding.code: 0.0 for coding in answer.codings}
    return replace(answer, probabilities=told | {code.code: chance / UNIT for code, chance in chances.items()})


def doubt_of(chances: Chances) -> int:
    """How unsure an answer's codes are: of the least sure, how far its chance is from both ends; 0 where all are."""
    return max((min(chance, UNIT - chance) for chance in chances.values()), default=0)
