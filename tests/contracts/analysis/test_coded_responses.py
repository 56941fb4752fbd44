"""What analysis keeps, on the fake, on SQLite and on PostgreSQL: the same suite."""

import json
from dataclasses import asdict, replace

from sqlalchemy import select, update

from services.analysis.adapters import tables
from services.analysis.application.ports import Asked, Scope
from shared.contracts.coded_answers import AnswerCoded, CodingMade, PersonalMark
from shared.contracts.messages import CodebookPublished
from tests.contracts.analysis.conftest import response

CODING = CodingMade(code="c", theme="t", confidence=0.5, spans=((0, 2), (3, 4)))
FULL = AnswerCoded(
    question="q",
    text="no time",
    model="m",
    codebook="b",
    codebook_version=2,
    codings=(CODING,),
    facets=("need",),
    probabilities={"c": 0.5, "need": 0.7},
    tone="negative",
    personal=(PersonalMark(start=3, end=7, kind="name"),),
)


def test_what_was_put_has_a_revision(transaction):
    with transaction() as unit:
        unit.responses.put([response("r1"), response("r2", revision=4)])
    with transaction() as unit:
        assert unit.responses.revisions(["r1", "r2", "r3"]) == {"r1": 1, "r2": 4}
        assert unit.responses.ids() == {"journey": {"r1", "r2"}}


def test_what_was_put_comes_back_as_it_was(transaction):
    full = replace(response("r1"), answers=(FULL,), consents=("quote",), edition=2, since=3, revision=4)
    with transaction() as unit:
        unit.responses.put([full])
    with transaction() as unit:
        assert unit.responses.these(["r1", "r2"]) == [full]


def test_a_scope_is_walked_over_in_the_order_of_ids(transaction):
    elsewhere = replace(response("r3"), survey="elsewhere")
    others = replace(response("r4"), team_id="others")
    of_another = replace(response("r5"), asked=(Asked("Why?", "d"),))
    with transaction() as unit:
        unit.responses.put([response("r2"), of_another, elsewhere, others, response("r1")])
    with transaction() as unit:
        every, here = Scope("default", "c"), Scope("default", "c", ("journey",))
        assert [one.response_id for one in unit.responses.some(every, most=9)] == ["r1", "r2", "r3"]
        assert [one.response_id for one in unit.responses.some(every, after="r1", most=1)] == ["r2"]
        assert [one.response_id for one in unit.responses.some(here, most=9)] == ["r1", "r2"]
        assert [one.response_id for one in unit.responses.some(Scope("default", None), most=9)][-1] == "r5"
        assert (unit.responses.count(every), unit.responses.count(here)) == (3, 2)
        assert unit.responses.some(Scope("default", "none"), most=9) == []


def test_what_was_coded_before_wordings_were_kept_can_be_coded_anew(analysis):
    """Of such an answer the coding alone says under which codebook it stands."""
    with analysis.open_unit() as unit:
        unit.responses.put([replace(response("r1"), answers=(FULL,)), response("r2")])
        unit.commit()
    with analysis.database.write() as connection:
        connection.execute(update(tables.responses).values(asked=[]))
    with analysis.open_unit() as unit:
        (found,) = unit.responses.some(Scope("default", "b"), most=9)
    assert found.asked == (Asked("", "b"),)


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


def test_the_versions_of_a_codebook_are_found(transaction):
    told = [
        CodebookPublished(team_id=team, codebook="c", version=version, body={"of": f"{team} {version}"})
        for team, version in (("default", 1), ("default", 3), ("other", 2))
    ]
    with transaction() as unit:
        unit.codebooks.keep(told)
    with transaction() as unit:
        wanted = [("default", "c"), ("other", "c"), ("none", "c")]
        assert unit.codebooks.newest(wanted) == {("default", "c"): 3, ("other", "c"): 2}
        assert unit.codebooks.newest([]) == {}
        assert unit.codebooks.body(("default", "c"), 1) == {"of": "default 1"}
        assert unit.codebooks.body(("default", "c"), 2) is None


def test_up_down_up_leaves_no_difference(analysis):
    analysis.migrations.downgrade()
    assert analysis.migrations.pending()
    analysis.migrations.upgrade()
    assert not analysis.migrations.pending()
    assert analysis.migrations.difference(analysis.metadata) == []


def test_every_field_of_a_coded_answer_is_kept(analysis):
    with analysis.open_unit() as unit:
        unit.responses.put([replace(response("r1"), answers=(FULL,))])
        unit.commit()
    with analysis.database.read() as connection:
        (kept,) = connection.execute(select(tables.responses.c.answers)).scalar_one()
    assert kept == json.loads(json.dumps(asdict(FULL)))
