"""The compose file and the Dockerfile are well formed, need no guessing, and start commands that exist."""

import subprocess
import sys
from pathlib import Path

import click
import pytest

from services.cli.command import adborth
from tests.support.compose import (
    COMPOSE_FILE,
    DOCKERFILE,
    Container,
    NotSet,
    containers,
    image_entrypoint,
    image_environment,
    required_variables,
)
from tests.support.sources import ROOT

_BIN = Path(sys.executable).parent
_SET = dict.fromkeys(required_variables(), "5ec2e7")


def checked(*command: str | Path) -> None:
    done = subprocess.run([*map(str, command)], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def ours() -> list[Container]:
    return [one for one in containers(_SET).values() if one.is_ours]


def test_the_compose_file_keeps_the_specification() -> None:
    checked(_BIN / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", COMPOSE_FILE)


def test_the_dockerfile_has_no_known_fault() -> None:
    checked(_BIN / "hadolint", "--failure-threshold", "info", DOCKERFILE)


def test_the_image_starts_the_command_as_an_ordinary_user() -> None:
    assert image_entrypoint() == ("adborth",)
    assert image_environment()["ADBORTH_DATA"] == "/var/lib/adborth"
    assert "\nUSER 10001:10001\n" in DOCKERFILE.read_text()


@pytest.mark.parametrize("name", sorted(required_variables()))
def test_a_missing_secret_is_refused_by_name(name: str) -> None:
    with pytest.raises(NotSet, match=f"{name} is not set, see docs/operations.md"):
        containers({key: value for key, value in _SET.items() if key != name})


def test_the_secrets_script_writes_what_is_required_fresh_each_time() -> None:
    script = ROOT / "deploy" / "setup" / "secrets.sh"
    first, second = (subprocess.run([script], capture_output=True, text=True, check=True).stdout for _ in range(2))
    written = dict(line.split("=") for line in first.splitlines())
    assert written.keys() == required_variables()
    assert all(len(value) == 64 for value in written.values())
    assert not set(first.splitlines()) & set(second.splitlines())


def test_every_command_is_one_that_adborth_understands(monkeypatch: pytest.MonkeyPatch) -> None:
    for one in ours():
        if one.command == ("--help",):
            continue
        with monkeypatch.context() as variables:
            for name, value in one.environment.items():
                variables.setenv(name, value)
            command = adborth.get_command(click.Context(adborth), one.command[0])
            assert command is not None, one.command
            command.make_context(one.command[0], list(one.command[1:]))


def test_every_variable_is_a_setting_that_the_documentation_explains() -> None:
    page = (ROOT / "docs" / "configuration.md").read_text()
    unknown = {name for one in ours() for name in one.environment if f"| `{name}` |" not in page}
    assert not unknown


def test_a_process_is_given_no_database_but_its_own() -> None:
    given = {
        one.name: {name.split("_")[1].lower() for name in one.environment if name.endswith("_DATABASE_URL")}
        for one in ours()
    }
    for service in ("intake", "analysis", "reports"):
        assert given[f"{service}-web"] == {service, "identity"}
        assert given[f"{service}-worker"] == {service}


def test_each_service_has_a_web_and_a_worker_and_all_that_stays_is_watched() -> None:
    every = containers(_SET)
    staying = {one.name for one in every.values() if one.raw["restart"] == "unless-stopped"}
    services = {f"{service}-{kind}" for service in ("intake", "analysis", "reports") for kind in ("web", "worker")}
    assert staying == services | {"nginx", "postgres", "rabbitmq"}
    assert not [name for name in staying if not every[name].healthcheck]
    assert not [one.name for one in every.values() if one.raw["logging"]["options"]["max-size"] != "10m"]


def test_only_nginx_can_be_reached_from_outside() -> None:
    open_to_others = {one.name: one.raw["ports"] for one in containers(_SET).values() if "ports" in one.raw}
    assert open_to_others == {"nginx": ["127.0.0.1:8080:8080"]}


def test_servers_of_others_have_a_version() -> None:
    images = {one.name: one.image for one in containers(_SET).values() if not one.is_ours}
    assert images.keys() == {"nginx", "postgres", "rabbitmq"}
    assert all(":" in image and not image.endswith(":latest") for image in images.values())
