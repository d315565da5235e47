"""Which contacts keep a client."""

from __future__ import annotations

import pytest

from sync.entries import (
    Body,
    FollowUpBody,
    FollowUpChannel,
    FollowUpOutcome,
    RegistrationBody,
    Source,
    VisitBody,
    VisitKind,
    WithdrawalBody,
    WithdrawalReason,
)
from sync.floor.contacts import is_effective

CONTACTS: list[tuple[str, Body, bool]] = [
    ("a visit", VisitBody("r", VisitKind.REPEAT_VISIT), True),
    ("the client was reached", FollowUpBody("r", FollowUpChannel.CALL, FollowUpOutcome.REACHED), True),
    ("nobody answered", FollowUpBody("r", FollowUpChannel.CALL, FollowUpOutcome.UNANSWERED), False),
    ("the phone was off", FollowUpBody("r", FollowUpChannel.CALL, FollowUpOutcome.SWITCHED_OFF), False),
    ("the client refused to talk", FollowUpBody("r", FollowUpChannel.WECHAT, FollowUpOutcome.REFUSED), False),
    ("a registration is a claim, no contact", RegistrationBody(Source.WALK_IN, None, None), False),
    ("a withdrawal", WithdrawalBody("r", WithdrawalReason.MISTAKE), False),
]


@pytest.mark.parametrize(("what", "body", "effective"), CONTACTS, ids=[row[0] for row in CONTACTS])
def test_only_what_reached_the_client_is_effective(what: str, body: Body, *, effective: bool) -> None:
    assert is_effective(body) is effective, what
