"""How many requests, how long each took: by endpoint and status, never by a slug, an id or anything a person wrote."""

import time
from dataclasses import dataclass
from functools import cache
from typing import Final

from flask import Flask, Response, g, request
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

CONTENT_TYPE: Final = CONTENT_TYPE_LATEST
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_BUCKETS_S: Final = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class HttpMetrics:
    """The two instruments; one pair per registry, whichever services share it."""

    requests: Counter
    seconds: Histogram


@cache
def http_metrics(registry: CollectorRegistry) -> HttpMetrics:
    """The instruments of a registry, made at their first use."""
    return HttpMetrics(
        Counter(
            "adborth_http_requests",
            "HTTP requests answered",
            ["service", "endpoint", "method", "status"],
            registry=registry,
        ),
        Histogram(
            "adborth_http_request_seconds",
            "Time from the request's arrival in the application to its answer",
            ["service", "endpoint"],
            registry=registry,
            buckets=_BUCKETS_S,
        ),
    )


def install_metrics(app: Flask, service: str, registry: CollectorRegistry = REGISTRY) -> None:
    """Count and time every request of an application under the service's name."""
    metrics = http_metrics(registry)
    count = cache(lambda *labels: metrics.requests.labels(service, *labels))
    observe = cache(lambda endpoint: metrics.seconds.labels(service, endpoint))

    def begin() -> None:
        g.began = time.perf_counter()

    def end(response: Response) -> Response:
        endpoint = request.endpoint or "unknown"
        count(endpoint, _method(), str(response.status_code)).inc()
        if began := g.get("began"):
            observe(endpoint).observe(time.perf_counter() - began)
        return response

    app.before_request(begin)
    app.after_request(end)


def _method() -> str:
    return request.method if request.method in _METHODS else "other"


def exposition(registry: CollectorRegistry = REGISTRY, multiprocess_dir: str | None = None) -> bytes:
    """Every metric in Prometheus' text format, of all processes when they share a directory
    (the value of PROMETHEUS_MULTIPROC_DIR)."""
    if multiprocess_dir is None:
        return generate_latest(registry)
    merged = CollectorRegistry()
    MultiProcessCollector(merged, path=multiprocess_dir)  # type: ignore[no-untyped-call]  # the library types it not
    return generate_latest(merged)
