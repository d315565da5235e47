"""What holds in every world, however unlikely."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from sync.ownership.capture_time import CaptureEvidence, HeadReceipt, capture_time
from sync.ownership.case import Case
from sync.ownership.claims import Claim
from sync.ownership.rulings import rule
from sync.ownership.tenure import walk
from tests.sync.office import BOOK, at, call, case, claim

START = at("08:00")
World = tuple[Case, tuple[CaptureEvidence, ...]]
minutes = st.integers(0, 20 * 60)


@st.composite
def evidence(draw: st.DrawFn) -> CaptureEvidence:
    """Draw what the server may know of one capture, honest or not."""
    written = draw(minutes)
    anchor_age = draw(st.integers(0, 30 * 60))
    received = written + draw(st.integers(0, 10 * 60))
    heads = draw(st.lists(st.integers(written, received), max_size=3))
    wrong_by = draw(st.sampled_from([0, 0, 0, -120, 120, -1]))
    return CaptureEvidence(
        seq=1,
        earliest=START + timedelta(minutes=written - anchor_age),
        stated=START + timedelta(minutes=written + wrong_by),
        text_received=START + timedelta(minutes=received, seconds=draw(st.integers(0, 59))),
        heads=tuple(_head(head, received) for head in heads),
    )


def _head(head: int, received: int) -> HeadReceipt:
    return HeadReceipt(1, START + timedelta(minutes=head), START + timedelta(minutes=received))


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Draw a client that up to five agents claim, with calls."""
    agents = draw(st.lists(st.sampled_from("ABCDE"), min_size=1, max_size=6))
    known = tuple(draw(evidence()) for _ in agents)
    claims = tuple(_claim(number, agent, each) for number, (agent, each) in enumerate(zip(agents, known, strict=True)))
    callers = draw(st.lists(st.sampled_from("ABCDE"), max_size=3))
    calls = tuple(call(agent, capture_time(draw(evidence()), BOOK)) for agent in callers)
    return case(*claims, contacts=calls), known


def _claim(number: int, agent: str, known: CaptureEvidence) -> Claim:
    return claim(agent, capture_time(known, BOOK), id_=f"{agent}{number}")


@given(worlds(), st.randoms(use_true_random=False), st.integers(0, 20))
def test_the_outcome_does_not_depend_on_the_order_of_arrival(world: World, random: Random, days: int) -> None:
    facts, _ = world
    claims, contacts = list(facts.claims), list(facts.contacts)
    random.shuffle(claims)
    random.shuffle(contacts)
    now = START + timedelta(days=days)
    shuffled = replace(facts, claims=tuple(claims), contacts=tuple(contacts))
    outcome, other = (rule(walk(each, now), facts.books) for each in (facts, shuffled))
    assert outcome.says_the_same(other)


@given(worlds())
def test_evidence_sent_twice_changes_nothing(world: World) -> None:
    facts, _ = world
    now = START + timedelta(days=2)
    twice = replace(facts, claims=facts.claims * 2)
    assert rule(walk(facts, now), facts.books).says_the_same(rule(walk(twice, now), facts.books))


@given(evidence(), minutes)
def test_more_evidence_only_tightens(known: CaptureEvidence, minute: int) -> None:
    head = HeadReceipt(1, START + timedelta(minutes=minute), known.text_received)
    before = capture_time(known, BOOK)
    after = capture_time(replace(known, heads=(*known.heads, head)), BOOK)
    assert after.ruling_time <= before.ruling_time
    assert after.earliest <= after.stated <= after.ruling_time
    assert after.contact_at == before.contact_at


@given(worlds(), minutes)
def test_tighter_evidence_never_hurts_its_owner(world: World, minute: int) -> None:
    facts, known = world
    now = START + timedelta(days=2)
    standing = walk(facts, now)
    if standing.tenure is None:
        return
    winner = standing.tenure.winner
    for number, claim_ in enumerate(facts.claims):
        if claim_.id == winner.id:
            head = HeadReceipt(1, START + timedelta(minutes=minute), known[number].text_received)
            tighter = replace(
                claim_, capture=capture_time(replace(known[number], heads=(*known[number].heads, head)), BOOK)
            )
            claims = tuple(tighter if each.id == winner.id else each for each in facts.claims)
            assert walk(replace(facts, claims=claims), now).owner_id == winner.agent_id


@given(worlds())
def test_nobody_provably_earlier_loses_silently(world: World) -> None:
    facts, _ = world
    standing = walk(facts, START + timedelta(days=1, hours=12))
    if standing.tenure is None or standing.tenure.previous is not None:
        return
    winner = standing.tenure.winner
    for rival in facts.claims:
        provably_earlier = rival.ruling_time + BOOK.tie_gap <= winner.capture.earliest
        assert not provably_earlier or standing.contested or rival.agent_id == winner.agent_id
