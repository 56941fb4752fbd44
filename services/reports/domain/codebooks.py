"""Codebooks as reports tells them to others and as it reads them: whole, and as an outline of titles."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias


class Edition(NamedTuple):
    """One version of one codebook of a team."""

    team_id: str
    codebook: str
    version: int


ThemesOf: TypeAlias = Mapping[Edition, Mapping[str, str]]
"""The theme of each code, by edition."""


@dataclass(frozen=True, slots=True)
class Codebook:
    """One version of a codebook with its whole body, as a codebook file holds it."""

    team_id: str
    id: str
    version: int
    body: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class OutlineCode:
    """A code by its title in every language."""

    id: str
    title: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OutlineTheme:
    """A theme by its title in every language, with its codes in the order of the codebook."""

    id: str
    title: Mapping[str, str]
    codes: tuple[OutlineCode, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The newest version of a codebook as a report shows it; `facets` are ways to speak, whatever of."""

    codebook: str
    version: int
    themes: tuple[OutlineTheme, ...]
    facets: tuple[OutlineCode, ...] = ()

    def codes(self) -> Iterator[OutlineCode]:
        """All codes, theme by theme."""
        return (code for theme in self.themes for code in theme.codes)
