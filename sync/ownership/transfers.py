"""What the acts of the office do to a tenure. Each has its row here, and its step below.

An act counts at its receipt:

    assignment to an agent      ends what runs, opens for that agent
    release, recycle            ends the tenure of whom it names; the client is in the open pool
    claim from the pool         opens, if nobody owns; else it is void
    departure                   the agent's tenure ends; the successor's opens, or nobody's
    readmission                 what the agent claims from then on counts again
    reclaim, within the window  ends a tenure that began after the reception that it shows, opens for who shows it
    subscription                freezes the tenure of who owned then; nothing else moves it but a decision
    its cancellation            opens again for the same owner, protection and cap anew; for nobody, if that one left
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from sync.ownership import openings
from sync.ownership.acts import (
    Act,
    Assignment,
    AssignmentKind,
    CreditGround,
    Departure,
    PoolClaim,
    Readmission,
    Reclaim,
    Subscription,
    SubscriptionEnd,
)
from sync.ownership.protection import end_of_protection
from sync.ownership.standing import Ending, Opening, Tenure
from sync.ownership.walk_state import Walk, ended

#: How long without an effective contact before the deal counts as given up, where the rule book has that rule.
LAST_WEEK = timedelta(days=7)


def act_on(state: Walk, act: Act) -> Walk:
    """Apply an act of the office to the walk."""
    return _STEPS[type(act)](state, act)


def _assign(state: Walk, act: Assignment) -> Walk:
    tenure = state.tenure
    if tenure is not None and tenure.frozen_since is not None:
        return state
    if act.agent_id is None:
        ending = Ending.RELEASE if act.kind is AssignmentKind.RELEASED else Ending.RECYCLE
        theirs = tenure is not None and act.from_agent in {None, tenure.owner_id}
        return ended(state, act.at, ending) if theirs else state
    return _opened(ended(state, act.at, Ending.ASSIGNMENT), act, act.agent_id, Opening.ASSIGNMENT)


def _claim_from_pool(state: Walk, act: PoolClaim) -> Walk:
    if state.tenure is not None or act.agent_id in state.departed:
        return state
    return _opened(state, act, act.agent_id, Opening.POOL_CLAIM)


def _depart(state: Walk, act: Departure) -> Walk:
    state = replace(state, departed={**state.departed, act.agent_id: act})
    tenure = state.tenure
    if tenure is None or tenure.owner_id != act.agent_id:
        return state
    if act.successor_id is None:
        # A deal is nobody's to take: who takes it over is agreed on paper.
        return state if tenure.frozen_since is not None else ended(state, act.at, Ending.DEPARTURE)
    opened = _opened(ended(state, act.at, Ending.DEPARTURE), act, act.successor_id, Opening.ASSIGNMENT)
    return _frozen(opened, tenure)


def _readmit(state: Walk, act: Readmission) -> Walk:
    here = {agent: left for agent, left in state.departed.items() if agent != act.agent_id}
    return replace(state, departed=here)


def _reclaim(state: Walk, act: Reclaim) -> Walk:
    tenure = state.tenure
    if tenure is None or not _may_reclaim(state, act, tenure):
        return state
    return _opened(ended(state, act.at, Ending.RECLAIM), act, act.agent_id, Opening.RECLAIM)


def _may_reclaim(state: Walk, act: Reclaim, tenure: Tenure) -> bool:
    """Say whether the reception shown is older than the tenure, which is young enough and opened by claims alone.

    A client who asked for somebody named whose it is: only one who named nobody is anybody's to reclaim.
    """
    book = tenure.book
    until = end_of_protection(tenure.opened_at, book.claim_window_days, state.case.zone, book.counting)
    return (
        tenure.opening in {Opening.FIRST, Opening.AFTER_END}
        and tenure.frozen_since is None
        and tenure.winner.credit is not CreditGround.NAMED
        and tenure.owner_id != act.agent_id
        and act.received_at < tenure.opener_time
        and act.at < until
    )


def _subscribe(state: Walk, act: Subscription) -> Walk:
    owner = _owner_of_deal(state.tenure, act)
    if state.tenure is None or state.tenure.owner_id != owner:
        state = _opened(ended(state, act.at, Ending.SUBSCRIPTION), act, owner, Opening.SUBSCRIPTION)
    if state.tenure is None:
        return state
    frozen = replace(state.tenure, frozen_since=act.at)
    return replace(state, tenure=openings.with_end(frozen, state.case))


def _owner_of_deal(tenure: Tenure | None, act: Subscription) -> str:
    """Return whose deal it is: the owner's of then, or the closer's where a last week without contact gives it up."""
    if tenure is None or act.closed_by is None or not tenure.book.last_week_means_given_up:
        return act.agent_id
    captures = [claim.capture for claim in (tenure.winner, *tenure.own)]
    captures += [contact.capture for contact in tenure.contacts]
    last = max(capture.contact_at for capture in captures)
    return act.closed_by if act.at - last > LAST_WEEK else act.agent_id


def _cancel(state: Walk, act: SubscriptionEnd) -> Walk:
    tenure = state.tenure
    if tenure is None or tenure.frozen_since is None:
        return state
    if tenure.owner_id in state.departed:
        # Who left with a deal and no successor had it on paper only; there is nobody to return to.
        return ended(state, act.at, Ending.DEPARTURE)
    return _opened(ended(state, act.at, Ending.CANCELLATION), act, tenure.owner_id, Opening.CANCELLATION)


def _opened(state: Walk, act: Act, agent_id: str, opening: Opening) -> Walk:
    return replace(state, tenure=openings.open_by_act(state.case, act, agent_id, opening, state.last))


def _frozen(state: Walk, before: Tenure) -> Walk:
    """Let a frozen client stay frozen in other hands."""
    if state.tenure is None or before.frozen_since is None:
        return state
    frozen = replace(state.tenure, frozen_since=before.frozen_since)
    return replace(state, tenure=openings.with_end(frozen, state.case))


_STEPS: Mapping[type[Act], Callable[[Walk, Any], Walk]] = MappingProxyType(
    {
        Assignment: _assign,
        PoolClaim: _claim_from_pool,
        Departure: _depart,
        Readmission: _readmit,
        Reclaim: _reclaim,
        Subscription: _subscribe,
        SubscriptionEnd: _cancel,
    }
)
