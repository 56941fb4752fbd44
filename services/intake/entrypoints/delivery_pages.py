"""The team's pages of what survey tools delivered: a list to search, and each delivery with what was sent."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.intake.application.connection_ports import DeliveryQuery
from services.intake.application.see_deliveries import connections_of, find_delivery, list_deliveries, replay
from services.intake.domain.deliveries import Delivery, DeliveryNotFound, DeliveryState
from services.intake.entrypoints.connections_at_hand import connections_at_hand
from services.intake.entrypoints.delivery_words import STATES, reason_words, state_words
from services.intake.entrypoints.payload_text import payload_text
from shared.identity.access import Role, access, current_caller
from shared.web.paging import cursor_of, place_of

pages = Blueprint("intake_deliveries", __name__, url_prefix="/team/surveys/<slug>/connections/deliveries")

_A_PAGE: Final = 50
_WANTED: Final = ("state", "id", "from", "to", "connection")


@pages.get("")
@access(Role.REVIEWER)
def show_list(slug: str) -> str:
    """Deliveries to the survey, the newest first, as they are looked for."""
    survey, connections = connections_of(slug, current_caller().team_id, desk=connections_at_hand())
    found = list_deliveries(_query(slug), desk=connections_at_hand())
    more = cursor_of((found[-1].received_at, found[-1].id)) if len(found) == _A_PAGE else ""
    return render_template(
        "intake/connections/deliveries.html",
        survey=survey,
        connections=[each.connection for each in connections],
        tools=_tools(),
        found=found,
        wanted={name: request.args.get(name, "") for name in _WANTED},
        more=more,
        states=STATES,
        reason_words=reason_words,
    )


@pages.get("/<id_>")
@access(Role.REVIEWER)
def show(slug: str, id_: str) -> str:
    """One delivery: what became of it, and what was sent."""
    found = _found(slug, id_)
    return render_template(
        "intake/connections/delivery.html",
        slug=slug,
        delivery=found,
        tool=_tools().get(found.provider, found.provider),
        sent=payload_text(found.payload) if found.payload else "",
        state_words=state_words,
        reason_words=reason_words,
    )


@pages.post("/<id_>/replay")
@access(Role.EDITOR)
def handle_again(slug: str, id_: str) -> AnyResponse:
    """Have it handled once more."""
    _found(slug, id_)
    replay(id_, current_caller().team_id, desk=connections_at_hand())
    return redirect(url_for("intake_deliveries.show", slug=slug, id_=id_, replayed=1), 303)


def _found(slug: str, id_: str) -> Delivery:
    found = find_delivery(id_, current_caller().team_id, desk=connections_at_hand())
    if found.survey != slug:
        raise DeliveryNotFound(delivery=id_)
    return found


def _query(slug: str) -> DeliveryQuery:
    """What the address asks for; what is no day, state or place asks for nothing."""
    asked, until = request.args, _day("to")
    return DeliveryQuery(
        team_id=current_caller().team_id,
        survey=slug,
        connection_id=asked.get("connection", ""),
        state=next((state for state in DeliveryState if state.value == asked.get("state")), None),
        text=asked.get("id", "").strip(),
        since=_day("from"),
        until=until + timedelta(days=1) if until else None,
        after=_place(asked.get("after", "")),
        most=_A_PAGE,
    )


def _day(name: str) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(request.args.get(name, "").strip()), time(), UTC)
    except ValueError:
        return None


def _place(cursor: str) -> tuple[datetime, str] | None:
    try:
        return place_of(cursor)
    except ValueError:
        return None


def _tools() -> dict[str, str]:
    return {name: tool.title for name, tool in connections_at_hand().providers.items()}
