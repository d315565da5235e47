"""Claims so close that time cannot tell them apart: whom the client asked for, the rotation, the client, a manager."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sync.ownership.acts import CreditGround
from sync.ownership.case import Turn
from sync.ownership.claims import Claim
from sync.ownership.standing import Presentation, TieOutcome


@dataclass(frozen=True, slots=True)
class Tie:
    """The presentation that takes the tenure, and the claims of the others that shared its place."""

    taken_by: Presentation
    outcome: TieOutcome
    others: tuple[Claim, ...]


def resolve_tie(
    opener: Presentation,
    close: Iterable[Presentation],
    turns: tuple[Turn, ...],
    decided_before: datetime,
) -> Tie:
    """Tell apart the claims within the tie gap of the opener.

    `close` holds the presentations inside the gap, the opener's agent included. Records and answers that were stored
    after `decided_before`, when the tenure settles, come too late.
    """
    first_of = {opener.claim.agent_id: opener}
    close = tuple(close)
    for presentation in close:
        first_of.setdefault(presentation.claim.agent_id, presentation)
    if len(first_of) == 1:
        return Tie(opener, TieOutcome.NONE, ())
    named = {each.claim.agent_id for each in (opener, *close) if each.claim.credit is CreditGround.NAMED}
    if len(named) == 1:
        taken_by, outcome = first_of[named.pop()], TieOutcome.NAMED
    else:
        taken_by, outcome = _told_apart(opener, first_of, turns, decided_before)
    others = tuple(each.claim for each in first_of.values() if each is not taken_by)
    return Tie(taken_by, outcome, others)


def _told_apart(
    opener: Presentation, first_of: dict[str, Presentation], turns: tuple[Turn, ...], before: datetime
) -> tuple[Presentation, TieOutcome]:
    in_turn = [turn for turn in turns if turn.agent_id in first_of and turn.stored_at <= before]
    if in_turn:
        first = min(in_turn, key=lambda turn: turn.stored_at)
        return first_of[first.agent_id], TieOutcome.TURN
    answered = [
        (each.claim.capture.answered_at, each)
        for each in first_of.values()
        if each.claim.capture.answered_at is not None and each.claim.capture.answered_at <= before
    ]
    if answered:
        return min(answered, key=lambda pair: pair[0])[1], TieOutcome.ANSWER
    return opener, TieOutcome.OPEN


def settles_at(opener_time: datetime, tie_gap: timedelta, longest_window: timedelta) -> datetime:
    """Return the moment after which no text stored later can have a smaller ruling time than the opener's tie."""
    return opener_time + tie_gap + longest_window
