"""Publishing and withdrawing at the same moment: whoever comes first, no words of the withdrawn stay in any number."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from services.reports.application.default_draft import prepare_draft
from services.reports.application.publish_report import publish_at_once
from services.reports.application.quote_candidates import list_candidates
from services.reports.application.redact_quotes import Seen, decide
from services.reports.domain.decisions import fingerprint
from services.reports.domain.publication_errors import ChangedMeanwhile, NotToBePublished
from services.reports.domain.redactions import Person, Verdict, Wish
from tests.support.reports.making import SMALL_CODEBOOK, published, withdrawn
from tests.support.reports.models import JOURNEY
from tests.support.reports.publishing import others, quotable
from tests.support.reports.publishing_desks import SqlOffice, sql_office

ANN = Person("1", "Ann")
CODE = "time_and_space"
ROUNDS = 6


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[SqlOffice]:
    made = sql_office(database_url, tmp_path)
    made.model.know(SMALL_CODEBOOK)
    made.tell(published(), *others())
    yield made
    made.model.reports.close()


def _approve_all(office: SqlOffice) -> None:
    for found in list_candidates(JOURNEY, CODE, None, desk=office.desk).candidates:
        seen, wish = Seen(found.version, fingerprint(found.text)), Wish(found.masks, Verdict.APPROVED)
        decide(JOURNEY, (CODE, found.reference), seen, wish, ANN, desk=office.desk)


def _publish(office: SqlOffice) -> None:
    with suppress(ChangedMeanwhile, NotToBePublished):
        prepare_draft(JOURNEY, ANN, desk=office.desk)
        publish_at_once(JOURNEY, ANN, desk=office.desk)


def _together(*doing: threading.Thread) -> None:
    for thread in doing:
        thread.start()
    for thread in doing:
        thread.join(30)
        assert not thread.is_alive()


def test_a_withdrawal_is_never_overtaken(office: SqlOffice) -> None:
    stays, tombstones = 0, 0
    for number in range(ROUNDS):
        name = f"gone{number}"
        office.tell(quotable(name, f"Secret{number} words"))
        _approve_all(office)
        _together(
            threading.Thread(target=_publish, args=(office,)),
            threading.Thread(target=office.tell, args=(withdrawn(name),)),
        )
    archive = office.desk.archive
    numbers = [each.number for each in archive.numbers(JOURNEY.team_id, "journey", 100)]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    for number in numbers:
        document = archive.publication(JOURNEY, number).document
        stays += sum("Secret" in str(quote["text"]) for quote in document["quotes"])
        tombstones += sum(quote["withdrawn"] for quote in document["quotes"])
    print(f"{len(numbers)} of {ROUNDS} rounds published, {tombstones} tombstones")
    assert stays == 0
