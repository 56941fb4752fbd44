"""Invitations and places without a database, held to the contract of the real ones."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from types import TracebackType
from typing import Self

from services.intake.application.gate import Gate
from services.intake.domain.invitations import Invitation, InvitationTokens
from services.intake.domain.limits import Allowance
from services.intake.domain.pace import Pace
from services.intake.domain.responses import State
from services.intake.domain.signs import Stamps
from shared.post.letters import Letter
from tests.support.fakes_intake import FakeStore, FakeUnit, Shelf

SECRET = "a secret for tests"
_COUNTING = {State.PENDING, State.CODED, State.PARKED}


class FakeInvitations:
    """The port Invitations on a dictionary by id."""

    def __init__(self, kept: dict[str, Invitation]) -> None:
        self._kept = kept

    def add(self, invitations: Sequence[Invitation]) -> int:
        there = {(each.survey, each.reference) for each in self._kept.values()}
        new = [each for each in invitations if (each.survey, each.reference) not in there]
        self._kept.update({each.id: each for each in new})
        return len(new)

    def of_survey(self, slug: str) -> list[Invitation]:
        return sorted((each for each in self._kept.values() if each.survey == slug), key=lambda each: each.reference)

    def find(self, slug: str, digest: str) -> Invitation | None:
        return next((each for each in self.of_survey(slug) if each.digest == digest), None)

    def alike(self, slug: str, attributes: Mapping[str, str]) -> int:
        return sum(each.attributes == attributes for each in self.of_survey(slug))

    def use(self, invitation: Invitation, day: date) -> bool:
        if self._kept[invitation.id].used_on is not None:
            return False
        self._change(invitation.id, used_on=day)
        return True

    def note_reminder(self, id_: str, day: date) -> None:
        self._change(id_, reminded_on=day)

    def send_no_more(self, id_: str) -> None:
        self._change(id_, no_reminders=True)

    def _change(self, id_: str, **values) -> None:
        self._kept[id_] = replace(self._kept[id_], **values)


class FakePlaces:
    """The port Places on a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def hold(self, slug: str) -> None:
        pass

    def taken(self, slug: str) -> int:
        return len(self._counting(slug))

    def taken_by(self, slug: str, attribute: str, value: str) -> int:
        return sum(each.attributes.get(attribute) == value for each in self._counting(slug))

    def _counting(self, slug: str) -> list:
        kept, states = self._shelf.responses, self._shelf.states
        return [each for id_, each in kept.items() if each.survey == slug and states[id_] in _COUNTING]


class FakeAdmissionUnit(FakeUnit):
    """The port AdmissionUnit: works on copies, which `commit` puts in place."""

    def __init__(self, store: "FakeAdmission") -> None:
        super().__init__(store)
        self._admission = store

    def __enter__(self) -> Self:
        super().__enter__()
        self._invited = dict(self._admission.invited)
        self.invitations = FakeInvitations(self._invited)
        self.places = FakePlaces(self._copy)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def commit(self) -> None:
        super().commit()
        self._admission.invited = self._invited


class FakeAdmission(FakeStore):
    """A store with invitations."""

    def __init__(self) -> None:
        super().__init__()
        self.invited: dict[str, Invitation] = {}

    def gate(self, *, at_once: int = 1_000) -> Gate:
        """A gate on this store that lets so many cards of an address pass at once."""
        pace = Pace(Allowance(at_once, timedelta(seconds=60)), chance=lambda: 0.0)
        opened = lambda: FakeAdmissionUnit(self)  # noqa: E731  because it is handed on twice
        return Gate(self.desk(), opened, opened, InvitationTokens(SECRET), Stamps(SECRET), pace)


class FakePost:
    """The port Post: keeps what was sent; `refused` are addresses that it does not take, `away` an outage to raise."""

    def __init__(self) -> None:
        self.sent: list[Letter] = []
        self.refused: dict[str, Exception] = {}

    def send(self, letter: Letter) -> None:
        if error := self.refused.get(letter.to):
            raise error
        self.sent.append(letter)
