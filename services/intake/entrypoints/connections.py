"""Everything about connections to other tools that an application shows and takes."""

from flask import Flask

from services.intake.application.connection_desk import ConnectionDesk
from services.intake.entrypoints import connection_pages, delivery_pages, hooks, mapping_page
from services.intake.entrypoints.connections_at_hand import install_connection_desk


def install_connections(app: Flask, desk: ConnectionDesk) -> None:
    """Give the application its desk of connections, the addresses that tools call, and the pages about them."""
    install_connection_desk(app, desk)
    app.register_blueprint(hooks.hooks)
    for part in (connection_pages, mapping_page, delivery_pages):
        app.register_blueprint(part.pages)
