"""Which contacts keep a client: only those that reached the client."""

from __future__ import annotations

from typing import assert_never

from sync.entries import Body, FollowUpBody, FollowUpOutcome, RegistrationBody, VisitBody, WithdrawalBody


def is_effective(body: Body) -> bool:
    """Say whether an entry is a contact that keeps the client; an unanswered or switched-off phone is none."""
    match body:
        case VisitBody():
            return True
        case FollowUpBody(outcome=outcome):
            return outcome is FollowUpOutcome.REACHED
        case RegistrationBody() | WithdrawalBody():
            return False
        case _:
            assert_never(body)
