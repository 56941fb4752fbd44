"""A page's classes are ones that a style sheet or a script knows: a misspelt one shows what should be hidden."""

import re
from collections.abc import Iterator

from tests.support.sources import ROOT, project_files, text_of

_BUILT = ROOT / "shared/web/static/built"
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_CLASSES = re.compile(r'class="((?:\{\{.*?\}\}|\{%.*?%\}|[^"{])*)"')
_MADE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_SELECTOR = re.compile(r"\.([a-zA-Z][\w-]*)")
_WORD = re.compile(r"[a-zA-Z][\w-]*")


def test_every_class_of_a_template_is_known() -> None:
    known = known_classes()
    unknown = [
        f"{path}: {name}"
        for path in project_files()
        if path.suffix == ".html" and path.parts[0] in {"services", "shared"}
        for name in classes_in(text_of(path))
        if name not in known
    ]
    assert not unknown


def known_classes() -> set[str]:
    """Give what style sheets select, nhsuk's as it was built, and what scripts ask for."""
    files = [path for path in project_files() if path.parts[0] in {"services", "shared"}]
    styles = [text_of(path) for path in files if path.suffix == ".css"]
    styles += [path.read_text() for path in sorted(_BUILT.glob("adborth.*.css"))]
    scripts = [text_of(path) for path in files if path.suffix in {".js", ".mjs", ".ts"}]
    return {name for text in styles for name in _SELECTOR.findall(text)} | {
        name for text in scripts for name in _WORD.findall(text)
    }


def classes_in(template: str) -> Iterator[str]:
    """Give the classes that are written out; those that are put together as the page is drawn are not."""
    for found in _CLASSES.findall(_COMMENT.sub("", template)):
        yield from (name for name in _MADE.sub("\0", found).split() if "\0" not in name)


def test_classes_are_found_beside_what_is_put_together() -> None:
    template = '{# class="no" #}<p class="one {{ "a" if b }} two{{ c }} {% if d %}three{% endif %} four">'
    assert list(classes_in(template)) == ["one", "four"]
    assert "nhsuk-u-visually-hidden" in known_classes()
    assert "nhsuk-visually-hidden" not in known_classes()
