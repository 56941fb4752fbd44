"""docker-compose.yml and the Dockerfile as the tests read them: what would be started, as commands and environments."""

import functools
import json
import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from tests.support.sources import ROOT

COMPOSE_FILE = ROOT / "docker-compose.yml"
DOCKERFILE = ROOT / "deploy" / "Dockerfile"
IMAGE = "adborth:local"
_VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?:(?P<rule>:[-?])(?P<word>[^}]*))?\}")


class NotSet(LookupError):
    """A variable that must be set is not; the message is what the compose file says about it."""


@dataclass(frozen=True)
class Container:
    """One service of the compose file, with its variables filled in."""

    name: str
    image: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    healthcheck: tuple[str, ...]
    depends_on: Mapping[str, str]
    raw: Mapping[str, Any]

    @property
    def is_ours(self) -> bool:
        """Whether it runs adborth itself."""
        return self.image == IMAGE


def containers(variables: Mapping[str, str]) -> dict[str, Container]:
    """Every service by its name. Raises NotSet as `docker compose` would."""
    services = _filled(_parsed()["services"], variables)
    return {name: _container(name, raw) for name, raw in services.items()}


def required_variables() -> set[str]:
    """The names of all variables without which `docker compose` refuses to start."""
    found = _VARIABLE.finditer(COMPOSE_FILE.read_text())
    return {variable["name"] for variable in found if variable["rule"] == ":?"}


@functools.cache
def image_entrypoint() -> tuple[str, ...]:
    """What the image starts, before a container's command."""
    return tuple(json.loads(_last_instruction("ENTRYPOINT")))


@functools.cache
def image_environment() -> Mapping[str, str]:
    """The image's own environment, as the Dockerfile writes it."""
    pairs = (pair.split("=", 1) for pair in shlex.split(_last_instruction("ENV")))
    return {name: value for name, value in pairs if name != "PATH"}


def _last_instruction(name: str) -> str:
    joined = DOCKERFILE.read_text().replace("\\\n", " ")
    return [line.split(None, 1)[1] for line in joined.splitlines() if line.startswith(f"{name} ")][-1]


@functools.cache
def _parsed() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load(COMPOSE_FILE.read_text())
    return document


def _container(name: str, raw: Mapping[str, Any]) -> Container:
    test = raw.get("healthcheck", {}).get("test", ["CMD"])
    assert test[0] == "CMD", f"{name}: a health check without a shell needs no quoting"
    return Container(
        name=name,
        image=raw["image"],
        command=tuple(raw.get("command", ())),
        environment={key: str(value) for key, value in raw.get("environment", {}).items()},
        healthcheck=tuple(test[1:]),
        depends_on={other: how["condition"] for other, how in raw.get("depends_on", {}).items()},
        raw=raw,
    )


def _filled(part: Any, variables: Mapping[str, str]) -> Any:
    if isinstance(part, dict):
        return {key: _filled(value, variables) for key, value in part.items()}
    if isinstance(part, list):
        return [_filled(value, variables) for value in part]
    return _VARIABLE.sub(lambda found: _value(found, variables), part) if isinstance(part, str) else part


def _value(found: re.Match[str], variables: Mapping[str, str]) -> str:
    if value := variables.get(found["name"]):
        return value
    if found["rule"] == ":?":
        raise NotSet(f"{found['name']} {found['word']}")
    return found["word"] or ""


def in_order_of_dependence(all_containers: Mapping[str, Container]) -> Iterator[Container]:
    """Those of adborth that run by themselves, each after the ones of adborth that it depends on."""
    wanted = {name: one for name, one in all_containers.items() if one.is_ours and "profiles" not in one.raw}
    done: set[str] = set()
    while len(done) < len(wanted):
        missing = wanted.keys() - done
        ready = [wanted[name] for name in sorted(missing) if not wanted[name].depends_on.keys() & missing]
        assert ready, "a circle of dependences"
        yield from ready
        done |= {one.name for one in ready}
