"""Which contacts keep a client: those that reached the client, unless they only pad the record.

Padding is judged by what the same chain said at earlier places, and by nothing else: so a follow-up means the same
whenever it arrives, and whatever else arrives beside it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never

from sync.entries import Body, FollowUpBody, FollowUpOutcome, RegistrationBody, ReleaseBody, VisitBody, WithdrawalBody
from sync.policy import RuleBook

_MINUTE = timedelta(minutes=1)
#: What does not tell two notes apart: marks, spaces, signs.
_NO_WORDS = frozenset("PZSC")


class Discount(StrEnum):
    """Why a follow-up that reached the client does not count."""

    SAME_NOTE = "same_note"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A follow-up as its chain tells it. note_key: what stands for its note; None without one."""

    client_id: str
    stated_at: datetime
    reached: bool
    note_key: str | None


def is_effective(body: Body) -> bool:
    """Say whether an entry is a contact that keeps the client; an unanswered or switched-off phone is none."""
    match body:
        case VisitBody():
            return True
        case FollowUpBody(outcome=outcome):
            return outcome is FollowUpOutcome.REACHED
        case RegistrationBody() | WithdrawalBody() | ReleaseBody():
            return False
        case _:
            assert_never(body)


def discount(follow_up: FollowUp, earlier: Iterable[FollowUp], book: RuleBook) -> Discount | None:
    """Return why a follow-up does not count; None for one that counts, or that reached nobody anyway.

    earlier: those at earlier places of its chain, oldest first.
    """
    if not follow_up.reached:
        return None
    before = list(earlier)
    of_client = [each for each in before if each.client_id == follow_up.client_id]
    if of_client and follow_up.note_key is not None and of_client[-1].note_key == follow_up.note_key:
        return Discount.SAME_NOTE
    began = follow_up.stated_at - _MINUTE
    close = sum(each.reached and began < each.stated_at <= follow_up.stated_at for each in before)
    return Discount.TOO_MANY if close >= book.padding_entries_per_minute else None


def normal_note(note: str) -> str:
    """Return the letters and digits of a note in one spelling: two that differ in signs alone are the same."""
    plain = unicodedata.normalize("NFKC", note).casefold()
    return "".join(letter for letter in plain if unicodedata.category(letter)[0] not in _NO_WORDS)
