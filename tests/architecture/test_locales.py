"""Welsh is never forgotten: whatever shared or service code says to people in English is there in Welsh too."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "shared" / "web"
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
OPTIONS = {"**/templates/**.html": {"newstyle_gettext": "true", "silent": "false"}}
KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None, "lazy_gettext": None}
PLURALS = "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5)"
FORMS = 6


@cache
def said_in(folder: Path) -> tuple[tuple[str, ...], ...]:
    """Every text for people in a folder's code and templates: (text,) or (one, many)."""
    found = extract_from_dir(folder, METHODS, OPTIONS, KEYWORDS)
    return tuple((text,) if isinstance(text, str) else tuple(text) for _, _, text, _, _ in found)


@cache
def welsh_of(folder: Path) -> Catalog:
    file = folder / "locale" / "cy" / "LC_MESSAGES" / "messages.po"
    if not file.exists():
        return Catalog(locale="cy")
    with file.open("rb") as opened:
        return read_po(opened, locale="cy")


def packages() -> Iterator[Path]:
    """Every package of shared and services, also those that say nothing to people yet."""
    for folder in sorted([*ROOT.glob("shared/*/"), *ROOT.glob("services/*/")]):
        if (folder / "__init__.py").exists():
            yield folder


def translated(message: Message | None) -> bool:
    texts = message.string if message is not None else ""
    return all(texts) if isinstance(texts, tuple) else bool(texts)


@pytest.fixture(params=packages(), ids=lambda folder: folder.name)
def package(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.param
    return folder


def test_every_text_is_there_in_welsh(package: Path) -> None:
    own, shared = welsh_of(package), welsh_of(WEB)
    missing = [
        text for text in said_in(package) if not any(translated(catalogue.get(text[0])) for catalogue in (own, shared))
    ]
    assert not missing


def test_welsh_keeps_placeholders_and_all_plurals(package: Path) -> None:
    for message in welsh_of(package):
        if not message.id:
            continue
        english = message.id if isinstance(message.id, tuple) else (message.id,)
        welsh = message.string if isinstance(message.string, tuple) else (message.string,)
        assert len(welsh) == (FORMS if message.pluralizable else 1), message.id
        wanted = set(re.findall(r"%\(\w+\)s|\{\w+\}", " ".join(english)))
        for text in welsh:
            assert set(re.findall(r"%\(\w+\)s|\{\w+\}", text)) <= wanted, message.id
            assert message.pluralizable or set(re.findall(r"%\(\w+\)s|\{\w+\}", text)) == wanted, message.id


def test_welsh_is_current_and_says_that_no_translator_saw_it(package: Path) -> None:
    catalogue = welsh_of(package)
    said = {text[0] for text in said_in(package)}
    named = {message.id[0] if isinstance(message.id, tuple) else message.id for message in catalogue if message.id}
    assert not any(message.fuzzy for message in catalogue if message.id)
    assert named <= said, "texts that nothing says any more"
    if named:
        assert catalogue.num_plurals == FORMS
        assert catalogue.plural_expr == PLURALS
        source = (package / "locale" / "cy" / "LC_MESSAGES" / "messages.po").read_text(encoding="utf-8")
        assert "checked by a translator" in source.partition("msgid")[0]
