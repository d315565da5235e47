"""Money is split and taken back to the fen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sync.money.shares import WHOLE, Line, Share, SharesCode, allot, reverse, why_not


@st.composite
def wholes(draw: st.DrawFn) -> tuple[Share, ...]:
    """Draw parts that are the whole."""
    cuts = sorted(draw(st.sets(st.integers(1, WHOLE - 1), max_size=5)))
    edges = [0, *cuts, WHOLE]
    return tuple(Share(f"agent {place}", edges[place + 1] - edges[place]) for place in range(len(edges) - 1))


fen = st.integers(-(10**12), 10**12)


@given(fen, wholes())
def test_what_is_split_is_what_there_was(amount: int, shares: tuple[Share, ...]) -> None:
    lines = allot(amount, shares)
    assert sum(line.fen for line in lines) == amount
    assert all(
        abs(line.fen * WHOLE - amount * share.basis_points) < WHOLE for line, share in zip(lines, shares, strict=True)
    )
    assert allot(-amount, shares) == tuple(Line(line.agent_id, -line.fen) for line in lines)


@given(st.integers(0, 10**12), wholes())
def test_a_contract_that_is_cancelled_altogether_takes_back_every_fen(amount: int, shares: tuple[Share, ...]) -> None:
    paid = allot(amount, shares)
    assert reverse(paid, 777, 777) == tuple(Line(line.agent_id, -line.fen) for line in paid)


@given(st.integers(0, 10**12), wholes(), st.integers(0, 1000))
def test_nobody_gives_back_more_than_was_paid(amount: int, shares: tuple[Share, ...], returned: int) -> None:
    paid = allot(amount, shares)
    back = reverse(paid, returned, 1000)
    assert sum(line.fen for line in back) == -(amount * returned // 1000)
    assert all(0 <= -line.fen <= before.fen for line, before in zip(back, paid, strict=True))


def test_a_fen_over_goes_to_the_largest_fraction_and_of_equal_ones_to_who_is_named_first() -> None:
    thirds = (Share("A", 3333), Share("B", 3333), Share("C", 3334))
    assert [line.fen for line in allot(100, thirds)] == [33, 33, 34]
    assert [line.fen for line in allot(1, (Share("A", 5000), Share("B", 5000)))] == [1, 0]


def test_parts_are_the_whole_each_something_and_each_somebody_s() -> None:
    assert why_not((Share("A", WHOLE),)) is None
    assert why_not(()) is SharesCode.SHARES_INCOMPLETE
    assert why_not((Share("A", WHOLE + 1), Share("B", -1))) is SharesCode.SHARE_EMPTY
