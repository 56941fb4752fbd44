"""What stands before a survey's form: what noise is told by, who is invited, how much room there is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from services.intake.application.admission_ports import AdmissionReading, AdmissionUnit
from services.intake.application.desk import Desk
from services.intake.application.door import Door, Visit, invitation_shown
from services.intake.domain.admission import InvitationKind, Quota
from services.intake.domain.invitations import InvitationTokens
from services.intake.domain.pace import Pace
from services.intake.domain.refusals import InvitationUsed, SurveyFull
from services.intake.domain.signs import Stamps
from services.intake.domain.surveys import Survey


@dataclass(frozen=True, slots=True)
class Gate:
    """`open_unit` and `open_reading` are the desk's, with invitations and places.

    `tokens` makes links, `stamps` says when pages were drawn, `pace` who has to wait.
    """

    desk: Desk
    open_unit: Callable[[], AdmissionUnit]
    open_reading: Callable[[], AdmissionReading]
    tokens: InvitationTokens
    stamps: Stamps
    pace: Pace = field(default_factory=Pace)

    def door(self, visit: Visit) -> Door:
        """Where a card from the public is handed in."""
        return Door(self.desk.letterbox, self.open_unit, self.desk.clock, visit)


@dataclass(frozen=True, slots=True)
class Terms:
    """What somebody is told before they type: how they were invited (`reference`, to themselves), and what is full."""

    kind: InvitationKind = InvitationKind.NONE
    reference: str = ""
    full: tuple[Quota, ...] = ()


NOTHING_TO_TELL: Final = Terms()


def terms_of(survey: Survey, invite: str, known: Mapping[str, str], *, gate: Gate) -> Terms:
    """Whether this person may answer a survey, asked before they type; `known` are the attributes that are known then.

    Raises InvitationNeeded, InvitationUnknown, InvitationUsed, SurveyFull, StorageAway.
    """
    admission = survey.admission
    if admission.is_open_to_all:
        return NOTHING_TO_TELL
    with gate.open_reading() as unit:
        reference, attributes = "", dict(known)
        if admission.by_invitation:
            invitation = invitation_shown(invite, survey.slug, unit)
            if invitation.used_on is not None:
                raise InvitationUsed(survey=survey.slug)
            reference, attributes = invitation.reference, {**attributes, **invitation.attributes}
        if 0 < admission.most_responses <= unit.places.taken(survey.slug):
            raise SurveyFull(survey=survey.slug, attribute="", value="")
        full = tuple(q for q in admission.quotas if unit.places.taken_by(survey.slug, q.attribute, q.value) >= q.most)
    for quota in full:
        if attributes.get(quota.attribute) == quota.value:
            raise SurveyFull(survey=survey.slug, attribute=quota.attribute, value=quota.value)
    return Terms(admission.invitations, reference, full)
