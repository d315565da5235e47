"""Invariants about owners: who was first, who contests, what is settled, and what must never change an owner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from sync.ownership.case import Case
from sync.ownership.tenure import walk
from tests.simulation.look import Look
from tests.simulation.reference import TIE_MS, Claimed
from tests.simulation.stored import ms

Item = TypeVar("Item")
#: The soonest end of a tenure that nobody takes back: the expiry of what nobody vouches for.
SHORTEST_TENURE_MS = 72 * 3_600_000
ACTS = frozenset({"decided_by_manager", "decision_contested", "reassigned", "renewed", "handed_over", "pool_claimed"})


def the_order_of_arrival_changes_nothing(look: Look) -> Iterator[str]:
    """The same evidence in any order gives the same owner, for the same reasons."""
    clients = sorted(look.stored.cases)
    if not clients:
        return
    client_id = look.chance.choice(clients)
    case = look.stored.cases[client_id]
    one, other = walk(case, look.stored.now), walk(_shuffled(look, case), look.stored.now)
    if (one.owner_id, one.contested, one.settles_at) != (other.owner_id, other.contested, other.settles_at):
        yield f"client {client_id} goes to {one.owner_id} or {other.owner_id}, by the order of the same evidence"


def _shuffled(look: Look, case: Case) -> Case:
    def mixed(items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(look.chance.sample(items, len(items)))

    return replace(
        case,
        claims=mixed(case.claims),
        contacts=mixed(case.contacts),
        withdrawals=mixed(case.withdrawals),
        decisions=mixed(case.decisions),
        acts=mixed(case.acts),
    )


def the_first_owns_and_the_others_contest(look: Look) -> Iterator[str]:
    """Worked out a second time: the first receipt owns, ties go to the client's word, an earlier stated time contests.

    Only where a client's first tenure still runs and nobody amended, withdrew or decided anything about it, and the
    office did nothing to it.
    """
    touched = _touched(look)
    for client_id, claims in look.claims.items():
        first = min(claims, key=lambda claim: (claim.ruling_time, claim.hash))
        over = ms(look.stored.now) >= first.ruling_time + SHORTEST_TENURE_MS
        if client_id in touched or over or look.stored.standings[client_id].owner_id is None:
            continue
        standing = look.stored.standings[client_id]
        told = (standing.owner_id, standing.contested)
        expected = _first_tenure(look, client_id, first, claims)
        if told != expected:
            yield f"client {client_id} stands {told}, by the reference {expected}"


def _touched(look: Look) -> set[str]:
    stored = look.stored
    acts: tuple[Any, ...] = (*stored.withdrawals, *stored.decisions, *stored.assignments, *stored.pool_claims)
    left = {row.agent_id for row in stored.departures}
    of_leavers = {row.client_id for row in stored.registrations if row.agent_id in left}
    return look.amended | of_leavers | {row.client_id for row in acts}


def _first_tenure(look: Look, client_id: str, first: Claimed, claims: list[Claimed]) -> tuple[str, bool]:
    ranked = sorted(claims, key=lambda claim: (claim.ruling_time, claim.hash))
    tied: dict[str, Claimed] = {}
    for claim in ranked:
        if claim.ruling_time < first.ruling_time + TIE_MS:
            tied.setdefault(claim.person, claim)
    answered = _answered(look, client_id, first)
    word = [claim for claim in tied.values() if claim.id in answered]
    decided = len(tied) > 1 and bool(word)
    winner = min(word, key=lambda claim: answered[claim.id]) if decided else first
    open_tie = len(tied) > 1 and not decided
    rivals = [claim for claim in claims if claim.person != winner.person]
    contested = open_tie or any(
        claim.may_contest and claim.stated < _bar(claim, winner, first, tied, decided=decided) for claim in rivals
    )
    return winner.person, contested


def _bar(claim: Claimed, winner: Claimed, first: Claimed, tied: dict[str, Claimed], *, decided: bool) -> int:
    if decided and claim.id in {each.id for each in tied.values()}:
        return first.ruling_time - TIE_MS
    return winner.ruling_time


def _answered(look: Look, client_id: str, first: Claimed) -> dict[str, int]:
    """Return when the client confirmed each claim, as the product heard it: the wire cannot tell whose word it was."""
    settles = first.ruling_time + TIE_MS + 6 * 3_600_000
    return {
        claim.id: ms(claim.capture.answered_at)
        for claim in look.stored.cases[client_id].claims
        if claim.capture.answered_at is not None and ms(claim.capture.answered_at) <= settles
    }


def nobody_who_was_provably_first_loses_silently(look: Look) -> Iterator[str]:
    """No claim that is provably earlier by more than the tie gap loses without a contest.

    Of honest phones whose clocks held, what is true counts as proof: they own, or they contest.
    """
    touched = _touched(look)
    for client_id, claims in look.claims.items():
        standing = look.stored.standings[client_id]
        lapsed = any(row.client_id == client_id and row.evidence["previous"] for row in look.stored.rulings)
        winner = next((claim for claim in claims if claim.id == _winner(look, client_id)), None)
        if winner is None or standing.contested or lapsed or client_id in touched:
            continue
        for claim in claims:
            if claim.person == winner.person:
                continue
            if claim.ruling_time + TIE_MS < winner.earliest or _was_truly_first(look, claim, winner):
                yield f"client {client_id}: entry {claim.id} was before {winner.id} and lost silently"


def _winner(look: Look, client_id: str) -> str | None:
    number = look.stored.standings[client_id].ruling_number
    return next((row.claim_id for row in look.stored.rulings if row.number == number), None)


def _was_truly_first(look: Look, claim: Claimed, winner: Claimed) -> bool:
    truth, journal = look.truth(claim.id), look.world.journal
    if truth is None or not truth.honest or truth.again or not truth.clock_held or truth.person in journal.stepped:
        return False
    return claim.may_contest and truth.at + TIE_MS < winner.ruling_time


def a_tighter_bound_never_hurts_its_owner(look: Look) -> Iterator[str]:
    """Whoever owns a client and only proves an earlier time than before goes on owning it."""
    for client_id, case in look.stored.cases.items():
        claims = {claim.id: (claim.agent_id, ms(claim.ruling_time)) for claim in case.claims}
        others = len(case.contacts) + len(case.withdrawals) + len(case.decisions) + len(case.acts)
        standing = look.stored.standings[client_id]
        owner, before, others_before = look.seen.owners.get(client_id, (None, {}, -1))
        look.seen.owners[client_id] = (standing.owner_id, claims, others)
        if owner is None or others != others_before or claims.keys() != before.keys() or claims == before:
            continue
        tightened = {agent for entry_id, (agent, at) in claims.items() if before[entry_id] != (agent, at)}
        if tightened == {owner} and standing.owner_id not in {owner, None}:
            yield f"client {client_id}: {owner} proved an earlier time and lost the client to {standing.owner_id}"


def settled_owners_change_only_by_an_act(look: Look) -> Iterator[str]:
    """Once a tenure is settled, the next owner comes by a decision, by an act of the office, or after its end."""
    newest: dict[str, tuple[str | None, int | None]] = {}
    for row in look.stored.rulings:
        owner, settles_at = newest.get(row.client_id, (None, None))
        settled = owner is not None and settles_at is not None and ms(row.ruled_at) > settles_at
        previous = row.evidence["previous"]
        ended = previous is not None and previous["owner_id"] == owner
        if settled and row.owner_id != owner and not ended and row.reason not in ACTS:
            yield f"client {row.client_id} was settled with {owner} and went to {row.owner_id} by {row.reason}"
        told = row.evidence["settles_at"]
        newest[row.client_id] = (row.owner_id, _told_ms(told))


def _told_ms(told: str | None) -> int | None:
    return None if told is None else ms(datetime.fromisoformat(told))
