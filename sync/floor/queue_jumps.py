"""Who took a client out of turn? Judged by the record of the door alone, never by who complains."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sync.policy import RuleBook
from sync.switches import QueueJump


class JumpCode(StrEnum):
    """What a reception was; stable for ever."""

    IN_TURN = "in_turn"
    TURN_NOT_FREE = "turn_not_free"
    QUEUE_JUMP = "queue_jump"


@dataclass(frozen=True, slots=True)
class Reception:
    """A walk-in who named nobody. turn_of: whose turn it was. free: that agent was signed in and with no client."""

    received_by: str
    turn_of: str | None
    free: bool


@dataclass(frozen=True, slots=True)
class JumpVerdict:
    """Whose the reception counts as. violation_by: who jumped. loses_turn: who is passed over next time."""

    code: JumpCode
    credit_to: str
    violation_by: str | None = None
    loses_turn: str | None = None


def judge_reception(reception: Reception, book: RuleBook) -> JumpVerdict:
    """Say whose a reception is. One whose turn it was and who was not free has lost nothing: somebody had to go."""
    receiver, rightful = reception.received_by, reception.turn_of
    if rightful is None or rightful == receiver:
        return JumpVerdict(JumpCode.IN_TURN, receiver)
    if not reception.free:
        return JumpVerdict(JumpCode.TURN_NOT_FREE, receiver)
    if book.queue_jump is QueueJump.RECEIVER_KEEPS_LOSES_A_TURN:
        return JumpVerdict(JumpCode.QUEUE_JUMP, receiver, receiver, receiver)
    return JumpVerdict(JumpCode.QUEUE_JUMP, rightful, receiver)
