"""Receipts without a database."""

from collections.abc import Sequence
from typing import Any

from services.intake.domain.published_reports import PublishedReport
from services.intake.domain.receipts import Receipts
from services.intake.domain.responses import State
from services.intake.domain.sent_cards import Codings, SentCard

RECEIPTS = Receipts("a secret for tests")


class FakeSentCards:
    """The port SentCards on a shelf of `fakes_intake`."""

    def __init__(self, shelf: Any) -> None:
        self._shelf = shelf

    def find(self, key: str) -> SentCard | None:
        found = [response for id_, response in self._shelf.responses.items() if RECEIPTS.key_of(id_) == key]
        known = [each for each in found if (each.survey, each.survey_version) in self._shelf.versions]
        return self._card(known[0]) if known else None

    def keep(self, codings: Sequence[Codings]) -> None:
        for each in codings:
            known = self._shelf.codings.get(each.response_id)
            is_sound = self._shelf.states.get(each.response_id, State.WITHDRAWN) is not State.WITHDRAWN
            if is_sound and (known is None or known.revision < each.revision):
                self._shelf.codings[each.response_id] = each

    def _card(self, response: Any) -> SentCard:
        codings = self._shelf.codings.get(response.id)
        return SentCard(
            id=response.id,
            survey=self._shelf.versions[response.survey, response.survey_version],
            language=response.language,
            received_at=response.received_at,
            state=self._shelf.states[response.id],
            answers={answer.question: answer.text for answer in response.answers},
            attributes=dict(response.attributes),
            codings=codings.answers if codings else {},
            published=self._shelf.published.get((response.team_id, response.survey)),
        )


class FakePublishedReports:
    """The port PublishedReports on a shelf of `fakes_intake`."""

    def __init__(self, shelf: Any) -> None:
        self._shelf = shelf

    def keep(self, report: PublishedReport) -> None:
        known = self._shelf.published.get((report.team_id, report.survey))
        if known is None or known.number < report.number:
            self._shelf.published[report.team_id, report.survey] = report
