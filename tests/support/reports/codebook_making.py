"""Small codebooks for the tests of codebook editing, and somebody who edits them."""

from services.reports.domain.codebook_edits import CodeWords
from services.reports.domain.codebook_history import Author
from shared.codebooks.codebook import Code, Codebook, Theme

OLWEN = Author("olwen", "Olwen Rees")
MAIR = Author("mair", "Mair Huws")


def code(id_: str, **given: object) -> Code:
    """A code with titles in both languages, a rule, and an example of its own."""
    title = id_.replace("_", " ").capitalize()
    words = {"en": title, "cy": f"{title} (cy)"}
    return Code(id_, words, {"en": f"Speaks of {title}."}, examples={"en": (f"an example of {id_}",)}, **given)  # type: ignore[arg-type]  # whatever a test is about


def a_codebook(version: int = 1) -> Codebook:
    """Two themes: conditions with time_and_space and resources, connections with shared_learning."""
    themes = (("conditions", ("time_and_space", "resources")), ("connections", ("shared_learning",)))
    return Codebook(
        "improvement",
        version,
        {"en": "Improvement", "cy": "Gwella"},
        tuple(
            Theme(id_, {"en": id_.title(), "cy": id_.title()}, {"en": f"About {id_}."}, tuple(map(code, codes)))
            for id_, codes in themes
        ),
    )


def words(title: str = "New idea", **given: object) -> CodeWords:
    """What a code says."""
    return CodeWords({"en": title, "cy": f"{title} (cy)"}, {"en": f"Speaks of {title}."}, **given)  # type: ignore[arg-type]  # whatever a test is about
