"""Logs that a machine can read: a fixed event name, ids as fields, never a word that a person wrote."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog
from structlog.typing import Processor

from shared.observability import correlation


def _with_correlation(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    if found := correlation.current():
        event.setdefault("correlation_id", found)
    return event


def _naming(service: str) -> Processor:
    # Not by a context variable: the threads that do the work begin with an empty context.
    def name(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        event.setdefault("service", service)
        return event

    return name


def configure(service: str, level: str = "INFO") -> None:
    """Send structlog's events and the standard library's warnings as JSON lines to standard error."""
    structlog.configure(
        processors=[
            _naming(service),
            _with_correlation,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.WARNING, format='{"event":"library","logger":"%(name)s","level":"%(levelname)s"}')


def get_logger(name: str) -> Any:
    """A logger for a module; use it as `log.info("batch handled", messages=12)`."""
    return structlog.get_logger(module=name)
