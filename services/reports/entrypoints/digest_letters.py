"""The letters themselves, in the language that their reader chose."""

from collections.abc import Mapping, Sequence
from string import Template
from typing import Final

from services.reports.domain.digests import Digest, SurveyNews
from services.reports.findings.lines import leaders
from services.reports.findings.report import Report
from shared.post.letters import Letter

_ASK: Final[Mapping[str, Template]] = {
    "en": Template(
        "Somebody asked that you get letters on what is new in their reports on adborth.\n\n"
        "If you want them, say so here:\n$yes\n\n"
        "If not, do nothing: none will come. This address says so for good:\n$stop\n"
    ),
    "cy": Template(
        "Gofynnodd rhywun i chi gael llythyrau am yr hyn sy'n newydd yn eu hadroddiadau ar adborth.\n\n"
        "Os ydych am eu cael, dywedwch hynny yma:\n$yes\n\n"
        "Os nad ydych, peidiwch â gwneud dim: ni ddaw yr un. Mae'r cyfeiriad hwn yn dweud hynny am byth:\n$stop\n"
    ),
}
_SUBJECTS: Final[Mapping[str, tuple[str, str]]] = {
    "en": ("Do you want letters from adborth?", "What is new in your reports"),
    "cy": ("Hoffech chi gael llythyrau gan adborth?", "Beth sy'n newydd yn eich adroddiadau"),
}
_SURVEY: Final[Mapping[str, Template]] = {
    "en": Template("$title\n$responses responses, $new of them new\n$headline$address\n"),
    "cy": Template("$title\n$responses o ymatebion, $new ohonynt yn newydd\n$headline$address\n"),
}
_END: Final[Mapping[str, Template]] = {
    "en": Template("\nNo more of these letters:\n$stop\n"),
    "cy": Template("\nDim rhagor o'r llythyrau hyn:\n$stop\n"),
}
_NAMED: Final[Mapping[str, Template]] = {
    "en": Template("Named most often: $codes, by an estimated $share% ($low% to $high%)."),
    "cy": Template("Enwyd amlaf: $codes, gan amcangyfrif o $share% ($low% i $high%)."),
}


def confirmation(digest: Digest, address: str) -> Letter:
    """The letter that asks whether somebody wants them."""
    told = _ASK[digest.language].substitute(yes=_link(digest, address), stop=_link(digest, address, end=True))
    return Letter(digest.email, _SUBJECTS[digest.language][0], told, _link(digest, address, end=True))


def digest_letter(digest: Digest, news: Sequence[SurveyNews], address: str) -> Letter:
    """The letter on what is new."""
    parts = [
        _SURVEY[digest.language].substitute(
            title=each.title,
            responses=each.responses,
            new=each.new,
            headline=f"{each.headline}\n" if each.headline else "",
            address=address + each.path,
        )
        for each in news
    ]
    stop = _link(digest, address, end=True)
    told = "\n".join(parts) + _END[digest.language].substitute(stop=stop)
    return Letter(digest.email, _SUBJECTS[digest.language][1], told, stop)


def headline(report: Report, language: str) -> str:
    """What is named most often in a report; nothing while nobody has spoken of anything."""
    most = leaders(report.themes)
    share = most[0].share if most else None
    if share is None:
        return ""
    names = [line.title.get(language) or line.title.get("en", line.theme) for line in most]
    whole = {name: round(value * 100) for name, value in _ends(share.estimate, share.low, share.high)}
    return _NAMED[language].substitute(codes=", ".join(names), **whole)


def _ends(estimate: float, low: float, high: float) -> tuple[tuple[str, float], ...]:
    return ("share", estimate), ("low", low), ("high", high)


def _link(digest: Digest, address: str, *, end: bool = False) -> str:
    return f"{address}/p/-/letters/{digest.key}?lang={digest.language}" + ("&end=yes" if end else "")
