"""How the pages of a connection are drawn."""

from typing import Final
from urllib.parse import urlencode

from flask import render_template

from services.intake.application.connect_survey import Connected
from services.intake.application.see_deliveries import connection_seen, connections_of
from services.intake.entrypoints.connections_at_hand import connections_at_hand
from services.intake.entrypoints.delivery_words import STATES
from services.intake.entrypoints.paper_at_hand import site_address
from services.intake.entrypoints.tool_words import HINTS
from services.intake.providers.provider import SecretPlace
from shared.identity.access import current_caller

_IN_ADDRESS: Final = "secret"


def new_page(slug: str, field: str = "", error: str = "", chosen: str = "") -> str:
    """The form for a new connection, perhaps with what is wrong in a field of it."""
    survey, _found = connections_of(slug, current_caller().team_id, desk=connections_at_hand())
    tools = [{"value": name, "text": tool.title} for name, tool in connections_at_hand().providers.items()]
    return render_template(
        "intake/connections/new.html", survey=survey, tools=tools, chosen=chosen, field=field, error=error
    )


def made_page(slug: str, made: Connected) -> str:
    """The page that shows a secret, this once."""
    connection = made.connection
    tool = connections_at_hand().provider(connection.provider)
    in_address = tool.setup.secret is SecretPlace.ADDRESS
    query = f"?{urlencode({_IN_ADDRESS: made.secret})}" if in_address else ""
    return render_template(
        "intake/connections/made.html",
        slug=slug,
        connection=connection,
        tool=tool,
        address=site_address() + connection.path + query,
        secret="" if in_address else made.secret,
        hint=HINTS[tool.name],
    )


def connection_page(slug: str, id_: str, field: str = "", error: str = "") -> str:
    """The page of one connection, perhaps with what is wrong in a field of it."""
    seen = connection_seen(id_, slug, current_caller().team_id, desk=connections_at_hand())
    tool = connections_at_hand().provider(seen.connection.provider)
    return render_template(
        "intake/connections/connection.html",
        slug=slug,
        seen=seen,
        connection=seen.connection,
        tool=tool,
        address=site_address() + seen.connection.path,
        hint=HINTS[tool.name],
        states=STATES,
        now=connections_at_hand().clock.now(),
        field=field,
        error=error,
    )
