"""What analysis keeps, on the fake, on SQLite and on PostgreSQL: the same suite."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from sqlalchemy import select

from services.analysis.adapters import tables
from services.analysis.application.ports import Asked, CodedResponse
from services.analysis.config import Settings
from services.analysis.main import Analysis, build_analysis
from shared.contracts.coded_answers import AnswerCoded, CodingMade, PersonalMark
from shared.contracts.messages import CodebookPublished
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


def test_what_was_put_has_a_revision(transaction):
    with transaction() as unit:
        unit.responses.put([response("r1"), response("r2", revision=4)])
    with transaction() as unit:
        assert unit.responses.revisions(["r1", "r2", "r3"]) == {"r1": 1, "r2": 4}
        assert unit.responses.ids() == {"journey": {"r1", "r2"}}


def test_a_later_coding_takes_the_place_of_the_earlier(transaction):
    for revision in (1, 2):
        with transaction() as unit:
            unit.responses.put([response("r1", revision=revision)])
    with transaction() as unit:
        assert unit.responses.revisions(["r1"]) == {"r1": 2}


def test_a_withdrawal_leaves_a_tombstone_only(transaction):
    with transaction() as unit:
        unit.responses.put([response("r1"), response("r2")])
    with transaction() as unit:
        unit.responses.withdraw(["r1", "never seen"])
        unit.responses.withdraw(["r1"])
    with transaction() as unit:
        assert unit.responses.ids() == {"journey": {"r2"}}
        assert unit.responses.withdrawn(["r1", "r2", "never seen"]) == {"r1", "never seen"}


def test_nothing_is_put_or_asked_without_harm(transaction):
    with transaction() as unit:
        unit.responses.put([])
        unit.responses.withdraw([])
        unit.codebooks.keep([])
        assert unit.responses.revisions([]) == {}


def test_no_word_stays_in_the_database_after_a_withdrawal(analysis):
    with analysis.open_unit() as unit:
        unit.responses.put([response("r1", text="a secret")])
        unit.responses.withdraw(["r1"])
        unit.commit()
    with analysis.database.read() as connection:
        assert connection.execute(select(tables.responses)).all() == []


def test_a_codebook_version_stays_as_it_was_first_told(analysis):
    for title in ("first", "second"):
        with analysis.open_unit() as unit:
            unit.codebooks.keep([CodebookPublished(team_id="default", codebook="c", version=1, body={"title": title})])
            unit.commit()
    with analysis.database.read() as connection:
        assert connection.execute(select(tables.codebooks.c.body)).scalars().all() == [{"title": "first"}]


def test_up_down_up_leaves_no_difference(analysis):
    analysis.migrations.downgrade()
    assert analysis.migrations.pending()
    analysis.migrations.upgrade()
    assert not analysis.migrations.pending()
    assert analysis.migrations.difference(analysis.metadata) == []


def test_every_field_of_a_coded_answer_is_kept(analysis):
    coding = CodingMade(code="c", theme="t", confidence=0.5, spans=((0, 2), (3, 4)))
    full = AnswerCoded(
        question="q",
        text="no time",
        model="m",
        codebook="b",
        codebook_version=2,
        codings=(coding,),
        facets=("need",),
        probabilities={"c": 0.5, "need": 0.7},
        tone="negative",
        personal=(PersonalMark(start=3, end=7, kind="name"),),
    )
    with analysis.open_unit() as unit:
        unit.responses.put([replace(response("r1"), answers=(full,))])
        unit.commit()
    with analysis.database.read() as connection:
        (kept,) = connection.execute(select(tables.responses.c.answers)).scalar_one()
    assert kept == json.loads(json.dumps(asdict(full)))
