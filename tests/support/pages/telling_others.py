"""The pages by which a team tells others, in their states."""

from collections.abc import Callable, Mapping
from typing import Final

from services.embedded import House
from services.reports.application.keep_endpoints import add_endpoint, try_endpoint
from services.reports.domain.digests import Digest, Rhythm
from services.reports.domain.outgoing import Attempt, NewsKind
from shared.contracts.teams import DEFAULT_TEAM
from shared.identity.access import Role
from tests.support.pages.page_state import PageState
from tests.support.pages.steps import check, fill, send

_EDITOR: Final = Role.EDITOR
_HOME: Final = "/team/outgoing"
_LETTERS: Final = "/team/outgoing/letters"
_LINK: Final = "/p/-/letters/<key>"
_ADD: Final = "main form[method=post]"

TELLING_PAGES: Final = (
    PageState("tell other programs", f"GET {_HOME}", _HOME, who=_EDITOR),
    PageState(
        "secret of an endpoint",
        f"POST {_HOME}",
        _HOME,
        (fill("#url", "https://hooks.example.org/adborth"), send(_ADD)),
        who=_EDITOR,
    ),
    PageState(
        "endpoint refused",
        f"POST {_HOME}",
        _HOME,
        (fill("#url", "http://10.0.0.1/"), send(_ADD)),
        who=_EDITOR,
        status=400,
    ),
    PageState("what was sent", f"GET {_HOME}/<endpoint_id>", f"{_HOME}/{{endpoint}}", who=_EDITOR),
    PageState("what was sent to nobody", f"GET {_HOME}/<endpoint_id>", f"{_HOME}/none", who=_EDITOR, status=404),
    PageState(
        "new secret of an endpoint",
        f"POST {_HOME}/<endpoint_id>/secret",
        f"{_HOME}/{{endpoint}}",
        (send("form[action*='/secret']"),),
        who=_EDITOR,
    ),
    PageState("thresholds", f"GET {_HOME}/thresholds", f"{_HOME}/thresholds", who=_EDITOR),
    PageState("threshold of a survey", f"GET {_HOME}/thresholds", f"{_HOME}/thresholds?survey=crowd", who=_EDITOR),
    PageState(
        "threshold refused",
        f"POST {_HOME}/thresholds",
        f"{_HOME}/thresholds?survey=crowd",
        (check("#measure-2"), fill("#level", "101"), send("main form:has(#level)")),
        who=_EDITOR,
        status=400,
    ),
    PageState("letters", f"GET {_LETTERS}", _LETTERS, who=_EDITOR),
    PageState("letters wanted", f"GET {_LINK}", "/p/-/letters/{letters}"),
    PageState("letters begun", f"POST {_LINK}", "/p/-/letters/{letters}", (send(_ADD),)),
    PageState("letters unwanted", f"GET {_LINK}", "/p/-/letters/{letters}?end=yes"),
    PageState("letters ended", f"POST {_LINK}", "/p/-/letters/none?end=yes", (send(_ADD),)),
    PageState("letters of nobody", f"POST {_LINK}", "/p/-/letters/none", (send(_ADD),), status=404),
)
NO_TELLING_PAGE: Final = {
    f"POST {_HOME}/<endpoint_id>/{act}": "leads back to what was sent" for act in ("pause", "try", "again")
} | {
    f"POST {_HOME}/<endpoint_id>/remove": "leads back to the list",
    f"POST {_HOME}/thresholds/<threshold_id>/remove": "leads back to the list",
    f"POST {_LETTERS}": "needs a mail server: see the integration tests",
    f"POST {_LETTERS}/<digest_id>/remove": "leads back to the list",
}


def _endpoint(house: House) -> str:
    """An endpoint with something sent, something given up and something that waits."""
    desk = house.reports.telling
    endpoint, _ = add_endpoint(DEFAULT_TEAM, "https://hooks.example.org/adborth", list(NewsKind), desk=desk)
    for _ in range(3):
        try_endpoint(DEFAULT_TEAM, endpoint.id, desk=desk)
    with desk.open_unit() as unit:
        sent, given_up, waiting = unit.outgoing.sendings(endpoint, None, 3)
        now = desk.clock.now()
        unit.outgoing.settle(sent.after(Attempt(200), now, 0))
        unit.outgoing.settle(given_up.after(Attempt(None, "address-not-public", final=True), now, 0))
        unit.outgoing.settle(waiting.after(Attempt(503), now, 0))
        unit.commit()
    return endpoint.id


def _letters(house: House) -> str:
    desk = house.reports.telling
    digest = Digest(
        team_id=DEFAULT_TEAM,
        id="digest",
        email="olwen@example.org",
        language="en",
        rhythm=Rhythm.WEEKLY,
        key="wanted",
        confirmed=False,
        next_at=desk.clock.now(),
        seen={},
    )
    with desk.open_unit() as unit:
        unit.watch.put_digest(digest)
        unit.commit()
    return digest.key


TELLING_NAMES: Final[Mapping[str, Callable[[House], str]]] = {"endpoint": _endpoint, "letters": _letters}
