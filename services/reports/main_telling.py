"""Wires telling others: what its pages and its chores are given."""

import random
import secrets
from collections.abc import Callable

from flask import Flask

from services.reports.adapters.news_sender import NewsSender
from services.reports.adapters.unit import ReportsUnit
from services.reports.application.outgoing_ports import TellingDesk
from services.reports.application.read_report import Shelf
from services.reports.config import Settings
from services.reports.entrypoints.telling_routes import install_telling
from shared.contracts.clock import Clock
from shared.outbound.guarded_https import GuardedHttps
from shared.post.smtp_post import SmtpPost
from shared.sealing import Seal


def telling_desk(settings: Settings, open_unit: Callable[[], ReportsUnit], shelf: Shelf, clock: Clock) -> TellingDesk:
    """What telling others works with; letters only where a mail server and our own address are known."""
    seal = Seal(settings.secret_key)
    can_send = bool(settings.smtp_host and settings.address)
    return TellingDesk(
        open_unit=open_unit,
        shelf=shelf,
        sender=NewsSender(GuardedHttps(most_bytes=64 * 1024, whole_s=20.0), seal.opened),
        open_post=(lambda: SmtpPost(settings.account())) if can_send else None,
        clock=clock,
        address=settings.address,
        seal=seal.sealed,
        random_bytes=secrets.token_bytes,
        jitter=random.random,
    )


def serve_telling(app: Flask, desk: TellingDesk) -> None:
    """Give the application the pages of telling others."""
    install_telling(app, desk)
