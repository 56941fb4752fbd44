"""A team's responses as a table: masked words, moved spans, split choices, and nothing that singles anybody out."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from services.reports.domain.exported_responses import AnswerHeld, CodingHeld, ResponseHeld, masked_answer
from services.reports.domain.masking import Mask
from services.reports.domain.surveys import Attribute, Question, Survey, SurveyKey
from services.reports.findings.response_table import ResponseTable
from shared.contracts.exported_table import name_of

SURVEY = Survey(
    SurveyKey("t", "journey"),
    questions=(
        Question("q_next", {"en": "What is next?"}, "improvement"),
        Question("ways", {"en": "How do you learn?"}, None),
        Question("role", {"en": "What do you do?"}, None),
    ),
    attributes=(Attribute("role", {"en": "What do you do?"}, {}),),
)
DAY = date(2026, 11, 22)


def coding(*spans: tuple[int, int], code: str = "time", coder: str = "model-1") -> CodingHeld:
    return CodingHeld(code, "conditions", 0.91234, spans, coder)


def words(text: str, *codings: CodingHeld, masks: tuple[Mask, ...] = ()) -> AnswerHeld:
    return AnswerHeld("q_next", text, masks, True, codings, ("need", "plan"), "negative")


def chosen(*lines: str) -> AnswerHeld:
    return AnswerHeld("ways", "\n".join(lines), (), False)


def response(name: str, *answers: AnswerHeld, **attributes: str) -> ResponseHeld:
    return ResponseHeld(name, DAY, "en", attributes, answers)


def crowd() -> list[ResponseHeld]:
    asked = AnswerHeld("role", "Nurse", (), False)
    first = response(
        "a", words("Time for Ann, please", coding((0, 4)), masks=(Mask(9, 12, "name"),)), asked, role="nurse"
    )
    rest = [response(f"r{place}", chosen("podcast", "coaching"), role="nurse") for place in range(9)]
    odd = response("z", chosen("podcast"), replace(asked, text="Chief"), role="chief", invitation="i-1")
    return [first, *rest, odd]


def test_columns_keep_their_names_and_choices_stand_apart() -> None:
    sheet = ResponseTable(crowd(), SURVEY, 5).sheet("Responses")
    assert sheet.columns == (
        *("response", "received_on", "language", "attribute.role"),
        *("q_next", "q_next.codes", "q_next.themes", "q_next.facets", "q_next.tone", "q_next.coder"),
        *("ways", "ways.coaching", "ways.podcast"),
    )
    rows = {row["response"]: row for row in sheet.rows}
    assert rows["a"]["q_next"] == "Time for [name], please"
    told = ("codes", "themes", "facets", "tone", "coder")
    assert [rows["a"][f"q_next.{part}"] for part in told] == ["time", "conditions", "need; plan", "negative", "model-1"]
    assert (rows["r0"]["ways"], rows["r0"]["ways.podcast"], rows["r0"]["ways.coaching"]) == ("podcast; coaching", 1, 1)
    # Only one coached nowhere: the second most frequent line is an option as well as the first.
    assert (rows["z"]["ways.podcast"], rows["z"]["ways.coaching"]) == (1, 0)


def test_nobody_is_singled_out_by_what_they_are() -> None:
    table = ResponseTable(crowd(), SURVEY, 5)
    for told in (table.sheet("Responses"), table.objects()):
        assert "chief" not in str(told).lower()
        assert "i-1" not in str(told)
        assert "invitation" not in str(told)
    assert "nurse" in str(table.objects())
    assert "Ann" not in str(table.objects())


def test_objects_tell_spans_in_the_words_that_stand_beside_them() -> None:
    (first, *_) = ResponseTable(crowd(), SURVEY, 2).objects()
    answer = first["answers"]["q_next"]
    (code,) = answer["codes"]
    ((start, end),) = code["spans"]
    assert answer["text"][start:end] == "Time"
    assert (code["confidence"], code["coder"], answer["facets"]) == (0.9123, "model-1", ["need", "plan"])
    other = ResponseTable(crowd(), SURVEY, 2).objects()[1]
    assert other["answers"]["ways"] == {"text": "podcast\ncoaching", "chosen": ["podcast", "coaching"]}


def test_more_options_than_anybody_reads_are_not_split() -> None:
    many = [response(f"m{place}", chosen(*(f"way {each}" for each in range(41)))) for place in range(2)]
    assert ResponseTable(many, SURVEY, 2).sheet("Responses").columns[3:] == ("ways",)


def test_a_project_has_a_text_for_each_answer_in_words() -> None:
    blank = response("b", words("  "))
    (source,) = ResponseTable([*crowd(), blank], SURVEY, 5).sources({"q_next": "What is next?"})
    assert (source.id, source.name, source.text) == ("a/q_next", "What is next?", "Time for [name], please")
    (given,) = source.codings
    assert (given.code, source.text[given.start : given.end], given.coder) == ("time", "Time", "model-1")


def test_a_response_keeps_its_name_and_hides_its_id() -> None:
    assert name_of("r1") == name_of("r1") != name_of("r2")
    assert "r1" not in name_of("r1")


_TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)
_PLACES = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted)


@given(_TEXT, st.lists(_PLACES, max_size=4), st.lists(_PLACES, min_size=1, max_size=4), st.sampled_from(["en", "cy"]))
def test_a_moved_span_holds_the_same_words_or_the_label_in_their_place(
    text: str, hidden: list[list[int]], spans: list[list[int]], language: str
) -> None:
    bounded = [(min(start, len(text)), min(end, len(text))) for start, end in spans]
    masks = tuple(Mask(start, min(end, len(text)), "name") for start, end in hidden if start < min(end, len(text)))
    masked, (moved,) = masked_answer(words(text, coding(*bounded), masks=masks), language)
    for (start, end), (begin, stop) in zip(bounded, moved, strict=True):
        assert 0 <= begin <= stop <= len(masked)
        if not any(mask.start < end and start < mask.end for mask in masks):
            assert masked[begin:stop] == text[start:end]
