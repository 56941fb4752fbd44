"""One suite for the store of identity: on dictionaries, on SQLite, on PostgreSQL."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shared.database.engine import Database
from shared.database.migrate import Migrations
from shared.identity.adapters.store import SqlStore
from shared.identity.adapters.tables import metadata
from shared.identity.application.ports import Store, Work
from shared.identity.domain.links import LINK_LIFE, SetupLink
from shared.identity.domain.people import Member, Person
from shared.identity.domain.roles import Role
from shared.identity.domain.scopes import Scope
from shared.identity.domain.sessions import IDLE, LONGEST, Session
from shared.identity.domain.tokens import ApiToken
from shared.identity.main import MIGRATIONS
from tests.support.identity.memory_store import MemoryStore

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
ANN = Member(Person("p-1", "ann@example.org", "Ann", "hash"), "default", Role.OWNER, NOW)
BEN = Member(Person("p-2", "ben@example.org", "Ben", "hash"), "default", Role.VIEWER, NOW)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
        return
    url = f"sqlite:///{tmp_path}/identity.db" if request.param == "sqlite" else request.getfixturevalue("postgres")
    database = Database(url, schema="identity")
    Migrations(database, MIGRATIONS).upgrade()
    yield SqlStore(database)
    database.close()


def write(store: Store, *steps: Callable[[Work], object]) -> None:
    with store.writing() as work:
        for step in steps:
            step(work)
        work.commit()


def join(*members: Member) -> Callable[[Work], None]:
    def step(work: Work) -> None:
        work.people.make_team("default", NOW)
        for member in members:
            work.people.add(member)

    return step


def token(token_id: str, made_by: str = "p-1", at: datetime = NOW) -> ApiToken:
    return ApiToken(token_id, f"d-{token_id}", "default", "reader", Role.VIEWER, made_by, at, at + timedelta(days=30))


def link(digest: str, email: str | None, at: datetime = NOW) -> SetupLink:
    return SetupLink(digest, "default", Role.EDITOR, email, "system", at, at + LINK_LIFE)


def test_migrations_go_up_down_and_up_to_the_same_tables(database: Database) -> None:
    migrations = Migrations(database, MIGRATIONS)
    migrations.upgrade()
    migrations.downgrade()
    migrations.upgrade()
    assert migrations.difference(metadata) == []


def test_without_commit_nothing_is_kept(store: Store) -> None:
    with store.writing() as work:
        join(ANN)(work)
    with store.reading() as kept:
        assert kept.people.by_email("ann@example.org") is None


def test_people_are_found_by_address_by_id_and_by_team(store: Store) -> None:
    write(store, join(BEN, ANN), lambda work: work.people.make_team("default", NOW))
    with store.reading() as kept:
        assert kept.people.by_email("ann@example.org") == ANN
        assert kept.people.find("p-2", "default") == BEN
        assert kept.people.find("p-2", "another") is None
        assert kept.people.of_team("default") == [ANN, BEN]


def test_a_password_is_replaced(store: Store) -> None:
    write(store, join(ANN), lambda work: work.people.set_password("p-1", "newer"))
    with store.reading() as kept:
        found = kept.people.by_email("ann@example.org")
    assert found is not None
    assert found.person.password_hash == "newer"


def test_a_removed_person_takes_sessions_and_tokens_along(store: Store) -> None:
    mine, other = Session("s-1", "p-1", "default", NOW, NOW), Session("s-2", "p-2", "default", NOW, NOW)
    write(store, join(ANN, BEN), lambda work: work.sessions.add(mine), lambda work: work.sessions.add(other))
    write(store, lambda work: work.tokens.add(token("t-1")), lambda work: work.tokens.add(token("t-2", "p-2")))
    write(store, lambda work: work.people.remove(ANN))
    with store.reading() as kept:
        assert kept.sessions.find("s-1") is None
        assert kept.sessions.find("s-2") == (other, BEN)
        assert [one.id for one in kept.tokens.of_team("default")] == ["t-2"]


def test_a_removed_person_takes_links_along(store: Store) -> None:
    made, sent, others = (
        replace(link("l-1", "x@y.org"), made_by="p-1"),
        link("l-2", "ann@example.org"),
        link("l-3", None),
    )
    write(store, join(ANN, BEN), *(lambda work, one=one: work.links.replace(one) for one in (made, sent, others)))
    write(store, lambda work: work.people.remove(ANN))
    with store.reading() as kept:
        assert kept.links.of_team("default") == [others]


def test_sessions_slide_and_end(store: Store) -> None:
    later = NOW + timedelta(hours=1)
    write(store, join(ANN), lambda work: work.sessions.add(Session("s-1", "p-1", "default", NOW, NOW)))
    write(store, lambda work: work.sessions.seen("s-1", later))
    with store.reading() as kept:
        assert kept.sessions.find("s-1") == (Session("s-1", "p-1", "default", NOW, later), ANN)
    write(store, lambda work: work.sessions.remove("s-1"), lambda work: work.sessions.remove("unknown"))
    with store.reading() as kept:
        assert kept.sessions.find("s-1") is None


def test_sessions_of_one_person_end_together(store: Store) -> None:
    for digest in ("s-1", "s-2"):
        session = Session(digest, "p-1", "default", NOW, NOW)
        write(store, *([join(ANN)] if digest == "s-1" else []), lambda work, kept=session: work.sessions.add(kept))
    write(store, lambda work: work.sessions.remove_of("p-1"))
    with store.reading() as kept:
        assert (kept.sessions.find("s-1"), kept.sessions.find("s-2")) == (None, None)


@pytest.mark.parametrize(
    "over", [Session("s", "p-1", "default", NOW - IDLE, NOW - IDLE), Session("s", "p-1", "default", NOW - LONGEST, NOW)]
)
def test_what_no_longer_holds_is_purged(store: Store, over: Session) -> None:
    assert not over.holds(NOW)
    fresh = Session("fresh", "p-1", "default", NOW, NOW)
    write(store, join(ANN), lambda work: work.sessions.add(over), lambda work: work.sessions.add(fresh))
    write(store, lambda work: work.sessions.purge(NOW))
    with store.reading() as kept:
        assert kept.sessions.find("s") is None
        assert kept.sessions.find("fresh") is not None


def test_a_link_is_taken_once(store: Store) -> None:
    write(store, lambda work: work.links.replace(link("l-1", "ann@example.org")))
    with store.reading() as kept:
        assert kept.links.find("l-1") == link("l-1", "ann@example.org")
        assert kept.links.of_team("default") == [link("l-1", "ann@example.org")]
    with store.writing() as work:
        assert work.links.take("l-1")
        assert not work.links.take("l-1")


@pytest.mark.parametrize("email", [None, "ann@example.org"])
def test_a_newer_link_replaces_the_older_one_for_the_same_address_only(store: Store, email: str | None) -> None:
    write(store, lambda work: work.links.replace(link("old", email)), lambda work: work.links.replace(link("b", "b@b")))
    write(store, lambda work: work.links.replace(link("new", email)))
    with store.reading() as kept:
        assert kept.links.find("old") is None
        assert {one.digest for one in kept.links.of_team("default")} == {"b", "new"}


def test_tokens_are_found_used_listed_and_removed(store: Store) -> None:
    older = token("t-1")
    newer = replace(token("t-2", at=NOW + timedelta(hours=1)), scopes=frozenset({Scope.FEED_READ, Scope.WORDS_READ}))
    write(store, join(ANN), lambda work: work.tokens.add(older), lambda work: work.tokens.add(newer))
    write(store, lambda work: work.tokens.used("t-1", NOW))
    with store.reading() as kept:
        assert kept.tokens.find("d-t-2") == newer
        assert kept.tokens.find("unknown") is None
        assert [(one.id, one.last_used_at) for one in kept.tokens.of_team("default")] == [("t-2", None), ("t-1", NOW)]
    write(store, lambda work: work.tokens.remove("t-2"))
    with store.reading() as kept:
        assert kept.tokens.find("d-t-2") is None


def test_attempts_are_counted_by_key_and_forgotten(store: Store) -> None:
    write(
        store,
        lambda work: work.attempts.add("a-1", ["ann", "here"], NOW),
        lambda work: work.attempts.add("a-2", ["ben", "here"], NOW + timedelta(minutes=1)),
    )
    with store.reading() as kept:
        assert kept.attempts.most(["ann", "here"], NOW - timedelta(minutes=1)) == 2
        assert kept.attempts.most(["ann", "here"], NOW) == 1
        assert kept.attempts.most(["nobody"], NOW - timedelta(minutes=1)) == 0
    write(store, lambda work: work.attempts.take_back("a-2"), lambda work: work.attempts.clear("ann"))
    with store.reading() as kept:
        assert kept.attempts.most(["ann"], NOW - timedelta(minutes=1)) == 0
        assert kept.attempts.most(["here"], NOW - timedelta(minutes=1)) == 1
    write(store, lambda work: work.attempts.purge(NOW))
    with store.reading() as kept:
        assert kept.attempts.most(["here"], NOW - timedelta(minutes=1)) == 0
