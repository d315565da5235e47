"""Which of the sixty-four scenarios is told where: read off the rows themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from tests.scenarios import test_floor as floor
from tests.scenarios import test_justice as justice
from tests.scenarios import test_queue_rules as queue_rules
from tests.scenarios.rows import OWNERSHIP, queues
from tests.scenarios.rows import channels as channel_rows
from tests.scenarios.test_wire import ROWS as WIRE_ROWS

NUMBERS = range(1, 65)
#: What waits for a way to be told to the served app: floor, shares, the client's word in a dispute, erasure, searches.
NOT_YET = frozenset({5, 19, 20, 21, 22, 23, 24, 41, 42, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55, 56, 61})

PURE: Mapping[str, Iterable[str]] = {
    "ownership": [row.title for row in OWNERSHIP],
    "channels": [row.title for row in channel_rows.ROWS],
    "turns": [f"{row.number}: {row.story}" for row in (*floor.TURNS, *floor.STOOD_IN)],
    "queue jumps": [row[0] for row in floor.JUMPS],
    "answers": [row[0] for row in (*justice.WORDS, *justice.WISHES, *justice.ANSWERS)],
    "disputes": [row[0] for row in (*justice.OBJECTIONS, *justice.JUDGES)],
    "shares": [row[0] for row in (*justice.CO_DEALS, *justice.REVERSALS)],
    "erasure": [row[0] for row in (*justice.ERASURES, *justice.RETURNS)],
    "searches": [row[0] for row in justice.SEARCHES],
    "queues": [row[0] for row in queue_rules.BATCHES],
}
WIRE: Mapping[str, Iterable[str]] = {
    "ownership": [row.title for row in WIRE_ROWS],
    "channels": [row.title for row in channel_rows.ROWS],
    "queues": [row.title for row in queues.ROWS],
}


def counted(runners: Mapping[str, Iterable[str]]) -> Counter[int]:
    """Return how many rows each number has; a row of `8+` is more than its number says, and counts for it."""
    found = (re.match(r"(\d+)\+?:", title) for titles in runners.values() for title in titles)
    return Counter(int(number[1]) for number in found if number)


def others() -> Counter[str]:
    """Return how many rows have no number, by the word that they have instead."""
    words = (title.partition(":")[0] for title in PURE["ownership"])
    return Counter(word for word in words if not word[0].isdigit())


def table() -> str:
    """Return number, pure rows, rows on the wire (on each of two databases)."""
    pure, wire = counted(PURE), counted(WIRE)
    lines = ["number | pure | wire", "-------|------|-----"]
    lines += [f"{number:6} | {pure[number]:4} | {wire[number] or '-':>4}" for number in NUMBERS]
    lines += [f"{word}: {rows} more" for word, rows in sorted(others().items())]
    return "\n".join(lines)
