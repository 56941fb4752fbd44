"""What the entrypoints need to call the use cases of connections and deliveries, wired once by main."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.intake.application.connection_ports import ConnectionReading, ConnectionUnit, DeliveryBox, Documents
from services.intake.domain.connections import Connection, ConnectionNotFound, ProviderUnknown
from services.intake.domain.errors import SurveyNotFound
from services.intake.domain.receipts import Receipts
from services.intake.domain.surveys import Survey
from services.intake.providers.provider import Provider
from shared.contracts.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionDesk:
    """`open_unit` begins a transaction, `open_reading` a look that changes nothing; the `box` takes calls.

    `new_secret(signs)` is a secret that nobody can guess, in the form that signatures want or fit for an address;
    `new_id` a part of an address that nobody can guess.
    """

    open_unit: Callable[[], ConnectionUnit]
    open_reading: Callable[[], ConnectionReading]
    box: DeliveryBox
    documents: Documents
    clock: Clock
    receipts: Receipts
    providers: Mapping[str, Provider]
    new_secret: Callable[[bool], str]
    new_id: Callable[[], str]

    def provider(self, name: str) -> Provider:
        """The tool of this name. Raises ProviderUnknown."""
        if (found := self.providers.get(name)) is None:
            raise ProviderUnknown(provider=name)
        return found


def own_survey(slug: str, team_id: str, reading: ConnectionReading) -> Survey:
    """The team's published survey. Raises SurveyNotFound, for others' and deleted ones too."""
    survey = reading.surveys.find(slug)
    if survey is None or survey.team_id != team_id or reading.surveys.is_deleted(slug):
        raise SurveyNotFound(survey=slug)
    return survey


def own_connection(id_: str, slug: str, team_id: str, reading: ConnectionReading) -> Connection:
    """The team's connection of this survey, if it was not deleted. Raises ConnectionNotFound."""
    return _own(reading.connections.find(id_), id_, slug, team_id)


def taken_connection(id_: str, slug: str, team_id: str, unit: ConnectionUnit) -> Connection:
    """The same for changing. Raises ConnectionNotFound."""
    return _own(unit.connections.take(id_), id_, slug, team_id)


def _own(found: Connection | None, id_: str, slug: str, team_id: str) -> Connection:
    if found is None or found.deleted_at or (found.team_id, found.survey) != (team_id, slug):
        raise ConnectionNotFound(connection=id_)
    return found
