"""What holds in every world, whatever the office does in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from sync.ownership.acts import (
    Act,
    Assignment,
    AssignmentKind,
    Departure,
    Freeze,
    FreezeKind,
    PoolClaim,
    Subscription,
    SubscriptionEnd,
)
from sync.ownership.case import Case
from sync.ownership.claims import Claim, ClaimKind
from sync.ownership.rulings import rule
from sync.ownership.standing import Tenure
from sync.ownership.tenure import walk
from tests.sync.ownership.test_walk_properties import START, World, worlds

Each = TypeVar("Each")
LAST_DAY = 40
agents = st.sampled_from("ABCDE")
#: Odd seconds: nothing that a phone brings has the very moment of an act.
moments = st.integers(0, LAST_DAY * 24 * 60).map(lambda minute: START + timedelta(minutes=minute, seconds=7))
given_to = st.sampled_from([AssignmentKind.REASSIGNED, AssignmentKind.RENEWED, AssignmentKind.HANDED_OVER])


@st.composite
def acts(draw: st.DrawFn) -> tuple[Act, ...]:
    """Draw what the office does, each act with an id of its own."""
    makers = draw(st.lists(st.sampled_from((assigned, released, taken, left)), max_size=4))
    return tuple(make(draw, f"act {place}") for place, make in enumerate(makers))


def assigned(draw: st.DrawFn, id_: str) -> Act:
    return Assignment(id_, draw(moments), draw(given_to), draw(agents), None)


def released(draw: st.DrawFn, id_: str) -> Act:
    return Assignment(id_, draw(moments), AssignmentKind.RELEASED, None, draw(agents))


def taken(draw: st.DrawFn, id_: str) -> Act:
    return PoolClaim(id_, draw(moments), draw(agents))


def left(draw: st.DrawFn, id_: str) -> Act:
    return Departure(id_, draw(moments), draw(agents), draw(st.none() | agents))


@st.composite
def freezes(draw: st.DrawFn) -> Freeze:
    """Draw a freeze that ends."""
    since = draw(moments)
    until = since + timedelta(minutes=draw(st.integers(1, 5 * 24 * 60)))
    return Freeze(draw(st.sampled_from(FreezeKind)), since, until)


def shuffled(random: Random, values: tuple[Each, ...]) -> tuple[Each, ...]:
    return tuple(random.sample(values, len(values)))


def with_acts(world: World, done: tuple[Act, ...]) -> Case:
    return replace(world[0], acts=done)


def spans(tenures: tuple[Tenure, ...]) -> list[tuple[str, datetime, datetime | None]]:
    return [(tenure.owner_id, tenure.opened_at, tenure.ended_at) for tenure in tenures]


@given(worlds(), acts(), st.lists(freezes(), max_size=3), st.randoms(use_true_random=False), moments)
def test_the_outcome_does_not_depend_on_the_order_of_arrival(
    world: World, done: tuple[Act, ...], frozen: list[Freeze], random: Random, now: datetime
) -> None:
    facts = replace(with_acts(world, done), freezes=tuple(frozen))
    other = replace(
        facts,
        claims=shuffled(random, facts.claims),
        contacts=shuffled(random, facts.contacts),
        acts=shuffled(random, facts.acts),
        freezes=shuffled(random, facts.freezes),
    )
    assert rule(walk(facts, now), facts.books).says_the_same(rule(walk(other, now), facts.books))


@given(worlds(), acts(), moments)
def test_there_is_one_owner_or_nobody_at_any_moment(world: World, done: tuple[Act, ...], now: datetime) -> None:
    tenures = walk(with_acts(world, done), now).tenures
    for before, after in pairwise(tenures):
        assert before.ended_at is not None
        assert before.opened_at <= before.ended_at <= after.opened_at
    assert all(tenure.ended_at is not None for tenure in tenures[:-1])


@given(worlds(), freezes())
def test_a_freeze_never_shortens_a_protection(world: World, freeze: Freeze) -> None:
    facts, _ = world
    now = START + timedelta(days=2 * LAST_DAY)
    first = {agent: replace(facts, claims=mine) for agent in "ABCDE" if (mine := _of(facts, agent))}
    for alone in first.values():
        plain, frozen = (walk(each, now).tenures[0] for each in (alone, replace(alone, freezes=(freeze,))))
        assert (frozen.ended_at or now) >= (plain.ended_at or now)


def _of(facts: Case, agent: str) -> tuple[Claim, ...]:
    return tuple(claim for claim in facts.claims if claim.agent_id == agent)


@given(worlds(), acts(), moments, agents)
def test_what_the_office_does_now_changes_no_tenure_of_the_past(
    world: World, done: tuple[Act, ...], when: datetime, agent: str
) -> None:
    facts = with_acts(world, done)
    before = walk(facts, when - timedelta(milliseconds=1))
    for act in (
        Assignment("new", when, AssignmentKind.REASSIGNED, agent, None),
        Assignment("new", when, AssignmentKind.RELEASED, None, before.owner_id),
    ):
        after = walk(replace(facts, acts=(*facts.acts, act)), when + timedelta(days=1))
        past = spans(before.history)
        assert spans(after.tenures)[: len(past)] == past
        if before.tenure is not None:
            assert spans(after.tenures)[len(past)][:2] == spans((before.tenure,))[0][:2]


@given(worlds(), acts(), moments)
def test_a_take_from_the_pool_contests_nobody(world: World, done: tuple[Act, ...], now: datetime) -> None:
    standing = walk(with_acts(world, done), now)
    assert all(contest.claim.kind is not ClaimKind.POOL_CLAIM for contest in standing.contests)
    # Server time never stands still: no two acts share a moment in the product, though they may in a drawn world.
    others = {act.at for act in done if not isinstance(act, PoolClaim)}
    takes = {act.at for act in done if isinstance(act, PoolClaim)} - others
    displaced = {tenure.ended_at for tenure in standing.history if tenure.ended_by and tenure.ended_at in takes}
    assert not {tenure.opened_at for tenure in standing.tenures if tenure.act} & displaced & takes


@given(worlds(), acts(), agents, st.integers(0, 300))
def test_a_deal_is_moved_by_nothing_that_phones_bring(
    world: World, done: tuple[Act, ...], agent: str, days: int
) -> None:
    deal = Subscription("deal", START + timedelta(days=LAST_DAY, minutes=1), agent)
    now = deal.at + timedelta(days=days)
    standing = walk(with_acts(world, (*done, deal)), now)
    departed = {act.agent_id for act in done if isinstance(act, Departure)}
    assert agent in departed or (standing.owner_id, standing.contested) == (agent, False)


@given(worlds(), acts(), agents)
def test_a_cancelled_deal_is_the_last_owner_s_with_fresh_protection(
    world: World, done: tuple[Act, ...], agent: str
) -> None:
    deal = Subscription("deal", START + timedelta(days=LAST_DAY, minutes=1), agent)
    end = SubscriptionEnd("end", deal.at + timedelta(days=30), "deal")
    standing = walk(with_acts(world, (*done, deal, end)), end.at)
    if agent in {act.agent_id for act in done if isinstance(act, Departure)}:
        assert standing.owner_id is None
        return
    assert standing.owner_id == agent
    assert standing.tenure is not None
    assert standing.tenure.protected_until > end.at + timedelta(days=14)
    assert standing.tenure.frozen_since is None
