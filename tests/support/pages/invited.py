"""Surveys for people who were invited, or with a limit, and the tokens by which addresses name their invitations."""

from collections.abc import Callable, Mapping
from typing import Final

from playwright.sync_api import Page

from services.embedded import House
from services.intake.application.door import Visit
from services.intake.application.invite_people import invite_people, links_of, stop_reminders
from services.intake.application.publish_survey import publish_survey
from services.intake.domain.admission import Admission, InvitationKind, Quota
from services.intake.domain.invitations import Invitee
from services.intake.domain.responses import Response
from services.intake.domain.wording import Wording
from services.intake.main import Intake
from tests.support.pages.steps import Step
from tests.support.surveys import a_question, a_submission, a_survey

_USED: Final = "b-used@example.org"
_DECLINED: Final = "c-declined@example.org"
_PEOPLE: Final = tuple(map(Invitee, ("a-waiting@example.org", _USED, _DECLINED)))
_UPLOAD: Final = b"email,role,name\nnew@example.org,gp,Ann\n,gp,Nobody\n"


def upload(selector: str, content: bytes = _UPLOAD) -> Step:
    """Choose a file."""

    def step(page: Page) -> None:
        page.set_input_files(selector, {"name": "people.csv", "mimeType": "text/csv", "buffer": content})

    return step


def furnish_invitations(house: House) -> None:
    """Publish surveys of each kind, invite people, and let one of them answer."""
    intake = house.intake
    _publish(intake, "personal", Admission(invitations=InvitationKind.PERSONAL), "A card for you", "Cerdyn i chi")
    anonymous = Admission(invitations=InvitationKind.ANONYMOUS)
    _publish(intake, "anonymous", anonymous, "A card without a name", "Cerdyn heb enw")
    _publish(intake, "full", Admission(most_responses=1), "A card that many wanted", "Cerdyn yr oedd llawer am ei gael")
    quotas = Admission(quotas=(Quota("role", "gp", 1),))
    _publish(intake, "quota", quotas, "A card for some", "Cerdyn i rai")
    for slug in ("personal", "anonymous"):
        invite_people(slug, _PEOPLE, gate=intake.gate)
        _keep(intake, slug, Visit(_token(slug, _USED)(house)))
        [declined] = [each for each in links_of(slug, gate=intake.gate) if each.invitation.reference == _DECLINED]
        stop_reminders(declined.invitation, gate=intake.gate)
    _keep(intake, "full", Visit())
    _keep(intake, "quota", Visit(), role="gp")


def _publish(intake: Intake, slug: str, admission: Admission, english: str, welsh: str) -> None:
    title = Wording({"en": english, "cy": welsh})
    survey = a_survey(slug, title=title, admission=admission, questions=(a_question(),))
    publish_survey(survey, uow=intake.desk.open_unit(), clock=intake.clock)


def _keep(intake: Intake, slug: str, visit: Visit, **attributes: str) -> None:
    door = intake.gate.door(visit)
    survey = door.survey(slug)
    assert survey is not None
    response: Response = survey.accept(a_submission(survey=slug, attributes=attributes), at=intake.clock.now())
    assert door.keep(response)


def _token(slug: str, reference: str) -> Callable[[House], str]:
    def find(house: House) -> str:
        found = links_of(slug, gate=house.intake.gate)
        return next(link.token for link in found if link.invitation.reference == reference)

    return find


INVITED_NAMES: Final[Mapping[str, Callable[[House], str]]] = {
    "personal": _token("personal", _PEOPLE[0].reference),
    "personal_used": _token("personal", _USED),
    "anonymous": _token("anonymous", _PEOPLE[0].reference),
    "declined": _token("anonymous", _DECLINED),
}
