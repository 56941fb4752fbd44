"""What the use cases of analysis need from outside, as protocols."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from shared.contracts.coded_answers import AnswerCoded
from shared.contracts.messages import CodebookPublished
from shared.contracts.promises import Outbox, ParkedMessages


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedResponse:
    """A response as analysis keeps it: the words, their codings and the number of the coding, from 1."""

    team_id: str
    survey: str
    survey_version: int
    response_id: str
    received_at: datetime
    language: str
    revision: int
    answers: tuple[AnswerCoded, ...]
    attributes: Mapping[str, str]
    consents: tuple[str, ...] = ()


class CodedResponses(Protocol):
    """The responses that analysis has coded, and the tombstones of those withdrawn."""

    def lock(self, ids: Collection[str]) -> None:
        """Keep every other worker away from these until the end of the transaction, before anything is read.

        Without it a withdrawal and a coding at the same time miss each other's rows, and the words stay.
        """
        ...

    def revisions(self, ids: Collection[str]) -> dict[str, int]:
        """The number of the newest coding of each of these that has one."""
        ...

    def withdrawn(self, ids: Collection[str]) -> set[str]:
        """Those of the ids that were withdrawn."""
        ...

    def put(self, responses: Sequence[CodedResponse]) -> None:
        """Keep these, in place of an earlier coding of the same response."""
        ...

    def withdraw(self, ids: Collection[str]) -> None:
        """Forget the words and codings of these and remember only that they were withdrawn."""
        ...

    def ids(self) -> dict[str, set[str]]:
        """The ids of all coded responses by survey."""
        ...


class Codebooks(Protocol):
    """Analysis' own copy of every version of every codebook."""

    def keep(self, published: Sequence[CodebookPublished]) -> None:
        """Keep these versions; one that is there already stays as it is."""
        ...


class Unit(Protocol):
    """One transaction of analysis."""

    @property
    def responses(self) -> CodedResponses:
        """The coded responses, inside this transaction."""
        ...

    @property
    def codebooks(self) -> Codebooks:
        """The codebooks, inside this transaction."""
        ...

    @property
    def outbox(self) -> Outbox:
        """The promises of this transaction."""
        ...

    @property
    def parked(self) -> ParkedMessages:
        """What was put aside, inside this transaction."""
        ...
