"""What stands in the databases when the court looks at the pages, and the names by which addresses point to it."""

import contextlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from services.embedded import House
from services.intake.adapters.survey_files import read_survey_file
from services.intake.application.close_survey import close_survey
from services.intake.application.publish_survey import publish_survey
from services.intake.domain.wording import Wording
from shared.contracts.teams import DEFAULT_TEAM
from shared.identity.access import Role
from shared.identity.application.people import people_of
from shared.identity.application.set_up import accept_link, invite, make_owner_link
from shared.identity.application.sign_in import MOST_ATTEMPTS, Credentials, sign_in
from shared.identity.application.tokens import TokenWish, make_token, tokens_of
from shared.identity.domain.errors import WrongCredentials
from shared.identity.domain.people import Details
from tests.support.pages import receipts
from tests.support.pages.answered import ANSWERED_NAMES, furnish_answers
from tests.support.pages.apart import APART_NAMES, furnish_apart
from tests.support.pages.codebooks import CODEBOOK_NAMES, furnish_codebooks
from tests.support.pages.connected import CONNECTION_NAMES, furnish_connections
from tests.support.pages.introduced import INTRODUCED_NAMES, furnish_introductions
from tests.support.pages.invited import INVITED_NAMES, furnish_invitations
from tests.support.pages.printed import PRINTED_NAMES, furnish_cards
from tests.support.pages.published import PUBLISHED_NAMES, furnish_publications
from tests.support.pages.reviewed import REVIEW_NAMES, furnish_reviews
from tests.support.pages.telling_others import TELLING_NAMES
from tests.support.pages.trouble import ENGLISH_ONLY, LOCKED_OUT
from tests.support.pages.uploads import UPLOAD_NAMES, furnish_uploads
from tests.support.pages.writing import furnish_drafts
from tests.support.reports.crowd import crowd, crowded, foreign_crowd
from tests.support.reports.making import closed, coded, parcel, parked, published
from tests.support.surveys import a_question, a_survey

_EVERY_KIND: Final = Path(__file__).with_name("every_kind.yaml")
_PASSWORD = "correct horse battery"
_IN_A_HUNDRED_YEARS = datetime(2126, 1, 1, tzinfo=UTC)


def furnish(house: House) -> Mapping[Role, str]:
    """Fill an empty house; give the secret of a session for each role."""
    _surveys(house)
    furnish_invitations(house)
    furnish_cards(house)
    furnish_drafts(house)
    furnish_apart(house)
    furnish_uploads(house)
    furnish_connections(house)
    _reports(house)
    furnish_reviews(house)
    furnish_publications(house)
    furnish_answers(house)
    furnish_codebooks(house)
    furnish_introductions(house)
    return _team(house)


def _surveys(house: House) -> None:
    intake = house.intake
    for survey in (
        *intake.templates.all(),
        a_survey(),
        read_survey_file(_EVERY_KIND),
        a_survey("closed", title=Wording({"en": "A card of last year", "cy": "Cerdyn y llynedd"})),
        a_survey("later", opens_at=_IN_A_HUNDRED_YEARS),
        a_survey(
            "english",
            languages=("en",),
            title=Wording({"en": "A card in one language"}),
            questions=(a_question(text=Wording({"en": ENGLISH_ONLY})),),
        ),
    ):
        publish_survey(survey, uow=intake.desk.open_unit(), clock=intake.clock)
    close_survey("closed", uow=intake.desk.open_unit(), clock=intake.clock)


def _reports(house: House) -> None:
    codes = ("time_and_space", "resources", "shared_learning")
    told = [
        published(),
        published(survey="empty", title="A survey that nobody answered yet"),
        published(survey="closed", title="A card of last year"),
        closed(survey="closed"),
        parked("aside"),
        *(coded(f"r{n}", {"q_next": codes[: n % 4], "q_support": codes[n % 3 :][:1]}) for n in range(24)),
        *(coded(f"w{n}", {"q_journey": codes[:1]}, language="cy") for n in range(12)),
        crowded(),
        *crowd(),
        *foreign_crowd(),
    ]
    house.reports.consumer([parcel(each) for each in told])


def _team(house: House) -> Mapping[Role, str]:
    desk = house.identity.desk
    link = desk.told(make_owner_link(desk)) or ""
    people = {Role.OWNER: desk.told(accept_link(link, _details("Olwen Rees", "olwen@example.org"), desk))}
    for role in (Role.VIEWER, Role.REVIEWER, Role.EDITOR):
        address = f"{role.word}@example.org"
        link = desk.told(invite(address, role, None, desk))
        people[role] = desk.told(accept_link(link, _details(f"Mair {role.word.title()}", address), desk))
    desk.told(make_token(TokenWish("the wall in the hall", Role.VIEWER, 90), None, desk))
    for _ in range(MOST_ATTEMPTS):
        with contextlib.suppress(WrongCredentials):
            sign_in(Credentials(LOCKED_OUT, "guessed", "192.0.2.1"), desk)
    return people


def _details(name: str, address: str) -> Details:
    return Details(name, address, _PASSWORD, _PASSWORD)


def _invitation(house: House) -> str:
    desk = house.identity.desk
    return desk.told(invite("ann@example.org", Role.EDITOR, None, desk))


def _member(house: House) -> str:
    members, _ = people_of(DEFAULT_TEAM, house.identity.desk)
    return next(member.person.id for member in members if member.role is Role.VIEWER)


def _token(house: House) -> str:
    return tokens_of(DEFAULT_TEAM, house.identity.desk)[0].id


NAMES: Final[Mapping[str, Callable[[House], str]]] = {
    "invitation": _invitation,
    "member": _member,
    "token": _token,
    **INVITED_NAMES,
    **UPLOAD_NAMES,
    **CONNECTION_NAMES,
    **PRINTED_NAMES,
    **APART_NAMES,
    **REVIEW_NAMES,
    **PUBLISHED_NAMES,
    **ANSWERED_NAMES,
    **CODEBOOK_NAMES,
    **TELLING_NAMES,
    **INTRODUCED_NAMES,
    "receipt": receipts.waiting,
    "coded_receipt": receipts.coded,
    "withdrawn_receipt": receipts.withdrawn,
    "late_receipt": receipts.late,
    "nobodys_receipt": receipts.nobodys,
}
"""What may stand in curly brackets in an address of the registry, and how it is made or found."""
