"""A file of people becomes invitations, and letters to those who have not answered."""

from datetime import date, timedelta

import pytest

from services.intake.application.invite_people import Link, invite_people, links_of, stop_reminders
from services.intake.application.link_table import link_table
from services.intake.application.publish_survey import publish_survey
from services.intake.application.remind_people import Mailing, remind_people
from services.intake.domain.admission import Admission, InvitationKind
from services.intake.domain.errors import UnreadableFile
from services.intake.domain.invitations import Invitation, Invitee
from services.intake.domain.letters import reminder
from services.intake.domain.wording import NOTHING_SAID, Wording
from services.intake.importers.csv_table import read_csv
from services.intake.importers.invitees import invitees
from shared.post.letters import LetterRefused, PostAway
from tests.support.fakes_admission import FakeAdmission, FakePost
from tests.support.fakes_intake import FakeUnit
from tests.support.surveys import a_question, a_survey

ADDRESS = "https://feedback.example.org/"


def read(text: str, *attributes: str):
    return invitees(read_csv(text.encode()), attributes)


@pytest.mark.parametrize("column", ["email", "Email", "reference", "code"])
def test_people_are_known_by_their_address_or_code(column: str) -> None:
    found = read(f"name,{column},role\nAnn, a@example.org ,gp\n", "role")
    assert found.people == (Invitee("a@example.org", {"role": "gp"}),)
    assert (found.refused, found.ignored) == ((), ("name",))


def test_rows_that_name_nobody_or_can_not_be_kept_are_named_by_their_line() -> None:
    long, tall = "x" * 321, "y" * 201
    found = read(f'email,role\n ,gp\n{long},gp\n"a\nb",gp\nc,{tall}\nd,\n', "role")
    assert [person.reference for person in found.people] == ["d"]
    assert found.people[0].attributes == {}
    assert [(refusal.line, refusal.faults[0].code) for refusal in found.refused] == [
        (2, "reference-missing"),
        (3, "reference-unfit"),
        (4, "reference-unfit"),
        (6, "attribute-unfit"),
    ]


@pytest.mark.parametrize(
    ("text", "attribute", "reason"),
    [
        ("name\nAnn\n", "", "no-reference-column"),
        ("email,role\na,b\n", "site", "no-such-column"),
        ("email,My Role\na,b\n", "My Role", "no-such-column"),
        ("email,channel\na,b\n", "channel", "no-such-column"),
        ("email,invitation\na,b\n", "invitation", "no-such-column"),
    ],
)
def test_a_file_that_can_not_be_meant_is_refused(text: str, attribute: str, reason: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read(text, *filter(None, [attribute]))
    assert refused.value.details["reason"] == reason


def a_link(reference: str = "a", **attributes: str) -> Link:
    invitation = Invitation(
        id="i", team_id="default", survey="card", reference=reference, attributes=attributes, digest="d"
    )
    return Link(invitation, "token")


def test_links_are_a_table_that_spreadsheets_and_the_importer_read() -> None:
    table = read_csv(link_table([a_link("ŵ, a", role="gp"), a_link("b", site="Y")], ADDRESS).encode())
    assert [dict(row.cells) for row in table.rows] == [
        {
            "reference": "ŵ, a",
            "role": "gp",
            "site": "",
            "link": "https://feedback.example.org/s/card?invite=token",
            "no_reminders_link": "https://feedback.example.org/s/card/reminders?invite=token",
        },
        {
            "reference": "b",
            "role": "",
            "site": "Y",
            "link": "https://feedback.example.org/s/card?invite=token",
            "no_reminders_link": "https://feedback.example.org/s/card/reminders?invite=token",
        },
    ]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_no_cell_of_the_table_is_a_formula(sign: str) -> None:
    given = f"{sign}HYPERLINK(1)"
    [row] = read_csv(link_table([a_link(given, role=given)], ADDRESS).encode()).rows
    assert (row.cells["reference"], row.cells["role"]) == (f"'{given}", f"'{given}")


def test_a_letter_speaks_the_languages_of_its_survey() -> None:
    letter = reminder(a_link().invitation, a_survey(), "https://x/s/card?invite=t", "https://x/stop?invite=t")
    assert letter.subject == "A card / Cerdyn"
    for part in ("invite=t&lang=en", "invite=t&lang=cy", "stop?invite=t&lang=cy", "no more reminders", "atgoffa"):
        assert part in letter.text
    welsh = a_survey(
        languages=("cy",), title=Wording({"cy": "Cerdyn"}), questions=(a_question(text=Wording({"cy": "Pam?"})),)
    )
    only = reminder(a_link().invitation, welsh, "https://x", "https://y")
    assert (only.subject, "You were invited" in only.text) == ("Cerdyn", False)
    french = a_survey(
        closed_message=NOTHING_SAID,
        languages=("fr",),
        title=Wording({"fr": "Une\ncarte"}),
        questions=(a_question(text=Wording({"fr": "?"})),),
    )
    other = reminder(a_link().invitation, french, "https://x", "https://y")
    assert (other.subject, "You were invited" in other.text) == ("Une carte", True)


@pytest.fixture
def store() -> FakeAdmission:
    made = FakeAdmission()
    survey = a_survey(admission=Admission(invitations=InvitationKind.ANONYMOUS))
    publish_survey(survey, uow=FakeUnit(made), clock=made.clock)
    people = [Invitee(reference) for reference in ("a@example.org", "b@example.org", "c@example.org", "code 4")]
    invite_people("card", people, gate=made.gate())
    return made


def mail(store: FakeAdmission, post: FakePost, pauses: list[None] | None = None):
    told = pauses if pauses is not None else []
    return remind_people("card", Mailing(post, ADDRESS, lambda: told.append(None)), gate=store.gate())


def test_who_has_not_answered_gets_one_letter_a_day(store) -> None:
    post, pauses = FakePost(), []
    told = mail(store, post, pauses)
    assert (told.sent, told.refused, told.passed_over) == (3, (), 1)
    assert len(pauses) == 2
    assert [letter.to for letter in post.sent] == ["a@example.org", "b@example.org", "c@example.org"]
    assert {each.reminded_on for each in store.invited.values()} == {date(2026, 11, 22), None}
    assert mail(store, post).sent == 0
    stop_reminders(links_of("card", gate=store.gate())[0].invitation, gate=store.gate())
    store.clock.at += timedelta(days=1)
    assert mail(store, post).sent == 2


def test_an_address_that_is_refused_stops_nobody_else_and_a_server_that_is_away_loses_nothing(store) -> None:
    post = FakePost()
    post.refused = {"a@example.org": LetterRefused(), "c@example.org": PostAway(reason="OSError")}
    with pytest.raises(PostAway):
        mail(store, post)
    assert [letter.to for letter in post.sent] == ["b@example.org"]
    del post.refused["c@example.org"]
    told = mail(store, post)
    assert (told.sent, told.refused) == (1, ("a@example.org",))
    assert [letter.to for letter in post.sent] == ["b@example.org", "c@example.org"]
