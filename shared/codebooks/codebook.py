"""What a codebook is, as frozen classes of the standard library, so that every service may hold one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

Words = Mapping[str, str]  # by language: English ("en") is there, unless nothing is said at all


@dataclass(frozen=True, slots=True)
class Code:
    """One thing that answers speak about; `include` and `exclude` are the rules a careful reader follows.

    A code never vanishes from a codebook that was used: it is merged into another, split into others, or retired, and
    then nobody gives it any more (it is gone). What it was given for before can still be told.
    """

    id: str
    title: Words
    include: Words
    exclude: Words = field(default_factory=dict)
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    merged_into: str = ""
    split_into: tuple[str, ...] = ()
    retired: bool = False

    @property
    def is_gone(self) -> bool:
        """Whether nobody gives it any more."""
        return bool(self.merged_into or self.split_into or self.retired)

    @property
    def phrases(self) -> tuple[str, ...]:
        """The example phrases of all languages."""
        return tuple(phrase for phrases in self.examples.values() for phrase in phrases)


@dataclass(frozen=True, slots=True)
class Theme:
    """A group of codes that is reported together; `codes` hold those that are gone too."""

    id: str
    title: Words
    definition: Words
    codes: tuple[Code, ...]

    @property
    def live(self) -> tuple[Code, ...]:
        """The codes that are given."""
        return tuple(code for code in self.codes if not code.is_gone)


@dataclass(frozen=True, slots=True)
class Facet:
    """A way in which an answer speaks (as a need, a barrier, …), whatever it speaks about."""

    id: str
    title: Words
    definition: Words


@dataclass(frozen=True)
class Codebook:
    """Themes with their codes, and facets; `version` rises with every published change."""

    id: str
    version: int
    title: Words
    themes: tuple[Theme, ...]
    facets: tuple[Facet, ...] = field(default=())

    def codes(self) -> Iterator[Code]:
        """All codes that are given, theme by theme, in the order of the file."""
        return (code for theme in self.themes for code in theme.live)

    def gone(self) -> Iterator[Code]:
        """The codes that were merged, split or retired."""
        return (code for theme in self.themes for code in theme.codes if code.is_gone)

    @cached_property
    def code_ids(self) -> tuple[str, ...]:
        """The ids of all codes that are given in the order of the file."""
        return tuple(code.id for code in self.codes())

    @cached_property
    def facet_ids(self) -> tuple[str, ...]:
        """The ids of all facets in the order of the file."""
        return tuple(facet.id for facet in self.facets)

    @cached_property
    def theme_of_code(self) -> Mapping[str, str]:
        """The id of the theme of every code that is given."""
        return {code.id: theme.id for theme in self.themes for code in theme.live}
