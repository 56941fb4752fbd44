"""Analysis told how it read responses: kept for those who hold their receipts."""

from collections.abc import Sequence

from services.intake.application.ports import Reading
from services.intake.domain.sent_cards import Codings
from shared.contracts.messages import ResponseCoded


def keep_codings(news: Sequence[ResponseCoded], *, unit: Reading) -> None:
    """Keep the newest codings of each response, inside the given transaction; none of a withdrawn one."""
    newest: dict[str, Codings] = {}
    for codings in map(Codings.told, news):
        known = newest.get(codings.response_id)
        if known is None or known.revision < codings.revision:
            newest[codings.response_id] = codings
    if newest:
        unit.sent_cards.keep(list(newest.values()))
