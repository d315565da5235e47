"""Which contacts keep a client."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sync.entries import (
    Body,
    FollowUpBody,
    FollowUpChannel,
    FollowUpOutcome,
    RegistrationBody,
    ReleaseBody,
    ReleaseReason,
    Source,
    VisitBody,
    VisitKind,
    WithdrawalBody,
    WithdrawalReason,
)
from sync.floor.contacts import Discount, FollowUp, discount, is_effective, normal_note
from sync.policy import RuleBook

CONTACTS: list[tuple[str, Body, bool]] = [
    ("a visit", VisitBody("r", VisitKind.REPEAT_VISIT), True),
    ("the client was reached", FollowUpBody("r", FollowUpChannel.CALL, FollowUpOutcome.REACHED), True),
    ("nobody answered", FollowUpBody("r", FollowUpChannel.CALL, FollowUpOutcome.UNANSWERED), False),
    ("the phone was off", FollowUpBody("r", FollowUpChannel.CALL, FollowUpOutcome.SWITCHED_OFF), False),
    ("the client refused to talk", FollowUpBody("r", FollowUpChannel.WECHAT, FollowUpOutcome.REFUSED), False),
    ("a registration is a claim, no contact", RegistrationBody(Source.WALK_IN, None, None), False),
    ("a withdrawal", WithdrawalBody("r", WithdrawalReason.MISTAKE), False),
    ("a release", ReleaseBody("r", ReleaseReason.OTHER), False),
]


@pytest.mark.parametrize(("what", "body", "effective"), CONTACTS, ids=[row[0] for row in CONTACTS])
def test_only_what_reached_the_client_is_effective(what: str, body: Body, *, effective: bool) -> None:
    assert is_effective(body) is effective, what


BEGAN = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)


def follow_up(seconds: int = 0, note: str = "", client: str = "c", *, reached: bool = True) -> FollowUp:
    return FollowUp(client, BEGAN + timedelta(seconds=seconds), reached, note or None)


FIVE = [follow_up(second, f"note {second}", f"c{second}") for second in range(0, 50, 10)]
PADDING: list[tuple[str, FollowUp, list[FollowUp], Discount | None]] = [
    ("the first of all", follow_up(note="a"), [], None),
    ("the same note again", follow_up(9000, "a"), [follow_up(note="a")], Discount.SAME_NOTE),
    ("the same note about another client", follow_up(9000, "a", "d"), [follow_up(note="a")], None),
    ("another note in between", follow_up(9000, "a"), [follow_up(note="a"), follow_up(99, "b")], None),
    ("two without a note", follow_up(9000), [follow_up()], None),
    ("who was not reached is no padding", follow_up(9000, "a", reached=False), [follow_up(note="a")], None),
    ("the fifth within a minute", follow_up(55), FIVE[:4], None),
    ("the sixth within a minute", follow_up(55), FIVE, Discount.TOO_MANY),
    ("the sixth, a minute after the first", follow_up(60), FIVE, None),
    ("unanswered calls crowd nobody out", follow_up(55), [follow_up(1, reached=False)] * 9, None),
    ("nor does what was stated later", follow_up(-60), FIVE, None),
]


@pytest.mark.parametrize(("what", "last", "earlier", "reason"), PADDING, ids=[row[0] for row in PADDING])
def test_padding_is_judged_by_earlier_places(
    what: str, last: FollowUp, earlier: list[FollowUp], reason: Discount | None
) -> None:
    assert discount(last, earlier, RuleBook()) is reason, what


def test_notes_that_differ_in_signs_alone_are_the_same() -> None:
    assert normal_note("约 周六，看房！") == normal_note("约周六看房")
    assert normal_note("ＡＢ１") == normal_note("ab1")
    assert normal_note(" 。！") == ""
    assert normal_note("约周六") != normal_note("约周日")
