"""Numbers that are almost the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sync.ownership.near_numbers import Held, Named, NearKind, is_near, near_kind

ZONE = ZoneInfo("Asia/Shanghai")
TEN = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
REAL, TYPED = "+8613800135678", "+8613800135679"


def named(number: str = REAL, surname: str = "王", agent: str = "bert", **later: float) -> Named:
    return Named(agent, number, surname, TEN + timedelta(**later))


def held(number: str = TYPED, surname: str = "王", last: datetime = TEN) -> Held:
    return Held("anna", number, frozenset({surname}), (TEN,), last)


def test_one_digit_or_two_neighbours_of_one_country_are_near() -> None:
    rows = (
        (REAL, TYPED, True),
        (REAL, "+8613800136578", True),
        (REAL, REAL, False),
        (REAL, "+8613800135769", False),
        (REAL, "+8613800138675", False),
        (REAL, "+861380013567", False),
        (REAL, "+8613900135679", False),
        ("+85266123456", "+85366123456", False),
        ("+85266123456", "+85266123457", True),
        ("+85266123456", "+85626123456", False),
        ("+14155550123", "+14155550132", True),
        ("+74155550123", "+14155550123", False),
    )
    for one, other, expected in rows:
        assert is_near(one, other) is expected, (one, other)
        assert is_near(other, one) is expected, (other, one)


def test_what_asks_for_a_look_and_of_which_kind() -> None:
    same, later = NearKind.SAME_WINDOW, NearKind.LATER
    rows = (
        ("row 8: the same day", named(minutes=40), held(), same),
        ("row 9: three days later", named(days=3), held(), later),
        ("written before the other, found after it", named(days=-1), held(), same),
        ("the same agent", named(agent="anna"), held(), None),
        ("another surname", named(surname="李"), held(), None),
        ("no surname at all", named(surname=""), held(surname=""), None),
        ("a surname in another spelling", named(surname="Ｗang "), held(surname="wang"), same),
        ("nobody has heard of the client for long", named(days=16), held(), None),
        ("long ago, and followed up since", named(days=16), held(last=TEN + timedelta(days=10)), later),
        ("midnight in the project's zone is a day", named(hours=14), held(), later),
        ("a minute before it is not", named(hours=13, minutes=59), held(), same),
        ("two digits", named("+8613800135589"), held(), None),
    )
    for what, fresh, other, expected in rows:
        assert near_kind(fresh, other, ZONE, 15) is expected, what
