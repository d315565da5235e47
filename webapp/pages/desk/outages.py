"""Outages: when the office could not work with Xiandeng, and that no protection ran meanwhile."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.access import Audit, Permission, actor, declare
from webapp.errors import STATUS
from webapp.pages.desk.blueprint import pages
from webapp.pages.desk.frame import draw
from webapp.pages.forms.outage import OutageForm
from webapp.services.ownership.office.outages import LONGEST, list_outages, record_outage
from webapp.services.people.project import load_zone
from webapp.services.refused import ErrorCode, RefusedError
from webapp.transaction import snapshot, transaction

_UNPROCESSABLE = 422
_LONGEST_COUNT = 7


@pages.get("/outages")
@declare(Permission.SEE_CLIENTS, limit="600 per minute")
def outages() -> ResponseReturnValue:
    """Show the outages, and to a manager the form for another one."""
    return _page(OutageForm(formdata=None))


@pages.post("/outages")
@declare(Permission.RECORD_OUTAGES, limit="30 per minute", audit=Audit.RECORDED)
def take_outage() -> ResponseReturnValue:
    """Record an outage, and tell how many protections it moves."""
    form = OutageForm()
    if not form.validate_on_submit():
        return _page(form), _UNPROCESSABLE
    try:
        with transaction(actor().project_id) as work:
            since, until = form.stretch(load_zone(work))
            moved = record_outage(work, actor(), since, until, form.words.data.strip())
    except RefusedError as refusal:
        return _page(form, refusal.code), STATUS[refusal.code]
    return redirect(url_for("desk.outages", moved=moved))


def _page(form: OutageForm, refusal: ErrorCode | None = None) -> str:
    moved = request.args.get("moved", "")
    with snapshot(actor().project_id) as work:
        return draw(
            work,
            "desk/outages.html",
            outages=list_outages(work),
            form=form,
            refusal=refusal,
            moved=moved if moved.isascii() and moved.isdigit() and len(moved) <= _LONGEST_COUNT else "",
            days=LONGEST.days,
        )
