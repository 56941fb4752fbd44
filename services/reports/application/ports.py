"""What the use cases of reports need from outside, as protocols."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from services.reports.application.answering_ports import Answering
from services.reports.application.publication_ports import Publications, Redactions
from services.reports.application.responses_port import Responses
from services.reports.application.review_ports import BlindCodings, Decisions, Samples
from services.reports.domain.attributes import Values
from services.reports.domain.carrying import CarryingOf
from services.reports.domain.codebook_history import CodebookKey
from services.reports.domain.codebooks import Codebook, Edition, ThemesOf
from services.reports.domain.counts import Tally
from services.reports.domain.surveys import Survey, SurveyKey
from shared.contracts.promises import Outbox, ParkedMessages


class Counts(Protocol):
    """The figures of every survey, kept in step with the rows."""

    def lock(self, surveys: Collection[SurveyKey], at: datetime) -> None:
        """Keep every other writer away from these surveys until the end of the transaction.

        Taken before anything is read, always in the same order: so no two workers count from the same old rows,
        and none waits for another in a circle. A survey met for the first time begins with zeros.
        """
        ...

    def values(self, surveys: Collection[SurveyKey]) -> Values:
        """The values of attributes that these surveys' figures have."""
        ...

    def add(self, tally: Tally, at: datetime) -> None:
        """Add the changes; each survey touched gets a new stamp."""
        ...

    def touch(self, surveys: Collection[SurveyKey], at: datetime) -> None:
        """Give these a new stamp: something else than a figure changed."""
        ...


class Surveys(Protocol):
    """What is known of surveys."""

    def known(self, keys: Collection[SurveyKey]) -> Mapping[SurveyKey, Survey]:
        """Those of these that were published or closed."""
        ...

    def put(self, surveys: Sequence[Survey]) -> None:
        """Keep these in place of what was known."""
        ...


class Codebooks(Protocol):
    """Every version of every codebook."""

    def keep(self, codebook: Codebook) -> bool:
        """Keep this version; False when it was there already, which then stays as it is."""
        ...

    def themes(self, editions: Collection[Edition]) -> ThemesOf:
        """The theme of each code that is given in those of these editions that are known."""
        ...

    def carryings(self, codebooks: Collection[CodebookKey]) -> CarryingOf:
        """How codes are carried into the newest version of those of these that are known."""
        ...


class Unit(Protocol):
    """One transaction of reports."""

    @property
    def responses(self) -> Responses:
        """The rows of responses, inside this transaction."""
        ...

    @property
    def counts(self) -> Counts:
        """The figures, inside this transaction."""
        ...

    @property
    def surveys(self) -> Surveys:
        """The surveys, inside this transaction."""
        ...

    @property
    def codebooks(self) -> Codebooks:
        """The codebooks, inside this transaction."""
        ...

    @property
    def redactions(self) -> Redactions:
        """What was decided about quotes, inside this transaction."""
        ...

    @property
    def publications(self) -> Publications:
        """Drafts and numbers, inside this transaction."""
        ...

    @property
    def answering(self) -> Answering:
        """Answers to codes, comments and thanks, inside this transaction."""
        ...

    @property
    def decisions(self) -> Decisions:
        """What people decided, inside this transaction."""
        ...

    @property
    def samples(self) -> Samples:
        """The random samples, inside this transaction."""
        ...

    @property
    def blind_codings(self) -> BlindCodings:
        """What people coded blind, inside this transaction."""
        ...

    @property
    def outbox(self) -> Outbox:
        """The promises of this transaction."""
        ...

    @property
    def parked(self) -> ParkedMessages:
        """What was put aside, inside this transaction."""
        ...
