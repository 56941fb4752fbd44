"""Answers are told to be English or Welsh, and so are the stretches of those that mix the two."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.analysis.engine.language import language_of, languages_within

ENGLISH = [
    "no time to step back",
    "Training",
    "podcasts",
    "NO TIME",
    "more coaches please",
    "nothing",
    "We're stuck in procurement",
    "I went to Llanfairpwll with Sioned",
    "4G. There isn't any in Llanwddyn",
    "😀 lovely 😀",
    "our eisteddfod stall",
]
WELSH = [
    "dim amser i feddwl",
    "Hyfforddiant",
    "podlediad",
    "DIM AMSER",
    "mwy o hyfforddwyr",
    "dim byd",
    "Ry’n ni’n rhy brysur",
    "tŷ bach",
    unicodedata.normalize("NFD", "Mae angen tŷ a dŵr"),
    "🐑 diolch 🐑",
    "Dw i isio cwrs PDSA",
]
UNTOLD = [
    "",
    "n/a",
    "N/A",
    "PDSA",
    "DPIA.",
    "Dr Jones",
    "Sioned",
    "Betsi Cadwaladr",
    "Llandudno",
    "1234",
    "😀",
    "…",
    "x",
    "no",
]


@pytest.mark.parametrize("text", ENGLISH)
def test_english(text: str) -> None:
    assert language_of(text) == "en"
    assert [language for _, language in languages_within(text)] == ["en"]


@pytest.mark.parametrize("text", WELSH)
def test_welsh(text: str) -> None:
    assert language_of(text) == "cy"
    assert [language for _, language in languages_within(text)] == ["cy"]


@pytest.mark.parametrize("text", UNTOLD)
def test_what_cannot_be_told_is_left_open(text: str) -> None:
    assert language_of(text) is None
    assert languages_within(text) == []


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("We need time. Does dim amser gyda ni o gwbl.", ["We need time.", "Does dim amser gyda ni o gwbl."]),
        ("😀 Mae'n wych 👍🏽 but there is no money for it", ["Mae'n wych", "but there is no money for it"]),
        ("(Diolch!) Thanks to all.", ["(Diolch!)", "Thanks to all."]),
        (
            "Dim arian\r\n- no backfill at all\r\n- pawb wedi blino",
            ["Dim arian", "no backfill at all", "pawb wedi blino"],
        ),
        ("Blame culture, and you're toast, felly mae pawb yn cadw'n dawel", ["Blame culture, and you're toast,", ""]),
        (
            "cyfarfod mewn cafe\u0301 efo'r criw, and then the usual silence",
            ["cyfarfod mewn cafe\u0301 efo'r criw,", ""],
        ),
    ],
)
def test_mixed_answers_are_cut_where_the_language_changes(text: str, stretches: list[str]) -> None:
    found = languages_within(text)
    assert [span.of(text) if wanted else "" for (span, _), wanted in zip(found, stretches, strict=True)] == stretches
    languages = [language for _, language in found]
    assert all(one != other for one, other in zip(languages, languages[1:], strict=False))


def test_one_foreign_word_makes_no_stretch() -> None:
    assert len(languages_within("Mae'r handover yn cymryd gormod o amser")) == 1
    assert len(languages_within("We had a great cwtsh at the end of the day")) == 1


def test_the_longer_part_of_a_mixed_answer_names_it() -> None:
    assert language_of("Diolch! It was good to meet so many people who do the same.") == "en"
    assert language_of("Thanks. Roedd yn braf cwrdd â chymaint o bobl sy'n gwneud yr un peth.") == "cy"


@settings(deadline=None)  # the first answer loads the models
@given(st.text(alphabet=st.sampled_from("aeŵy\u0302\u0301nrdA '’.-\n😀\u200d1_") | st.characters(), max_size=60))
def test_stretches_lie_in_order_apart_and_within_any_text(text: str) -> None:
    found = [span for span, _ in languages_within(text)]
    assert all(span.of(text).strip() for span in found)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))
    assert bool(found) or language_of(text) is None
