"""Rows about the sales floor through the rules alone: turns, stand-ins, queue jumps (5, 19, 20, 45 to 48)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from sync.floor.queue_jumps import JumpVerdict, Reception, judge_reception
from sync.floor.rotation import Absence, FloorEvent, Noted, replay
from sync.floor.standins import Standin, weigh_standin
from sync.policy import RuleBook
from tests.scenarios.facts import ZONE, moment


@dataclass(frozen=True)
class Turns:
    """What desks wrote down, as it came; what the server makes of each line; who is next."""

    number: str
    story: str
    lines: tuple[str, ...]
    codes: tuple[str, ...]
    next_up: str | None
    served: dict[str, int]
    book: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class StoodIn:
    """B received A's client at noon. told, sold: when, or empty. says: code, A's and B's basis points."""

    number: str
    story: str
    told: str
    sold: str
    says: tuple[str, int, int]
    makeup: bool = False
    violation: bool = False
    book: dict[str, Any] = field(default_factory=dict)


IN = tuple(f"0 09:0{place} {who} signed_in" for place, who in enumerate("ABC"))
SIGNED = ("signed_in",) * 3

TURNS = (
    Turns("5", "signed in A, B, C: A is called", (*IN, "0 10:00 A called"), (*SIGNED, "in_turn"), "B", {"A": 1}),
    Turns(
        "45",
        "A is next and in the toilet; B takes the walk-in, and A makes up the turn",
        (*IN, "0 10:00 A missed toilet", "0 10:00 B called", "0 10:30 A called"),
        (*SIGNED, "turn_owed", "in_turn", "in_turn"),
        "C",
        {"B": 1, "A": 1},
    ),
    Turns(
        "45",
        "A is next and away on private matters: no turn is made up",
        (*IN, "0 10:00 A missed private", "0 10:00 B called"),
        (*SIGNED, "turn_missed", "in_turn"),
        "C",
        {"B": 1},
    ),
    Turns(
        "45",
        "A is on leave: no turn is made up",
        (*IN, "0 10:00 A missed leave", "0 10:00 B called"),
        (*SIGNED, "turn_missed", "in_turn"),
        "C",
        {"B": 1},
    ),
    Turns(
        "45",
        "the rule book makes up no turn for lunch",
        (*IN, "0 12:00 A missed lunch"),
        (*SIGNED, "turn_missed"),
        "B",
        {},
        {"makeup_turn_for": ["busy", "toilet"]},
    ),
    Turns(
        "46",
        "two desks without signal both call A: the second turn is B's, and counts as B's",
        (*IN, "0 10:05 A called", "0 10:00 A called"),
        (*SIGNED, "in_turn", "passed_on"),
        "C",
        {"A": 1, "B": 1},
    ),
    Turns(
        "46",
        "three desks call A",
        (*IN, "0 10:00 A called", "0 10:01 A called", "0 10:02 A called"),
        (*SIGNED, "in_turn", "passed_on", "passed_on"),
        "A",
        {"A": 1, "B": 1, "C": 1},
    ),
    Turns(
        "47",
        "A's own client returns while it is A's turn: no turn is used",
        (*IN, "0 10:00 A received_own"),
        (*SIGNED, "no_turn_used"),
        "A",
        {},
    ),
    Turns(
        "47",
        "where a repeat visit uses a turn",
        (*IN, "0 10:00 A received_own"),
        (*SIGNED, "turn_used"),
        "B",
        {"A": 1},
        {"repeat_visit_uses_turn": True},
    ),
    Turns(
        "47",
        "the turn passed meanwhile, and is kept",
        (*IN, "0 10:00 A received_own", "0 10:10 A missed with_own_client", "0 10:10 B called"),
        (*SIGNED, "no_turn_used", "turn_owed", "in_turn"),
        "A",
        {"B": 1},
        {"turn_kept_after_repeat_visit": "kept"},
    ),
    Turns(
        "47",
        "the turn passed meanwhile, and where such a turn is missed it is gone",
        (*IN, "0 10:00 A received_own", "0 10:10 A missed with_own_client", "0 10:10 B called"),
        (*SIGNED, "no_turn_used", "turn_missed", "in_turn"),
        "C",
        {"B": 1},
        {"turn_kept_after_repeat_visit": "missed"},
    ),
    Turns("45+", "nobody has signed in", ("0 10:00 A called",), ("nobody_on_floor",), None, {}),
    Turns(
        "45+",
        "A signs out: what was owed is owed no more",
        (*IN, "0 10:00 A missed busy", "0 10:05 A signed_out"),
        (*SIGNED, "turn_owed", "signed_out"),
        "B",
        {},
    ),
    Turns(
        "46+",
        "the fewest receptions first: C came late and is next until even",
        (*IN[:2], "0 10:00 A called", "0 10:05 B called", "0 11:00 C signed_in", "0 11:05 C called"),
        ("signed_in", "signed_in", "in_turn", "in_turn", "signed_in", "in_turn"),
        "A",
        {"A": 1, "B": 1, "C": 1},
        {"turn_order": "fewest_receptions"},
    ),
)

SOLD, UNSOLD, HIDDEN = "standin_sold_same_day", "standin_unsold", "standin_hidden"
NO_SHARE = {"standin_same_day_percent": 0}
STOOD_IN = (
    StoodIn("19", "B rings A at once and sells the same day", "0 12:02", "0 17:00", (SOLD, 5000, 5000)),
    StoodIn("19", "where a stand-in gets nothing of it", "0 12:02", "0 17:00", (SOLD, 10000, 0), book=NO_SHARE),
    StoodIn("19", "nothing is sold: B makes up the turn", "0 12:02", "", (UNSOLD, 10000, 0), makeup=True),
    StoodIn("19", "sold on the next day", "0 12:02", "1 10:00", (UNSOLD, 10000, 0), makeup=True),
    StoodIn("20", "B hides it", "", "0 17:00", (HIDDEN, 10000, 0), violation=True),
    StoodIn("20", "B tells A an hour later", "0 13:00", "0 17:00", (HIDDEN, 10000, 0), violation=True),
)

#: It was B's turn and A took the walk-in. free: B was signed in and had no client.
JUMPS: tuple[tuple[str, bool, dict[str, Any], tuple[str, str, str | None, str | None]], ...] = (
    ("48: B was free: the credit is B's, and A gets a violation", True, {}, ("queue_jump", "B", "A", None)),
    (
        "48: switched: A keeps, and loses the next turn",
        True,
        {"queue_jump": "receiver_keeps_loses_a_turn"},
        ("queue_jump", "A", "A", "A"),
    ),
    ("48: B had a client: somebody had to receive", False, {}, ("turn_not_free", "A", None, None)),
)


def book_of(changes: dict[str, Any]) -> RuleBook:
    book = RuleBook.from_dict(changes)
    assert isinstance(book, RuleBook), book
    return book


def noted(line: str, place: int) -> Noted:
    day, clock, who, what, *why = line.split()
    return Noted(str(place), moment(f"{day} {clock}"), FloorEvent(what), who, Absence(why[0]) if why else None)


@pytest.mark.parametrize("row", TURNS, ids=lambda row: f"{row.number}: {row.story}")
def test_turns_are_replayed_in_the_order_of_the_server(row: Turns) -> None:
    record = [noted(line, place) for place, line in enumerate(row.lines)]
    book = book_of(row.book)
    queue, outcomes = replay(record, book)
    assert tuple(str(each.code) for each in outcomes) == row.codes, row
    assert (queue.next_up(book.turn_order), dict(queue.served)) == (row.next_up, row.served), row
    assert replay(record[::-1], book) == (queue, outcomes), row


@pytest.mark.parametrize("row", STOOD_IN, ids=lambda row: f"{row.number}: {row.story}")
def test_a_stand_in_who_tells_the_owner_shares_and_one_who_hides_does_not(row: StoodIn) -> None:
    told, sold = (moment(each) if each else None for each in (row.told, row.sold))
    outcome = weigh_standin(Standin("A", "B", moment("0 12:00"), told, sold), book_of(row.book), ZONE)
    parts = {share.agent_id: share.basis_points for share in outcome.shares}
    assert (str(outcome.code), parts.get("A", 0), parts.get("B", 0)) == row.says, row
    assert (outcome.makeup_turn, outcome.violation) == (row.makeup, row.violation), row


@pytest.mark.parametrize(("story", "free", "changes", "says"), JUMPS, ids=[row[0] for row in JUMPS])
def test_a_queue_jump_is_judged_by_the_record(
    story: str, *, free: bool, changes: dict[str, Any], says: tuple[str, str, str | None, str | None]
) -> None:
    verdict: JumpVerdict = judge_reception(Reception("A", "B", free), book_of(changes))
    assert (str(verdict.code), verdict.credit_to, verdict.violation_by, verdict.loses_turn) == says, story


def test_the_own_turn_and_nobody_s_turn_are_no_jump() -> None:
    for turn_of in ("A", None):
        assert str(judge_reception(Reception("A", turn_of, free=True), RuleBook()).code) == "in_turn"
