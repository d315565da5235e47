"""The second rule book of the demo office: published yesterday, in force next week, read by some."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from sync.policy import Edition, RuleBook
from webapp.demo.script import Calendar, Line, Verb
from webapp.services.ownership.rules.publish_rules import Proposal, publish
from webapp.services.work import Actor, Work

DAYS_AHEAD = 5
#: What the office has learned in its first two weeks.
CHANGES = {
    "protection_days_phone_enquiry": 10,
    "protection_days_visit": 12,
    "warning_days": [7, 5, 3],
    "pool_protection_days": 5,
    "claim_window_days": 3,
    "standin_notice_minutes": 5,
    "turn_order": "fewest_receptions",
}


class DemoRulesError(RuntimeError):
    """The demo's own rule book contradicts the rules of today."""


def publish_second_version(work: Work, manager: Actor, zone: str) -> None:
    """Publish it, as the manager's desk does."""
    day = work.now.astimezone(ZoneInfo(zone)).date() + timedelta(days=DAYS_AHEAD)
    edition = publish(work, manager, Proposal(RuleBook().to_dict() | CHANGES, day, based_on=1))
    if not isinstance(edition, Edition):
        raise DemoRulesError(edition)


def rules_lines(calendar: Calendar, readers: Sequence[str]) -> Iterable[Line]:
    """Yield the lines of the rules: everybody read the first version, and six have read the second one by today."""
    for place, who in enumerate(readers):
        yield Line(calendar.at(-13, f"09:{place:02}:20"), who, Verb.READ_RULES, word="1")
    yield Line(calendar.at(-1, "18:30:00"), readers[0], Verb.PUBLISH_RULES)
    for place, who in enumerate(readers[:6]):
        yield Line(calendar.at(-1, f"18:{41 + 2 * place}:10"), who, Verb.READ_RULES, word="2")
