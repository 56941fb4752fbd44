"""Discovery is told to the use cases as themes: words, how many answers, and where the quotes stand."""

from services.analysis.domain.codings import Answer, AnswerCoding, Coding, Span
from services.analysis.engine.discovery.discover import discover_uncovered
from services.analysis.engine.discovery.telling import themes_beside

TRAMS = [f"the {kind} tram is late on {day}" for kind in ("blue", "red", "old") for day in ("Monday", "Friday")]
FOOD = [f"the canteen soup was {how} {when}" for how in ("cold", "salty", "thin") for when in ("today", "again")]


def test_themes_are_the_candidates_among_what_no_coding_speaks_of():
    codings = [AnswerCoding(Answer(text), "m") for text in TRAMS + FOOD]
    found = themes_beside(codings)
    candidates = discover_uncovered(codings).candidates
    assert [(theme.words, theme.size) for theme in found] == [(one.words, one.size) for one in candidates]
    place, span = found[0].quotes[0]
    assert span.of(codings[place].answer.text)


def test_what_a_coding_covers_is_no_theme():
    covered = [
        AnswerCoding(Answer(text), "m", (Coding("food", "all", 0.9, (Span(0, len(text)),)),)) for text in TRAMS + FOOD
    ]
    assert themes_beside(covered) == []
