"""The team's page of invitations: its own surveys only, by those who may, and the links as a file."""

import csv
import io

import pytest
from flask import Flask

from services.intake.application.publish_survey import publish_survey
from services.intake.domain.admission import Admission, InvitationKind
from shared.identity.access import Role, install_access
from shared.identity.domain.roles import Caller, Via
from tests.support.surveys import a_survey

EDITOR = {"Authorization": "EDITOR"}
PAGE = "/team/surveys/mine/invitations"


class Believing:
    """Believes the role that a request names, as of a program, which needs no guard against foreign forms."""

    def identify(self, asked) -> Caller | None:
        role = asked.headers.get("Authorization")
        return Caller("id", "default", Role[role], "Olwen", Via.TOKEN) if role else None

    def install(self, app: Flask, *, with_pages: bool) -> None:
        install_access(app, self)


@pytest.fixture
def client(intake):
    for slug, team in (("mine", "default"), ("theirs", "others")):
        survey = a_survey(slug, team_id=team, admission=Admission(invitations=InvitationKind.ANONYMOUS))
        publish_survey(survey, uow=intake.desk.open_unit(), clock=intake.clock)
    return intake.web_app(Believing()).test_client()


def upload(client, content: bytes, page: str = PAGE, **fields: str):
    sent = {"file": (io.BytesIO(content), "people.csv"), **fields}
    return client.post(page, data=sent, headers=EDITOR, content_type="multipart/form-data")


def links(client, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"{PAGE}/links.csv{query}", headers=EDITOR)
    assert (answer.status_code, answer.mimetype, answer.headers["Cache-Control"]) == (200, "text/csv", "no-store")
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"), newline="")))


def test_people_are_invited_and_their_links_taken_away(client) -> None:
    told = upload(client, "email,role\nann@example.org,gp\n,gp\n".encode("utf-8-sig"), attributes=" role ")
    assert (told.status_code, "Invited now: 1." in told.text, "Line 3:" in told.text) == (201, True, True)
    [link] = links(client)
    assert (link["reference"], link["role"]) == ("ann@example.org", "gp")
    path = link["link"].removeprefix("http://localhost")
    assert client.post(path, data={"q_next": "More time"}).status_code == 201
    assert (links(client, "?unanswered=1"), len(links(client))) == ([], 1)


def test_more_refusals_than_a_page_holds_are_counted(client) -> None:
    told = upload(client, b"email,name\n" + b",nobody\n" * 25)
    assert (told.text.count("This row names nobody"), "Further lines: 5" in told.text) == (20, True)


@pytest.mark.parametrize(
    ("content", "attributes", "told"),
    [
        (b"", "", "The file holds no column names"),
        (b"name\nAnn\n", "", "Name one column email, reference or code"),
        (b"email\na\n", "site", "Name only columns that are in the file"),
        (b"email\n\xff\n", "", "Save the file as CSV UTF-8"),
    ],
)
def test_a_file_that_can_not_be_used_is_named_and_what_was_typed_stays(
    client, content: bytes, attributes: str, told: str
) -> None:
    page = upload(client, content, attributes=attributes)
    assert (page.status_code, told in page.text, f'value="{attributes}"' in page.text or not attributes) == (
        400,
        True,
        True,
    )


def test_a_survey_that_is_open_to_all_invites_nobody(client) -> None:
    open_to_all = "/team/surveys/card/invitations"
    assert "open to everybody" in client.get(open_to_all, headers=EDITOR).text
    assert upload(client, b"email\na\n", open_to_all).status_code == 409


def test_other_teams_surveys_and_lower_roles_are_refused(client) -> None:
    for page in ("", "/links.csv"):
        assert client.get(f"/team/surveys/theirs/invitations{page}", headers=EDITOR).status_code == 404
        assert client.get(PAGE + page, headers={"Authorization": "REVIEWER"}).status_code == 403
        assert client.get(PAGE + page).status_code in {302, 401}
    assert upload(client, b"email\na\n", "/team/surveys/theirs/invitations").status_code == 404
