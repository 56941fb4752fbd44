"""The brake on guessing passwords, without a browser."""

import time

import pytest
from argon2 import PasswordHasher

from shared.identity.adapters.passwords import Argon2Hasher
from shared.identity.application.sign_in import MOST_ATTEMPTS, Credentials, sign_in
from shared.identity.domain.errors import TooManyAttempts, WrongCredentials
from tests.support.identity.stage import OWNER, PASSWORD, Stage

QUICK = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}


def fail(stage: Stage, times: int, email: str = OWNER, client: str = "10.0.0.1") -> None:
    for _ in range(times):
        with pytest.raises(WrongCredentials):
            sign_in(Credentials(email, "a wrong password", client), stage.desk)


def test_after_ten_failures_even_the_right_password_waits(stage: Stage) -> None:
    stage.owner()
    fail(stage, MOST_ATTEMPTS)
    looks = stage.hasher.looks
    with pytest.raises(TooManyAttempts):
        sign_in(Credentials(OWNER, PASSWORD, "10.0.0.2"), stage.desk)
    assert stage.hasher.looks == looks, "the password must not be looked at any more"
    stage.clock.move(minutes=15)
    assert sign_in(Credentials(OWNER, PASSWORD, "10.0.0.2"), stage.desk).value


def test_one_client_cannot_try_many_addresses(stage: Stage) -> None:
    stage.owner()
    for number in range(MOST_ATTEMPTS):
        fail(stage, 1, email=f"nobody-{number}@example.org")
    with pytest.raises(TooManyAttempts):
        sign_in(Credentials(OWNER, PASSWORD, "10.0.0.1"), stage.desk)
    assert sign_in(Credentials(OWNER, PASSWORD, "10.0.0.9"), stage.desk).value


def test_signing_in_forgets_the_failures_of_the_address_but_not_of_the_client(stage: Stage) -> None:
    stage.owner()
    fail(stage, MOST_ATTEMPTS - 1)
    sign_in(Credentials(OWNER, PASSWORD, "10.0.0.1"), stage.desk)
    fail(stage, 1)
    with pytest.raises(TooManyAttempts):
        sign_in(Credentials(OWNER, PASSWORD, "10.0.0.1"), stage.desk)
    assert sign_in(Credentials(OWNER, PASSWORD, "10.0.0.2"), stage.desk).value


def test_being_refused_does_not_make_the_wait_longer(stage: Stage) -> None:
    stage.owner()
    fail(stage, MOST_ATTEMPTS)
    for _ in range(5):
        stage.clock.move(minutes=2)
        with pytest.raises(TooManyAttempts):
            sign_in(Credentials(OWNER, PASSWORD, "10.0.0.1"), stage.desk)
    stage.clock.move(minutes=5)
    assert sign_in(Credentials(OWNER, PASSWORD, "10.0.0.1"), stage.desk).value


def test_neither_addresses_nor_passwords_are_stored_with_attempts(stage: Stage) -> None:
    fail(stage, 1)
    kept = repr(stage.store.rows.attempts)
    assert OWNER not in kept
    assert "10.0.0.1" not in kept
    assert "a wrong password" not in repr(Credentials(OWNER, "a wrong password", "10.0.0.1"))


@pytest.mark.parametrize("email", ["nobody@example.org", "", "no\x00body@example.org", "x" * 5000])
def test_an_unknown_address_costs_the_same_look(stage: Stage, email: str) -> None:
    stage.owner()
    fail(stage, 1, email=email)
    assert stage.hasher.looks == 1


def test_an_endless_password_is_cut_before_it_is_hashed(stage: Stage) -> None:
    stage.owner()
    with pytest.raises(WrongCredentials):
        sign_in(Credentials(OWNER, PASSWORD + "x" * 1_000_000, "10.0.0.1"), stage.desk)


def test_a_dated_hash_is_made_again_at_sign_in(stage: Stage) -> None:
    stage.owner()
    stage.hasher.figures = "v2"
    sign_in(Credentials(OWNER, PASSWORD, "10.0.0.1"), stage.desk)
    [member] = stage.store.rows.members.values()
    assert member.person.password_hash == f"v2:{PASSWORD}"


def test_argon2id_hashes_match_and_age() -> None:
    hasher = Argon2Hasher(PasswordHasher(**QUICK))
    stored = hasher.hash(PASSWORD)
    assert stored.startswith("$argon2id$")
    assert hasher.matches(PASSWORD, stored)
    assert not hasher.matches("another", stored)
    assert not hasher.matches(PASSWORD, "no hash at all")
    assert not hasher.is_dated(stored)
    assert Argon2Hasher(PasswordHasher(**{**QUICK, "time_cost": 2})).is_dated(stored)


def test_argon2id_takes_as_long_for_nobody() -> None:
    hasher = Argon2Hasher(PasswordHasher(time_cost=2, memory_cost=8192, parallelism=1))
    stored = hasher.hash(PASSWORD)

    def least_seconds(known: str | None) -> float:
        def once() -> float:
            began = time.perf_counter()
            hasher.matches("another", known)
            return time.perf_counter() - began

        return min(once() for _ in range(5))

    somebody, nobody = least_seconds(stored), least_seconds(None)
    print(f"a look at a password: {somebody * 1000:.1f} ms for somebody, {nobody * 1000:.1f} ms for nobody")
    assert not hasher.matches(PASSWORD, None)
    assert nobody > 0.3 * somebody
