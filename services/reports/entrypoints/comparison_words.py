"""What a comparison says, as sentences that claim no more than chance allows."""

from flask_babel import gettext

from services.reports.entrypoints.group_words import attribute_words, group_words
from services.reports.entrypoints.telling import in_language
from services.reports.entrypoints.wording import number, percent
from services.reports.findings.comparison import ComparedLine, Comparison, Doubt, Side
from shared.estimation.differences import Difference


def headline(comparison: Comparison) -> str:
    """The sentence over a comparison: its clearest difference, if chance alone hardly brings one about."""
    found = comparison.clearest
    if found is None or found.apart is None:
        return str(gettext("No difference between the two is larger than chance may bring about."))
    told = gettext("Clearest difference: %(code)s. %(one)s: %(share)s; %(other)s: %(their_share)s.")
    return str(
        told
        % {
            "code": in_language(found.one.title),
            "one": side(comparison.one, comparison),
            "share": _share(found, ours=True),
            "other": side(comparison.other, comparison),
            "their_share": _share(found, ours=False),
        }
    )


def side(of: Side, among: Comparison) -> str:
    """Who a side is: by what tells it from the other, which is the survey, the group or the question."""
    one, other = among.one, among.other
    words = [in_language(of.title)] if one.survey != other.survey else []
    if of.attribute and of.group:
        words.append(f"{attribute_words(of.attribute)} – {group_words(of.group, of.attribute)}")
    elif one.survey == other.survey and one.question != other.question:
        words.append(in_language(of.text))
    return ": ".join(words) or str(gettext("Everyone"))


def points(value: float) -> str:
    """A difference of shares in percentage points, with its sign: per cent of per cent would mislead."""
    whole = round(value * 100)
    sign = "+" if whole > 0 else "−" if whole < 0 else ""
    return f"{sign}{number(abs(whole))}"


def apart(of: Difference) -> str:
    """A difference with its interval, in points."""
    told = gettext("%(points)s points (%(low)s to %(high)s)")
    return str(told % {"points": points(of.estimate), "low": points(of.low), "high": points(of.high)})


def doubt(of: Doubt) -> str:
    """What a reader must know before believing a difference."""
    told = {
        Doubt.WORDING: gettext("The two questions were not asked in the same words: a difference may come from that."),
        Doubt.MODELS: gettext(
            "The answers were not all coded by the same version of the model: a difference may come from that. Coding "
            "them anew with one version settles it."
        ),
        Doubt.SAME_PEOPLE: gettext(
            "The same people may be on both sides. The intervals take them for different people, so they are rather "
            "too wide than too narrow where people answer alike."
        ),
        Doubt.FEW: gettext("One side has fewer than 30 answers: only very large differences can be seen."),
    }
    return str(told[of])


def _share(line: ComparedLine, *, ours: bool) -> str:
    share = (line.one if ours else line.other).figures.share
    return percent(share.estimate) if share else ""
