"""What would have changed a ruling? Not a phrase but a finding: the rules are run again on changed evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from sync.ownership import counterfactual_acts as acts
from sync.ownership.capture_time import CaptureTime, Receipt, Via, seen_at_once
from sync.ownership.case import Case, Contact, ContactKind, Turn
from sync.ownership.claims import Claim
from sync.ownership.counterfactual_finding import JUST_BEFORE, Counterfactual
from sync.ownership.reasons import CounterfactualCode, ReasonCode
from sync.ownership.standing import Standing
from sync.ownership.tenure import walk

Finder = Callable[[Case, Standing], Counterfactual | None]


def find_counterfactual(case: Case, standing: Standing, reason: ReasonCode) -> Counterfactual:
    """Return the change of facts nearest to the reason that would have changed the ruling."""
    for finder in _FINDERS.get(reason, _BY_TIME):
        found = finder(case, standing)
        if found is not None:
            return found
    return Counterfactual(CounterfactualCode.NOTHING_KNOWN)


def _without_decision(case: Case, standing: Standing) -> Counterfactual:
    other = walk(replace(case, decisions=()), standing.now)
    if other.owner_id is None:
        return Counterfactual(CounterfactualCode.WITHOUT_DECISION_NOBODY)
    return Counterfactual(CounterfactualCode.WITHOUT_DECISION, None, other.owner_id, other.contested)


def _without_withdrawal(case: Case, standing: Standing) -> Counterfactual | None:
    other = walk(replace(case, withdrawals=()), standing.now)
    if other.owner_id is None or other.owner_id == standing.owner_id:
        return None
    return Counterfactual(CounterfactualCode.WITHOUT_WITHDRAWAL, other.owner_id, other.owner_id, other.contested)


def _had_followed_up(case: Case, standing: Standing) -> Counterfactual | None:
    """Let the owner before reach the client in the last protected moment, and the server know at once."""
    before = standing.tenure.previous if standing.tenure else standing.history[-1]
    if before is None or before.ended_at is None:
        return None
    moment = before.ended_at - JUST_BEFORE
    contact = Contact("", before.owner_id, ContactKind.VISIT, effective=True, capture=seen_at_once(moment), hash="")
    other = walk(replace(case, contacts=(*case.contacts, contact)), standing.now)
    if other.owner_id != before.owner_id or other.owner_id == standing.owner_id:
        return None
    return Counterfactual(
        CounterfactualCode.HAD_FOLLOWED_UP, before.owner_id, other.owner_id, other.contested, before.ended_at
    )


def _had_turn(case: Case, standing: Standing) -> Counterfactual | None:
    tenure = standing.tenure
    if tenure is None or not tenure.tied:
        return None
    rival = tenure.tied[0]
    other = walk(replace(case, turns=(Turn(rival.agent_id, tenure.opener_time),)), standing.now)
    if other.owner_id != rival.agent_id:
        return None
    return Counterfactual(CounterfactualCode.HAD_TURN, rival.agent_id, rival.agent_id, other.contested)


def _without_scan(case: Case, standing: Standing) -> Counterfactual | None:
    return _without_receipts(case, standing, Via.SCAN, CounterfactualCode.WITHOUT_SCAN)


def _without_head(case: Case, standing: Standing) -> Counterfactual | None:
    return _without_receipts(case, standing, Via.HEAD, CounterfactualCode.WITHOUT_HEAD)


def _without_receipts(case: Case, standing: Standing, via: Via, code: CounterfactualCode) -> Counterfactual | None:
    """Take away from the winner what got out before the text."""
    winner = standing.tenure.winner if standing.tenure else None
    if winner is None or winner.capture.via is not via:
        return None
    receipts = tuple(receipt for receipt in winner.capture.receipts if receipt.via is not via)
    other = walk(_with_capture(case, winner, _received(winner.capture, receipts)), standing.now)
    if other.owner_id == standing.owner_id and other.contested == standing.contested:
        return None
    return Counterfactual(code, winner.agent_id, other.owner_id, other.contested, winner.ruling_time)


def _had_scanned(case: Case, standing: Standing) -> Counterfactual | None:
    """Let the client open the runner-up's code when the registration was made, as it states."""
    rival = standing.runner_up
    if rival is None:
        return None
    return _heard_earlier(case, standing, rival, rival.capture.stated, CounterfactualCode.HAD_SCANNED)


def _had_been_earlier(case: Case, standing: Standing) -> Counterfactual | None:
    """Let the runner-up's record reach the server just before the tie gap of the winner's."""
    rival, tenure = standing.runner_up, standing.tenure
    if rival is None or tenure is None:
        return None
    moment = tenure.opener_time - tenure.book.tie_gap
    return _heard_earlier(case, standing, rival, moment, CounterfactualCode.HAD_BEEN_EARLIER)


def _heard_earlier(
    case: Case, standing: Standing, rival: Claim, moment: datetime, code: CounterfactualCode
) -> Counterfactual | None:
    receipts = (Receipt(moment, Via.SCAN), *rival.capture.receipts)
    other = walk(_with_capture(case, rival, _received(rival.capture, receipts)), standing.now)
    if other.owner_id != rival.agent_id:
        return None
    return Counterfactual(code, rival.agent_id, other.owner_id, other.contested, moment)


def _with_capture(case: Case, changed: Claim, capture: CaptureTime) -> Case:
    claims = (replace(claim, capture=capture) if claim.id == changed.id else claim for claim in case.claims)
    return replace(case, claims=tuple(claims))


def _received(capture: CaptureTime, receipts: tuple[Receipt, ...]) -> CaptureTime:
    first = receipts[0]
    return replace(
        capture,
        receipts=receipts,
        ruling_time=first.at,
        via=first.via,
        earliest=min(capture.earliest, first.at),
        stated=min(capture.stated, first.at),
    )


_BY_TIME: tuple[Finder, ...] = (_without_scan, _without_head, _had_scanned, _had_been_earlier)

_FINDERS: Mapping[ReasonCode, tuple[Finder, ...]] = MappingProxyType(
    {
        ReasonCode.DECIDED_BY_MANAGER: (_without_decision,),
        ReasonCode.DECISION_CONTESTED: (_without_decision,),
        ReasonCode.WITHDRAWN_NEXT: (_without_withdrawal,),
        ReasonCode.WITHDRAWN_NEXT_CONTESTED: (_without_withdrawal,),
        ReasonCode.NOBODY_WITHDRAWN: (_without_withdrawal,),
        ReasonCode.PREVIOUS_LAPSED: (_had_followed_up, *_BY_TIME),
        ReasonCode.PREVIOUS_UNCONFIRMED: (_had_followed_up, *_BY_TIME),
        ReasonCode.PREVIOUS_WITHDRAWN: (_without_withdrawal, *_BY_TIME),
        ReasonCode.LATE_FOLLOW_UP_CONTESTS: (_had_followed_up,),
        ReasonCode.NOBODY_LAPSED: (_had_followed_up,),
        ReasonCode.NOBODY_CAP_REACHED: (_had_followed_up,),
        ReasonCode.NOBODY_UNCONFIRMED: (_had_followed_up,),
        ReasonCode.NAMED_CLIENT: (acts.without_naming,),
        ReasonCode.TURN_CREDIT: (acts.without_naming,),
        ReasonCode.IMPORTED: (acts.without_import,),
        ReasonCode.POOL_CLAIMED: (acts.without_act,),
        ReasonCode.REASSIGNED: (acts.without_act,),
        ReasonCode.RENEWED: (acts.without_act,),
        ReasonCode.HANDED_OVER: (acts.without_act,),
        ReasonCode.RECLAIMED: (acts.without_act,),
        ReasonCode.SUBSCRIBED: (acts.without_act,),
        ReasonCode.RETURNED: (acts.without_act,),
        ReasonCode.WALKED_IN: (acts.had_visited,),
        ReasonCode.PREVIOUS_RELEASED: _BY_TIME,
        ReasonCode.PREVIOUS_RECYCLED: _BY_TIME,
        ReasonCode.PREVIOUS_DEPARTED: _BY_TIME,
        ReasonCode.LINKED_SAME_PERSON: (acts.without_link,),
        ReasonCode.LINKED_HOUSEHOLD: (acts.without_link,),
        ReasonCode.LINKED_COMPANY: (acts.without_link,),
        ReasonCode.HOUSEHOLD_SHARED: (acts.without_link,),
        ReasonCode.NEAR_NUMBER_CONTESTED: (acts.if_another_person,),
        ReasonCode.NOBODY_SUSPENDED: (acts.if_another_person,),
        ReasonCode.NOBODY_RELEASED: (acts.without_act,),
        ReasonCode.NOBODY_RECYCLED: (acts.without_act,),
        ReasonCode.NOBODY_DEPARTED: (acts.without_act,),
        ReasonCode.TIE_TURN: (_had_turn,),
        ReasonCode.TIE_ANSWER: (_had_turn,),
        ReasonCode.TIE_CONTESTED: (_had_turn,),
    }
)
