"""What reviews, models, codings anew and discoveries need from outside, as protocols."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.analysis.domain.decisions import Decision
from services.analysis.domain.recodings import Recoding

Wanted = tuple[str, str]
"""A team and the id of one of its codebooks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptModel:
    """A model that a team trained: a candidate, or from its adoption on what codes the answers under a codebook."""

    id: str
    team_id: str
    codebook: str
    codebook_version: int
    name: str
    adopted_at: datetime | None = None


class Decisions(Protocol):
    """The newest decision of a person about each answer; a withdrawal takes them with the words."""

    def put(self, decisions: Sequence[Decision]) -> None:
        """Keep these, each in place of one of the same answer with a lower number."""
        ...

    def of_codebook(self, team_id: str, codebook: str) -> list[Decision]:
        """Those that hold under a codebook of a team, by response and question."""
        ...

    def forget(self, ids: Collection[str]) -> None:
        """Forget all about these responses."""
        ...


class Models(Protocol):
    """The models that teams trained."""

    def hold(self, wanted: Collection[Wanted]) -> None:
        """Let no model be adopted for these until the end of the transaction, so that nobody codes by the old one."""
        ...

    def adopted(self, wanted: Collection[Wanted]) -> dict[Wanted, KeptModel]:
        """The model that was adopted last for each of these; those without one are left out."""
        ...

    def keep(self, model: KeptModel, artefact: bytes) -> None:
        """Keep a candidate, in place of an earlier one with the same id."""
        ...

    def begin(self, model: KeptModel, artefact: bytes) -> None:
        """Adopt this as the first model of its team and codebook, unless there is one with its id."""
        ...

    def artefact(self, model_id: str) -> bytes:
        """The content of a model."""
        ...

    def adopt(self, model_id: str, at: datetime) -> None:
        """Let this be the model of its team and codebook, and drop the content of the one before.

        Waits until no other transaction holds the model that was there.
        """
        ...

    def forget(self, model_id: str) -> None:
        """Drop a candidate; nothing if it is not there."""
        ...


class Recodings(Protocol):
    """The codings anew that somebody asked for."""

    def get(self, recode_id: str) -> Recoding | None:
        """One, locked until the end of the transaction."""
        ...

    def put(self, recoding: Recoding) -> None:
        """Keep it as it is now."""
        ...

    def waiting(self) -> list[Recoding]:
        """Those in which there is something left to do, the one that was asked for first in front."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """Somebody asks what the answers of a survey speak of beside the codes."""

    id: str
    team_id: str
    survey: str
    question: str | None
    asked_at: datetime
    story: str = ""


class Discoveries(Protocol):
    """The discoveries that somebody asked for."""

    def add(self, discovery: Discovery) -> None:
        """Keep one; one that is there already stays as it is."""
        ...

    def waiting(self) -> list[Discovery]:
        """Those that are not done, the one that was asked for first in front."""
        ...

    def done(self, discovery_id: str) -> bool:
        """Note that one is done; whether nobody did before."""
        ...
