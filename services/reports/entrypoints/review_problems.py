"""How reports tells what can go wrong while people review."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

from shared.web.problems import Problem

PROBLEMS: Final[Mapping[str, Problem]] = {
    "answer-not-found": Problem(
        404, _l("This answer is not here"), _l("It was withdrawn, or its address is wrong. Go on with the next.")
    ),
    "decision-overtaken": Problem(
        409,
        _l("Somebody decided about this answer meanwhile"),
        _l("Nothing of yours was kept. Look at the answer again: it shows what holds now."),
    ),
    "words-changed": Problem(
        409,
        _l("The words of this answer have changed"),
        _l("Nothing of yours was kept, since you judged other words. Look at the answer again."),
    ),
    "review-code-unknown": Problem(
        422, _l("The codebook has no such code"), _l("Choose one of the codes that the page offers.")
    ),
    "review-span-outside": Problem(
        422, _l("These words are not in the answer"), _l("Choose words by the numbers that stand before them.")
    ),
    "nothing-to-undo": Problem(
        409, _l("There is nothing to undo"), _l("The model's codes hold for this answer: nobody has decided about it.")
    ),
    "not-to-be-coded": Problem(
        422, _l("This answer is not coded"), _l("Its question has no codebook. Go on with the next answer.")
    ),
    "nothing-to-draw": Problem(
        409,
        _l("There are no more answers to draw"),
        _l("All answers to this question are in the sample, or as many as can be. Go back to the review."),
    ),
    "already-coded": Problem(
        409,
        _l("You coded this answer before"),
        _l("A blind coding can be given once: you may have seen the codes of others since. Go on with the next."),
    ),
}
