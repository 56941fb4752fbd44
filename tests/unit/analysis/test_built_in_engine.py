"""The model that `make setup` trains reads real comments as a careful reader would."""

import pytest

from services.analysis.domain.codings import Answer, AnswerCoding
from services.analysis.engine.artefact import artefact_for
from services.analysis.engine.linear_coder import LinearCoder
from shared.codebooks.loading import builtin_codebook

SUPPORT = "What support do you need?"
QUESTIONS = ("", SUPPORT, "Your improvement journey so far", "What's next for you?")


@pytest.fixture(scope="module")
def coder() -> LinearCoder:
    return LinearCoder.load(builtin_codebook("improvement"), artefact_for("improvement"))


def found_in(coder: LinearCoder, text: str, question: str = SUPPORT) -> AnswerCoding:
    return coder.code([Answer(text, question)])[0]


# Comments of delegates quoted by the head of capability in "Your Improvement journeys".
ISOLATED = (
    "not sure where or whom to go to if I wanted to start an improvement project – "
    "I have some of the basics, but feel a bit isolated"
)
COMMENTS = [
    (
        ISOLATED,
        {"expert_advice", "belonging_and_recognition"},
    ),
    (
        "help in understanding what organisational approaches lead to improvement and what supresses it",
        {"culture_and_change", "leading_change", "shared_learning", "leadership_backing"},
    ),
    (
        "assistance with leverage to influence organisational and system-leadership to support improvement",
        {"leading_change", "leadership_backing"},
    ),
    (
        "more coaches, leaders with appropriate training and influence for change",
        {"coaching_and_mentoring", "leading_change"},
    ),
]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize(("text", "fitting"), COMMENTS)
def test_real_comments_get_a_fitting_code_in_their_own_words(
    coder: LinearCoder, text: str, fitting: set[str], question: str
) -> None:
    found = found_in(coder, text, question)
    given = [coding for coding in found.codings if coding.code in fitting]
    assert given, found.probabilities
    assert all(len(span.of(text).split()) >= 3 for coding in given for span in coding.spans)


@pytest.mark.parametrize("question", QUESTIONS)
def test_needing_more_than_a_course_is_not_wanting_training(coder: LinearCoder, question: str) -> None:
    found = found_in(coder, "some more complex improvement tasks need much more than a training course", question)
    assert "improvement_training" not in {coding.code for coding in found.codings}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("two quiet hours rather than a training course", "improvement_training"),
        ("I don't need a mentor, I need two quiet hours", "coaching_and_mentoring"),
        ("it is not just about funding", "resources"),
    ],
)
def test_what_is_set_aside_is_not_given(coder: LinearCoder, text: str, code: str) -> None:
    assert code not in {coding.code for coding in found_in(coder, text).codings}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a training course on improvement", "improvement_training"),
        ("I need a mentor", "coaching_and_mentoring"),
        ("no funding", "resources"),
        ("dim amser i feddwl", "time_and_space"),
        ("rhwydwaith o gyfoedion", "networks_and_communities"),
        ("my chief executive backs it", "leadership_backing"),
    ],
)
def test_plain_words_get_their_code(coder: LinearCoder, text: str, code: str) -> None:
    found = found_in(coder, text)
    assert code in {coding.code for coding in found.codings}
    assert "need" in found.facets


@pytest.mark.parametrize(
    "text", ["n/a", "nothing", "N/A.", "😀", "…", "-", "none thanks", "dim byd", "lovely lunch", ""]
)
def test_noise_is_left_uncoded(coder: LinearCoder, text: str) -> None:
    for question in QUESTIONS:
        assert found_in(coder, text, question).codings == ()


def test_probabilities_cover_the_codebook(coder: LinearCoder) -> None:
    found = found_in(coder, "no time")
    assert tuple(found.probabilities) == coder.codebook.code_ids
    assert tuple(found.facet_probabilities) == coder.codebook.facet_ids
    assert found.model == coder.model
    assert coder.model.startswith(f"linear-improvement-{coder.codebook.version}-")
