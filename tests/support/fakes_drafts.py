"""Drafts without a database: what the use cases of writing and running surveys are tested with."""

from collections.abc import Mapping
from typing import Self

from services.intake.adapters.plain_documents import PlainDocuments
from services.intake.adapters.survey_files import BuiltInTemplates
from services.intake.application.draft_desk import DraftDesk
from services.intake.domain.drafts import Draft
from services.intake.domain.responses import State
from services.intake.domain.survey_changes import Archived, Author, Change
from tests.support.draft_shelf import DraftShelf
from tests.support.fakes_intake import FakeStore, FakeUnit, Shelf

OLWEN = Author(id="olwen", name="Olwen Rees", team_id="default")
MAIR = Author(id="mair", name="Mair Hughes", team_id="default")
STRANGER = Author(id="eve", name="Eve", team_id="another-team")


class FakeDrafts:
    """The port Drafts on a shelf."""

    def __init__(self, shelf: DraftShelf) -> None:
        self._kept = shelf.drafts

    def find(self, slug: str) -> Draft | None:
        return self._kept.get(slug)

    take = find

    def all(self, team_id: str) -> list[Draft]:
        return [self._kept[slug] for slug in sorted(self._kept) if self._kept[slug].team_id == team_id]

    def start(self, draft: Draft) -> bool:
        return self._kept.setdefault(draft.slug, draft) is draft

    def keep(self, draft: Draft) -> None:
        self._kept[draft.slug] = draft

    def remove(self, slug: str) -> None:
        self._kept.pop(slug, None)


class FakeChanges:
    """The port SurveyChanges on a shelf."""

    def __init__(self, shelf: DraftShelf) -> None:
        self._kept = shelf.changes

    def add(self, change: Change) -> None:
        self._kept.append(change)

    def newest(self, slug: str, most: int) -> list[Change]:
        return [change for change in reversed(self._kept) if change.slug == slug][:most]


class FakeArchive:
    """The port Archive on a shelf."""

    def __init__(self, shelf: DraftShelf) -> None:
        self._kept = shelf.archive

    def find(self, slug: str) -> Archived | None:
        return self._kept.get(slug)

    def all(self, team_id: str) -> list[Archived]:
        return [self._kept[slug] for slug in sorted(self._kept) if self._kept[slug].team_id == team_id]

    def keep(self, archived: Archived) -> None:
        self._kept[archived.slug] = archived

    def remove(self, slug: str) -> None:
        self._kept.pop(slug, None)


class FakeCounts:
    """The port CardCounts on a shelf; of people it keeps copies of paper cards only."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def by_state(self, team_id: str) -> Mapping[str, Mapping[State, int]]:
        found: dict[str, dict[State, int]] = {}
        for id_, state in self._shelf.states.items():
            response = self._shelf.responses[id_]
            if response.team_id == team_id:
                of_survey = found.setdefault(response.survey, {})
                of_survey[state] = of_survey.get(state, 0) + 1
        return found

    def with_words(self, slug: str, most: int) -> list[str]:
        return sorted(
            id_
            for id_, state in self._shelf.states.items()
            if state is not State.WITHDRAWN and self._shelf.responses[id_].survey == slug
        )[:most]

    def words_left(self, slug: str) -> int:
        return len(self.with_words(slug, len(self._shelf.states)))

    def forget_people(self, slug: str) -> None:
        copies = self._shelf.paper.copies
        for copy in [each for each in copies.values() if each.survey == slug]:
            self._shelf.paper.photos.pop(copy.number, None)
            del copies[copy.id]


class FakeDraftUnit(FakeUnit):
    """The port DraftUnit."""

    def __enter__(self) -> Self:
        super().__enter__()
        shelf = self._copy.drafting
        self.drafts, self.changes, self.archive = FakeDrafts(shelf), FakeChanges(shelf), FakeArchive(shelf)
        self.counts = FakeCounts(self._copy)
        return self


def draft_desk(store: FakeStore) -> DraftDesk:
    """A desk of drafts on a store, with the templates that come with adborth."""
    return DraftDesk(
        open_unit=lambda: FakeDraftUnit(store),
        open_reading=lambda: FakeDraftUnit(store),
        clock=store.clock,
        documents=PlainDocuments(),
        templates=BuiltInTemplates(),
        codebooks=lambda: ("improvement",),
    )
