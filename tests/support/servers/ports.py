"""Ports that nobody else uses, so that a test server never meets the machine's own."""

import random
import socket
from pathlib import Path

LOOPBACK = "127.0.0.1"
_LOWEST = 10240


def free_ports(count: int) -> list[int]:
    """Give `count` distinct free loopback ports, below the range from which outgoing connections are served.

    A small race stays (another process may take one before we listen).
    """
    chosen: list[int] = []
    while len(chosen) < count:
        port = random.randint(_LOWEST, _first_outgoing_port() - 1)
        if port not in chosen and _is_free(port):
            chosen.append(port)
    return chosen


def free_port() -> int:
    """Give one free loopback port."""
    return free_ports(1)[0]


def answers(port: int, timeout: float = 0.5) -> bool:
    """Tell whether something accepts connections at this loopback port."""
    try:
        socket.create_connection((LOOPBACK, port), timeout).close()
    except OSError:
        return False
    return True


def _first_outgoing_port() -> int:
    first = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    return first if first > _LOWEST + 1000 else 32768


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True
