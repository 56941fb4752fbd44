"""What changed between two versions of a codebook, said in a sentence each."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from flask_babel import gettext as _

from services.reports.domain.codebook_differences import Difference, Kind, Said
from services.reports.entrypoints.telling import in_language
from shared.web.languages import current_language

WITH_TEXTS: Final = frozenset(
    {
        *(Kind.RETITLED, Kind.THEME_RENAMED, Kind.THEME_DEFINED, Kind.RENAMED),
        *(Kind.INCLUDES, Kind.EXCLUDES, Kind.EXAMPLES),
    }
)
"""The changes whose texts are shown, as they were and as they are."""


def sentence(difference: Difference) -> str:
    """What happened, in the language of the page."""
    return _SENTENCES[difference.kind](_parts(difference))


def texts(difference: Difference) -> Sequence[tuple[str, Sequence[str], Sequence[str]]]:
    """The texts that changed: by language, as they were and as they are."""
    if difference.kind not in WITH_TEXTS:
        return ()
    languages = dict.fromkeys((*difference.was, *difference.now))
    return [(each, difference.was.get(each, ()), difference.now.get(each, ())) for each in languages]


def _parts(difference: Difference) -> dict[str, str]:
    return {
        "title": in_language(difference.title),
        "was": _listed(difference.was),
        "now": _listed(difference.now),
    }


def _listed(said: Said) -> str:
    return ", ".join(said.get(current_language()) or said.get("en") or ())


_SENTENCES: Final[Mapping[Kind, Callable[[dict[str, str]], str]]] = {
    Kind.RETITLED: lambda said: _("The codebook has another title: %(title)s.", **said),
    Kind.THEME_NEW: lambda said: _("There is a new theme: %(title)s.", **said),
    Kind.THEME_GONE: lambda said: _("The theme %(title)s has no codes any more.", **said),
    Kind.THEME_RENAMED: lambda said: _("A theme has another title: %(title)s.", **said),
    Kind.THEME_DEFINED: lambda said: _("The theme %(title)s is described anew.", **said),
    Kind.NEW: lambda said: _("There is a new code: %(title)s, in %(now)s.", **said),
    Kind.BACK: lambda said: _("%(title)s is given again.", **said),
    Kind.MERGED: lambda said: _("%(title)s was merged into %(now)s.", **said),
    Kind.SPLIT: lambda said: _("%(title)s was split into %(now)s.", **said),
    Kind.RETIRED: lambda said: _("%(title)s was retired.", **said),
    Kind.LOST: lambda said: _("%(title)s was left out, and so retired.", **said),
    Kind.MOVED: lambda said: _("%(title)s moved from %(was)s to %(now)s.", **said),
    Kind.RENAMED: lambda said: _("A code has another title: %(title)s.", **said),
    Kind.INCLUDES: lambda said: _("When %(title)s is given is said anew.", **said),
    Kind.EXCLUDES: lambda said: _("When %(title)s is not given is said anew.", **said),
    Kind.EXAMPLES: lambda said: _("%(title)s has other examples.", **said),
}
