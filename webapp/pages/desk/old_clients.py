"""Old clients from a list: look at it, publish it for objections, sign it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from sync.ownership.old_clients import MOST_ROWS, OldClientField, RowProblem
from webapp.access import Audit, Permission, actor, declare
from webapp.errors import STATUS
from webapp.pages.desk.blueprint import pages
from webapp.pages.desk.frame import draw
from webapp.pages.forms.old_clients import OldClientsForm
from webapp.services.ownership.office.old_client_lists import clients_of_list, old_client_lists
from webapp.services.ownership.office.old_clients import Published, publish_list, read_list, sign_list
from webapp.services.ownership.rules.books import load_books
from webapp.services.refused import ErrorCode, RefusedError
from webapp.transaction import snapshot, transaction

_UNPROCESSABLE = 422
#: Beyond these a person mends the file and looks again.
_MOST_PROBLEMS = 50


@pages.get("/old-clients")
@declare(Permission.SEE_CLIENTS, limit="600 per minute")
def old_clients() -> ResponseReturnValue:
    """Show the lists there are, and to a manager the form for another one."""
    return _page(OldClientsForm())


@pages.post("/old-clients")
@declare(Permission.PUBLISH_OLD_CLIENTS, limit="30 per minute", audit=Audit.RECORDED)
def take_old_clients() -> ResponseReturnValue:
    """Look at a list, or publish it; the file is kept in neither case, and what is wrong with it is told row by row."""
    form = OldClientsForm()
    text = form.text() if form.validate_on_submit() else None
    if text is None:
        return _page(form), _UNPROCESSABLE
    if not form.publish.data:
        with snapshot(actor().project_id) as work:
            rows, problems = read_list(work, text)
        return _page(form, problems, good=len(rows)), _UNPROCESSABLE if problems else 200
    with transaction(actor().project_id) as work:
        done = publish_list(work, actor(), text)
    if isinstance(done, Published):
        return redirect(url_for("desk.old_client_list", list_id=done.list_id))
    return _page(form, done), _UNPROCESSABLE


@pages.get("/old-clients/<id:list_id>")
@declare(Permission.SEE_CLIENTS, limit="600 per minute")
def old_client_list(list_id: str) -> ResponseReturnValue:
    """Show the clients of a list."""
    return _list(list_id)


@pages.post("/old-clients/<id:list_id>/sign")
@declare(Permission.PUBLISH_OLD_CLIENTS, limit="30 per minute", audit=Audit.RECORDED)
def sign_old_clients(list_id: str) -> ResponseReturnValue:
    """Sign a list whose days of objections have passed."""
    try:
        with transaction(actor().project_id) as work:
            sign_list(work, actor(), list_id)
    except RefusedError as refusal:
        if refusal.code is ErrorCode.LIST_UNKNOWN:
            raise
        return _list(list_id, refusal.code), STATUS[refusal.code]
    return redirect(url_for("desk.old_client_list", list_id=list_id))


def _page(form: OldClientsForm, problems: Sequence[RowProblem] = (), good: int = 0) -> str:
    with snapshot(actor().project_id) as work:
        return draw(
            work,
            "desk/old_clients.html",
            form=form,
            lists=old_client_lists(work),
            problems=problems[:_MOST_PROBLEMS],
            more=max(0, len(problems) - _MOST_PROBLEMS),
            good=good,
            columns=tuple(OldClientField),
            most_rows=MOST_ROWS,
            days=load_books(work).at(work.now).objection_days,
        )


def _list(list_id: str, refusal: ErrorCode | None = None) -> str:
    with snapshot(actor().project_id) as work:
        lines = clients_of_list(work, actor(), list_id)
        about = next(each for each in old_client_lists(work) if each.id == list_id)
        return draw(
            work,
            "desk/old_client_list.html",
            about=about,
            lines=lines,
            refusal=refusal,
            open=about.objections_until > work.now,
        )
