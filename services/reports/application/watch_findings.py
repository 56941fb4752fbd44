"""Looks at reports that changed, and tells what left what was told before, and which thresholds were reached."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from services.reports.application.outgoing_ports import TellingDesk, TellingUnit
from services.reports.application.read_report import read_report
from services.reports.application.send_news import tell_team
from services.reports.domain.errors import ReportNotFound
from services.reports.domain.outgoing import News, NewsKind
from services.reports.domain.surveys import SurveyKey
from services.reports.domain.watching import SeenFinding, Threshold, ToldShare, changes, to_remember
from services.reports.findings.lines import code_lines
from services.reports.findings.report import Report
from shared.contracts.messages import message_id


def look_at_findings(*, desk: TellingDesk) -> int:
    """Look at every report that changed since it was looked at; how many did."""
    with desk.open_unit() as unit:
        changed = unit.watch.changed_surveys()
    for key, stamp in changed:
        _look(key, stamp, desk)
    return len(changed)


@dataclass(frozen=True, slots=True)
class _Look:
    """A report as it was looked at."""

    key: SurveyKey
    stamp: int
    report: Report
    at: datetime
    address: str

    def seen(self) -> Iterator[SeenFinding]:
        for line in code_lines(self.report.themes):
            if line.share:
                share = ToldShare(line.share.estimate, line.share.low, line.share.high)
                yield SeenFinding(line.code, line.theme, line.n, self.report.totals.responses, share)

    def news(self, kind: NewsKind, finding: SeenFinding, more: Mapping[str, object], *parts: str) -> News:
        """News of a finding; its id follows from this look, so that looking twice tells it once."""
        return News(
            team_id=self.key.team_id,
            id="msg_" + message_id("news", kind, *self.key, *parts, self.stamp),
            kind=kind,
            at=self.at,
            data={
                "survey": self.key.slug,
                "title": dict(self.report.title),
                "code": finding.code,
                "theme": finding.theme,
                "n": finding.n,
                "responses": finding.cases,
                "now": finding.share._asdict(),
                "url": f"{self.address}/team/reports/{self.key.slug}",
                **more,
            },
        )


def _look(key: SurveyKey, stamp: int, desk: TellingDesk) -> None:
    try:
        read = read_report(key, shelf=desk.shelf)
    except ReportNotFound:
        return
    look = _Look(key, stamp, read.report, desk.clock.now(), desk.address)
    # What is told leaves the team: of fewer people than a group may have nothing is, as in publications.
    seen = list(look.seen()) if read.report.totals.responses >= read.smallest else []
    with desk.open_unit() as unit:
        told = unit.watch.told(key)
        for change in changes(told, seen):
            before = {"before": change.before._asdict()}
            tell_team(look.news(NewsKind.FINDING_CHANGED, change.finding, before, change.finding.code), unit=unit)
        for threshold in unit.watch.thresholds(key.team_id, key.slug):
            _cross(threshold, seen, look, unit)
        unit.watch.remember(key, stamp, to_remember(told, seen))
        unit.commit()


def _cross(threshold: Threshold, seen: Iterable[SeenFinding], look: _Look, unit: TellingUnit) -> None:
    """Tell a threshold that is reached, once; it is told again only after the code fell below it."""
    finding = next((each for each in seen if each.code == threshold.code), None)
    if finding is None or threshold.is_reached(finding) == threshold.crossed:
        return
    if not threshold.crossed:
        level = {"threshold": {"measure": threshold.measure.value, "level": threshold.level}}
        tell_team(look.news(NewsKind.THRESHOLD_CROSSED, finding, level, threshold.id), unit=unit)
    unit.watch.mark_crossed(replace(threshold, crossed=not threshold.crossed))
