"""Who may take a client from the open pool."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sync.ownership.pool import Holder, PoolClient, PoolCode, Taker, free_from, why_not
from sync.policy import RuleBook

BOOK = RuleBook()
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


IN_POOL = PoolClient(ago(5), (Holder("a", ago(5)),))
BERT = Taker("b", taken_today=0, live=0)
ROWS: list[tuple[str, PoolClient, Taker, PoolCode | None]] = [
    ("free for a colleague", IN_POOL, BERT, None),
    ("somebody took it", PoolClient(None, IN_POOL.holders, taken=True), BERT, PoolCode.POOL_TAKEN),
    ("somebody owns it", PoolClient(None, IN_POOL.holders), BERT, PoolCode.NOT_IN_POOL),
    ("a dispute is open", replace(IN_POOL, disputed=True), BERT, PoolCode.POOL_FROZEN),
    ("new in the pool", PoolClient(ago(0.99), (Holder("a", ago(0.99)),)), BERT, PoolCode.POOL_FROZEN),
    ("a day in the pool", PoolClient(ago(1), (Holder("a", ago(1)),)), BERT, None),
    ("who lost it", IN_POOL, Taker("a", 0, 0), PoolCode.COOLDOWN),
    ("who lost it thirty days ago", PoolClient(ago(30), (Holder("a", ago(30)),)), Taker("a", 0, 0), None),
    (
        "who would have it straight back",
        PoolClient(ago(5), (Holder("b", ago(60)), Holder("a", ago(5)))),
        BERT,
        PoolCode.COOLDOWN,
    ),
    (
        "a third had it in between",
        PoolClient(ago(5), (Holder("b", ago(90)), Holder("c", ago(60)), Holder("a", ago(5)))),
        BERT,
        None,
    ),
    ("three today", IN_POOL, replace(BERT, taken_today=3), PoolCode.POOL_CAP),
    ("as many as one may hold", IN_POOL, replace(BERT, live=150), PoolCode.LIVE_CAP),
    ("the cool-down before the day's cap", IN_POOL, Taker("a", 3, 150), PoolCode.COOLDOWN),
]


@pytest.mark.parametrize(("what", "client", "taker", "code"), ROWS, ids=[row[0] for row in ROWS])
def test_the_first_line_that_applies_says_why_not(
    what: str, client: PoolClient, taker: Taker, code: PoolCode | None
) -> None:
    assert why_not(client, taker, BOOK, NOW) is code, what


def test_it_is_free_once_freeze_and_cool_down_are_over() -> None:
    assert free_from(IN_POOL, BERT, BOOK) == ago(4)
    assert free_from(IN_POOL, Taker("a", 0, 0), BOOK) == ago(5) + timedelta(days=30)
    assert free_from(PoolClient(None, ()), BERT, BOOK) is None


def test_without_cool_down_and_freeze_the_pool_is_open_to_all() -> None:
    open_to_all = replace(BOOK, pool_cooldown_days=0, pool_freeze_days=0)
    assert why_not(PoolClient(NOW, (Holder("a", NOW),)), Taker("a", 0, 0), open_to_all, NOW) is None
