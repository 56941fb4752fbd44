"""What an application gets from identity: its use cases at hand, its problems, and in one service its pages."""

from flask import Flask

from shared.identity.application.desk import Desk
from shared.identity.entrypoints import people, set_up, sign_in, tokens
from shared.identity.entrypoints.pages import EXTENSION
from shared.identity.entrypoints.wording import PROBLEMS
from shared.web.problems import register_problems


def install_pages(app: Flask, desk: Desk, *, with_pages: bool) -> None:
    """Give the application everything but the guard, which comes last, when all routes are there."""
    app.extensions[EXTENSION] = desk
    register_problems(app, PROBLEMS)
    if with_pages:
        for module in (sign_in, set_up, people, tokens):
            app.register_blueprint(module.pages)
