"""Who may do what: one permission table, and a declaration on every route.

A route without a declaration is closed. The guard runs before every request; what depends on a row (whose client it is)
is asked by the service, which answers "not there" for what the actor may not see.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from sync.people.roles import Role
from webapp.services.people.sessions import LiveSession, find_session, refresh_session
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor
from webapp.session_cookie import held_session
from webapp.transaction import snapshot, transaction

View = TypeVar("View", bound=Callable[..., Any])
_ONLY_READ = frozenset({"GET", "HEAD", "OPTIONS"})


class Permission(StrEnum):
    """What a person can be allowed to do."""

    END_SESSION = "end_session"
    HAVE_SESSION = "have_session"
    SYNC = "sync"
    SEE_FULL_NUMBER = "see_full_number"
    SEE_DESK = "see_desk"
    SEE_CASES = "see_cases"
    SEE_CLIENTS = "see_clients"
    CHECK_NUMBER = "check_number"
    SETTLE = "settle"
    LINK_CLIENTS = "link_clients"
    CHANGE_CLIENTS = "change_clients"
    CLOSE_DISPUTES = "close_disputes"
    RECORD_OUTAGES = "record_outages"
    PUBLISH_OLD_CLIENTS = "publish_old_clients"
    SEE_REPORTS = "see_reports"
    TAKE_REPORTS = "take_reports"
    PRE_REGISTER = "pre_register"
    CHANGE_CHANNELS = "change_channels"
    SEE_PEOPLE = "see_people"
    CHANGE_PEOPLE = "change_people"
    SEE_PHONES = "see_phones"
    SEE_LEDGER = "see_ledger"
    CHANGE_PHONES = "change_phones"
    READ_RULES = "read_rules"
    SEE_RULES = "see_rules"
    CHANGE_RULES = "change_rules"


class Audit(StrEnum):
    """What of a route is written down: nothing, or each act in the transaction that does it."""

    NONE = "none"
    RECORDED = "recorded"


_EVERYBODY = frozenset(Role)
_AGENTS = frozenset({Role.AGENT, Role.TEAM_LEADER})

PERMISSIONS: Mapping[Permission, frozenset[Role]] = MappingProxyType(
    {
        Permission.END_SESSION: _EVERYBODY,
        Permission.HAVE_SESSION: _EVERYBODY,
        Permission.SYNC: _AGENTS,
        Permission.SEE_FULL_NUMBER: _AGENTS,
        Permission.SEE_DESK: frozenset({Role.OFFICE_MANAGER, Role.ARBITER, Role.AUDITOR, Role.ADMIN, Role.FRONT_DESK}),
        Permission.SEE_CASES: frozenset({Role.OFFICE_MANAGER, Role.ARBITER, Role.AUDITOR}),
        Permission.SEE_CLIENTS: frozenset({Role.OFFICE_MANAGER, Role.AUDITOR}),
        Permission.CHECK_NUMBER: frozenset({Role.FRONT_DESK}),
        Permission.SETTLE: frozenset({Role.OFFICE_MANAGER}),
        Permission.LINK_CLIENTS: frozenset({Role.OFFICE_MANAGER}),
        Permission.CHANGE_CLIENTS: frozenset({Role.OFFICE_MANAGER}),
        Permission.CLOSE_DISPUTES: frozenset({Role.OFFICE_MANAGER, Role.ARBITER}),
        Permission.RECORD_OUTAGES: frozenset({Role.OFFICE_MANAGER}),
        Permission.PUBLISH_OLD_CLIENTS: frozenset({Role.OFFICE_MANAGER}),
        Permission.SEE_REPORTS: frozenset({Role.OFFICE_MANAGER, Role.FRONT_DESK, Role.AUDITOR}),
        Permission.TAKE_REPORTS: frozenset({Role.OFFICE_MANAGER, Role.FRONT_DESK}),
        Permission.PRE_REGISTER: frozenset({Role.OFFICE_MANAGER, Role.FRONT_DESK}) | _AGENTS,
        Permission.CHANGE_CHANNELS: frozenset({Role.OFFICE_MANAGER}),
        Permission.SEE_PEOPLE: frozenset({Role.OFFICE_MANAGER, Role.AUDITOR, Role.ADMIN}),
        Permission.CHANGE_PEOPLE: frozenset({Role.OFFICE_MANAGER, Role.ADMIN}),
        Permission.SEE_LEDGER: frozenset({Role.AUDITOR, Role.ADMIN}),
        Permission.SEE_PHONES: frozenset({Role.OFFICE_MANAGER, Role.AUDITOR, Role.ADMIN}),
        Permission.CHANGE_PHONES: frozenset({Role.OFFICE_MANAGER, Role.ADMIN}),
        Permission.READ_RULES: _AGENTS,
        Permission.SEE_RULES: frozenset({Role.OFFICE_MANAGER, Role.ARBITER, Role.AUDITOR}),
        Permission.CHANGE_RULES: frozenset({Role.OFFICE_MANAGER}),
    }
)


@dataclass(frozen=True, slots=True)
class Access:
    """What a route declares.

    permission: None for what anybody may open. limit: requests as Flask-Limiter writes it. from_anywhere: the address
    itself entitles to change something, whatever the browser says about where the request comes from.
    """

    permission: Permission | None
    limit: str
    audit: Audit
    from_anywhere: bool = False


def declare(
    permission: Permission | None, *, limit: str, audit: Audit = Audit.NONE, from_anywhere: bool = False
) -> Callable[[View], View]:
    """Declare who may use a route, how often, and whether it is written down."""

    def mark(view: View) -> View:
        view.access = Access(permission, limit, audit, from_anywhere)  # type: ignore[attr-defined]
        return view

    return mark


def access_of(app: Flask, endpoint: str) -> Access | None:
    """Return what a route declares."""
    access: Access | None = getattr(app.view_functions[endpoint], "access", None)
    return access


def may(role: Role, permission: Permission) -> bool:
    """Say whether a role has a permission."""
    return role in PERMISSIONS[permission]


def actor() -> Actor:
    """Return who acts in this request; only for routes that ask for a permission."""
    who: Actor = g.actor
    return who


def guard() -> ResponseReturnValue | None:
    """Let a request in, send it to the sign-in page, or refuse it."""
    if request.endpoint is None:
        return None
    access = access_of(current_app, request.endpoint)
    if access is None:
        raise RefusedError(ErrorCode.NOT_ALLOWED)
    if request.method not in _ONLY_READ and not access.from_anywhere and comes_from_elsewhere():
        raise RefusedError(ErrorCode.CROSS_SITE)
    live = live_session() if request.endpoint != "static" else None
    g.actor = live.actor if live else None
    if access.permission is None:
        return None
    if live is None:
        return _elsewhere(url_for("sign_in.sign_in", next=request.path), ErrorCode.SIGN_IN)
    if live.first_password and access.permission is not Permission.END_SESSION:
        return _elsewhere(url_for("password.change"), ErrorCode.PASSWORD_FIRST)
    if not may(live.actor.role, access.permission):
        raise RefusedError(ErrorCode.NOT_ALLOWED)
    return None


def _elsewhere(page: str, code: ErrorCode) -> ResponseReturnValue:
    """Send a person to the page that has to come first; tell a program by a code."""
    if is_page():
        return redirect(page)
    raise RefusedError(code)


def live_session() -> LiveSession | None:
    """Return the session that this browser holds, if it still is one."""
    project_id, token = held_session()
    if not token:
        return None
    with snapshot(project_id) as work:
        live = find_session(work, token)
    if live is None:
        return None
    if live.wants_refresh:
        with transaction(project_id) as work:
            refresh_session(work, token)
    return live


def comes_from_elsewhere() -> bool:
    """Say whether the browser tells that another site's page sent this; programs that are no browsers tell nothing."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None and site not in {"same-origin", "none"}:
        return True
    return origin is not None and urlsplit(origin).netloc != request.host


def is_page() -> bool:
    """Say whether a person waits for a page, rather than a program for JSON."""
    return not request.path.startswith("/api/")


def limit_by_route() -> str:
    """Return the limit that the route declares."""
    access = access_of(current_app, request.endpoint) if request.endpoint else None
    return access.limit if access else "60 per minute"


def who_is_limited() -> str:
    """Count by person where there is one: a whole office and its guests share one address."""
    known = g.get("actor")
    return f"person {known.person_id}" if known else f"address {request.remote_addr}"


limiter = Limiter(
    key_func=who_is_limited, default_limits=[limit_by_route], storage_uri="memory://", strategy="moving-window"
)


def open_static(app: Flask) -> None:
    """Let anybody fetch the files of the front end: they are the same for all."""
    app.view_functions["static"] = declare(None, limit="6000 per minute")(app.view_functions["static"])
