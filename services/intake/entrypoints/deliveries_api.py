"""The API by which programs look at what survey tools delivered, and have it handled once more."""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from services.intake.application.connection_ports import DeliveryQuery
from services.intake.application.see_deliveries import find_delivery, list_deliveries, replay
from services.intake.entrypoints.connections_at_hand import connections_at_hand
from services.intake.entrypoints.delivery_schemas import (
    DeliveriesWanted,
    DeliveryList,
    WholeDelivery,
    delivery_shown,
)
from shared.identity.access import Role, Scope, access, current_caller
from shared.web.api import ApiBlueprint
from shared.web.paging import page_of, place_of

deliveries_api = ApiBlueprint(
    "deliveries", __name__, url_prefix="/api/v1/deliveries", description="What connected survey tools sent"
)


@deliveries_api.route("")
class Deliveries(MethodView):
    """The deliveries of the team's connections."""

    @access(Role.REVIEWER, scope=Scope.DELIVERIES_READ)
    @deliveries_api.arguments(DeliveriesWanted, location="query")
    @deliveries_api.response(200, DeliveryList)
    def get(self, wanted: dict[str, Any]) -> dict[str, Any]:
        """List deliveries, the newest first."""
        query = DeliveryQuery(
            team_id=current_caller().team_id,
            survey=wanted["survey"],
            connection_id=wanted["connection"],
            state=wanted["state"],
            text=wanted["id"],
            since=wanted["since"],
            until=wanted["until"],
            after=place_of(wanted["cursor"]),
            most=wanted["limit"] + 1,
        )
        found = list_deliveries(query, desk=connections_at_hand())
        shown, behind = page_of(found, wanted["limit"], lambda each: (each.received_at, each.id))
        return {"items": [delivery_shown(each) for each in shown], "next": behind}


@deliveries_api.route("/<uuid:delivery_id>")
class OneDelivery(MethodView):
    """One delivery."""

    @access(Role.REVIEWER, scope=Scope.DELIVERIES_READ)
    @deliveries_api.response(200, WholeDelivery)
    @deliveries_api.alt_response(404, description="There is no such delivery")
    def get(self, delivery_id: UUID) -> dict[str, Any]:
        """Give a delivery with what was sent."""
        return delivery_shown(find_delivery(str(delivery_id), current_caller().team_id, desk=connections_at_hand()))


@deliveries_api.route("/<uuid:delivery_id>/replay")
class Replay(MethodView):
    """A delivery once more."""

    @access(Role.EDITOR, scope=Scope.DELIVERIES_WRITE)
    @deliveries_api.response(202, WholeDelivery, description="It waits for the worker, which stores nothing twice")
    @deliveries_api.alt_response(404, description="There is no such delivery")
    @deliveries_api.alt_response(409, description="What was sent is not kept any more")
    def post(self, delivery_id: UUID) -> dict[str, Any]:
        """Have a delivery handled once more, after its mapping was corrected or its survey opened."""
        return delivery_shown(replay(str(delivery_id), current_caller().team_id, desk=connections_at_hand()))
