"""A team says whom to tell: endpoints with their secrets, a trial, and what was sent once more."""

import uuid
from collections.abc import Collection
from dataclasses import replace

from services.reports.application.outgoing_ports import TellingDesk, TellingUnit
from services.reports.domain.outgoing import Endpoint, News, NewsKind, Secret, Sending, secret_of, usable_url
from services.reports.domain.outgoing_errors import EndpointNotFound

_SECRET_BYTES = 24
PAGE_OF_SENDINGS = 20


def add_endpoint(team_id: str, url: str, kinds: Collection[NewsKind], *, desk: TellingDesk) -> tuple[Endpoint, str]:
    """Keep a new endpoint; with it its secret, to be shown now and never again. Raises AddressNotUsable."""
    secret = _new_secret(desk)
    endpoint = Endpoint(
        team_id=team_id,
        id=str(uuid.uuid4()),
        url=usable_url(url),
        kinds=frozenset(kinds),
        secrets=(Secret(desk.seal(secret)),),
        paused=False,
        made_at=desk.clock.now(),
    )
    with desk.open_unit() as unit:
        unit.outgoing.put_endpoint(endpoint)
        unit.commit()
    return endpoint, secret


def rotate_secret(team_id: str, id_: str, *, desk: TellingDesk) -> tuple[Endpoint, str]:
    """Give an endpoint a new secret; the old one signs for another day. Raises EndpointNotFound."""
    secret = _new_secret(desk)
    with desk.open_unit() as unit:
        endpoint = the_endpoint(team_id, id_, unit).rotated(desk.seal(secret), desk.clock.now())
        unit.outgoing.put_endpoint(endpoint)
        unit.commit()
    return endpoint, secret


def pause_endpoint(team_id: str, id_: str, *, paused: bool, desk: TellingDesk) -> None:
    """Hold news back, or let them go on; what was held back is sent then. Raises EndpointNotFound."""
    with desk.open_unit() as unit:
        unit.outgoing.put_endpoint(replace(the_endpoint(team_id, id_, unit), paused=paused))
        unit.commit()


def remove_endpoint(team_id: str, id_: str, *, desk: TellingDesk) -> None:
    """Forget an endpoint and what it was sent. Raises EndpointNotFound."""
    with desk.open_unit() as unit:
        unit.outgoing.remove_endpoint(the_endpoint(team_id, id_, unit))
        unit.commit()


def try_endpoint(team_id: str, id_: str, *, desk: TellingDesk) -> None:
    """Send something harmless, to see whether it arrives. Raises EndpointNotFound."""
    now = desk.clock.now()
    with desk.open_unit() as unit:
        endpoint = the_endpoint(team_id, id_, unit)
        news = News(team_id=team_id, id=f"msg_{uuid.uuid4().hex}", kind=NewsKind.TEST, at=now, data={})
        unit.outgoing.tell(news, [endpoint])
        unit.commit()


def send_again(team_id: str, id_: str, sending: int, *, desk: TellingDesk) -> None:
    """Let something be sent once more, under the id it had. Raises EndpointNotFound."""
    with desk.open_unit() as unit:
        found = unit.outgoing.sending(the_endpoint(team_id, id_, unit), sending)
        if found is None:
            raise EndpointNotFound
        unit.outgoing.settle(found.again(desk.clock.now()))
        unit.commit()


def list_endpoints(team_id: str, *, desk: TellingDesk) -> list[Endpoint]:
    """The team's endpoints, oldest first."""
    with desk.open_unit() as unit:
        return unit.outgoing.endpoints(team_id)


def read_log(
    team_id: str, id_: str, before: int | None, *, desk: TellingDesk
) -> tuple[Endpoint, list[Sending], int | None]:
    """What an endpoint was sent, newest first, with the number that the next page is `before`.

    Raises EndpointNotFound.
    """
    with desk.open_unit() as unit:
        endpoint = the_endpoint(team_id, id_, unit)
        found = unit.outgoing.sendings(endpoint, before, PAGE_OF_SENDINGS + 1)
    page = found[:PAGE_OF_SENDINGS]
    return endpoint, page, page[-1].id if len(found) > PAGE_OF_SENDINGS else None


def the_endpoint(team_id: str, id_: str, unit: TellingUnit) -> Endpoint:
    """The team's endpoint of this id. Raises EndpointNotFound."""
    found = unit.outgoing.endpoint(team_id, id_)
    if found is None:
        raise EndpointNotFound
    return found


def _new_secret(desk: TellingDesk) -> str:
    return secret_of(desk.random_bytes(_SECRET_BYTES))
