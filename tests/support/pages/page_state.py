"""One page in one state: a line of the registry."""

from dataclasses import dataclass

from shared.identity.access import Role
from tests.support.pages.steps import Step


@dataclass(frozen=True)
class PageState:
    """One page in one state, and the way to it."""

    name: str
    route: str
    path: str
    steps: tuple[Step, ...] = ()
    who: Role | None = None
    status: int = 200
    turned: bool = False
    picture: str = ""
