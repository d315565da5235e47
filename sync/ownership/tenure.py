"""The walk: every counting receipt knocks in order of time, and the first to knock on an open door owns.

State is a pure fold over evidence. Late evidence patches nothing: the walk is done again from the beginning, so the
outcome cannot depend on the order in which evidence arrived.

    nobody's     a claim knocks                   its tenure opens; the last owner's under the old cap (`returning`)
    A's          A's claim or effective contact   protection extends
    A's          B's claim knocks                 it loses that time; its stated time may contest
    A's          protection ends                  lapse; the next to knock opens
    nobody's     A reached the client in time,    A's tenure opens again
                 and it is seen only now
    B's          the same                         displaces nobody; its stated time contests
    A's          A withdraws                      the earliest loser still protected opens
    anybody's    an act of the office             see `transfers`
    nobody's     a claim of one who has left      see `late_leavers`
    anybody's    a decision                       the decided tenure opens
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from sync.ownership import openings
from sync.ownership.acts import (
    Assignment,
    Departure,
    LinkKind,
    PoolClaim,
    Readmission,
    Reclaim,
    ReviewKind,
    Subscription,
    SubscriptionEnd,
)
from sync.ownership.case import Case, Contact, Decision, Withdrawal
from sync.ownership.claims import Claim, ClaimKind
from sync.ownership.contests import contests_of
from sync.ownership.enquiries import claims_nothing, gives_way
from sync.ownership.knocks import Knock, knocks
from sync.ownership.late_leavers import present_of_leaver, received_by_another
from sync.ownership.receptions import with_credits
from sync.ownership.returning import under_running_cap
from sync.ownership.standing import Contest, Ending, Opening, Presentation, Standing, Tenure
from sync.ownership.ties import settles_at
from sync.ownership.transfers import act_on
from sync.ownership.walk_state import Walk, ended
from sync.policy import Edition
from sync.switches import HouseholdRule, RunningProtections


def walk(case: Case, now: datetime) -> Standing:
    """Return who owns the client at `now` by all the evidence in the case."""
    case = with_credits(case)
    row = knocks(case, now)
    state = Walk(case, row)
    for knock in row:
        state = _step(_lapsed(state, knock.at), knock)
    return _standing(_lapsed(state, now), now)


def _step(state: Walk, knock: Knock) -> Walk:
    what = knock.what
    match what:
        case Presentation():
            return _present(state, what)
        case Contact():
            return _contact(state, what, knock.at)
        case Withdrawal():
            return _withdraw(state, what)
        case Decision():
            return _decide(state, what)
        case Edition():
            return _change_rules(state, what)
        case Assignment() | PoolClaim() | Departure() | Readmission() | Subscription() | SubscriptionEnd() | Reclaim():
            return act_on(state, what)
        case _:
            assert_never(what)


def _lapsed(state: Walk, at: datetime) -> Walk:
    tenure = state.tenure
    if tenure is None or at < tenure.protected_until:
        return state
    return ended(state, tenure.protected_until, tenure.ends_by)


def _present(state: Walk, presentation: Presentation) -> Walk:
    claim = presentation.claim
    if claim.root in state.withdrawn:
        return state
    departure = state.departed.get(claim.agent_id)
    if departure is not None:
        own = received_by_another(state, claim, departure)
        if own is None:
            return present_of_leaver(state, presentation, departure)
        return _present(state, replace(presentation, claim=own))
    if state.tenure is not None and gives_way(state.tenure, claim):
        state = ended(state, presentation.at, Ending.WALKED_IN)
    tenure = state.tenure
    if tenure is None:
        if claims_nothing(claim, state.case.books.at(presentation.at)):
            return state
        opened = openings.open_by_claim(state.case, presentation, _close(state, presentation), state.last)
        return replace(state, tenure=under_running_cap(opened, state.last, state.case))
    return replace(state, tenure=_told_of(tenure, claim, state.case))


def _told_of(tenure: Tenure, claim: Claim, case: Case) -> Tenure:
    """Let a running tenure know of a claim: a rival's loses that time, the owner's own extends."""
    if claim.agent_id != tenure.owner_id:
        return replace(tenure, rivals=_with(tenure.rivals, claim))
    if claim.id == tenure.winner.id:
        return tenure
    return openings.with_end(replace(tenure, own=_with(tenure.own, claim)), case)


def _close(state: Walk, opener: Presentation) -> tuple[Presentation, ...]:
    """Return the presentations within the tie gap after the opener; a published list is no race with anybody."""
    end = opener.at + state.case.books.at(opener.at).tie_gap
    if opener.claim.kind is ClaimKind.IMPORTED:
        return (opener,)
    return tuple(
        knock.what
        for knock in state.row
        if isinstance(knock.what, Presentation)
        and opener.at <= knock.at < end
        and knock.what.claim.kind is not ClaimKind.IMPORTED
        and knock.what.claim.agent_id not in state.departed
    )


def _contact(state: Walk, contact: Contact, at: datetime) -> Walk:
    if not contact.effective or contact.agent_id in state.departed:
        return state
    tenure = state.tenure
    if tenure is not None and contact.agent_id == tenure.owner_id:
        extended = replace(tenure, contacts=(*tenure.contacts, contact))
        return replace(state, tenure=openings.with_end(extended, state.case))
    before = tenure.previous if tenure is not None else state.last
    if before is None or not _was_in_time(contact, before) or before.winner.root in state.withdrawn:
        return state
    claim = _late_claim(contact, before)
    if tenure is not None:
        return replace(state, tenure=replace(tenure, late=(*tenure.late, claim)))
    if at >= openings.cap_end(state.case, before):
        return state
    return replace(state, tenure=openings.open_by_late_follow_up(state.case, claim, contact, at, before))


def _was_in_time(contact: Contact, before: Tenure) -> bool:
    """Say whether the last owner states to have reached the client before the lapse, and said so within the grace."""
    return (
        contact.agent_id == before.owner_id
        and before.ended_by in {Ending.LAPSE, Ending.UNCONFIRMED}
        and before.ended_at is not None
        and contact.capture.may_contest
        and contact.capture.stated < before.ended_at
    )


def _late_claim(contact: Contact, before: Tenure) -> Claim:
    return Claim(
        id=contact.entry_id,
        root=before.winner.root,
        agent_id=contact.agent_id,
        kind=ClaimKind.LATE_FOLLOW_UP,
        source=None,
        capture=contact.capture,
        hash=contact.hash,
    )


def _withdraw(state: Walk, withdrawal: Withdrawal) -> Walk:
    state = replace(state, withdrawn=state.withdrawn | {withdrawal.claim_root})
    tenure = state.tenure
    if tenure is None or tenure.winner.root != withdrawal.claim_root or tenure.frozen_since is not None:
        return state
    at = withdrawal.received_at
    state = ended(state, at, Ending.WITHDRAWAL)
    heirs = [
        claim
        for claim in (*tenure.rivals, *tenure.own)
        if claim.root not in state.withdrawn and openings.is_live(claim, state.case, at, state.withdrawn)
    ]
    if not heirs or state.last is None:
        return state
    ranked = tuple(sorted(heirs, key=lambda claim: (claim.ruling_time, claim.hash)))
    opened = openings.open_by_withdrawal(state.case, ranked, at, state.last, state.withdrawn)
    return replace(state, tenure=under_running_cap(opened, state.last, state.case))


def _decide(state: Walk, decision: Decision) -> Walk:
    winner = _decided_claim(state, decision)
    if winner is None or winner.root in state.withdrawn:
        return state
    support = openings.support_of(winner.agent_id, state.case, decision.decided_at, state.withdrawn)
    tenure = openings.open_by_decision(state.case, decision, winner, support, state.tenure or state.last)
    if state.tenure is not None and state.tenure.frozen_since is not None:
        tenure = openings.with_end(replace(tenure, frozen_since=state.tenure.frozen_since), state.case)
    return replace(ended(state, decision.decided_at, Ending.DECISION), tenure=tenure)


def _decided_claim(state: Walk, decision: Decision) -> Claim | None:
    """Find the claim that was decided for: a registration, or what only the running tenure knows of, or a near one."""
    running = (state.tenure.winner, *state.tenure.late) if state.tenure else ()
    known = (*state.case.claims, *running, *state.case.near)
    return next((claim for claim in known if claim.id == decision.claim_id), None)


def _change_rules(state: Walk, edition: Edition) -> Walk:
    """Let a running protection go on under its own version, unless the new one says to take it at once."""
    tenure = state.tenure
    if tenure is None or edition.book.running_protections is RunningProtections.KEEP_OLD_VERSION:
        return state
    changed = openings.with_end(replace(tenure, book=edition.book), state.case)
    until = max(changed.protected_until, edition.effective_from)
    return replace(state, tenure=replace(changed, protected_until=until))


def _with(claims: tuple[Claim, ...], claim: Claim) -> tuple[Claim, ...]:
    return claims if claim.id in {known.id for known in claims} else (*claims, claim)


def _standing(state: Walk, now: datetime) -> Standing:
    tenure, case = state.tenure, state.case
    contests = contests_of(tenure, state.withdrawn, case.near) if tenure else ()
    return Standing(
        now=now,
        tenure=tenure,
        history=state.history,
        contests=contests,
        runner_up=_runner_up(tenure, contests, state.withdrawn) if tenure else None,
        settles_at=_settles_at(case, tenure) if tenure else None,
        link=_link(case, tenure) if tenure else None,
        sharer_id=_sharer(case, tenure) if tenure else None,
        suspended=tenure is None and any(claim.review is ReviewKind.SUSPEND for claim in case.claims),
    )


def _link(case: Case, tenure: Tenure) -> LinkKind | None:
    return case.links.get(tenure.winner.client_id)


def _sharer(case: Case, tenure: Tenure) -> str | None:
    """Return who shares with the owner: the first other agent whom another member of the household came to."""
    if tenure.book.household is not HouseholdRule.SPLIT_50_50 or LinkKind.HOUSEHOLD not in case.links.values():
        return None
    others = (claim for claim in tenure.rivals if claim.client_id != tenure.winner.client_id)
    return next((claim.agent_id for claim in others if claim.agent_id != tenure.owner_id), None)


def _runner_up(tenure: Tenure, contests: tuple[Contest, ...], withdrawn: frozenset[str]) -> Claim | None:
    contesting = [contest.claim for contest in contests]
    losing = [claim for claim in (*tenure.rivals, *tenure.late) if claim.root not in withdrawn]
    return min(contesting or losing, key=lambda claim: (claim.ruling_time, claim.hash), default=None)


def _settles_at(case: Case, tenure: Tenure) -> datetime:
    if tenure.opening is Opening.DECISION:
        return tenure.opened_at
    return settles_at(tenure.opener_time, tenure.book.tie_gap, case.books.longest_commitment_window(tenure.opener_time))
