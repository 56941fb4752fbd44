"""Each type of question: how posted values become an answer, which answers can be stored, and how they are shown."""

import pytest

from services.intake.domain.errors import InvalidSurvey
from services.intake.domain.question_types import QUESTION_TYPES
from services.intake.domain.question_types.question_type import Option
from services.intake.domain.questions import Question
from services.intake.domain.wording import NOTHING_SAID, Wording
from tests.support.random_surveys import said

ROLES = (
    Option(key="nurse", text=Wording({"en": "Nurse", "cy": "Nyrs"})),
    Option(key="doctor", text=Wording({"en": "Doctor", "cy": "Meddyg"})),
    Option(key="other", text=Wording({"en": "Other", "cy": "Arall"}), other=True),
)
QUOTING = (Option(key="quote", text=said("Yes"), permits=("quote", "contact")), Option(key="none", text=said("No")))


def asked(kind: str, **settings) -> Question:
    return Question(key="q_a", kind=kind, text=said("What?"), **settings)


ONE, SEVERAL = asked("one_choice", options=ROLES), asked("several_choices", options=ROLES, least=2, most=2)
SCALE = asked("scale", lowest=0, highest=10, lowest_label=said("Bad"), highest_label=said("Good"))
EMAIL = asked("email")
YES, DATE, CONSENT = asked("yes_no"), asked("date"), asked("consent", options=QUOTING)
HIDDEN = Question(key="source", kind="hidden", options=(Option(key="poster", text=said("Poster")), Option(key="B.2")))


def code(question: Question, text: str) -> str:
    fault = question.fault(text)
    return fault.code if fault else ""


@pytest.mark.parametrize(
    ("question", "text", "fault"),
    [
        (ONE, "nurse", ""),
        (ONE, "other", ""),
        (ONE, "other: porter: at night", ""),
        (ONE, "other: ", "answer-no-option"),
        (ONE, "other:  \t", "answer-no-option"),
        (ONE, "nurse: words", "answer-no-option"),
        (ONE, "Nurse", "answer-no-option"),
        (ONE, "nurse\ndoctor", "answer-one-option"),
        (ONE, "other: " + "x" * 201, "answer-too-long"),
        (ONE, "other: a\0", "answer-unstorable"),
        (SEVERAL, "nurse\nother: porter", ""),
        (SEVERAL, "nurse", "answer-too-few"),
        (SEVERAL, "nurse\ndoctor\nother", "answer-too-many"),
        (SEVERAL, "nurse\nnurse", "answer-option-twice"),
        (SEVERAL, "nurse\n\ndoctor", "answer-no-option"),
        (SCALE, "0", ""),
        (SCALE, "10", ""),
        (SCALE, "11", "answer-no-option"),
        (SCALE, "05", "answer-no-option"),
        (YES, "yes", ""),
        (YES, "maybe", "answer-no-option"),
        (DATE, "2024-02-29", ""),
        (DATE, "2026-02-29", "answer-no-date"),
        (DATE, "2026-2-1", "answer-no-date"),
        (EMAIL, "olwen.parry+x@ysbyty.example.org", ""),
        (EMAIL, " olwen@example.org ", ""),
        (EMAIL, "olwen@bücher.example", ""),
        (EMAIL, "olwen", "answer-no-address"),
        (EMAIL, "01248 000000", "answer-no-address"),
        (EMAIL, "olwen@example.org, mari@example.org", "answer-no-address"),
        (EMAIL, "olwen@example.org\nBcc: mari@example.org", "answer-no-address"),
        (EMAIL, "Olwen <olwen@example.org>", "answer-no-address"),
        (EMAIL, "o@" + "a" * 60 + ("." + "b" * 60) * 4, "answer-no-address"),
        (EMAIL, "\ud800@example.org", "answer-no-address"),
        (CONSENT, "quote", ""),
        (HIDDEN, "poster", ""),
        (HIDDEN, "elsewhere", "answer-no-option"),
        (Question(key="event", kind="hidden"), "x" * 100, ""),
        (Question(key="event", kind="hidden"), "x" * 101, "answer-too-long"),
    ],
)
def test_an_answer_can_be_stored_or_the_fault_says_why_not(question: Question, text: str, fault: str) -> None:
    assert code(question, text) == fault


@pytest.mark.parametrize(
    ("question", "posted", "own_words", "answer"),
    [
        (ONE, ["nurse"], "", "nurse"),
        (ONE, ["other"], "porter", "other: porter"),
        (ONE, [], "porter", "other: porter"),
        (ONE, ["other: porter"], "porter", "other: porter"),
        (ONE, ["nurse"], "porter", "nurse\nother: porter"),
        (ONE, [], " ", ""),
        (ONE, ["other"], "two\nlines", "other: two lines"),
        (SEVERAL, ["nurse", "doctor"], "", "nurse\ndoctor"),
        (SEVERAL, ["nurse\ndoctor"], "", "nurse\ndoctor"),
        (YES, ["yes"], "ignored", "yes"),
        (DATE, ["1", "3", "2026"], "", "2026-03-01"),
        (DATE, ["2026-03-01"], "", "2026-03-01"),
        (DATE, ["", " ", ""], "", ""),
        (DATE, ["1", "", "2026"], "", "1\n\n2026"),
        (asked("long_text"), [" as it is\n"], "", " as it is\n"),
    ],
)
def test_what_was_posted_becomes_one_text(question: Question, posted, own_words: str, answer: str) -> None:
    assert question.type.joined(question, posted, own_words) == answer


@pytest.mark.parametrize(
    ("question", "answer", "parts", "own_words"),
    [
        (SEVERAL, "nurse\nother: porter", ["nurse", "other"], "porter"),
        (ONE, "no option", [], ""),
        (DATE, "2026-03-01", ["01", "03", "2026"], ""),
        (DATE, "1\n\n2026", ["1", "", "2026"], ""),
        (DATE, "", ["", "", ""], ""),
        (asked("short_text"), "as it is", ["as it is"], ""),
    ],
)
def test_controls_show_an_answer_again(question: Question, answer: str, parts: list[str], own_words: str) -> None:
    assert question.type.parts(question, answer) == parts
    assert question.type.own_words(question, answer) == own_words


@pytest.mark.parametrize(
    ("question", "answer", "shown"),
    [
        (SEVERAL, "nurse\nother: porter", "Nyrs\nArall: porter"),
        (ONE, "gone", "gone"),
        (SCALE, "0", "0 – Bad (cy)"),
        (SCALE, "5", "5"),
        (YES, "no", "Na"),
        (DATE, "2026-03-01", "1 Mawrth 2026"),
        (DATE, "no day", "no day"),
        (HIDDEN, "poster", "Poster (cy)"),
        (HIDDEN, "B.2", "B.2"),
        (asked("long_text"), "Mwy o amser", "Mwy o amser"),
    ],
)
def test_an_answer_is_shown_by_its_labels(question: Question, answer: str, shown: str) -> None:
    assert question.shown(answer, "cy") == shown


@pytest.mark.parametrize(
    ("question", "cell", "answer"),
    [
        (ONE, " Nyrs ", "nurse"),
        (ONE, "doctor", "doctor"),
        (ONE, "Porter", "other: Porter"),
        (ONE, "other: porter", "other: porter"),
        (SEVERAL, "Nurse; MEDDYG", "nurse\ndoctor"),
        (SEVERAL, "nurse\ndoctor", "nurse\ndoctor"),
        (SCALE, "10 – Good", "10"),
        (SCALE, "eleven", "eleven"),
        (YES, "Ie", "yes"),
        (DATE, "1/3/2026", "2026-03-01"),
        (DATE, " 2026-03-01 ", "2026-03-01"),
        (HIDDEN, "poster", "poster"),
    ],
)
def test_a_file_may_hold_keys_or_labels_in_any_language(question: Question, cell: str, answer: str) -> None:
    assert question.type.read(question, cell) == answer


def test_a_free_text_chooses_nothing() -> None:
    assert asked("long_text").type.chosen(asked("long_text"), "nurse") == ()


def test_the_text_of_an_answer_that_needs_no_month_names_stays_a_date() -> None:
    assert DATE.shown("2026-03-01", "pl") == "2026-03-01"


@pytest.mark.parametrize("question", [ONE, SEVERAL, SCALE, YES, DATE, CONSENT, HIDDEN])
@pytest.mark.parametrize("nothing", ["", " ", "\n"])
def test_nothing_is_shown_as_nothing(question: Question, nothing: str) -> None:
    assert question.shown(nothing, "en").strip() == ""


@pytest.mark.parametrize(
    ("kind", "settings", "rule"),
    [
        ("one_choice", {}, "at least two options"),
        ("one_choice", {"options": ROLES * 20}, "at most 50"),
        ("one_choice", {"options": (*ROLES, ROLES[0])}, "same key: nurse"),
        ("one_choice", {"options": (*ROLES, Option(key="a b", text=said("x")))}, "option key 'a b'"),
        ("one_choice", {"options": (*ROLES, Option(key="bare"))}, "without a text: bare"),
        ("one_choice", {"options": (*ROLES, Option(key="too", text=said("x"), other=True))}, "only one option"),
        ("one_choice", {"options": ROLES, "codebook": "improvement"}, "codebook has no meaning"),
        ("several_choices", {"options": ROLES, "attribute": True}, "attribute has no meaning"),
        ("several_choices", {"options": ROLES, "least": 3, "most": 2}, "least_choices must not exceed"),
        ("several_choices", {"options": ROLES, "most": 4}, "least_choices must not exceed"),
        ("scale", {"lowest": 1}, "from and to must say"),
        ("scale", {"lowest": 1, "highest": 12}, "2 to 11 numbers"),
        ("scale", {"lowest": -1, "highest": 3}, "2 to 11 numbers"),
        ("yes_no", {"options": ROLES}, "keys yes and no"),
        ("yes_no", {"options": tuple(Option(key=k, text=said(k), other=k == "no") for k in ("yes", "no"))}, "no own"),
        ("consent", {"options": ROLES[:2]}, "one option must permit"),
        ("consent", {"options": (QUOTING[0], QUOTING[0])}, "same key"),
        ("consent", {"options": (Option(key="a", text=said("a"), permits=("sell",)), QUOTING[1])}, "permits must be"),
        ("consent", {"options": (*QUOTING, ROLES[2])}, "no own words"),
        ("hidden", {"options": (Option(key="a"), Option(key="a"))}, "different keys"),
        ("hidden", {"options": ROLES}, "no own words and permit nothing"),
        ("one_choice", {"options": QUOTING}, "only options of a consent permit"),
        ("hidden", {"required": True}, "nobody is asked"),
        ("long_text", {"least": 1}, "least_choices has no meaning"),
        ("date", {"text": NOTHING_SAID}, "text must say"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(kind: str, settings: dict[str, object], rule: str) -> None:
    with pytest.raises(InvalidSurvey) as refused:
        Question(**({"key": "q_a", "kind": kind, "text": said("What?")} | settings))
    assert refused.value.details["question"] == "q_a"
    assert rule in str(refused.value.details["rule"])


def test_only_a_hidden_question_takes_its_value_from_the_address() -> None:
    with pytest.raises(InvalidSurvey):
        Question(key="source", kind="short_text", text=said("Where from?"))
    assert HIDDEN.is_attribute
    assert not ONE.is_attribute


def test_what_posted_words_mean_stays_the_same_when_they_are_posted_again() -> None:
    for question in (ONE, SEVERAL, SCALE, YES, DATE, CONSENT, HIDDEN):
        for text in ("nurse\nother: porter", "2026-03-01", "other: porter", "5", "yes"):
            assert question.type.joined(question, [text], question.type.own_words(question, text)) == text


def test_types_are_named_as_they_are_registered() -> None:
    assert {name: kind.name for name, kind in QUESTION_TYPES.items()} == {name: name for name in QUESTION_TYPES}
    assert [option.key for option in YES.choices] == ["yes", "no"]
    assert asked("yes_no", options=(Option(key="yes", text=said("Oes")), Option(key="no", text=said("Nac oes"))))
