"""Unit tests open no socket: whoever needs one is an integration test."""

import pytest


@pytest.fixture(autouse=True)
def _no_sockets(socket_disabled: None) -> None:
    """Let pytest-socket refuse every socket."""
