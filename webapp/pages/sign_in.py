"""Sign in, sign out, and the way home."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.access import COOKIE, Audit, Permission, actor, declare, limiter, may, read_cookie
from webapp.pages.forms.sign_in import SignInForm
from webapp.services.people.audit import Act, record
from webapp.services.people.passwords import password_fits
from webapp.services.people.sessions import SESSION_LIFE, end_session
from webapp.services.people.sign_in import find_account
from webapp.services.people.sign_in import sign_in as open_for
from webapp.services.refused import ErrorCode
from webapp.services.work import Actor
from webapp.switchboard import switchboard
from webapp.transaction import across_projects, transaction

pages = Blueprint("sign_in", __name__)
_REFUSED = 401


@pages.get("/")
@declare(None, limit="600 per minute")
def home() -> ResponseReturnValue:
    """Send everybody where they work."""
    return redirect(_home_of(g.actor) if g.actor else url_for("sign_in.sign_in"))


@pages.route("/sign-in", methods=["GET", "POST"])
@limiter.limit(
    "10 per 15 minutes",
    key_func=lambda: f"login {request.form.get('login', '').strip().lower()}",
    methods=["POST"],
    deduct_when=lambda response: response.status_code == _REFUSED,
)
@declare(None, limit="600 per minute", audit=Audit.RECORDED)
def sign_in() -> ResponseReturnValue:
    """Show the form, and open a session for who knows the password."""
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("sign_in/sign_in.html", form=form, problem=None)
    opened = _open(form.login.data, form.password.data)
    if opened is None:
        return render_template("sign_in/sign_in.html", form=form, problem=ErrorCode.SIGN_IN_WRONG), _REFUSED
    who, token = opened
    config = switchboard(current_app).config
    response = redirect(_local(request.args.get("next")) or _home_of(who))
    response.set_cookie(
        config.cookie_name(COOKIE),
        f"{who.project_id}.{token}",
        max_age=SESSION_LIFE,
        secure=not config.plain_http,
        httponly=True,
        samesite="Lax",
    )
    return response


@pages.post("/sign-out")
@declare(Permission.HAVE_SESSION, limit="60 per minute", audit=Audit.RECORDED)
def sign_out() -> ResponseReturnValue:
    """End the session of this browser."""
    name = switchboard(current_app).config.cookie_name(COOKIE)
    with transaction(actor().project_id) as work:
        end_session(work, read_cookie(request.cookies.get(name, ""))[1])
        record(work, actor(), Act.SIGNED_OUT)
    response = redirect(url_for("sign_in.sign_in"))
    response.delete_cookie(name, secure=not switchboard(current_app).config.plain_http, httponly=True, samesite="Lax")
    return response


def _open(login: str, password: str) -> tuple[Actor, str] | None:
    """Compare outside the project's transaction: it takes long on purpose, and nobody shall wait for it."""
    with across_projects() as session:
        account = find_account(session, login)
    if not password_fits(password, account.password_hash if account else None) or account is None:
        return None
    with transaction(account.project_id) as work:
        return open_for(work, account.person_id)


def _home_of(who: Actor) -> str:
    return url_for("shell.app") if may(who.role, Permission.SYNC) else url_for("desk.overview")


def _local(address: str | None) -> str | None:
    """Return an address only if it stays on this server."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")) or urlsplit(address).netloc:
        return None
    return address
