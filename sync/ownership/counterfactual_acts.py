"""What would have changed a ruling that an act of the office, a link or a colleague's word brought about?"""

from __future__ import annotations

from dataclasses import replace

from sync.ownership.acts import Act, Subscription
from sync.ownership.capture_time import seen_at_once
from sync.ownership.case import Case, Contact, ContactKind
from sync.ownership.claims import Claim, ClaimKind
from sync.ownership.counterfactual_finding import JUST_BEFORE, Counterfactual
from sync.ownership.reasons import CounterfactualCode
from sync.ownership.standing import Standing
from sync.ownership.tenure import walk


def without_act(case: Case, standing: Standing) -> Counterfactual | None:
    """Take away the act that opened, ended or froze."""
    act = _act_of(case, standing)
    if act is None:
        return None
    other = walk(replace(case, acts=tuple(each for each in case.acts if each != act)), standing.now)
    return _otherwise(other, CounterfactualCode.WITHOUT_ACT, CounterfactualCode.WITHOUT_ACT_NOBODY)


def without_naming(case: Case, standing: Standing) -> Counterfactual | None:
    """Let who registered have received the client for themselves."""
    claims = tuple(_own(claim) for claim in case.claims)
    other = walk(replace(case, claims=claims, credits=()), standing.now)
    if other.owner_id is None or other.owner_id == standing.owner_id:
        return None
    return Counterfactual(CounterfactualCode.WITHOUT_NAMING, other.owner_id, other.owner_id, other.contested)


def without_link(case: Case, standing: Standing) -> Counterfactual:
    """Look at this client alone."""
    alone = replace(
        case,
        claims=tuple(claim for claim in case.claims if claim.client_id == case.subject),
        contacts=tuple(contact for contact in case.contacts if contact.client_id == case.subject),
        links={},
    )
    other = walk(alone, standing.now)
    return _otherwise(other, CounterfactualCode.WITHOUT_LINK, CounterfactualCode.WITHOUT_LINK_NOBODY)


def if_another_person(case: Case, standing: Standing) -> Counterfactual | None:
    """Let the manager find that the near number is another person's."""
    claims = tuple(replace(claim, review=None) for claim in case.claims)
    other = walk(replace(case, claims=claims, near=()), standing.now)
    if other.owner_id is None:
        return None
    code = CounterfactualCode.IF_ANOTHER_PERSON
    return Counterfactual(code, other.owner_id, other.owner_id, other.contested)


def without_import(case: Case, standing: Standing) -> Counterfactual:
    """Leave the imported list aside."""
    claims = tuple(claim for claim in case.claims if claim.kind is not ClaimKind.IMPORTED)
    other = walk(replace(case, claims=claims), standing.now)
    return _otherwise(other, CounterfactualCode.WITHOUT_IMPORT, CounterfactualCode.WITHOUT_IMPORT_NOBODY)


def had_visited(case: Case, standing: Standing) -> Counterfactual | None:
    """Let the client have walked in to the first caller, just before walking in to somebody else."""
    before = standing.tenure.previous if standing.tenure else None
    if before is None or before.ended_at is None:
        return None
    moment = before.ended_at - JUST_BEFORE
    capture = seen_at_once(moment)
    visit = Contact("", before.owner_id, ContactKind.VISIT, effective=True, capture=capture, hash="")
    other = walk(replace(case, contacts=(*case.contacts, visit)), standing.now)
    if other.owner_id != before.owner_id:
        return None
    return Counterfactual(CounterfactualCode.HAD_VISITED, before.owner_id, other.owner_id, other.contested, moment)


def _act_of(case: Case, standing: Standing) -> Act | None:
    tenure = standing.tenure
    if tenure is None:
        ended_at = standing.history[-1].ended_at if standing.history else None
        return next((act for act in case.acts if act.at == ended_at), None)
    if tenure.frozen_since is not None:
        deals = (act for act in case.acts if isinstance(act, Subscription) and act.at == tenure.frozen_since)
        return next(deals, None)
    return tenure.act


def _own(claim: Claim) -> Claim:
    if claim.standin_id is None:
        return claim
    return replace(claim, agent_id=claim.standin_id, standin_id=None, credit=None)


def _otherwise(other: Standing, owned: CounterfactualCode, nobody: CounterfactualCode) -> Counterfactual:
    if other.owner_id is None:
        return Counterfactual(nobody)
    return Counterfactual(owned, None, other.owner_id, other.contested)
