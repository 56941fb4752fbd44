"""Codebooks as plain values, checked by the reader that checks their files."""

from typing import Any

from shared.codebooks.codebook import Codebook
from shared.codebooks.loading import codebook_from
from shared.codebooks.writing import codebook_body


class CheckedBodies:
    """Implements the port Bodies."""

    def read(self, body: object, source: str = "codebook") -> Codebook:
        """The codebook in a body, checked. Raises InvalidCodebook."""
        return codebook_from(body, source=source)

    def written(self, book: Codebook) -> dict[str, Any]:
        """The body of a codebook."""
        return codebook_body(book)
