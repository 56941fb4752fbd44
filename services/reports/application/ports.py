"""What the use cases of reports need from outside, as protocols."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from services.reports.application.publication_ports import Publications, Redactions
from services.reports.application.review_ports import BlindCodings, Decisions, Samples
from services.reports.domain.attributes import Values
from services.reports.domain.carrying import CarryingOf
from services.reports.domain.codebook_history import CodebookKey
from services.reports.domain.codebooks import Codebook, Edition, ThemesOf
from services.reports.domain.counts import Footprint, Tally
from services.reports.domain.holding import Standing
from services.reports.domain.ledger import SurveyLedger
from services.reports.domain.quotes import Place, Quote, QuotesWanted
from services.reports.domain.report_rows import ReportRows, Stamp
from services.reports.domain.settling import Changes, Known
from services.reports.domain.surveys import Survey, SurveyKey
from shared.contracts.messages import ResponseCoded
from shared.contracts.promises import Outbox, ParkedMessages


class Responses(Protocol):
    """The coded responses with their words, the tombstones, and the responses that a service put aside."""

    def known(self, ids: Collection[str]) -> Known:
        """What is held about these."""
        ...

    def footprints(self, ids: Collection[str]) -> list[Footprint]:
        """What each of these, as stored, adds to the counts."""
        ...

    def surveys(self, ids: Collection[str]) -> set[SurveyKey]:
        """Whose responses these are, as far as they are stored."""
        ...

    def said(self, ids: Collection[str]) -> list[ResponseCoded]:
        """Those of these that are stored, as the model coded them; which version was answered is not kept (0)."""
        ...

    def apply(self, changes: Changes, standings: Mapping[str, Standing]) -> None:
        """Do the changes to the rows, `standings` being those of what is stored; the counts are somebody else's."""
        ...


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


class Reader(Protocol):
    """The read model as pages and the API see it; the number of queries never depends on the number of rows."""

    def stamp(self, key: SurveyKey) -> Stamp | None:
        """What tells one state of a report from the next; None when there is no such survey."""
        ...

    def rows(self, key: SurveyKey, by: str | None = None) -> ReportRows | None:
        """The rows of a report, with those of the groups `by` an attribute; None when there is no such survey."""
        ...

    def overview(self, team_id: str) -> list[ReportRows]:
        """All surveys of a team with their totals and without any other counts, newest change first."""
        ...

    def quotes(self, wanted: QuotesWanted, before: Place | None, limit: int) -> list[Quote]:
        """Answers that bear the code, newest first, older than `before`."""
        ...

    def ledger(self) -> Mapping[SurveyKey, SurveyLedger]:
        """The bookkeeping of all surveys."""
        ...
