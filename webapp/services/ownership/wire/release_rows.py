"""An agent gives a client up: an act of the agent's own, which counts at its receipt."""

from __future__ import annotations

from typing import Any

from sync.entries import ReleaseBody
from sync.ownership.acts import AssignmentKind
from webapp.services.ownership.rulings.act_reason import seal_act
from webapp.services.work import Actor, Work


def release_row(work: Work, actor: Actor, entry_id: str, body: ReleaseBody, client_id: str) -> dict[str, Any]:
    """Return the row of a release. It says from whom it is: of a client that is somebody else's it changes nothing."""
    return {
        "project_id": work.project_id,
        "id": entry_id,
        "client_id": client_id,
        "kind": AssignmentKind.RELEASED,
        "agent_id": None,
        "from_agent": actor.person_id,
        "made_by": actor.person_id,
        "made_at": work.now,
        "entry_id": entry_id,
        "reason_sealed": seal_act(work, "assignment", entry_id, body.reason),
    }
