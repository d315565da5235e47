"""Change one's own password."""

from __future__ import annotations

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.access import Audit, Permission, actor, declare
from webapp.pages.forms.password import PasswordForm
from webapp.pages.sign_in import home_of
from webapp.services.people.attempts import give_back, take_attempt
from webapp.services.people.own_password import SHORTEST, account_of, change_password
from webapp.services.people.passwords import hash_password, password_fits
from webapp.services.refused import ErrorCode
from webapp.session_cookie import give_session
from webapp.switchboard import switchboard
from webapp.transaction import across_projects, transaction

pages = Blueprint("password", __name__)
_REFUSED, _TOO_OFTEN = 422, 429
_WRONG = "people.password_wrong"


@pages.route("/password", methods=["GET", "POST"])
@declare(Permission.END_SESSION, limit="60 per minute", audit=Audit.RECORDED)
def change() -> ResponseReturnValue:
    """Show the form, and keep the new password of who knows the old one; every other session of theirs ends."""
    form = PasswordForm()
    if not form.validate_on_submit():
        return _again(form, None, _REFUSED if form.is_submitted() else 200)
    refusal = _why_not(form.current.data)
    if refusal is not None:
        return _again(form, refusal, _TOO_OFTEN if refusal == f"errors.{ErrorCode.TOO_MANY}" else _REFUSED)
    new_hash = hash_password(form.fresh.data)
    with transaction(actor().project_id) as work:
        token = change_password(work, actor(), new_hash)
    response = redirect(url_for("password.changed"))
    give_session(response, actor().project_id, token)
    return response


@pages.get("/password/changed")
@declare(Permission.HAVE_SESSION, limit="60 per minute")
def changed() -> ResponseReturnValue:
    """Say that it is done, and the way on."""
    return render_template("sign_in/password_changed.html", home=home_of(actor()))


def _why_not(current: str) -> str | None:
    """Compare the old password, as slow to guess here as at the door."""
    board, address = switchboard(current_app), request.remote_addr or ""
    with across_projects(writes=True) as session:
        account = account_of(session, actor())
        if not take_attempt(session, board.vault, board.clock.now(), login=account.login, address=address):
            return f"errors.{ErrorCode.TOO_MANY}"
    if not password_fits(current, account.password_hash):
        return _WRONG
    with across_projects(writes=True) as session:
        give_back(session, board.vault, login=account.login, address=address)
    return None


def _again(form: PasswordForm, problem: str | None, status: int) -> ResponseReturnValue:
    page = render_template(
        "sign_in/password.html", form=form, problem=problem, shortest=SHORTEST, home=home_of(actor())
    )
    return page, status
