"""Everything about introductions that the application shows."""

from flask import Flask

from services.reports.application.introduction_ports import IntroducingDesk
from services.reports.entrypoints.introducing import EXTENSION, pages
from services.reports.entrypoints.introducing_words import PROBLEMS, introduction_standing, introduction_tag
from shared.web.problems import register_problems


def install_introducing(app: Flask, desk: IntroducingDesk) -> None:
    """Let the application answer everything about introductions."""
    app.extensions[EXTENSION] = desk
    register_problems(app, PROBLEMS)
    app.register_blueprint(pages)
    app.add_template_filter(introduction_standing, "introduction_standing")
    app.add_template_filter(introduction_tag, "introduction_tag")
