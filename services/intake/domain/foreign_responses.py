"""A response as another tool tells it: its own ids, its own questions, before anything of ours is known of it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignAnswer:
    """One answer as text; `ref` is the tool's stable key of the question, `label` its wording ("" where not told)."""

    ref: str
    label: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignResponse:
    """What one person sent through another tool.

    `id` is the tool's own id of the response ("" where it gives none), by which a webhook and an export of the same
    response are known as one. `completed` is false for what was only begun. `modified_at` is when the tool last changed
    it, where it tells: of two deliveries of one response the newer holds, whichever comes first.
    """

    id: str
    form_id: str
    submitted_at: datetime | None
    completed: bool
    language: str
    answers: tuple[ForeignAnswer, ...]
    modified_at: datetime | None = None
