"""How a card came to the public form or API: from a printed card, or from a tablet that people share."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from flask import request

from services.intake.application.accept_response import Accepted, accept_response
from services.intake.application.ports import Letterbox
from services.intake.application.send_card import Accept, card_of, send_card
from services.intake.domain.errors import SurveyNotFound
from services.intake.domain.submissions import Submission
from services.intake.entrypoints.paper_at_hand import paper_at_hand

CARD: Final = "card"
KIOSK: Final = "kiosk"


@dataclass(frozen=True, slots=True)
class WayIn:
    """`card` is the number of the printed card whose code was scanned ("": none), `kiosk` a shared tablet."""

    card: str = ""
    kiosk: bool = False


def way_here() -> WayIn:
    """What the address of the present request says."""
    return WayIn(request.args.get(CARD, ""), bool(request.args.get(KIOSK)))


def accept_by(way: WayIn, submission: Submission, *, door: Letterbox, accept: Accept) -> Accepted:
    """Store a submission by `accept`; one for a printed card counts once with what is typed from the paper.

    An address that names no card of the survey makes no difference. Raises what `accept` raises.
    """
    if way.kiosk:
        submission = replace(submission, attributes={**submission.attributes, "channel": KIOSK})
    desk = paper_at_hand()
    card = card_of(way.card, submission.survey, desk=desk) if way.card else None
    if card is None:
        return accept(submission)
    survey = door.survey(submission.survey, submission.version)
    if survey is None:
        raise SurveyNotFound(survey=submission.survey)
    once = partial(accept_response, letterbox=door, clock=desk.clock, receipts=desk.receipts)
    return send_card(submission, card, survey, once, desk=desk)
