"""At the door of a survey: who is let in, while there is room, and what is put aside instead of being refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from services.intake.application.admission_ports import AdmissionReading, AdmissionUnit
from services.intake.application.ports import Letterbox
from services.intake.domain.admission import Admission, InvitationKind
from services.intake.domain.answer_files import files_in
from services.intake.domain.errors import Fault, InvalidAnswers
from services.intake.domain.invitations import FEWEST_ALIKE, INVITATION, Invitation, digest_of
from services.intake.domain.refusals import InvitationNeeded, InvitationUnknown, InvitationUsed, SurveyFull
from services.intake.domain.responses import Response, Standing, State
from services.intake.domain.surveys import Survey
from shared.contracts.clock import Clock


@dataclass(frozen=True, slots=True)
class Visit:
    """What came beside the answers: an invitation's token ("": none), and whether it looks like a robot's card.

    `resume` is the key of the saved answers that these go on with ("": none).
    """

    invite: str = ""
    suspect: bool = False
    resume: str = ""


class Door:
    """The port Letterbox for cards from the public: asks of each what its survey asks.

    Raises InvitationNeeded, InvitationUnknown, InvitationUsed, SurveyFull when a card is kept.
    """

    def __init__(
        self, letterbox: Letterbox, open_unit: Callable[[], AdmissionUnit], clock: Clock, visit: Visit
    ) -> None:
        self._letterbox = letterbox
        self._open_unit = open_unit
        self._clock = clock
        self._visit = visit
        self._survey: Survey | None = None

    def survey(self, slug: str, version: int = 0) -> Survey | None:
        """The survey of this slug as it stands now, None when there is none; with an earlier version's questions."""
        self._survey = self._letterbox.survey(slug, version)
        return self._survey

    def standing(self, id_: str) -> Standing | None:
        """Where a response stands, None when it is not there."""
        return self._letterbox.standing(id_)

    def is_deleted(self, slug: str) -> bool:
        """Whether the team deleted this survey."""
        return self._letterbox.is_deleted(slug)

    def keep(self, response: Response) -> bool:
        """Store a response, and in the same transaction use its invitation, take its place and its files, and forget
        what was saved of it; False when it is there.

        A card that is there already is recognised before its invitation is judged.
        """
        admission = self._survey.admission if self._survey else Admission()
        if not admission.by_invitation:
            response = self._put_aside_if_suspect(response)
        files = files_in(self._survey, {answer.question: answer.text for answer in response.answers})
        is_plain = admission.is_open_to_all or (response.state is not State.PENDING and not admission.by_invitation)
        if is_plain and not files and not self._visit.resume:
            return self._letterbox.keep(response)
        with self._open_unit() as unit:
            if not is_plain:
                unit.places.hold(response.survey)
            if self._visit.resume:
                unit.unfinished.hold(self._visit.resume)
            if not self._stored(response, admission, unit):
                return False
            _take(files, response, unit)
            if self._visit.resume:
                unit.unfinished.remove([self._visit.resume])
            unit.commit()
        return True

    def _stored(self, response: Response, admission: Admission, unit: AdmissionUnit) -> bool:
        if unit.responses.standings([response.id]):
            return False
        admitted = _placed(self._invited(response, admission, unit), admission, unit)
        if not unit.responses.add([admitted]):
            return False
        if admitted.state is State.PENDING:
            unit.outbox.add(admitted.received())
        return True

    def _put_aside_if_suspect(self, response: Response) -> Response:
        aside = self._visit.suspect and response.state is State.PENDING
        return replace(response, state=State.SUSPECT) if aside else response

    def _invited(self, response: Response, admission: Admission, unit: AdmissionUnit) -> Response:
        """The response with what is known of who was invited, as far as the survey's kind of invitation lets it be."""
        if not admission.by_invitation:
            return response
        invitation = invitation_shown(self._visit.invite, response.survey, unit)
        if not unit.invitations.use(invitation, self._clock.now().date()):
            raise InvitationUsed(survey=response.survey)
        return replace(response, attributes={**response.attributes, **_known_of(invitation, admission, unit)})


def _take(files: Mapping[str, str], response: Response, unit: AdmissionUnit) -> None:
    """Give a response its files, by question key. Raises InvalidAnswers for those that are gone, or another's."""
    if not files:
        return
    taken = unit.files.take(set(files.values()), response.survey, response.id)
    if gone := [Fault("answer-file-gone", question) for question, id_ in files.items() if id_ not in taken]:
        raise InvalidAnswers(gone)


def invitation_shown(token: str, slug: str, unit: AdmissionReading) -> Invitation:
    """The invitation to a survey that a token stands for. Raises InvitationNeeded without one, InvitationUnknown."""
    if not token.strip():
        raise InvitationNeeded(survey=slug)
    found = unit.invitations.find(slug, digest_of(token))
    if found is None:
        raise InvitationUnknown(survey=slug)
    return found


def _known_of(invitation: Invitation, admission: Admission, unit: AdmissionUnit) -> dict[str, str]:
    if admission.invitations is InvitationKind.PERSONAL:
        return {**invitation.attributes, INVITATION: invitation.reference}
    # What only few invited people share would tell who said this.
    if unit.invitations.alike(invitation.survey, invitation.attributes) < FEWEST_ALIKE:
        return {}
    return dict(invitation.attributes)


def _placed(response: Response, admission: Admission, unit: AdmissionUnit) -> Response:
    """The response if there is room for it; put aside when there is none but it was filled in before, without network.

    Raises SurveyFull.
    """
    if response.state is not State.PENDING:
        return response
    full = _what_is_full(admission, response, unit)
    if full is None:
        return response
    if response.filled_at is None:
        raise full
    return replace(response, state=State.SURPLUS)


def _what_is_full(admission: Admission, response: Response, unit: AdmissionReading) -> SurveyFull | None:
    """Why there is no room for one more response like this, None when there is."""
    slug = response.survey
    if 0 < admission.most_responses <= unit.places.taken(slug):
        return SurveyFull(survey=slug, attribute="", value="")
    for quota in admission.quotas_for(response.attributes):
        if unit.places.taken_by(slug, quota.attribute, quota.value) >= quota.most:
            return SurveyFull(survey=slug, attribute=quota.attribute, value=quota.value)
    return None
