"""Everything about codes and paper cards that an application shows."""

from flask import Flask

from services.intake.application.paper_desk import PaperDesk
from services.intake.entrypoints import card_look_up, differences, printed_cards, share, type_in
from services.intake.entrypoints.paper_at_hand import install_paper_desk


def install_paper(app: Flask, desk: PaperDesk) -> None:
    """Give the application its desk of printed cards and the pages on it."""
    install_paper_desk(app, desk)
    for part in (share, printed_cards, card_look_up, type_in, differences):
        app.register_blueprint(part.pages)
