"""Rule which channels are credited, and append a ruling wherever the rules say something new.

Called in the transaction of whatever can change it: a report, an escort, a push. Owners are not touched.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from sync.ownership.channel_counterfactual import find_change
from sync.ownership.channel_explanation import explain_credit, write_moment
from sync.ownership.channel_reasons import RULE_OF, ChannelReason
from sync.ownership.channels import ChannelOutcome, ReportVerdict, credit
from sync.people.roles import Role
from webapp.models.ownership import Channel, ChannelRuling, PreRegistration
from webapp.models.people import Person
from webapp.services.justice.signals import SignalKind, raise_signal
from webapp.services.ownership.channels.channel_cases import GatheredCase, gather_channel_cases
from webapp.services.ownership.channels.channel_facts import concerning
from webapp.services.ownership.rules.books import load_books
from webapp.services.ownership.wire.feed import News, announce_clients
from webapp.services.people.project import load_zone
from webapp.services.work import Work
from webapp.words import books as all_words

_ON_A_PHONE = (Role.AGENT, Role.TEAM_LEADER)


@dataclass(frozen=True, slots=True)
class _Changed:
    """What the rules say anew. verdicts: those that the ruling before did not have."""

    client_id: str
    gathered: GatheredCase
    outcome: ChannelOutcome
    verdicts: tuple[ReportVerdict, ...]


def rule_channels(work: Work, client_ids: Collection[str]) -> None:
    """Rule clients; where no channel has to do with any of them, it costs two questions."""
    if not client_ids:
        return
    work.session.flush()
    found = concerning(work, client_ids)
    if not found:
        return
    before = newest_credits(work, found)
    gathered = gather_channel_cases(work, found, load_books(work))
    fresh = [
        _Changed(client_id, each, outcome, _new_verdicts(outcome, before.get(client_id)))
        for client_id, each in sorted(gathered.items())
        if (outcome := credit(each.case)) is not None and not _says_the_same(outcome, before.get(client_id))
    ]
    if fresh:
        _append(work, fresh)


def newest_credits(work: Work, client_ids: Collection[str]) -> dict[str, ChannelRuling]:
    """Return the newest ruling of each client that has one."""
    rows = work.session.scalars(
        select(ChannelRuling)
        .where(ChannelRuling.project_id == work.project_id, ChannelRuling.client_id.in_(client_ids))
        .order_by(ChannelRuling.ruled_at, ChannelRuling.id)
    )
    return {row.client_id: row for row in rows}


def _says_the_same(outcome: ChannelOutcome, before: ChannelRuling | None) -> bool:
    return before is not None and (before.reason, before.evidence) == (outcome.reason, _evidence(outcome))


def _new_verdicts(outcome: ChannelOutcome, before: ChannelRuling | None) -> tuple[ReportVerdict, ...]:
    known = before.evidence["verdicts"] if before else []
    return tuple(verdict for verdict in outcome.verdicts if _plain(verdict) not in known)


def _append(work: Work, fresh: list[_Changed]) -> None:
    names, zone = _names(work), load_zone(work)
    work.session.add_all(_ruling(work, each, names, zone) for each in fresh)
    for each in fresh:
        _signal(work, each, names)
    work.session.flush()
    concerned = {(agent_id, each.client_id) for each in fresh for agent_id in each.gathered.agents}
    announce_clients(work, concerned, _news(work, fresh, names, zone))


def _ruling(work: Work, each: _Changed, names: Mapping[str, str], zone: ZoneInfo) -> ChannelRuling:
    case, outcome = each.gathered.case, each.outcome
    explanation = explain_credit(case, outcome, find_change(case, outcome), names=names, words=all_words(), zone=zone)
    return ChannelRuling(
        project_id=work.project_id,
        id=work.new_id(),
        client_id=each.client_id,
        ruled_at=work.now,
        channel_id=outcome.channel_id,
        reason=outcome.reason,
        rule=RULE_OF[outcome.reason],
        rule_version=outcome.rule_version,
        evidence=_evidence(outcome),
        explanation={
            "sentence": dict(explanation.sentence),
            "counterfactual": dict(explanation.counterfactual),
            "rule_title": dict(explanation.rule_title),
            "appeal": dict(explanation.appeal),
        },
    )


def _signal(work: Work, each: _Changed, names: Mapping[str, str]) -> None:
    """Tell of each report that came suspiciously close to a visit, once."""
    for verdict in each.verdicts:
        if verdict.suspect_minutes is not None:
            raise_signal(
                work,
                SignalKind.INTERCEPTION_SUSPECT,
                client_id=each.client_id,
                channel=names[verdict.channel_id],
                minutes=str(verdict.suspect_minutes),
            )


def _news(work: Work, fresh: Iterable[_Changed], names: Mapping[str, str], zone: ZoneInfo) -> list[News]:
    """Tell an agent who reported for an own channel what a visit made of it.

    What a report meets at once is not told: to report numbers must not be a way of asking whose they are.
    """
    verdicts = {verdict.report_id: verdict for each in fresh for verdict in each.verdicts if _came_later(each, verdict)}
    if not verdicts:
        return []
    rows = work.session.execute(
        select(PreRegistration.id, PreRegistration.received_at, PreRegistration.reported_by)
        .join(Person, (Person.project_id == PreRegistration.project_id) & (Person.id == PreRegistration.reported_by))
        .where(
            PreRegistration.project_id == work.project_id,
            PreRegistration.id.in_(verdicts),
            Person.role.in_(_ON_A_PHONE),
        )
    )
    return [
        News(None, frozenset({row.reported_by}), _told(names, verdicts[row.id], row.received_at, zone)) for row in rows
    ]


def _came_later(each: _Changed, verdict: ReportVerdict) -> bool:
    report = next(report for report in each.gathered.case.reports if report.id == verdict.report_id)
    if verdict.reason is ChannelReason.MASK_ONLY or verdict.arrived_at is None:
        return False
    return verdict.arrived_at > report.received_at


def _told(names: Mapping[str, str], verdict: ReportVerdict, received_at: datetime, zone: ZoneInfo) -> dict[str, str]:
    return {
        language: texts["channels.told"].format(
            channel=names[verdict.channel_id],
            reported=write_moment(received_at, texts, zone),
            verdict=texts[f"channels.verdict_{verdict.reason}"],
        )
        for language, texts in all_words().items()
    }


def _names(work: Work) -> dict[str, str]:
    rows = work.session.execute(select(Channel.id, Channel.name).where(Channel.project_id == work.project_id))
    return {row.id: row.name for row in rows}


def _evidence(outcome: ChannelOutcome) -> dict[str, Any]:
    return {
        "report_id": outcome.report_id,
        "arrived_at": _text(outcome.arrived_at),
        "verdicts": [_plain(verdict) for verdict in outcome.verdicts],
    }


def _plain(verdict: ReportVerdict) -> dict[str, Any]:
    return asdict(verdict) | {"reason": str(verdict.reason), "arrived_at": _text(verdict.arrived_at)}


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="milliseconds")
