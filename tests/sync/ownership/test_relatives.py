"""How many relatives an agent had named before each: by receipt and place in the chain, whatever order rows have."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations

from sync.ownership.relatives import NamedRelative, relatives_before

START = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
TERM = timedelta(days=60)


def named(entry: str, client: str, *, agent: str = "a", days: int = 0, back: int | None = None) -> NamedRelative:
    taken_back_at = None if back is None else START + timedelta(days=back)
    return NamedRelative(entry, client, agent, START + timedelta(days=days), (1, int(entry[1:])), taken_back_at)


ROWS = (
    ("each counts those before", [named("e1", "x"), named("e2", "y"), named("e3", "z")], {"e1": 0, "e2": 1, "e3": 2}),
    ("a client twice is one", [named("e1", "x"), named("e2", "x"), named("e3", "z")], {"e1": 0, "e2": 0, "e3": 1}),
    ("a colleague's are not counted", [named("e1", "x", agent="b"), named("e2", "y")], {"e1": 0, "e2": 0}),
    ("taken back before", [named("e1", "x", back=1), named("e2", "y", days=2)], {"e1": 0, "e2": 0}),
    ("taken back only later", [named("e1", "x", back=3), named("e2", "y", days=2)], {"e1": 0, "e2": 1}),
    ("older than any claim lives", [named("e1", "x"), named("e2", "y", days=60)], {"e1": 0, "e2": 0}),
)


def test_relatives_before() -> None:
    for what, registrations, counts in ROWS:
        for order in permutations(registrations):
            assert relatives_before(order, TERM) == counts, what
