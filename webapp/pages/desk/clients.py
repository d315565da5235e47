"""The clients of the office, and the file of each."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from sync.fields import UUID
from webapp.access import Audit, Permission, actor, declare
from webapp.pages.desk.bars import bars_of
from webapp.pages.desk.blueprint import pages
from webapp.pages.desk.frame import draw, times_of
from webapp.pages.desk.signal_words import signals_in_words
from webapp.pages.forms.look_up import LookUpForm
from webapp.services.ownership.clients.desk_clients import Which, list_clients
from webapp.services.ownership.clients.desk_file import view_file
from webapp.services.ownership.clients.desk_look_up import look_up_number
from webapp.services.people.roster import CARRIERS, list_members
from webapp.transaction import snapshot, transaction

_UNPROCESSABLE = 422


@pages.get("/clients")
@declare(Permission.SEE_CLIENTS, limit="600 per minute")
def clients() -> ResponseReturnValue:
    """Show a page of the list."""
    return _list(LookUpForm())


@pages.post("/clients")
@declare(Permission.SEE_CLIENTS, limit="60 per minute", audit=Audit.RECORDED)
def look_up() -> ResponseReturnValue:
    """Find a client by the full number: a POST, because a number has no place in an address, and each look is kept."""
    form = LookUpForm()
    phone = form.phone()
    if phone is None:
        return _list(form), _UNPROCESSABLE
    with transaction(actor().project_id) as work:
        found = look_up_number(work, actor(), phone)
    if found.client_id is None:
        return _list(form, nobody=True)
    return redirect(url_for("desk.client", client_id=found.client_id))


@pages.get("/clients/<id:client_id>")
@declare(Permission.SEE_CLIENTS, limit="600 per minute")
def client(client_id: str) -> ResponseReturnValue:
    """Show a client's file."""
    with snapshot(actor().project_id) as work:
        file, times = view_file(work, actor(), client_id), times_of(work)
        return draw(
            work,
            "desk/client.html",
            file=file,
            bars={once.ruling.number: bars_of(once.ruling.lanes, times) for once in file.rulings},
            signals=signals_in_words(file.signals),
        )


def _list(form: LookUpForm, *, nobody: bool = False) -> str:
    standing = request.args.get("standing", Which.ALL)
    which = Which(standing) if standing in set(Which) else Which.ALL
    number = request.args.get("page", "1")
    wanted = request.args.get("owner", "")
    owner = wanted if UUID.fullmatch(wanted) else None
    with snapshot(actor().project_id) as work:
        agents = [member for member in list_members(work) if member.role in CARRIERS and not member.waiting]
        return draw(
            work,
            "desk/clients.html",
            page=list_clients(work, actor(), which, owner, int(number) if _is_page(number) else 1),
            which=which,
            standings=tuple(Which),
            owner=owner,
            agents=agents,
            form=form,
            nobody=nobody,
        )


def _is_page(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 7  # noqa: PLR2004 - more pages than any office has
