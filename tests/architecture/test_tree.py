"""What is committed belongs to the project: no machine's paths, no registry's address, no unexplained exception."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.support.sources import ROOT, files_of_tests, project_files, source_files, text_of

# Written in pieces, so that this file does not match itself.
_FOREIGN = {
    "a path of one machine": re.compile(r"(?<![\w.<])/(?:wor" + r"k|roo" + r"t|hom" + r"e/\w+)/"),
    "a registry's address": re.compile(
        r"(?:registry\.npm" + r"js|pypi" + r"\.(?:org|python)|files\.python" + r"hosted|deb\.deb" + r"ian\.org)"
    ),
    "where a package was fetched": re.compile(r'"res' + r'olved"\s*:|--(?:extra-)?index-' + r"url\s+\S+:"),
    "a neighbour of the project's folder": re.compile(r"\.\./sha" + r"red/(?:DESIGN|STYLE|reference|seeds|data)"),
}

_NOQA = re.compile(r"#\s*noqa\b(?P<rest>.*)")
_EXPLAINED_NOQA = re.compile(r":\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*\s+\S.{5,}")
_TYPE_IGNORE = re.compile(r"#\s*type:\s*ignore\b(?P<rest>.*)")
_EXPLAINED_TYPE_IGNORE = re.compile(r"\[[\w\-, ]+\]\s+\S.{5,}")
_NO_COVER = re.compile(r"#\s*pragma:\s*no (?:cover|branch)(?P<rest>.*)")
_EXPLAINED_NO_COVER = re.compile(r"\s+\S.{5,}")
_RULES = ((_NOQA, _EXPLAINED_NOQA), (_TYPE_IGNORE, _EXPLAINED_TYPE_IGNORE), (_NO_COVER, _EXPLAINED_NO_COVER))


def test_nothing_from_outside_the_project_is_named() -> None:
    found = [
        f"{path}:{number}: {what}"
        for path in project_files()
        for number, line in enumerate(text_of(path).splitlines(), 1)
        for what, pattern in _FOREIGN.items()
        if pattern.search(line)
    ]
    assert not found


def test_every_suppression_says_why() -> None:
    unexplained = [
        place for path in [*source_files(), *files_of_tests()] for place in unexplained_in(str(path), text_of(path))
    ]
    assert not unexplained


def unexplained_in(name: str, text: str) -> Iterator[str]:
    """Give the places where a tool is silenced without a reason on the same line."""
    for number, line in enumerate(text.splitlines(), 1):
        for pattern, explained in _RULES:
            found = pattern.search(line)
            if found and not explained.match(found["rest"]):
                yield f"{name}:{number}: {line.strip()}"


def test_the_rule_for_suppressions_sees_a_bare_one() -> None:
    bare = ["x = 1  # noq" + "a: S105", "y()  # type: ignor" + "e[arg-type]", "z()  # pragma: no cove" + "r"]
    assert len(list(unexplained_in("sample", "\n".join(bare)))) == 3
    assert not list(unexplained_in("sample", "x = 1  # noq" + "a: S105  because the prefix is public"))


def test_no_contract_between_layers_is_softened() -> None:
    assert "ignore_imports" not in (ROOT / ".importlinter").read_text()


def test_importing_a_contract_runs_nothing_else() -> None:
    assert text_of(Path("shared/contracts/__init__.py")) == ""
