"""Disputes: what waits, what was said, and the form that closes one."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from webapp.access import Audit, Permission, actor, declare
from webapp.errors import STATUS
from webapp.pages.desk.blueprint import pages
from webapp.pages.desk.frame import draw
from webapp.pages.forms.close_dispute import CloseDisputeForm
from webapp.services.justice.close_dispute import Verdict, close_dispute
from webapp.services.justice.dispute_list import closed_lately, open_disputes, view_dispute
from webapp.services.justice.dispute_states import DisputeOutcome
from webapp.services.people.roster import carriers, list_members
from webapp.services.refused import ErrorCode, RefusedError
from webapp.transaction import snapshot, transaction

_UNPROCESSABLE = 422


@pages.get("/disputes")
@declare(Permission.SEE_CASES, limit="600 per minute")
def disputes() -> ResponseReturnValue:
    """Show what waits, the oldest first, and what was closed lately."""
    with snapshot(actor().project_id) as work:
        waiting, closed = open_disputes(work, actor()), closed_lately(work, actor())
        return draw(work, "desk/disputes.html", waiting=waiting, closed=closed)


@pages.get("/disputes/<id:dispute_id>")
@declare(Permission.SEE_CASES, limit="600 per minute")
def dispute(dispute_id: str) -> ResponseReturnValue:
    """Show one dispute."""
    return _page(dispute_id, CloseDisputeForm(formdata=None))


@pages.post("/disputes/<id:dispute_id>")
@declare(Permission.CLOSE_DISPUTES, limit="60 per minute", audit=Audit.RECORDED)
def end_dispute(dispute_id: str) -> ResponseReturnValue:
    """Close a dispute, or say why not on the same page, with everything that was typed."""
    form = CloseDisputeForm()
    if not form.validate_on_submit():
        return _page(dispute_id, form), _UNPROCESSABLE
    verdict = Verdict(dispute_id, DisputeOutcome(form.outcome.data), form.agent.data or None, form.words.data.strip())
    try:
        with transaction(actor().project_id) as work:
            close_dispute(work, actor(), verdict)
    except RefusedError as refusal:
        if refusal.code is ErrorCode.DISPUTE_UNKNOWN:
            raise
        return _page(dispute_id, form, refusal.code), STATUS[refusal.code]
    return redirect(url_for("desk.dispute", dispute_id=dispute_id))


def _page(dispute_id: str, form: CloseDisputeForm, refusal: ErrorCode | None = None) -> str:
    with snapshot(actor().project_id) as work:
        agents = carriers(list_members(work))
        return draw(
            work,
            "desk/dispute.html",
            dispute=view_dispute(work, actor(), dispute_id),
            form=form,
            refusal=refusal,
            outcomes=tuple(DisputeOutcome),
            agents=[(member.id, f"{member.name} · {member.staff_number}") for member in agents],
        )
