"""Analysis on the fake, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from services.analysis.application.ports import Asked, CodedResponse
from services.analysis.config import Settings
from services.analysis.main import Analysis, build_analysis
from shared.contracts.coded_answers import AnswerCoded
from tests.support.fakes_analysis import FakeUnit
from tests.support.received import MOMENT


@contextmanager
def opened(url: str) -> Iterator[Analysis]:
    made = build_analysis(Settings(data=Path(), database=url), coders={})
    made.migrations.upgrade()
    yield made
    made.close()


@pytest.fixture
def analysis(database_url) -> Iterator[Analysis]:
    with opened(database_url) as made:
        yield made


@pytest.fixture(params=["fake", "sqlite", "postgresql"])
def transaction(request, tmp_path):
    if request.param == "fake":
        unit = FakeUnit()

        @contextmanager
        def fake():
            yield unit

        yield fake
        return
    sqlite = f"sqlite:///{tmp_path}/analysis.db"
    with opened(sqlite if request.param == "sqlite" else request.getfixturevalue("postgres")) as analysis:

        @contextmanager
        def real():
            with analysis.open_unit() as unit:
                yield unit
                unit.commit()

        yield real


def response(response_id: str, text: str = "no time ŵ 🙂", revision: int = 1) -> CodedResponse:
    """A response with one answer under the codebook c."""
    return CodedResponse(
        team_id="default",
        survey="journey",
        survey_version=1,
        response_id=response_id,
        received_at=MOMENT,
        language="en",
        revision=revision,
        answers=(AnswerCoded(question="q", text=text),),
        attributes={"session": "am"},
        asked=(Asked("What now?", "c"),),
    )
