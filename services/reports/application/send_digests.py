"""Letters on what is new in a team's reports, to those who confirmed that they want them."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace

from services.reports.application.outgoing_ports import TellingDesk
from services.reports.application.read_report import list_reports, read_report
from services.reports.domain.digests import PERIODS, Digest, DigestWish, SurveyNews, is_worth_telling
from services.reports.domain.outgoing_errors import EndpointNotFound
from services.reports.findings.report import Report
from shared.post.letters import Letter, LetterRefused, PostAway

Headline = Callable[[Report, str], str]
"""The sentence over a report, in a language."""
Write = Callable[[Digest, Sequence[SurveyNews], str], Letter]
"""A digest as a letter; the text is the address where adborth answers."""

_KEY_BYTES = 18


def ask_for_digest(wish: DigestWish, *, desk: TellingDesk, confirm: Callable[[Digest], Letter]) -> None:
    """Send the letter by which somebody confirms that they want a digest; nothing else is sent before they do.

    Raises LetterRefused, PostAway; EndpointNotFound where no letters can be sent at all.
    """
    if desk.open_post is None:
        raise EndpointNotFound
    now = desk.clock.now()
    digest = Digest(
        team_id=wish.team_id,
        id=str(uuid.uuid4()),
        email=wish.email,
        language=wish.language,
        rhythm=wish.rhythm,
        key=desk.random_bytes(_KEY_BYTES).hex(),
        confirmed=False,
        next_at=now + PERIODS[wish.rhythm],
        seen={},
    )
    with desk.open_post() as post:
        post.send(confirm(digest))
    with desk.open_unit() as unit:
        unit.watch.put_digest(digest)
        unit.commit()


def confirm_digest(key: str, *, desk: TellingDesk) -> Digest:
    """Begin with what is there now: only what is new from here on is told. Raises EndpointNotFound."""
    with desk.open_unit() as unit:
        found = unit.watch.digest_by_key(key)
        if found is None:
            raise EndpointNotFound
        confirmed = replace(found, confirmed=True, seen=_counts(list_reports(found.team_id, shelf=desk.shelf)))
        if not found.confirmed:
            unit.watch.put_digest(confirmed)
            unit.commit()
    return confirmed


def end_digest(key: str, *, desk: TellingDesk) -> None:
    """Send no more of them; doing so again changes nothing."""
    with desk.open_unit() as unit:
        found = unit.watch.digest_by_key(key)
        if found is not None:
            unit.watch.remove_digest(found.team_id, found.id)
            unit.commit()


def remove_digest(team_id: str, id_: str, *, desk: TellingDesk) -> None:
    """The team ends one. Raises EndpointNotFound."""
    with desk.open_unit() as unit:
        if not unit.watch.remove_digest(team_id, id_):
            raise EndpointNotFound
        unit.commit()


def list_digests(team_id: str, *, desk: TellingDesk) -> list[Digest]:
    """The team's digests, by address."""
    with desk.open_unit() as unit:
        return unit.watch.digests(team_id)


def send_digests(*, desk: TellingDesk, headline: Headline, write: Write) -> int:
    """Send what is due and worth telling; how many letters. Raises PostAway: what was not sent is due still."""
    if desk.open_post is None:
        return 0
    sent = 0
    with desk.open_unit() as unit, desk.open_post() as post:
        for digest in unit.watch.digests_due(desk.clock.now()):
            reports = list_reports(digest.team_id, shelf=desk.shelf)
            news = [_news(report, digest, desk, headline) for report in reports]
            if is_worth_telling(news):
                try:
                    post.send(write(digest, [each for each in news if each.new > 0], desk.address))
                    sent += 1
                except LetterRefused:
                    pass
                except PostAway:
                    # Those before have their letters: undone, they would get them again at each try.
                    unit.commit()
                    raise
            following = desk.clock.now() + PERIODS[digest.rhythm]
            unit.watch.put_digest(replace(digest, next_at=following, seen=_counts(reports)))
        unit.commit()
    return sent


def _news(report: Report, digest: Digest, desk: TellingDesk, headline: Headline) -> SurveyNews:
    key, responses = report.survey.key, report.totals.responses
    new = responses - digest.seen.get(key.slug, 0)
    told = headline(read_report(key, shelf=desk.shelf).report, digest.language) if new > 0 else ""
    title = report.title.get(digest.language) or report.title.get("en") or key.slug
    return SurveyNews(title, f"/team/reports/{key.slug}", responses, new, told)


def _counts(reports: Sequence[Report]) -> dict[str, int]:
    return {report.survey.key.slug: report.totals.responses for report in reports}
