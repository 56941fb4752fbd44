"""gunicorn, started from within: one way to serve for `up` and for `web`."""

import gc
from collections.abc import Callable
from typing import Any

from gunicorn.app.base import BaseApplication

WsgiApp = Callable[..., Any]


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """Serves what `make_app` makes in each worker after the fork, where threads and connections may be opened."""

    def __init__(self, make_app: Callable[[], WsgiApp], bind: str, **settings: Any) -> None:
        self._make_app = make_app
        self._settings = {
            "bind": bind,
            "worker_class": "gthread",
            "threads": 8,
            "graceful_timeout": 30,
            "timeout": 60,
            # A second instance on one machine would otherwise fight for the same control socket.
            "control_socket_disable": True,
            # A request's path may hold a receipt: who asked for what is not logged.
            "accesslog": None,
            "loglevel": "warning",
        } | settings
        super().__init__()

    def load_config(self) -> None:
        """Hand our settings to gunicorn; its own command line and files are not read."""
        for name, value in self._settings.items():
            self.cfg.set(name, value)

    def load(self) -> WsgiApp:
        """Called by gunicorn in each worker."""
        app = self._make_app()
        set_apart_what_stays()
        return app


def set_apart_what_stays() -> None:
    """Take all that is there by now out of the search for garbage: it stays as long as the process.

    To go through it took a quarter of a second of every twentieth request or so.
    """
    gc.collect()
    gc.freeze()
