"""What a split says, as sentences that claim no more than chance allows."""

from flask_babel import gettext

from services.reports.application.read_report import QuotesPage
from services.reports.entrypoints.drawing import can_be_drawn
from services.reports.entrypoints.group_words import attribute_words, group_words
from services.reports.entrypoints.telling import in_language
from services.reports.entrypoints.wording import percent
from services.reports.findings.contrasts import clearest
from services.reports.findings.split import Split, SplitPart


def contrast(part: SplitPart, split: Split) -> str:
    """The sentence over the charts of a question: the clearest difference between groups, if there is one."""
    if not can_be_drawn(split):
        return str(gettext("There are too many groups for bars: the figures stand in the table."))
    if sum(1 for size in part.sizes if size) < 2:
        return str(gettext("There are not two groups here that are large enough to be compared."))
    found = clearest(part)
    if found is None:
        return str(gettext("No difference between these groups is larger than chance may bring about."))
    more, less = found.line.cells[found.more].share, found.line.cells[found.less].share
    told = gettext("Clearest difference: %(code)s. %(more)s: %(share)s; %(less)s: %(other)s.")
    return str(
        told
        % {
            "code": in_language(found.line.title),
            "more": group_words(split.groups[found.more], split.attribute),
            "share": percent(more.estimate) if more else "",
            "less": group_words(split.groups[found.less], split.attribute),
            "other": percent(less.estimate) if less else "",
        }
    )


def in_group(page: QuotesPage) -> str:
    """Whose quotes these are, where they are a group's."""
    if page.split is None or page.wanted.group is None:
        return ""
    group = next(each for each in page.split.groups if each.value == page.wanted.group.value)
    return f"{attribute_words(page.split.attribute)} – {group_words(group, page.split.attribute)}"
