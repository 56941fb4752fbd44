"""What the entrypoints need to call the use cases of writing surveys, wired once by main; and what those share."""

from collections.abc import Callable
from dataclasses import dataclass

from services.intake.application.draft_ports import Codebooks, DraftReading, DraftUnit, SurveyDocuments
from services.intake.application.templates import Templates
from services.intake.domain.drafts import Draft
from services.intake.domain.errors import SurveyNotFound
from services.intake.domain.survey_changes import Action, Author, Change
from services.intake.domain.surveys import Survey
from shared.contracts.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDesk:
    """`open_unit` begins a transaction, `open_reading` a look that changes nothing."""

    open_unit: Callable[[], DraftUnit]
    open_reading: Callable[[], DraftReading]
    clock: Clock
    documents: SurveyDocuments
    templates: Templates
    codebooks: Codebooks

    def published(self, slug: str, team_id: str, reading: DraftReading) -> Survey | None:
        """The team's published survey of this slug; None without one. Raises SurveyNotFound for others' and deleted."""
        survey = reading.surveys.find(slug)
        archived = reading.archive.find(slug)
        if (survey and survey.team_id != team_id) or (archived and archived.deleted_at):
            raise SurveyNotFound(survey=slug)
        return survey

    def draft(self, slug: str, team_id: str, reading: DraftReading) -> Draft:
        """The team's draft of this survey, or one that nobody has changed yet. Raises SurveyNotFound."""
        published = self.published(slug, team_id, reading)
        return self._own(reading.drafts.find(slug), published, slug, team_id)

    def taken(self, slug: str, author: Author, unit: DraftUnit) -> Draft:
        """The same for changing: until the transaction ends nobody else does. Raises SurveyNotFound."""
        published = self.published(slug, author.team_id, unit)
        if published is not None:
            unit.drafts.start(self.fresh(published))
        return self._own(unit.drafts.take(slug), published, slug, author.team_id)

    def fresh(self, survey: Survey) -> Draft:
        """A published survey as a draft that nobody has changed."""
        document = self.documents.of(survey)
        return Draft(slug=survey.slug, team_id=survey.team_id, document=document, based_on=survey.version)

    def note(self, what: Action, slug: str, author: Author, unit: DraftUnit, version: int = 0) -> None:
        """Note what was done, in the transaction in which it is done."""
        change = Change(
            slug=slug,
            team_id=author.team_id,
            at=self.clock.now(),
            by=author.id,
            by_name=author.name,
            what=what,
            version=version,
        )
        unit.changes.add(change)

    def _own(self, found: Draft | None, published: Survey | None, slug: str, team_id: str) -> Draft:
        if found is None and published is not None:
            return self.fresh(published)
        if found is None or found.team_id != team_id:
            raise SurveyNotFound(survey=slug)
        return found
