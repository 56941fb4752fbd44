"""Where invitations are kept, so that nobody can read from them which card came by which."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, case, func, or_, select, update

from services.intake.adapters.admission_tables import INVITATIONS
from services.intake.domain.invitations import Invitation
from shared.database.upserts import insert_new

_OF = INVITATIONS.c
_TOUCHED: Final = 200


class SqlInvitations:
    """The port Invitations in the database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, invitations: Sequence[Invitation]) -> int:
        """Keep those whose survey and reference are not there yet; how many that were."""
        return len(insert_new(self._connection, INVITATIONS, [_row(each) for each in invitations], _OF.id))

    def of_survey(self, slug: str) -> list[Invitation]:
        """A survey's invitations, by reference."""
        wanted = select(INVITATIONS).where(_OF.survey == slug)
        return sorted(map(_invitation, self._connection.execute(wanted)), key=lambda each: each.reference)

    def find(self, slug: str, digest: str) -> Invitation | None:
        """A survey's invitation by its token's digest, None when there is none."""
        wanted = select(INVITATIONS).where(_OF.digest == digest, _OF.survey == slug)
        row = self._connection.execute(wanted).one_or_none()
        return _invitation(row) if row else None

    def alike(self, slug: str, attributes: Mapping[str, str]) -> int:
        """How many invitations of a survey have exactly these attributes."""
        counted = select(func.count()).where(_OF.survey == slug, _OF.attributes == _written(attributes))
        return int(self._connection.execute(counted).scalar_one())

    def use(self, invitation: Invitation, day: date) -> bool:
        """Note that a card came by it; False, and nothing, when one had come before.

        PostgreSQL keeps with each row which transaction wrote it last: the response was written by the same one. So
        up to 200 invitations that were used before are written once more with it, and look the same.
        """
        used_before = select(_OF.used_on).where(_OF.id == invitation.id).with_for_update()
        if self._connection.execute(used_before).scalar_one() is not None:
            return False
        others = select(_OF.id).where(_OF.survey == invitation.survey, _OF.used_on.is_not(None))
        touched = others.order_by(func.random()).limit(_TOUCHED).scalar_subquery()
        noted = case((_OF.id == invitation.id, day), else_=_OF.used_on)
        both = update(INVITATIONS).where(or_(_OF.id == invitation.id, _OF.id.in_(touched))).values(used_on=noted)
        self._connection.execute(both)
        return True

    def note_reminder(self, id_: str, day: date) -> None:
        """Note that a letter was sent."""
        self._change(id_, reminded_on=day)

    def send_no_more(self, id_: str) -> None:
        """Note that the invited person wants no reminders."""
        self._change(id_, no_reminders=True)

    def _change(self, id_: str, **values: object) -> None:
        self._connection.execute(update(INVITATIONS).where(_OF.id == id_).values(values))


def _written(attributes: Mapping[str, str]) -> str:
    return json.dumps(dict(attributes), sort_keys=True, ensure_ascii=False)


def _row(invitation: Invitation) -> dict[str, Any]:
    return {
        "id": invitation.id,
        "team_id": invitation.team_id,
        "survey": invitation.survey,
        "reference": invitation.reference,
        "attributes": _written(invitation.attributes),
        "digest": invitation.digest,
        "used_on": invitation.used_on,
        "reminded_on": invitation.reminded_on,
        "no_reminders": invitation.no_reminders,
    }


def _invitation(row: Any) -> Invitation:
    return Invitation(**{**row._mapping, "attributes": json.loads(row.attributes)})
