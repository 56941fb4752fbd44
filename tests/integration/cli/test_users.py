"""`adborth users`: people and tokens from the command line, on a database of its own."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from services.cli.users import users
from shared.identity.application.identify import caller_of_token
from shared.identity.application.set_up import accept_link, open_link
from shared.identity.config import read_settings
from shared.identity.domain.people import Details
from shared.identity.domain.roles import Role
from shared.identity.main import build_identity
from tests.support.identity.stage import OWNER, PASSWORD, PlainHasher


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ADBORTH_IDENTITY_DATABASE_URL", "ADBORTH_SECRET_KEY", "ADBORTH_ADDRESS", "ADBORTH_DATA"):
        monkeypatch.delenv(name, raising=False)


def run(data: Path, *words: str) -> Result:
    return CliRunner().invoke(users, [*words, "--data", str(data)])


def test_the_first_owner_then_others_then_a_token(tmp_path: Path) -> None:
    link = run(tmp_path, "setup-link", "--address", "http://localhost:8000/").stdout.strip()
    assert link.startswith("http://localhost:8000/set-up/")
    identity = build_identity(read_settings(tmp_path), hasher=PlainHasher())
    accept_link(link.rpartition("/")[2], Details("Olwen", OWNER, PASSWORD, PASSWORD), identity.desk)
    again = run(tmp_path, "setup-link")
    assert again.exit_code == 1
    assert "has an owner" in again.output

    invitation = run(tmp_path, "add", "ann@example.org", "--role", "editor").stdout.strip()
    assert open_link(invitation.removeprefix("/set-up/"), identity.desk).role is Role.EDITOR
    listed = run(tmp_path, "list").stdout
    assert "owner     olwen@example.org  Olwen" in listed
    assert "editor    ann@example.org  invited until" in listed

    secret = run(tmp_path, "token", "dashboard", "--role", "reviewer", "--days", "30").stdout.strip()
    found = caller_of_token(secret, identity.desk)
    assert found is not None
    assert (found.role, found.name) == (Role.REVIEWER, "dashboard")
    assert identity.setup_link() is None
    identity.close()


def test_mistakes_are_told_without_a_traceback(tmp_path: Path) -> None:
    answer = run(tmp_path, "add", "nonsense")
    assert answer.exit_code == 1
    assert "not-an-address" in answer.stderr
    assert run(tmp_path, "add", "ann@example.org", "--role", "king").exit_code == 2


def test_the_secret_of_the_installation_is_kept(tmp_path: Path) -> None:
    first, second = read_settings(tmp_path), read_settings(tmp_path)
    assert first == second
    assert first.secret_key not in repr(first)
