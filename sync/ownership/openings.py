"""How a tenure opens, and when it will end by itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sync.entries import Source
from sync.ownership.acts import NEVER, Act
from sync.ownership.capture_time import EvidenceLabel, seen_at_once
from sync.ownership.case import Case, Contact, Decision
from sync.ownership.claims import Claim, ClaimKind
from sync.ownership.protection import end_of_protection, extended, protected_until
from sync.ownership.standing import Ending, Opening, Presentation, Tenure, TieOutcome
from sync.ownership.ties import resolve_tie, settles_at


@dataclass(frozen=True, slots=True)
class Support:
    """What speaks for an agent up to a moment: the claims and effective contacts that had reached the server."""

    claims: tuple[Claim, ...]
    contacts: tuple[Contact, ...]


def support_of(agent_id: str, case: Case, until: datetime, withdrawn: frozenset[str]) -> Support:
    """Gather an agent's support."""
    return Support(
        claims=tuple(
            claim
            for claim in case.claims
            if claim.agent_id == agent_id and claim.ruling_time <= until and claim.root not in withdrawn
        ),
        contacts=tuple(
            contact
            for contact in case.contacts
            if contact.agent_id == agent_id and contact.effective and contact.capture.ruling_time <= until
        ),
    )


def open_by_claim(case: Case, opener: Presentation, close: tuple[Presentation, ...], last: Tenure | None) -> Tenure:
    """Open for the first that knocks, or for the one in its tie that record or client name."""
    book = case.books.at(opener.at)
    settled_at = settles_at(opener.at, book.tie_gap, case.books.longest_commitment_window(opener.at))
    tie = resolve_tie(opener, close, case.turns, settled_at)
    opening = Opening.AFTER_END if last else Opening.FIRST
    tenure = _tenure(case, tie.taken_by.claim, opening, opener.at, last)
    return with_end(
        replace(tenure, ruling_time=tie.taken_by.at, tie=tie.outcome, tied=tie.others, rivals=tie.others), case
    )


def open_by_late_follow_up(case: Case, claim: Claim, contact: Contact, at: datetime, last: Tenure) -> Tenure:
    """Open again for the last owner, who had reached the client in time and whom nobody followed; the cap runs on."""
    tenure = _tenure(case, claim, Opening.LATE_FOLLOW_UP, at, last)
    own = (last.winner, *last.own)
    return with_end(replace(tenure, own=own, contacts=(*last.contacts, contact), cap_from=last.cap_from), case)


def open_by_withdrawal(
    case: Case, heirs: tuple[Claim, ...], at: datetime, ended: Tenure, withdrawn: frozenset[str]
) -> Tenure:
    """Open for the earliest of those that lost to a claim now withdrawn."""
    winner, *others = heirs
    support = support_of(winner.agent_id, case, at, withdrawn)
    tenure = _tenure(case, winner, Opening.WITHDRAWAL, at, ended)
    rivals = tuple(claim for claim in others if claim.agent_id != winner.agent_id)
    return with_end(
        replace(
            tenure,
            ruling_time=winner.ruling_time,
            own=_without(winner, support.claims),
            contacts=support.contacts,
            rivals=rivals,
            next_in_line=rivals,
        ),
        case,
    )


def open_by_act(case: Case, act: Act, agent_id: str, opening: Opening, last: Tenure | None) -> Tenure:
    """Open for whom an act of the office names; protection and cap run anew from it."""
    claim = Claim(
        id=act.id,
        root=act.id,
        agent_id=agent_id,
        kind=_KIND_OF[opening],
        source=None,
        capture=seen_at_once(act.at),
        hash=act.id,
        client_id=case.subject,
    )
    return with_end(replace(_tenure(case, claim, opening, act.at, last), act=act), case)


_KIND_OF = {
    Opening.POOL_CLAIM: ClaimKind.POOL_CLAIM,
    Opening.ASSIGNMENT: ClaimKind.ASSIGNMENT,
    Opening.RECLAIM: ClaimKind.RECLAIM,
    Opening.SUBSCRIPTION: ClaimKind.ASSIGNMENT,
    Opening.CANCELLATION: ClaimKind.ASSIGNMENT,
}


def open_by_decision(case: Case, decision: Decision, winner: Claim, support: Support, before: Tenure | None) -> Tenure:
    """Open as decided. `before` is the tenure that runs, or else the last one.

    What a displaced tenure knew goes on being known: it may contest what was not shown.
    """
    tenure = replace(
        _tenure(case, winner, Opening.DECISION, decision.decided_at, before),
        ruling_time=decision.winner_ruling_time,
        own=_without(winner, support.claims),
        contacts=support.contacts,
        decision=decision,
    )
    if before is not None and before.ended_at is None:
        tenure = _knowing(tenure, before)
    return with_end(tenure, case)


def _knowing(tenure: Tenure, displaced: Tenure) -> Tenure:
    others = (displaced.winner, *displaced.own, *displaced.rivals)
    return replace(
        tenure,
        rivals=tuple(claim for claim in others if claim.agent_id != tenure.owner_id),
        late=tuple(claim for claim in displaced.late if claim.agent_id != tenure.owner_id),
        floor=displaced.floor,
        previous=displaced.previous,
    )


def with_end(tenure: Tenure, case: Case) -> Tenure:
    """Work out when a tenure ends by itself, and by which rule: protection, cap, or nobody vouching for it."""
    if tenure.frozen_since is not None:
        return replace(tenure, protected_until=NEVER, ends_by=Ending.LAPSE)
    book = tenure.book
    protection = protected_until(tenure.winner, tenure.own, tenure.contacts, book, case.zone, case.freezes)
    if tenure.opening is Opening.DECISION and protection <= tenure.opened_at:
        # A decision never opens a dead tenure: who was kept from following up gets the days anew.
        protection = _end(case, tenure, tenure.opened_at, book.protection_days_visit)
    ends = [(protection, Ending.LAPSE), (cap_end(case, tenure), Ending.CAP)]
    received = tenure.winner.capture.text_received
    expiry = extended(received + book.unconfirmed_expiry, received, case.freezes, case.zone, book.counting)
    if not _is_confirmed(tenure, case, expiry):
        ends.append((expiry, Ending.UNCONFIRMED))
    until, by = min(ends, key=lambda end: end[0])
    return replace(tenure, protected_until=until, ends_by=by)


def cap_end(case: Case, tenure: Tenure) -> datetime:
    """Return when a tenure ends without progress, however well it was followed up."""
    return _end(case, tenure, tenure.cap_from, tenure.book.protection_cap_days)


def _end(case: Case, tenure: Tenure, start: datetime, days: int) -> datetime:
    counting = tenure.book.counting
    end = end_of_protection(start, days, case.zone, counting)
    return extended(end, start, case.freezes, case.zone, counting)


def is_live(claim: Claim, case: Case, at: datetime, withdrawn: frozenset[str]) -> bool:
    """Say whether a claim that lost would still be protected at a moment, had it been the only one."""
    support = support_of(claim.agent_id, case, at, withdrawn)
    alone = replace(
        _tenure(case, claim, Opening.FIRST, claim.ruling_time, None),
        own=_without(claim, support.claims),
        contacts=support.contacts,
    )
    return at < with_end(alone, case).protected_until


def _tenure(case: Case, winner: Claim, opening: Opening, at: datetime, last: Tenure | None) -> Tenure:
    return Tenure(
        winner=winner,
        opening=opening,
        opened_at=at,
        opener_time=at,
        ruling_time=at,
        book=case.books.at(at),
        tie=TieOutcome.NONE,
        tied=(),
        rivals=(),
        own=(),
        next_in_line=(),
        contacts=(),
        late=(),
        floor=last.ended_at if last else None,
        previous=last,
        decision=None,
        # What an import says of the past may be older than any cap.
        cap_from=at if opening is Opening.DECISION or winner.kind is ClaimKind.IMPORTED else winner.capture.contact_at,
        protected_until=at,
        ends_by=Ending.LAPSE,
    )


def _without(winner: Claim, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    return tuple(claim for claim in claims if claim.id != winner.id)


def _is_confirmed(tenure: Tenure, case: Case, before: datetime) -> bool:
    """Say whether a visit, call, scan, answer, turn, colleague or kin stands behind the claim; a bought list has none.

    An enquiry is a call itself, and worth fewer days than a visit for being no more. An agent's own relatives do not
    come in scores: beyond so many at a time they vouch for nothing.
    """
    winner = tenure.winner
    if tenure.contacts or tenure.opening is Opening.DECISION or winner.kind is not ClaimKind.REGISTRATION:
        return True
    if winner.standin_id is not None or winner.source is Source.PHONE_ENQUIRY:
        return True
    if winner.source is Source.OWN_RELATIVE and winner.relatives_before < tenure.book.own_relatives_cap:
        return True
    if any(turn.agent_id == tenure.owner_id for turn in case.turns):
        return True
    return any(_is_witnessed(claim, before) for claim in (tenure.winner, *tenure.own))


def _is_witnessed(claim: Claim, before: datetime) -> bool:
    capture = claim.capture
    moments = (capture.scan_at, capture.answered_at)
    return capture.label is EvidenceLabel.IMPORTED or any(moment is not None and moment < before for moment in moments)
