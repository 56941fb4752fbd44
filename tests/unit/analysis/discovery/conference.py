"""Answers of a small conference: three matters in English, two in Welsh, and noise, all made of the same few parts."""

from itertools import product

from services.analysis.domain.codings import Answer

_ENGLISH = {
    "parking": (
        ("The car park", "Parking", "The parking at the hospital", "Car parking near the venue"),
        ("was full by nine", "costs too much", "is a nightmare for parents", "needs more spaces", "made me late"),
    ),
    "coaching": (
        ("A coach", "Regular coaching", "My mentor and coach", "Coaching sessions"),
        ("helped our improvement work", "gave us confidence", "kept the project alive", "asked good questions"),
    ),
    "food": (
        ("The lunch", "Vegetarian lunch", "Food at lunch", "Hot food"),
        ("ran out early", "was delicious", "had no vegan choice", "could be warmer"),
    ),
}
_WELSH = {
    "amser": (
        ("Mae angen mwy o amser", "Does dim digon o amser", "Rhaid cael amser gwarchodedig", "Ni chawsom amser"),
        ("i feddwl am y gwaith", "i gwrdd â'r tîm", "yn ystod yr wythnos", "oherwydd y rota"),
    ),
    "hyfforddiant": (
        ("Mae'r hyfforddiant", "Roedd y cwrs hyfforddiant", "Bydd hyfforddiant pellach"),
        ("yn ddefnyddiol iawn", "yn rhy hir i ni", "ar gael i bawb", "wedi newid ein gwasanaeth"),
    ),
}
NOISE = ["n/a", "", "  ", "😀", "42", ".", "xqzt", "the and of"]


def matters() -> dict[str, list[str]]:
    """What was written about each matter."""
    return {
        name: [f"{start} {end}. 👍" for start, end in product(*parts)] for name, parts in (_ENGLISH | _WELSH).items()
    }


def answers() -> list[Answer]:
    """Everything, noise included, mixed in a fixed way."""
    texts = [text for written in matters().values() for text in written] + NOISE
    return [Answer(text, "What was it like?") for text in texts]
