"""A survey connected to tools, what they delivered, and the pages about it."""

from collections.abc import Callable, Mapping
from typing import Final

from playwright.sync_api import Page

from services.embedded import House
from services.intake.application.connect_survey import connect_survey, rotate_secret
from services.intake.application.connection_ports import DeliveryQuery
from services.intake.application.publish_survey import publish_survey
from services.intake.application.receive_delivery import receive_delivery
from services.intake.application.see_deliveries import list_deliveries
from services.intake.domain.deliveries import DeliveryState
from services.intake.domain.survey_changes import Author
from services.intake.domain.wording import Wording
from services.intake.entrypoints.delivery_chores import handle_all
from shared.identity.access import Role
from tests.support.pages.page_state import PageState
from tests.support.pages.steps import Step, fill, send
from tests.support.surveys import a_survey
from tests.support.tool_calls import TYPEFORM_SECRET, typeform_body, typeform_call

_OLWEN: Final = Author(id="p1", name="Olwen Rees", team_id="default")
_ROUTE: Final = "/team/surveys/<slug>/connections"
_AT: Final = "/team/surveys/connected/connections"
_HAT: Final = [
    {"type": "text", "text": "Coch, <b>fel arfer</b>", "field": {"id": "a2", "ref": "hat"}},
    {"type": "text", "text": "Mwy o amser i ddysgu gyda'n gilydd", "field": {"id": "a1", "ref": "next"}},
]


def choose(selector: str, value: str) -> Step:
    """Choose from a list."""

    def step(page: Page) -> None:
        page.select_option(selector, value)

    return step


def furnish_connections(house: House) -> None:
    """Publish a survey, connect it to three tools, and deliver."""
    intake = house.intake
    title = Wording({"en": "A card from elsewhere", "cy": "Cerdyn o rywle arall"})
    publish_survey(a_survey("connected", title=title), uow=intake.desk.open_unit(), clock=intake.clock)
    desk = intake.connecting
    for tool in ("tally", "qualtrics"):
        connect_survey("connected", tool, "", author=_OLWEN, desk=desk)
    typeform = connect_survey("connected", "typeform", TYPEFORM_SECRET, author=_OLWEN, desk=desk).connection
    rotate_secret(typeform.id, "connected", TYPEFORM_SECRET, author=_OLWEN, desk=desk)
    bodies = [typeform_body(f"tok-{number}") for number in range(3)]
    bodies += [bodies[0], b"{", typeform_body("tok-9", answers=_HAT[:1]), typeform_body("tok-4", answers=_HAT)]
    for body in bodies:
        receive_delivery("typeform", typeform.id, typeform_call(body), desk=desk)
        handle_all(desk)


def _connection(house: House, provider: str) -> str:
    with house.intake.connecting.open_reading() as reading:
        found = reading.connections.of_survey("connected")
    return next(each.id for each in found if each.provider == provider)


def _delivery(house: House, state: DeliveryState) -> str:
    query = DeliveryQuery(team_id="default", survey="connected", state=state)
    return list_deliveries(query, desk=house.intake.connecting)[0].id


CONNECTION_NAMES: Final[Mapping[str, Callable[[House], str]]] = {
    "typeform": lambda house: _connection(house, "typeform"),
    "tally": lambda house: _connection(house, "tally"),
    "qualtrics": lambda house: _connection(house, "qualtrics"),
    "delivered": lambda house: _delivery(house, DeliveryState.STORED),
    "delivered_aside": lambda house: _delivery(house, DeliveryState.PUT_ASIDE),
}

CONNECTION_PAGES: Final = (
    PageState("connections", f"GET {_ROUTE}", _AT, who=Role.EDITOR, picture="connections"),
    PageState("no connections", f"GET {_ROUTE}", "/team/surveys/card/connections", who=Role.REVIEWER),
    PageState("connect a tool", f"GET {_ROUTE}/new", f"{_AT}/new", who=Role.EDITOR),
    PageState("connect nothing", f"POST {_ROUTE}/new", f"{_AT}/new", (send("#connect"),), who=Role.EDITOR, status=400),
    PageState(
        "connected",
        f"POST {_ROUTE}/new",
        "/team/surveys/card/connections/new",
        (choose("#provider", "microsoft-forms"), send("#connect")),
        who=Role.EDITOR,
        status=201,
        picture="connected",
    ),
    PageState("connection", f"GET {_ROUTE}/<id_>", f"{_AT}/{{typeform}}", who=Role.EDITOR, picture="connection"),
    PageState("connection with a token", f"GET {_ROUTE}/<id_>", f"{_AT}/{{qualtrics}}", who=Role.EDITOR),
    PageState("connection seen", f"GET {_ROUTE}/<id_>", f"{_AT}/{{typeform}}", who=Role.REVIEWER),
    PageState(
        "connection with a wrong host",
        f"POST {_ROUTE}/<id_>/settings",
        f"{_AT}/{{qualtrics}}",
        (fill("#host", "example.org"), send("#settings")),
        who=Role.EDITOR,
        status=400,
    ),
    PageState(
        "secret wrongly",
        f"POST {_ROUTE}/<id_>/secret",
        f"{_AT}/{{tally}}",
        (fill("#secret", "short"), send("#rotate")),
        who=Role.EDITOR,
        status=400,
    ),
    PageState(
        "secret changed",
        f"POST {_ROUTE}/<id_>/secret",
        f"{_AT}/{{tally}}",
        (send("#rotate"),),
        who=Role.EDITOR,
        status=201,
    ),
    PageState("delete a connection", f"GET {_ROUTE}/<id_>/delete", f"{_AT}/{{tally}}/delete", who=Role.EDITOR),
    PageState(
        "mapping", f"GET {_ROUTE}/<id_>/mapping", f"{_AT}/{{typeform}}/mapping", who=Role.EDITOR, picture="mapping"
    ),
    PageState("mapping seen", f"GET {_ROUTE}/<id_>/mapping", f"{_AT}/{{typeform}}/mapping", who=Role.REVIEWER),
    PageState("no mapping yet", f"GET {_ROUTE}/<id_>/mapping", f"{_AT}/{{tally}}/mapping", who=Role.EDITOR),
    PageState("deliveries", f"GET {_ROUTE}/deliveries", f"{_AT}/deliveries", who=Role.REVIEWER, picture="deliveries"),
    PageState("no delivery fits", f"GET {_ROUTE}/deliveries", f"{_AT}/deliveries?id=nobody", who=Role.REVIEWER),
    PageState(
        "delivery",
        f"GET {_ROUTE}/deliveries/<id_>",
        f"{_AT}/deliveries/{{delivered}}",
        who=Role.EDITOR,
        picture="delivery",
    ),
    PageState(
        "delivery put aside",
        f"GET {_ROUTE}/deliveries/<id_>",
        f"{_AT}/deliveries/{{delivered_aside}}",
        who=Role.REVIEWER,
    ),
)

NO_CONNECTION_PAGE: Final = {
    f"POST {_ROUTE}/<id_>/replay": "leads to the connection's page",
    f"POST {_ROUTE}/<id_>/delete": "leads to the list of connections",
    f"POST {_ROUTE}/<id_>/mapping": "leads to the mapping's page",
    f"POST {_ROUTE}/deliveries/<id_>/replay": "leads to the delivery's page",
}
