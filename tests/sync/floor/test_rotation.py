"""The queue is a function of the record, and fair whatever the desks heard of one another."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from sync.floor.rotation import FloorEvent, Noted, TurnCode, replay
from sync.policy import RuleBook
from tests.sync.office import at

BOOK = RuleBook()
MORNING = at("09:00")


def moment(minute: int) -> datetime:
    return MORNING + timedelta(minutes=minute)


@st.composite
def records(draw: st.DrawFn) -> list[Noted]:
    """Draw a morning: all sign in, and desks call whomever they believe to be next."""
    signed = [Noted(f"in {who}", MORNING, FloorEvent.SIGNED_IN, who) for who in "ABCDE"]
    called = draw(st.lists(st.tuples(st.integers(1, 200), st.sampled_from("ABCDE")), max_size=30))
    return signed + [
        Noted(f"call {place}", moment(minute), FloorEvent.CALLED, who) for place, (minute, who) in enumerate(called)
    ]


@given(records(), st.randoms(use_true_random=False))
def test_the_queue_does_not_depend_on_which_desk_was_heard_first(record: list[Noted], random: Random) -> None:
    shuffled = list(record)
    random.shuffle(shuffled)
    assert replay(record, BOOK) == replay(shuffled, BOOK)


@given(records())
def test_whomever_desks_call_nobody_is_ever_more_than_one_turn_ahead(record: list[Noted]) -> None:
    queue, outcomes = replay(record, BOOK)
    served = [queue.served.get(who, 0) for who in "ABCDE"]
    assert max(served) - min(served) <= 1
    turns = [each for each in outcomes if each.code in {TurnCode.IN_TURN, TurnCode.PASSED_ON}]
    assert sum(served) == len(turns) == len(record) - 5


def test_who_missed_one_party_is_called_for_the_next_one_even_if_nobody_else_is_there() -> None:
    record = [
        Noted("1", moment(0), FloorEvent.SIGNED_IN, "A"),
        Noted("2", moment(1), FloorEvent.MISSED, "A"),
        Noted("3", moment(2), FloorEvent.SIGNED_IN, "B"),
        Noted("4", moment(3), FloorEvent.CALLED, "B"),
        Noted("5", moment(4), FloorEvent.CALLED, "A"),
    ]
    _queue, outcomes = replay(record, BOOK)
    assert [each.code for each in outcomes[3:]] == [TurnCode.IN_TURN, TurnCode.IN_TURN]


def test_who_is_not_on_the_floor_misses_nothing() -> None:
    queue, (outcome,) = replay([Noted("1", moment(0), FloorEvent.MISSED, "A")], BOOK)
    assert (outcome.code, queue.waiting) == (TurnCode.TURN_MISSED, ())
