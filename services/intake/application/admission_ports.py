"""What invitations and quotas need from the outside, as protocols."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from services.intake.application.ports import Reading
from services.intake.application.unfinished_ports import ApartUnit
from services.intake.domain.invitations import Invitation


class Invitations(Protocol):
    """Who was invited to which survey."""

    def add(self, invitations: Sequence[Invitation]) -> int:
        """Keep those whose survey and reference are not there yet; how many that were."""
        ...

    def of_survey(self, slug: str) -> list[Invitation]:
        """A survey's invitations, by reference."""
        ...

    def find(self, slug: str, digest: str) -> Invitation | None:
        """A survey's invitation by its token's digest, None when there is none."""
        ...

    def alike(self, slug: str, attributes: Mapping[str, str]) -> int:
        """How many invitations of a survey have exactly these attributes."""
        ...

    def use(self, invitation: Invitation, day: date) -> bool:
        """Note that a card came by it; False, and nothing, when one had come before.

        Which card of that day it was can't be read from what is kept: see docs/invitations.md.
        """
        ...

    def note_reminder(self, id_: str, day: date) -> None:
        """Note that a letter was sent."""
        ...

    def send_no_more(self, id_: str) -> None:
        """Note that the invited person wants no reminders."""
        ...


class Places(Protocol):
    """How many responses a survey has, to count them before one more is taken."""

    def hold(self, slug: str) -> None:
        """Let nobody else count or take a place of this survey until the transaction ends."""
        ...

    def taken(self, slug: str) -> int:
        """The responses that count: neither withdrawn nor put aside."""
        ...

    def taken_by(self, slug: str, attribute: str, value: str) -> int:
        """Those of them whose attribute has this value."""
        ...


class AdmissionReading(Reading, Protocol):
    """A look that shows invitations and places too."""

    @property
    def invitations(self) -> Invitations:
        """Who was invited."""
        ...

    @property
    def places(self) -> Places:
        """How much room there is."""
        ...


class AdmissionUnit(ApartUnit, AdmissionReading, Protocol):
    """A transaction in which a card is let in and stored."""
