"""Wires intake's web application: what its desks are shown through; called by main only."""

from collections.abc import Mapping
from typing import Final, Protocol

from flask import Flask

from services.intake.application.introduction_ports import IntroductionDesk
from services.intake.config import Settings
from services.intake.entrypoints import form, invitations, no_reminders, offline, receipt_entry, receipts
from services.intake.entrypoints.answering_once import install_answering_once
from services.intake.entrypoints.apart import install_apart
from services.intake.entrypoints.api import DOCS, api
from services.intake.entrypoints.connections import install_connections
from services.intake.entrypoints.deliveries_api import deliveries_api
from services.intake.entrypoints.desk_at_hand import install_desk
from services.intake.entrypoints.gate_at_hand import install_gate
from services.intake.entrypoints.imports import install_imports
from services.intake.entrypoints.imports_api import imports_api
from services.intake.entrypoints.introductions import install_introductions
from services.intake.entrypoints.paper import install_paper
from services.intake.entrypoints.problems import install_problems
from services.intake.entrypoints.responses_api import install_roll, responses_api
from services.intake.entrypoints.team_surveys import install_surveys
from services.intake.main_desks import Desks
from shared.contracts.names import Service
from shared.web.api import build_api
from shared.web.app import WebSettings, create_app
from shared.web.health import Check, Health, health_blueprint
from shared.web.metrics import install_metrics

_MAX_BODY_BYTES: Final = 256 * 1024


class Guard(Protocol):
    """What declares identity to an application; `shared.identity.main.Identity` does."""

    def install(self, app: Flask, *, with_pages: bool) -> None:
        """Guard every route that is registered."""


def build_web(
    desks: Desks,
    introducing: IntroductionDesk,
    settings: Settings,
    identity: Guard,
    checks: tuple[Mapping[str, Check], Mapping[str, Check]],
) -> Flask:
    """The Flask application: form, API, its documentation, health and metrics. Raises AssetMissing.

    Of the `checks`, the second are advisory.
    """
    app = create_app(
        "services.intake",
        WebSettings(
            secret_key=settings.secret_key,
            trusted_proxies=settings.trusted_proxies,
            max_body_bytes=_MAX_BODY_BYTES,
            https_only=settings.https_only,
            demo_surveys=settings.demo_surveys,
            api_per_minute=settings.api_per_minute,
        ),
        parts=["shared.identity"],
    )
    install_problems(app)
    install_metrics(app, Service.INTAKE.value)
    _install_desks(app, desks)
    install_introductions(app, introducing)
    health = Health(Service.INTAKE.value, *checks, multiprocess_dir=settings.metrics_directory)
    app.register_blueprint(health_blueprint(health))
    identity.install(app, with_pages=False)
    return app


def _install_desks(app: Flask, desks: Desks) -> None:
    install_desk(app, desks.desk)
    install_gate(app, desks.gate)
    install_answering_once(app, desks.answering)
    install_roll(app, desks.roll)
    documented = build_api(app, DOCS)
    documented.register_blueprint(api)
    documented.register_blueprint(responses_api)
    documented.register_blueprint(imports_api)
    documented.register_blueprint(deliveries_api)
    for part in (form, offline, receipts, invitations, no_reminders):
        app.register_blueprint(part.pages)
    app.register_blueprint(receipt_entry.entry)
    install_paper(app, desks.paper)
    install_apart(app, desks.unfinished)
    install_surveys(app, desks.drafting)
    install_imports(app, desks.importing)
    install_connections(app, desks.connecting)
