"""What lists of old clients claim, as the rules want it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select

from sync.ownership.claims import Claim
from sync.ownership.old_claims import claim_of_old_client
from webapp.models.ownership import OldClient, OldClientList
from webapp.services.work import Work


def load_old_claims(work: Work, client_ids: Collection[str]) -> dict[str, tuple[Claim, ...]]:
    """Return the claims of old clients, by client."""
    rows = work.session.execute(
        select(OldClient, OldClientList.published_at)
        .join(
            OldClientList,
            (OldClientList.project_id == OldClient.project_id) & (OldClientList.id == OldClient.list_id),
        )
        .where(OldClient.project_id == work.project_id, OldClient.client_id.in_(client_ids))
    )
    found: dict[str, list[Claim]] = defaultdict(list)
    for row, published_at in rows:
        claim = claim_of_old_client(
            id_=row.id,
            client_id=row.client_id,
            agent_id=row.agent_id,
            first_at=row.first_at,
            last_contact_at=row.last_contact_at,
            published_at=published_at,
        )
        found[row.client_id].append(claim)
    return {client_id: tuple(claims) for client_id, claims in found.items()}
