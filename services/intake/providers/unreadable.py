"""What an adapter raises when a delivery can't be read: it is put aside with the code, never dropped."""


class Unreadable(Exception):
    """A delivery holds nothing that can be kept; `code` says why and never quotes it."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)
