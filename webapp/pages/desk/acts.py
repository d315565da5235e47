"""What was done to a client by hand, and the form by which a manager does it."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from sync.ownership.acts import AssignmentKind
from webapp.access import Audit, Permission, actor, declare
from webapp.errors import STATUS
from webapp.pages.desk.blueprint import pages
from webapp.pages.desk.frame import draw
from webapp.pages.forms.act import ActForm, DeskAct
from webapp.services.ownership.clients.client_acts import ActWish, act_on_client
from webapp.services.ownership.clients.desk_file import view_file
from webapp.services.ownership.office.subscriptions import cancel_subscription, record_subscription
from webapp.services.ownership.rulings.act_list import acts_on
from webapp.services.ownership.rulings.act_reason import ActReason
from webapp.services.people.roster import carriers, list_members
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Work
from webapp.transaction import snapshot, transaction

_UNPROCESSABLE = 422
_KINDS = {
    DeskAct.REASSIGN: AssignmentKind.REASSIGNED,
    DeskAct.RENEW: AssignmentKind.RENEWED,
    DeskAct.RECYCLE: AssignmentKind.RECYCLED,
}


@pages.get("/clients/<id:client_id>/acts")
@declare(Permission.SEE_CLIENTS, limit="600 per minute")
def acts(client_id: str) -> ResponseReturnValue:
    """Show what was done to a client, and to a manager the form."""
    return _page(client_id, ActForm(formdata=None))


@pages.post("/clients/<id:client_id>/acts")
@declare(Permission.CHANGE_CLIENTS, limit="60 per minute", audit=Audit.RECORDED)
def act(client_id: str) -> ResponseReturnValue:
    """Do something to a client, or say why not on the same page, with everything that was typed."""
    form = ActForm()
    if not form.validate_on_submit():
        return _page(client_id, form), _UNPROCESSABLE
    try:
        with transaction(actor().project_id) as work:
            refusal = _do(work, client_id, form)
    except RefusedError as error:
        if error.code is ErrorCode.CLIENT_UNKNOWN:
            raise
        refusal = error.code
    if refusal is not None:
        return _page(client_id, form, refusal), STATUS[refusal]
    return redirect(url_for("desk.acts", client_id=client_id, done="yes"))


def _do(work: Work, client_id: str, form: ActForm) -> ErrorCode | None:
    what, words, number = DeskAct(form.act.data), form.words.data.strip(), form.ruling.data
    if what is DeskAct.SUBSCRIBE:
        return record_subscription(work, actor(), client_id, number, form.agent.data or None)
    if what is DeskAct.CANCEL:
        return cancel_subscription(work, actor(), client_id, number, words)
    reason = ActReason(form.reason.data)
    wish = ActWish(client_id, number, _KINDS[what], form.agent.data or None, reason, words)
    return act_on_client(work, actor(), wish)


def _page(client_id: str, form: ActForm, refusal: ErrorCode | None = None) -> str:
    with snapshot(actor().project_id) as work:
        agents = carriers(list_members(work))
        return draw(
            work,
            "desk/acts.html",
            file=view_file(work, actor(), client_id),
            acts=acts_on(work, client_id),
            form=form,
            refusal=refusal,
            kinds=tuple(DeskAct),
            reasons=tuple(ActReason),
            agents=[(member.id, f"{member.name} · {member.staff_number}") for member in agents],
        )
