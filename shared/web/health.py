"""Whether a process lives and whether it can do its work, for those who restart it or send it requests."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final

from flask import Blueprint, Flask, Response, jsonify
from flask.typing import ResponseReturnValue
from prometheus_client import REGISTRY, CollectorRegistry

from shared.identity.access import PUBLIC, access
from shared.web.metrics import CONTENT_TYPE, exposition

Check = Callable[[], object]
"""Returns when all is well and raises when not."""
_PATIENCE_S: Final = 3.0


@dataclass(frozen=True)
class Health:
    """What one process looks at when asked.

    `checks` must all pass for it to be ready (a database); `advisory` ones only make it degraded (a broker
    that is away: responses are still taken in). `multiprocess_dir`: PROMETHEUS_MULTIPROC_DIR, if set.
    """

    service: str
    checks: Mapping[str, Check] = field(default_factory=dict)
    advisory: Mapping[str, Check] = field(default_factory=dict)
    registry: CollectorRegistry = REGISTRY
    multiprocess_dir: str | None = None


def health_blueprint(health: Health) -> Blueprint:
    """The routes `/health/live`, `/health/ready` (200, or 503 when a check fails or hangs) and `/metrics`."""
    blueprint = Blueprint("health", __name__)
    threads = ThreadPoolExecutor(max_workers=4, thread_name_prefix="health")

    @blueprint.get("/health/live")
    @access(PUBLIC)
    def live() -> ResponseReturnValue:
        return jsonify(status="ok", service=health.service)

    @blueprint.get("/health/ready")
    @access(PUBLIC)
    def ready() -> ResponseReturnValue:
        report = readiness(health, threads)
        return jsonify(report), 503 if report["status"] == "unavailable" else 200

    @blueprint.get("/metrics")
    @access(PUBLIC)
    def metrics() -> ResponseReturnValue:
        return Response(exposition(health.registry, health.multiprocess_dir), content_type=CONTENT_TYPE)

    return blueprint


def health_app(health: Health) -> Flask:
    """An application of these routes alone: for a process that shows no pages."""
    app = Flask("health", static_folder=None)
    app.register_blueprint(health_blueprint(health))
    return app


def readiness(health: Health, threads: ThreadPoolExecutor) -> dict[str, object]:
    """`{"status": "ok" | "degraded" | "unavailable", "service": …, "checks": {name: "ok" or what failed}}`.

    Checks run side by side; one that takes over three seconds counts as failed. What failed is told by the
    kind of error alone: its message may hold an address or a password.
    """
    asked = {name: threads.submit(check) for name, check in {**health.checks, **health.advisory}.items()}
    results = {name: _result(future) for name, future in asked.items()}
    failed = {name for name, result in results.items() if result != "ok"}
    status = "unavailable" if failed & set(health.checks) else "degraded" if failed else "ok"
    return {"status": status, "service": health.service, "checks": results}


def _result(future: Future[object]) -> str:
    try:
        error = future.exception(timeout=_PATIENCE_S)
    except TimeoutError:
        future.cancel()
        return "timeout"
    return "ok" if error is None else type(error).__name__
