"""What a list of old clients claims: its dates are kept and shown, and never come before a proven time."""

from __future__ import annotations

from datetime import datetime

from sync.instants import clamp
from sync.ownership.capture_time import CaptureTime, EvidenceLabel, Receipt, Via
from sync.ownership.claims import Claim, ClaimKind


def claim_of_old_client(  # noqa: PLR0913 - a row of a list has these parts
    *,
    id_: str,
    client_id: str,
    agent_id: str,
    first_at: datetime,
    last_contact_at: datetime,
    published_at: datetime,
) -> Claim:
    """Return the claim of one row.

    It counts from the list's publication: whoever registered the client before, with a time that the server proved, was
    first. The list's own dates are what it states, and from its last contact the protection runs.
    """
    first = min(first_at, published_at)
    capture = CaptureTime(
        earliest=first,
        ruling_time=published_at,
        stated=first,
        contact_at=clamp(last_contact_at, first, published_at),
        text_received=published_at,
        receipts=(Receipt(published_at, Via.TEXT),),
        via=Via.TEXT,
        label=EvidenceLabel.IMPORTED,
        may_contest=False,
        scan_at=None,
        answered_at=None,
    )
    return Claim(
        id=id_,
        root=id_,
        agent_id=agent_id,
        kind=ClaimKind.IMPORTED,
        source=None,
        capture=capture,
        hash=id_,
        client_id=client_id,
    )
