"""What must hold when several processes do it at once, on the databases that they share."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from shared.contracts.errors import CodedError
from shared.identity.application.set_up import accept_link
from shared.identity.application.sign_in import MOST_ATTEMPTS, Credentials, sign_in
from shared.identity.config import Settings
from shared.identity.domain.people import Details
from shared.identity.main import Identity, build_identity
from tests.support.identity.stage import OWNER, PASSWORD, PlainHasher

AT_ONCE = 8


@pytest.fixture
def processes(database_url: str) -> Iterator[list[Identity]]:
    """Each has connections of its own, as processes have."""
    settings = Settings(database_url, "identity", "key")
    made = [build_identity(settings, hasher=PlainHasher()) for _ in range(AT_ONCE)]
    made[0].migrate()
    yield made
    for identity in made:
        identity.close()


def enter(identity: Identity, secret: str, name: str) -> bool:
    details = Details(name, f"{name}@example.org", PASSWORD, PASSWORD)
    try:
        return bool(accept_link(secret, details, identity.desk).value)
    except CodedError:
        return False


def guess(identity: Identity) -> str:
    outcomes = []
    for _ in range(5):
        try:
            sign_in(Credentials(OWNER, "a wrong guess", "10.0.0.1"), identity.desk)
        except CodedError as error:
            outcomes.append(error.code)
    return " ".join(outcomes)


def test_of_many_who_use_one_link_one_enters(processes: list[Identity]) -> None:
    path = processes[0].setup_link()
    assert path is not None
    secret = path.rpartition("/")[2]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        entered = list(pool.map(lambda number: enter(processes[number], secret, f"p{number}"), range(AT_ONCE)))
    assert sum(entered) == 1


def test_parallel_guesses_do_not_slip_through(processes: list[Identity]) -> None:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        told = " ".join(pool.map(guess, processes)).split()
    looked_at = told.count("wrong-credentials")
    print(f"{len(told)} guesses by {AT_ONCE} processes at once: {looked_at} looked at, the limit is {MOST_ATTEMPTS}")
    assert 0 < looked_at <= MOST_ATTEMPTS
    assert told.count("too-many-attempts") == len(told) - looked_at
