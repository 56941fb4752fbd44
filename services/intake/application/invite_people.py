"""People are invited to a survey, are given their links, and are counted."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.intake.application.gate import Gate
from services.intake.application.list_surveys import find_survey
from services.intake.domain.invitations import Invitation, Invitee, digest_of
from services.intake.domain.refusals import NotByInvitation, SecretChanged
from services.intake.domain.surveys import Survey


@dataclass(frozen=True, slots=True)
class Invited:
    """How many people were invited just now, and how many had been before."""

    new: int
    known: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were invited to a survey, and how many of them have answered."""

    invited: int
    used: int


@dataclass(frozen=True, slots=True)
class Link:
    """An invitation with the query that its link ends with."""

    invitation: Invitation
    token: str


def invite_people(slug: str, people: Sequence[Invitee], *, gate: Gate) -> Invited:
    """Invite people to a survey; who was invited before stays as they were. Raises SurveyNotFound, NotByInvitation."""
    survey = survey_by_invitation(slug, gate=gate)
    made = [_invitation(person, survey, gate) for person in {person.reference: person for person in people}.values()]
    # In the order of their ids, which are random: the rows tell nothing of the order of the file.
    made.sort(key=lambda each: each.id)
    with gate.open_unit() as unit:
        new = unit.invitations.add(made)
        unit.commit()
    return Invited(new, len(made) - new)


def survey_by_invitation(slug: str, *, gate: Gate) -> Survey:
    """The survey of this slug. Raises SurveyNotFound, NotByInvitation."""
    survey = find_survey(slug, reading=gate.desk.open_reading())
    if not survey.admission.by_invitation:
        raise NotByInvitation(survey=slug)
    return survey


def count_invitations(slug: str, *, gate: Gate) -> Counts:
    """How many were invited to a survey and have answered."""
    with gate.open_reading() as unit:
        found = unit.invitations.of_survey(slug)
    return Counts(len(found), sum(each.used_on is not None for each in found))


def links_of(slug: str, *, gate: Gate, unanswered_only: bool = False) -> list[Link]:
    """The links of a survey's invitations, by reference; with `unanswered_only` of those who are to be reminded.

    Raises SecretChanged when a link would not lead to its invitation any more.
    """
    with gate.open_reading() as unit:
        found = unit.invitations.of_survey(slug)
    return list(_links(found if not unanswered_only else filter(_to_be_reminded, found), gate))


def stop_reminders(invitation: Invitation, *, gate: Gate) -> None:
    """Note that the invited person wants no reminders."""
    with gate.open_unit() as unit:
        unit.invitations.send_no_more(invitation.id)
        unit.commit()


def _to_be_reminded(invitation: Invitation) -> bool:
    return invitation.used_on is None and not invitation.no_reminders


def _links(invitations: Iterable[Invitation], gate: Gate) -> Iterable[Link]:
    for invitation in invitations:
        token = gate.tokens.token_for(invitation.id)
        if digest_of(token) != invitation.digest:
            raise SecretChanged
        yield Link(invitation, token)


def _invitation(person: Invitee, survey: Survey, gate: Gate) -> Invitation:
    id_ = str(uuid.uuid4())
    return Invitation(
        id=id_,
        team_id=survey.team_id,
        survey=survey.slug,
        reference=person.reference,
        attributes=person.attributes,
        digest=digest_of(gate.tokens.token_for(id_)),
    )
