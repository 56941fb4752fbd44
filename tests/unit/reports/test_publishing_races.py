"""What is kept by version is refused when another version is there, also where a lock should have kept it away."""

from collections.abc import Callable

import pytest

from services.reports.application.default_draft import NEWER, prepare_draft
from services.reports.application.draft_publication import approve, read_prospect, save_draft
from services.reports.application.publish_report import publish, publish_at_once
from services.reports.application.quote_candidates import list_candidates
from services.reports.application.read_publications import list_publications
from services.reports.application.redact_quotes import Seen, decide, put_in
from services.reports.domain.decisions import fingerprint
from services.reports.domain.publication_errors import ChangedMeanwhile, NotToBePublished
from services.reports.domain.publications import Choices, Draft
from services.reports.domain.redactions import Person, Redaction, Verdict, Wish
from tests.support.reports.making import SMALL_CODEBOOK, published
from tests.support.reports.memory_publishing import MemoryPublications
from tests.support.reports.models import JOURNEY
from tests.support.reports.publishing import others, quotable
from tests.support.reports.publishing_desks import MemoryOffice

ANN = Person("1", "Ann")
CODE = "time_and_space"


@pytest.fixture
def office() -> MemoryOffice:
    made = MemoryOffice()
    made.unit.codebooks.keep(SMALL_CODEBOOK)
    made.tell(published(), *others(), quotable())
    return made


def _judge(office: MemoryOffice, verdict: Verdict = Verdict.APPROVED) -> tuple[str, str]:
    found = list_candidates(JOURNEY, CODE, None, desk=office.desk).candidates[0]
    seen, wish = Seen(found.version, fingerprint(found.text)), Wish(found.masks, verdict, "because")
    decide(JOURNEY, (CODE, found.reference), seen, wish, ANN, desk=office.desk)
    return CODE, found.reference


def _refuse_drafts(office: MemoryOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: MemoryPublications, _draft: Draft) -> bool:
        return False

    monkeypatch.setattr(MemoryPublications, "put_draft", refuse)


def test_no_draft_is_kept_in_place_of_another_one(office: MemoryOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    place = _judge(office)
    version = approve(JOURNEY, 1, ANN, desk=office.desk).version
    desk = office.desk
    _refuse_drafts(office, monkeypatch)
    attempts: list[Callable[[], object]] = [
        lambda: save_draft(JOURNEY, version, Choices(), ANN, desk=desk),
        lambda: publish(JOURNEY, version, ANN, desk=desk),
        lambda: put_in(JOURNEY, version, place, ANN, desk=desk),
    ]
    for attempt in attempts:
        with pytest.raises(ChangedMeanwhile):
            attempt()


def test_no_decision_is_kept_in_place_of_another_one(office: MemoryOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: object, _redaction: Redaction) -> bool:
        return False

    monkeypatch.setattr("tests.support.reports.memory_publishing.MemoryRedactions.keep", refuse)
    with pytest.raises(ChangedMeanwhile):
        _judge(office)


def test_a_version_that_is_not_there_is_not_published(office: MemoryOffice) -> None:
    with pytest.raises(ChangedMeanwhile):
        publish(JOURNEY, 7, ANN, desk=office.desk)
    with pytest.raises(NotToBePublished):
        publish(JOURNEY, 0, ANN, desk=office.desk)


def test_without_a_draft_everything_is_published_and_a_further_number_says_so(
    office: MemoryOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert prepare_draft(JOURNEY, ANN, desk=office.desk).version == 1
    publish_at_once(JOURNEY, ANN, desk=office.desk)
    noted = prepare_draft(JOURNEY, ANN, desk=office.desk)
    assert noted.choices.note == NEWER
    assert prepare_draft(JOURNEY, ANN, desk=office.desk) == noted
    approve(JOURNEY, noted.version, ANN, desk=office.desk)
    publish_at_once(JOURNEY, ANN, desk=office.desk)
    assert [each.path for each in list_publications(JOURNEY.team_id, desk=office.desk)] == [
        "/p/journey/2",
        "/p/journey/1",
    ]
    assert read_prospect(JOURNEY, desk=office.desk).proposal.draft.choices.note == {}
    _refuse_drafts(office, monkeypatch)
    with pytest.raises(ChangedMeanwhile):
        prepare_draft(JOURNEY, ANN, desk=office.desk)
