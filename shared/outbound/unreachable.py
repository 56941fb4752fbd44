"""What goes wrong on the way to somebody else's server."""


class Unreachable(Exception):
    """Nothing could be exchanged with a host; `reason` is a stable code, `final` when trying again would not help."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.final = final
