"""Only what comes back is learned from: a word once, a pair twice in one answer, says nothing about others."""

import math

import numpy as np

from services.analysis.engine.corpus import Corpus
from services.analysis.engine.lexicon import Lexicon, learn_lexicon, learn_questions
from services.analysis.engine.reading import Document

ASKED = ["what", "gets", "in", "the", "way"]
MASK = (1 << 21) - 1


def learned(documents: list[Document], asked: list[int] | None = None) -> Lexicon:
    return learn_lexicon(Corpus.of(documents), np.array(asked or [-1] * len(documents), dtype=np.int64))


def pairs_of(lexicon: Lexicon) -> set[tuple[int, str, str]]:
    names = list(lexicon.stems)
    return {(k >> 42, names[k >> 21 & MASK], names[k & MASK]) for k in lexicon.pairs.tolist()}


def test_a_stem_must_stand_in_two_documents() -> None:
    lexicon = learned([[["time", "time", "once"]], [["times"], ["money"]], [["money"]]])
    assert set(lexicon.stems) == {"time", "money"}
    assert lexicon.word("timing").stem == lexicon.stems["time"]
    assert lexicon.word("once").stem == -1


def test_a_pair_is_counted_once_a_document() -> None:
    """Neighbours need two documents and companions three, however often they stand in one."""
    lexicon = learned([[["no", "time", "no", "time"]], [["no"], ["time"]], [["time"]]])
    assert pairs_of(lexicon) == set()
    lexicon = learned([[["no", "time"]], [["no", "time"]], [["time"]]])
    assert pairs_of(lexicon) == {(0, "no", "time")}


def test_companions_need_three_documents() -> None:
    apart = [["no", "more", "time"]]
    assert all(kind != 1 for kind, *_ in pairs_of(learned([apart, apart, [["lunch"]]])))
    assert (1, "no", "time") in pairs_of(learned([apart, apart, apart]))


def test_rare_features_weigh_more_and_new_words_most() -> None:
    lexicon = learned([[["time", "money"]], [["time", "money"]], [["time"]]])
    weights = [lexicon.word(word).weight for word in ("time", "money", "unheard")]
    assert weights == sorted(weights)
    assert weights[0] == 1.0


def test_letters_have_length_one_or_none() -> None:
    lexicon = learned([[["training", "trainer"]], [["training", "trained"]]])
    for word in ("training", "trainings", "trai"):
        assert math.isclose(sum(value**2 for value in lexicon.word(word).values), 1.0)
    assert lexicon.word("zz").ngrams == ()


def test_a_question_is_known_when_it_was_asked_often() -> None:
    questions = learn_questions([ASKED] * 5 + [["why"]] * 4 + [[]] * 9)
    assert (questions.number(ASKED), questions.number(["why"]), questions.number([])) == (0, -1, -1)
    row = questions.row([*ASKED, "why"])
    assert math.isclose(math.sqrt(sum(value**2 for value in row.values())), 0.5)
    assert questions.row(["why"]) == {}
