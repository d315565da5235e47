"""Whose turn is it? The queue of those on the floor, replayed from what desks wrote down, in the server's order.

A desk without signal calls by the picture that it last had; when its record comes, the server plays everything again
from the morning on, so the queue cannot depend on which desk was heard first. What a desk did stands: who received a
client received it. Only the queue is put right.

    signs in                            to the end of the queue
    signs out                           out of the queue; what was owed is owed no more
    called, and next                    IN_TURN: to the end
    called, and not next                PASSED_ON: the turn is that of whom the server's queue has next
    called, and not there               TURN_MISSED: to the end; for some reasons a turn is owed, before all others
    receives a returning or a named     NO_TURN_USED, unless the rule book counts it as a turn
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import assert_never

from sync.policy import RuleBook
from sync.switches import TurnAfterRepeatVisit, TurnOrder


class FloorEvent(StrEnum):
    """What a desk writes down of an agent."""

    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    CALLED = "called"
    MISSED = "missed"
    RECEIVED_OWN = "received_own"


class Absence(StrEnum):
    """Why an agent who was called did not come."""

    BUSY = "busy"
    TOILET = "toilet"
    ERRAND = "errand"
    LUNCH = "lunch"
    WITH_OWN_CLIENT = "with_own_client"
    LEAVE = "leave"
    PRIVATE = "private"
    UNKNOWN = "unknown"


class TurnCode(StrEnum):
    """What became of an event; stable for ever."""

    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    IN_TURN = "in_turn"
    PASSED_ON = "passed_on"
    NOBODY_ON_FLOOR = "nobody_on_floor"
    TURN_OWED = "turn_owed"
    TURN_MISSED = "turn_missed"
    NO_TURN_USED = "no_turn_used"
    TURN_USED = "turn_used"


@dataclass(frozen=True, slots=True)
class Noted:
    """One line of a desk's record. at: server time; the id orders what came in one moment.

    absence: why a turn was missed.
    """

    id: str
    at: datetime
    what: FloorEvent
    agent_id: str
    absence: Absence | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a line came to. turn_of: whose turn it was, if it used one."""

    noted: Noted
    code: TurnCode
    turn_of: str | None = None


@dataclass(frozen=True, slots=True)
class Queue:
    """Who is on the floor. waiting: in order. owed: who makes up a turn, before all others. served: turns so far.

    absent: who did not come for the party that waits now, and is not called for it again.
    """

    waiting: tuple[str, ...] = ()
    owed: tuple[str, ...] = ()
    absent: frozenset[str] = frozenset()
    served: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    def next_up(self, order: TurnOrder) -> str | None:
        """Return whose turn is next. Ties of the fewest are broken by the queue, never by id or seniority."""
        here = [agent_id for agent_id in self.waiting if agent_id not in self.absent]
        owed = next((agent_id for agent_id in self.owed if agent_id in here), None)
        if owed is not None:
            return owed
        if order is TurnOrder.FEWEST_RECEPTIONS:
            return min(here, key=lambda agent_id: self.served.get(agent_id, 0), default=None)
        return next(iter(here), None)


def replay(record: Iterable[Noted], book: RuleBook) -> tuple[Queue, tuple[Outcome, ...]]:
    """Play a day's record from its beginning; return the queue as it stands, and what each line came to."""
    queue, outcomes = Queue(), []
    for noted in sorted(record, key=lambda each: (each.at, each.id)):
        queue, outcome = _play(queue, noted, book)
        outcomes.append(outcome)
    return queue, tuple(outcomes)


def _play(queue: Queue, noted: Noted, book: RuleBook) -> tuple[Queue, Outcome]:
    agent_id = noted.agent_id
    match noted.what:
        case FloorEvent.SIGNED_IN:
            return _at_the_end(queue, agent_id), Outcome(noted, TurnCode.SIGNED_IN)
        case FloorEvent.SIGNED_OUT:
            return _without(queue, agent_id), Outcome(noted, TurnCode.SIGNED_OUT)
        case FloorEvent.CALLED:
            return _call(queue, noted, book)
        case FloorEvent.MISSED:
            return _miss(queue, noted, book)
        case FloorEvent.RECEIVED_OWN if book.repeat_visit_uses_turn:
            return _served(queue, agent_id), Outcome(noted, TurnCode.TURN_USED, agent_id)
        case FloorEvent.RECEIVED_OWN:
            return queue, Outcome(noted, TurnCode.NO_TURN_USED)
        case _:
            assert_never(noted.what)


def _call(queue: Queue, noted: Noted, book: RuleBook) -> tuple[Queue, Outcome]:
    """Give the turn to whom the server's queue has next, whomever a desk with an old picture called."""
    next_up = queue.next_up(book.turn_order)
    if next_up is None:
        return queue, Outcome(noted, TurnCode.NOBODY_ON_FLOOR)
    code = TurnCode.IN_TURN if next_up == noted.agent_id else TurnCode.PASSED_ON
    return replace(_served(queue, next_up), absent=frozenset()), Outcome(noted, code, next_up)


def _miss(queue: Queue, noted: Noted, book: RuleBook) -> tuple[Queue, Outcome]:
    if noted.agent_id not in queue.waiting:
        return queue, Outcome(noted, TurnCode.TURN_MISSED)
    owes = _is_made_up(noted.absence, book)
    moved = replace(_at_the_end(queue, noted.agent_id), absent=queue.absent | {noted.agent_id})
    if not owes:
        return moved, Outcome(noted, TurnCode.TURN_MISSED, noted.agent_id)
    owed = (*(each for each in moved.owed if each != noted.agent_id), noted.agent_id)
    return replace(moved, owed=owed), Outcome(noted, TurnCode.TURN_OWED, noted.agent_id)


def _is_made_up(absence: Absence | None, book: RuleBook) -> bool:
    if absence is Absence.WITH_OWN_CLIENT:
        return book.turn_kept_after_repeat_visit is TurnAfterRepeatVisit.KEPT
    return absence is not None and str(absence) in {str(each) for each in book.makeup_turn_for}


def _served(queue: Queue, agent_id: str) -> Queue:
    """Count a turn, and send who had it to the end; a turn that was owed leaves the place in the queue as it is."""
    served = MappingProxyType({**queue.served, agent_id: queue.served.get(agent_id, 0) + 1})
    if agent_id in queue.owed:
        return replace(queue, owed=tuple(each for each in queue.owed if each != agent_id), served=served)
    moved = _at_the_end(queue, agent_id) if agent_id in queue.waiting else queue
    return replace(moved, served=served)


def _at_the_end(queue: Queue, agent_id: str) -> Queue:
    return replace(queue, waiting=(*(each for each in queue.waiting if each != agent_id), agent_id))


def _without(queue: Queue, agent_id: str) -> Queue:
    waiting, owed = ([each for each in those if each != agent_id] for those in (queue.waiting, queue.owed))
    return replace(queue, waiting=tuple(waiting), owed=tuple(owed))
