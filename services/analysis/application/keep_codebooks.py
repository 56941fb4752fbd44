"""Keeps analysis' own copy of the codebooks that reports publishes."""

from collections.abc import Sequence

from services.analysis.application.ports import Unit
from shared.contracts.messages import CodebookPublished, Message


def keep_codebooks(messages: Sequence[Message], *, unit: Unit) -> None:
    """Keep every version told: a coding names its version, and must stay explicable by it."""
    unit.codebooks.keep([m.content for m in messages if isinstance(m.content, CodebookPublished)])
