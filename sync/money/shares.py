"""Who shares in a deal: parts that sum to the whole, money in whole fen that is never lost by rounding.

A part is told in basis points, of which the whole has 10,000: 60.00 % is 6,000. Money is split by the largest
remainder: each gets the fen that the part is worth, rounded down, and what is left over goes out fen by fen to the
largest fractions, of equal ones to who is named first. So to the fen there is paid out what there was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class Share:
    """One agent's part of a deal."""

    agent_id: str
    basis_points: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the money ledger, in fen; a reversal is a line below zero, no line is ever changed."""

    agent_id: str
    fen: int


class SharesCode(StrEnum):
    """Whether parts can be, and whether they hold; stable for ever."""

    SHARES_HOLD = "shares_hold"
    SHARES_INCOMPLETE = "shares_incomplete"
    SHARE_EMPTY = "share_empty"
    NAMED_TWICE = "named_twice"
    NOT_ACCEPTED = "not_accepted"
    NOT_APPROVED = "not_approved"
    AFTER_CONTRACT = "after_contract"
    OBJECTED = "shares_objected"


@dataclass(frozen=True, slots=True)
class CoDeal:
    """Parts that were proposed. proposed_by: who agrees by proposing. accepted: of the others. objections: when filed.

    contract_at: when the contract was signed, None before.
    """

    shares: tuple[Share, ...]
    proposed_by: str
    accepted: frozenset[str]
    approved_at: datetime | None
    contract_at: datetime | None
    objections: tuple[datetime, ...] = ()


def weigh_co_deal(deal: CoDeal) -> SharesCode:
    """Say whether the parts of a co-operation deal hold: all named agree, and the manager approved before the contract.

    An objection holds a deal up only before its contract. After it nothing is blocked: it is a dispute within the
    look-back, with the disputed part held.
    """
    wrong = why_not(deal.shares)
    if wrong is not None:
        return wrong
    if {share.agent_id for share in deal.shares} - deal.accepted - {deal.proposed_by}:
        return SharesCode.NOT_ACCEPTED
    if deal.approved_at is None:
        return SharesCode.NOT_APPROVED
    if deal.contract_at is not None and deal.approved_at >= deal.contract_at:
        return SharesCode.AFTER_CONTRACT
    if any(deal.contract_at is None or at < deal.contract_at for at in deal.objections):
        return SharesCode.OBJECTED
    return SharesCode.SHARES_HOLD


def why_not(shares: Sequence[Share]) -> SharesCode | None:
    """Say why parts cannot be: one is nothing, one agent has two, or they are not the whole."""
    if any(share.basis_points <= 0 for share in shares):
        return SharesCode.SHARE_EMPTY
    if len({share.agent_id for share in shares}) != len(shares):
        return SharesCode.NAMED_TWICE
    if sum(share.basis_points for share in shares) != WHOLE:
        return SharesCode.SHARES_INCOMPLETE
    return None


def allot(fen: int, shares: Sequence[Share]) -> tuple[Line, ...]:
    """Split money by parts that are the whole; a sum below zero is split as the same sum above it."""
    parts = _split(abs(fen), [share.basis_points for share in shares], WHOLE)
    sign = -1 if fen < 0 else 1
    return tuple(Line(share.agent_id, sign * part) for share, part in zip(shares, parts, strict=True))


def reverse(paid: Iterable[Line], returned: int, price: int) -> tuple[Line, ...]:
    """Take back what was paid for the part of a price that was returned, by new lines: pro rata, to the fen.

    returned, price: fen. A contract that is cancelled altogether takes back every fen.
    """
    lines = tuple(paid)
    total = sum(line.fen for line in lines)
    back = total * returned // price
    parts = _split(back, [line.fen for line in lines], total)
    return tuple(Line(line.agent_id, -part) for line, part in zip(lines, parts, strict=True))


def _split(fen: int, weights: Sequence[int], whole: int) -> list[int]:
    """Split by the largest remainder. Whole numbers only: a fraction of a fen is never held in a float."""
    if not whole:
        return [0] * len(weights)
    parts = [fen * weight // whole for weight in weights]
    remainders = [fen * weight % whole for weight in weights]
    first = sorted(range(len(weights)), key=lambda place: (-remainders[place], place))
    for place in first[: fen - sum(parts)]:
        parts[place] += 1
    return parts
