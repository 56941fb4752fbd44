"""Who was invited and has not answered gets a letter, at most one a day, and not all letters at once."""

from collections.abc import Callable
from dataclasses import dataclass

from services.intake.application.gate import Gate
from services.intake.application.invite_people import Link, links_of, survey_by_invitation
from services.intake.application.link_table import link_of, stop_link_of
from services.intake.domain.letters import reminder
from services.intake.domain.surveys import Survey
from shared.post.letters import LetterRefused, Post


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many letters were sent, which references took none, and how many had a letter today or bear no address."""

    sent: int
    refused: tuple[str, ...]
    passed_over: int


@dataclass(frozen=True, slots=True)
class Mailing:
    """`address` is where adborth answers; `pause` is called between two letters."""

    post: Post
    address: str
    pause: Callable[[], None]


def remind_people(slug: str, mailing: Mailing, *, gate: Gate) -> Reminded:
    """Send a letter to everybody who has not answered, did not decline, and had none today.

    Each letter is noted before the next, so that calling this again goes on where it stopped. Raises SurveyNotFound,
    NotByInvitation, SecretChanged, PostAway.
    """
    survey = survey_by_invitation(slug, gate=gate)
    today = gate.desk.clock.now().date()
    left = links_of(slug, gate=gate, unanswered_only=True)
    due = [each for each in left if "@" in each.invitation.reference and each.invitation.reminded_on != today]
    refused = []
    for number, link in enumerate(due):
        if number:
            mailing.pause()
        try:
            _send(link, survey, mailing, gate)
        except LetterRefused:
            refused.append(link.invitation.reference)
    return Reminded(len(due) - len(refused), tuple(refused), len(left) - len(due))


def _send(link: Link, survey: Survey, mailing: Mailing, gate: Gate) -> None:
    stop = stop_link_of(link, mailing.address)
    mailing.post.send(reminder(link.invitation, survey, link_of(link, mailing.address), stop))
    with gate.open_unit() as unit:
        unit.invitations.note_reminder(link.invitation.id, gate.desk.clock.now().date())
        unit.commit()
