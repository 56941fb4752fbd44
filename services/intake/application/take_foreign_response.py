"""One response from another tool: stored, revised or put aside, inside the transaction of its delivery."""

from dataclasses import replace

from services.intake.application.accept_response import accept_response
from services.intake.application.foreign_counter import Counter
from services.intake.application.unit_letterbox import UnitLetterbox
from services.intake.domain.deliveries import DeliveryState, Outcome
from services.intake.domain.errors import InvalidAnswers, SurveyClosed, SurveyNotFound, SurveyNotOpen
from services.intake.domain.foreign_editions import Step, revised, step_for
from services.intake.domain.foreign_responses import ForeignResponse
from services.intake.domain.mappings import Origin, Unfit, translate
from services.intake.domain.responses import ASIDE, Standing, State
from services.intake.domain.submissions import Submission

_NOTHING_DONE = {
    Step.KNOWN: DeliveryState.DUPLICATE,
    Step.OLDER: DeliveryState.DUPLICATE,
    Step.LESS_COMPLETE: DeliveryState.DUPLICATE,
    Step.WITHDRAWN: DeliveryState.REFUSED,
}


def take_response(response: ForeignResponse, *, counter: Counter) -> Outcome:
    """Store a response, or its newer edition, or say why not; whoever calls commits."""
    connection = counter.connection
    id_ = connection.response_id(response)
    found = translate(response, connection.mapping, counter.survey, Origin(provider=connection.provider))
    if isinstance(found, Unfit):
        left_out = tuple((each.ref, each.reason) for each in found.left_out)
        return Outcome(response_id=id_, state=DeliveryState.PUT_ASIDE, reason=found.reason, left_out=left_out)
    submission = replace(found.submission, filled_at=response.submitted_at or counter.at)
    left_out = tuple((each.ref, each.reason) for each in found.left_out)
    try:
        outcome = _taken(response, submission, counter)
    except InvalidAnswers as error:
        faults = tuple((fault.question, fault.code) for fault in error.faults)
        outcome = Outcome(response_id=id_, state=DeliveryState.PUT_ASIDE, reason=error.code, left_out=faults)
    except (SurveyClosed, SurveyNotOpen, SurveyNotFound) as error:
        outcome = Outcome(response_id=id_, state=DeliveryState.PUT_ASIDE, reason=error.code)
    return replace(outcome, left_out=(*outcome.left_out, *left_out))


def _taken(response: ForeignResponse, submission: Submission, counter: Counter) -> Outcome:
    id_ = submission.response_id
    standing, edition = counter.known.standing(id_), counter.known.edition(id_)
    step = step_for(response, submission.digest, standing, edition)
    if state := _NOTHING_DONE.get(step):
        return _waiting(standing) or Outcome(response_id=id_, state=state, reason=step.value)
    if not counter.takes(response):
        return Outcome(response_id=id_, state=DeliveryState.PARTIAL)
    if standing is None:
        outcome = _store(response, submission, counter)
    else:
        outcome = _revise(response, submission, standing, counter)
    counter.known.changed(id_)
    return outcome


def _store(response: ForeignResponse, submission: Submission, counter: Counter) -> Outcome:
    id_ = submission.response_id
    letterbox = UnitLetterbox(counter.unit, counter.survey)
    accepted = accept_response(submission, letterbox=letterbox, clock=counter, receipts=counter.receipts)
    counter.unit.editions.keep(counter.first_edition(response))
    if accepted.late:
        return Outcome(response_id=id_, state=DeliveryState.PUT_ASIDE, reason=SurveyClosed.code)
    return Outcome(response_id=id_, state=DeliveryState.STORED)


def _revise(response: ForeignResponse, submission: Submission, standing: Standing, counter: Counter) -> Outcome:
    unit, id_ = counter.unit, standing.id
    state = standing.state if standing.state in ASIDE else State.PENDING
    accepted = counter.survey.accept(submission, at=counter.at)
    changed = replace(accepted, received_at=standing.received_at, state=state)
    edition = (counter.known.edition(id_) or counter.first_edition(response)).next(response)
    if not unit.editions.revise(changed):
        return Outcome(response_id=id_, state=DeliveryState.REFUSED, reason=Step.WITHDRAWN.value)
    unit.editions.keep(edition)
    if state in ASIDE:
        return Outcome(response_id=id_, state=DeliveryState.PUT_ASIDE, reason=SurveyClosed.code)
    unit.outbox.add(revised(changed, edition.number))
    return Outcome(response_id=id_, state=DeliveryState.STORED, reason=Step.REVISE.value)


def _waiting(standing: Standing | None) -> Outcome | None:
    """A response that waits for the team's decision keeps its delivery waiting too."""
    if standing is None or standing.state not in ASIDE:
        return None
    return Outcome(response_id=standing.id, state=DeliveryState.PUT_ASIDE, reason=SurveyClosed.code)
