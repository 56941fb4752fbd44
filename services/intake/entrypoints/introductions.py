"""Introductions as an application and a worker have them: a page, its problems, and the chore that writes letters."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Final

from flask import Flask
from flask_babel import lazy_gettext as _l

from services.intake.application.introduce_people import go_on_introducing
from services.intake.application.introduction_ports import IntroductionDesk
from services.intake.domain.errors import StorageAway
from services.intake.entrypoints.introduction_pages import EXTENSION, pages
from shared.outbox.chores import every
from shared.outbox.worker import Loop
from shared.post.letters import PostAway
from shared.web.problems import Problem, register_problems

_WRITE_EVERY_S: Final = 5
_PROBLEMS: Final[Mapping[str, Problem]] = {
    "introduction-not-found": Problem(
        404, _l("This link leads nowhere"), _l("Use the whole link from the letter that you were sent.")
    )
}


def install_introductions(app: Flask, desk: IntroductionDesk) -> None:
    """Let the application answer those who were asked."""
    app.extensions[EXTENSION] = desk
    register_problems(app, _PROBLEMS)
    app.register_blueprint(pages)


def introduction_chores(desk: IntroductionDesk) -> Mapping[str, Loop]:
    """The loop that writes the letters, by its name."""

    def write() -> None:
        # What is due stays due while the post or the database is away.
        with suppress(PostAway, StorageAway):
            go_on_introducing(desk=desk)

    return {"introducing": every(_WRITE_EVERY_S, write)}
