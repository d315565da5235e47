"""The front desk's one question: does somebody own this client, and whom to call?"""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from webapp.access import Audit, Permission, actor, declare
from webapp.errors import STATUS
from webapp.pages.desk.blueprint import pages
from webapp.pages.desk.frame import draw
from webapp.pages.forms.look_up import LookUpForm
from webapp.services.ownership.clients.desk_look_up import LookUp, look_up_number
from webapp.services.refused import RefusedError
from webapp.transaction import snapshot, transaction

_UNPROCESSABLE = 422


@pages.get("/reception")
@declare(Permission.CHECK_NUMBER, limit="600 per minute")
def reception() -> ResponseReturnValue:
    """Show the question."""
    return _draw(LookUpForm())


@pages.post("/reception")
@declare(Permission.CHECK_NUMBER, limit="60 per minute", audit=Audit.RECORDED)
def check_number() -> ResponseReturnValue:
    """Answer it; the number itself is neither kept nor shown again."""
    form = LookUpForm()
    phone = form.phone()
    if phone is None:
        return _draw(form), _UNPROCESSABLE
    try:
        with transaction(actor().project_id) as work:
            found = look_up_number(work, actor(), phone)
    except RefusedError as refusal:
        return _draw(form, refusal=refusal), STATUS[refusal.code]
    form.number.data = ""
    return _draw(form, found=found)


def _draw(form: LookUpForm, *, found: LookUp | None = None, refusal: RefusedError | None = None) -> str:
    with snapshot(actor().project_id) as work:
        return draw(work, "desk/reception.html", form=form, found=found, refusal=refusal)
