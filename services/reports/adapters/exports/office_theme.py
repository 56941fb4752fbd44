"""The colours of the templates of Word and PowerPoint, in which lists and tables are drawn, made those of the house."""

from typing import Any, Final

HOUSE: Final = "0B4F55"
ACCENT: Final = "4F81BD"


def paint(part: Any, kind: str) -> None:
    """Give the theme that this part of a file is drawn by the colour of the house; `kind` ends its relation's name."""
    for relation in part.rels.values():
        if relation.reltype.endswith(kind):
            theme = relation.target_part
            theme._blob = theme.blob.replace(ACCENT.encode(), HOUSE.encode())
