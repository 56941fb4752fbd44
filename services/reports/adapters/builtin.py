"""The codebooks that come with adborth, as whole bodies that can be told to others."""

from services.reports.domain.codebooks import Codebook
from shared.codebooks.loading import builtin_codebook, builtin_names
from shared.codebooks.writing import codebook_body
from shared.contracts.teams import DEFAULT_TEAM


def builtin_codebooks() -> list[Codebook]:
    """Every built-in codebook, owned by the team of today; the body has the keys of a codebook file."""
    books = [builtin_codebook(name) for name in builtin_names()]
    return [Codebook(DEFAULT_TEAM, book.id, book.version, codebook_body(book)) for book in books]
