"""What reports published is kept for receipts, whatever the order in which it is told."""

from datetime import timedelta

from services.intake.entrypoints.messages import handle
from shared.contracts.giving_back import ReportPublished
from shared.contracts.messages import Message
from shared.contracts.names import MessageName, Service
from tests.support.fakes_intake import NOON, FakeStore, FakeUnit


def told(number: int, survey: str = "card") -> Message:
    content = ReportPublished(
        team_id="default",
        survey=survey,
        publication=number,
        path=f"/p/{survey}/{number}",
        title={"cy": "Canfyddiadau"},
        published_at=NOON + timedelta(days=number),
    )
    return Message(
        id=f"{survey}-{number}",
        name=MessageName.REPORT_PUBLISHED,
        source=Service.REPORTS,
        subject=survey,
        time=NOON,
        content=content,
    )


def test_the_newest_number_of_each_survey_is_kept() -> None:
    store = FakeStore()
    for batch in ([told(2), told(3), told(1), told(1, "other")], [told(2)]):
        with FakeUnit(store) as unit:
            handle(batch, unit)
            unit.commit()
    kept = store.shelf.published
    assert {key: report.path for key, report in kept.items()} == {
        ("default", "card"): "/p/card/3",
        ("default", "other"): "/p/other/1",
    }
    assert kept["default", "card"].title_in("en") == "Canfyddiadau"
