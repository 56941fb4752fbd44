"""Another coder's codings teach under one writer's name."""

import json

from services.analysis.domain.codings import Answer, AnswerCoding, Coding, Span
from services.analysis.engine.exemplars import load_exemplars
from services.analysis.engine.teaching import by_teacher, taught
from services.cli.suggesting import Tally, suggestions
from tests.support.fakes_analysis import FakeCoder

CODED = AnswerCoding(Answer("no time", "Why?"), "c", (Coding("time", "means", 0.5, (Span(0, 7),)),), facets=("need",))


def test_codings_become_exemplars_of_the_teacher() -> None:
    first, second = taught([CODED, AnswerCoding(Answer("lunch"), "c")])
    assert (first.text, first.question, first.codes, first.facets) == ("no time", "Why?", ("time",), ("need",))
    assert (second.codes, second.facets) == ((), ())
    assert {first.writer, second.writer} == {"teacher"}
    assert first.id != second.id


def test_what_suggest_writes_is_read_as_exemplars_and_given_to_the_teacher(tmp_path) -> None:
    coder = FakeCoder()
    lines = suggestions([("ann-1", Answer("no time", "Why?")), ("", Answer("lunch"))], coder, Tally())
    path = tmp_path / "teacher.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    found = by_teacher(load_exemplars(path, coder.codebook))
    assert [(one.id, one.writer, one.codes) for one in found] == [
        ("teacher-1", "teacher", ("time_and_space",)),
        ("teacher-2", "teacher", ()),
    ]
