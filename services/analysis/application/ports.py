"""What the use cases of analysis need from outside, as protocols."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.analysis.application.work_ports import Decisions, Discoveries, Models, Recodings, Wanted
from shared.contracts.coded_answers import AnswerCoded
from shared.contracts.messages import CodebookPublished
from shared.contracts.promises import Outbox, ParkedMessages


@dataclass(frozen=True, slots=True)
class Asked:
    """The question's wording as somebody saw it, and the codebook that its answers are coded by."""

    text: str = ""
    codebook: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedResponse:
    """A response as analysis keeps it: the words, their codings and the number of the coding, from 1.

    `asked` says of each answer what was asked, so that it can be coded anew exactly as it was. `edition` counts how
    often a respondent sent other words, and `since` is the first revision that coded the present ones.
    """

    team_id: str
    survey: str
    survey_version: int
    response_id: str
    received_at: datetime
    language: str
    revision: int
    answers: tuple[AnswerCoded, ...]
    attributes: Mapping[str, str]
    asked: tuple[Asked, ...]
    consents: tuple[str, ...] = ()
    edition: int = 1
    since: int = 1


@dataclass(frozen=True, slots=True)
class Scope:
    """The responses of a team with an answer under a codebook (None: any), in these surveys (none: in all)."""

    team_id: str
    codebook: str | None
    surveys: tuple[str, ...] = ()


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

    def some(self, scope: Scope, *, after: str = "", most: int) -> list[CodedResponse]:
        """The first responses in the scope whose ids come after this one, at most so many, in the order of the ids."""
        ...

    def count(self, scope: Scope) -> int:
        """How many responses stand in the scope."""
        ...

    def these(self, ids: Collection[str]) -> list[CodedResponse]:
        """Those of the ids that there are, in the order of the ids."""
        ...


class Codebooks(Protocol):
    """Analysis' own copy of every version of every codebook."""

    def keep(self, published: Sequence[CodebookPublished]) -> None:
        """Keep these versions; one that is there already stays as it is."""
        ...

    def newest(self, wanted: Collection[Wanted]) -> dict[Wanted, int]:
        """The highest version of each of these teams' codebooks that was told."""
        ...

    def body(self, wanted: Wanted, version: int) -> Mapping[str, object] | None:
        """A version's body; None where that was not told."""
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
    def decisions(self) -> Decisions:
        """People's decisions, inside this transaction."""
        ...

    @property
    def models(self) -> Models:
        """The models that teams trained, inside this transaction."""
        ...

    @property
    def recodings(self) -> Recodings:
        """The codings anew, inside this transaction."""
        ...

    @property
    def discoveries(self) -> Discoveries:
        """The discoveries, inside this transaction."""
        ...

    @property
    def outbox(self) -> Outbox:
        """The promises of this transaction."""
        ...

    @property
    def parked(self) -> ParkedMessages:
        """What was put aside, inside this transaction."""
        ...
