"""The phones of the office: who carries which, a code for a new one, an end to a lost one."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from webapp.access import Audit, Permission, actor, declare
from webapp.pages.desk.blueprint import pages
from webapp.pages.desk.frame import draw
from webapp.services.people.codes import CODE_LIFE, issue_code
from webapp.services.people.phones import list_carriers, list_closed_phones, revoke_phone
from webapp.services.people.roster import find_carrier
from webapp.transaction import snapshot, transaction


@pages.get("/phones")
@declare(Permission.SEE_PHONES, limit="600 per minute")
def phones() -> ResponseReturnValue:
    """Show every phone."""
    with snapshot(actor().project_id) as work:
        return draw(work, "desk/phones.html", carriers=list_carriers(work), closed=list_closed_phones(work))


@pages.get("/phones/code/<id:person_id>")
@declare(Permission.CHANGE_PHONES, limit="600 per minute")
def code(person_id: str) -> ResponseReturnValue:
    """Say what a code will do before one is issued."""
    with snapshot(actor().project_id) as work:
        return draw(work, "desk/code.html", member=find_carrier(work, person_id), life=CODE_LIFE, issued=None)


@pages.post("/phones/code/<id:person_id>")
@declare(Permission.CHANGE_PHONES, limit="60 per minute", audit=Audit.RECORDED)
def new_code(person_id: str) -> ResponseReturnValue:
    """Issue a code and show it, this once."""
    with transaction(actor().project_id) as work:
        issued = issue_code(work, actor(), person_id)
    with snapshot(actor().project_id) as work:
        return draw(work, "desk/code.html", member=issued.member, life=CODE_LIFE, issued=issued)


@pages.post("/phones/<id:device_id>/revoke")
@declare(Permission.CHANGE_PHONES, limit="60 per minute", audit=Audit.RECORDED)
def revoke(device_id: str) -> ResponseReturnValue:
    """Close a phone at once."""
    with transaction(actor().project_id) as work:
        revoke_phone(work, actor(), device_id)
    return redirect(url_for("desk.phones"))
