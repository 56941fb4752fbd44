"""A team's surveys and where each stands, as the list and the page of one show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from services.intake.application.draft_desk import DraftDesk
from services.intake.domain.drafts import Draft
from services.intake.domain.responses import ASIDE, State
from services.intake.domain.survey_changes import Change
from services.intake.domain.survey_phases import Standing, standing_of
from services.intake.domain.surveys import Survey

_CHANGES_SHOWN: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A survey: what is published (None: nothing yet), its draft (None: nobody is writing), and its cards by state."""

    slug: str
    published: Survey | None
    draft: Draft | None
    standing: Standing
    cards: Mapping[State, int] = field(default_factory=dict)
    is_archived: bool = False
    changes: Sequence[Change] = ()

    @property
    def counted(self) -> int:
        """The cards that count: neither put aside nor taken back."""
        return sum(number for state, number in self.cards.items() if state not in {*ASIDE, State.WITHDRAWN})

    @property
    def aside(self) -> int:
        """The cards that wait for the team's decision."""
        return sum(self.cards.get(state, 0) for state in ASIDE)

    @property
    def with_words(self) -> int:
        """The cards whose words are there."""
        return self.counted + self.aside


def overviews(team_id: str, *, desk: DraftDesk, archived: bool = False) -> list[Overview]:
    """A team's surveys by slug: those in lists, or those in the archive. Deleted ones are in neither."""
    with desk.open_reading() as reading:
        put_away = {each.slug: each for each in reading.archive.all(team_id)}
        published = {survey.slug: survey for survey in reading.surveys.all() if survey.team_id == team_id}
        drafts = {draft.slug: draft for draft in reading.drafts.all(team_id)}
        cards = reading.counts.by_state(team_id)
    wanted = [
        slug
        for slug in sorted({*published, *drafts})
        if (slug in put_away) == archived and not (slug in put_away and put_away[slug].deleted_at)
    ]
    return [
        Overview(
            slug=slug,
            published=published.get(slug),
            draft=drafts.get(slug),
            standing=standing_of(published.get(slug), desk.clock.now()),
            cards=cards.get(slug, {}),
            is_archived=archived,
        )
        for slug in wanted
    ]


def overview(slug: str, team_id: str, *, desk: DraftDesk) -> Overview:
    """One survey, with what was done to it last. Raises SurveyNotFound."""
    with desk.open_reading() as reading:
        published = desk.published(slug, team_id, reading)
        draft = desk.draft(slug, team_id, reading)
        return Overview(
            slug=slug,
            published=published,
            draft=draft if draft.revision else None,
            standing=standing_of(published, desk.clock.now()),
            cards=reading.counts.by_state(team_id).get(slug, {}),
            is_archived=reading.archive.find(slug) is not None,
            changes=reading.changes.newest(slug, _CHANGES_SHOWN),
        )
