"""Sign in, sign out, and the way home."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.access import Audit, Permission, actor, declare, may
from webapp.pages.forms.sign_in import SignInForm
from webapp.services.people.attempts import give_back, take_attempt
from webapp.services.people.audit import Act, record
from webapp.services.people.passwords import hash_password, needs_rehash, password_fits
from webapp.services.people.sessions import end_session
from webapp.services.people.sign_in import find_account, keep_password_hash, spell_login
from webapp.services.people.sign_in import sign_in as open_for
from webapp.services.refused import ErrorCode
from webapp.services.work import Actor
from webapp.session_cookie import give_session, held_session, take_session
from webapp.switchboard import switchboard
from webapp.transaction import across_projects, transaction

pages = Blueprint("sign_in", __name__)
_REFUSED, _TOO_OFTEN = 401, 429


@pages.get("/")
@declare(None, limit="600 per minute")
def home() -> ResponseReturnValue:
    """Send everybody where they work."""
    return redirect(home_of(g.actor) if g.actor else url_for("sign_in.sign_in"))


@pages.route("/sign-in", methods=["GET", "POST"])
@declare(None, limit="600 per minute", audit=Audit.RECORDED)
def sign_in() -> ResponseReturnValue:
    """Show the form, and open a session for who knows the password."""
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("sign_in/sign_in.html", form=form, problem=None)
    login = spell_login(form.login.data)
    if not _may_try(login):
        return render_template("sign_in/sign_in.html", form=form, problem=ErrorCode.TOO_MANY), _TOO_OFTEN
    opened = _open(login, form.password.data)
    if opened is None:
        return render_template("sign_in/sign_in.html", form=form, problem=ErrorCode.SIGN_IN_WRONG), _REFUSED
    who, token, first = opened
    response = redirect(url_for("password.change") if first else _local(request.args.get("next")) or home_of(who))
    give_session(response, who.project_id, token)
    return response


@pages.post("/sign-out")
@declare(Permission.END_SESSION, limit="60 per minute", audit=Audit.RECORDED)
def sign_out() -> ResponseReturnValue:
    """End the session of this browser."""
    with transaction(actor().project_id) as work:
        end_session(work, held_session()[1])
        record(work, actor(), Act.SIGNED_OUT)
    response = redirect(url_for("sign_in.sign_in"))
    take_session(response)
    return response


def _may_try(login: str) -> bool:
    """Count the attempt before anything is compared; without the database nobody signs in."""
    board = switchboard(current_app)
    with across_projects(writes=True) as session:
        return take_attempt(session, board.vault, board.clock.now(), login=login, address=request.remote_addr or "")


def _open(login: str, password: str) -> tuple[Actor, str, bool] | None:
    """Return who it is, the session's token, and whether it was opened with a first password.

    Passwords are compared outside the project's transaction: it takes long on purpose, and nobody shall wait for it.
    """
    with across_projects() as session:
        account = find_account(session, login)
    if not password_fits(password, account.password_hash if account else None) or account is None:
        return None
    stronger = hash_password(password) if needs_rehash(account.password_hash) else None
    _end_earlier_session()
    with transaction(account.project_id) as work:
        opened = open_for(work, account.person_id, first_password=account.first_password)
        if opened is not None:
            give_back(work.session, work.vault, login=login, address=request.remote_addr or "")
        if stronger is not None:
            keep_password_hash(work, login, stronger)
    return (*opened, account.first_password) if opened else None


def _end_earlier_session() -> None:
    """End the session that this browser had, whoever's it was: a new sign-in never goes on with an old token."""
    earlier: Actor | None = g.actor
    if earlier is None:
        return
    with transaction(earlier.project_id) as work:
        end_session(work, held_session()[1])


def home_of(who: Actor) -> str:
    """Return where somebody works: agents in the app, everybody else at the desk."""
    return url_for("shell.app") if may(who.role, Permission.SYNC) else url_for("desk.overview")


def _local(address: str | None) -> str | None:
    """Return an address only if it stays on this server."""
    if not address or not address.startswith("/") or not address.isprintable() or "\\" in address:
        return None
    return None if address.startswith("//") or urlsplit(address).netloc else address
