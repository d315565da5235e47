"""The people of the office: who works here, who is new, who leaves."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from sync.people.roles import Role
from webapp.access import Audit, Permission, actor, declare
from webapp.errors import STATUS
from webapp.pages.desk.blueprint import pages
from webapp.pages.desk.frame import draw
from webapp.pages.forms.person import PersonForm
from webapp.services.ownership.office.open_pool import count_live
from webapp.services.people.deeds import recent_deeds
from webapp.services.people.passwords import hash_password
from webapp.services.people.roster import carriers, find_carrier, find_member, list_members, names_of_teams
from webapp.services.people.staff import (
    READERS,
    add_person,
    disable_person,
    enable_person,
    is_waiting_for_admission,
    may_admit,
    new_password,
)
from webapp.services.refused import ErrorCode, RefusedError
from webapp.transaction import snapshot, transaction
from webapp.words import LANGUAGES

_UNPROCESSABLE = 422
_FIELD_OF = {ErrorCode.LOGIN_TAKEN: "login", ErrorCode.STAFF_NUMBER_TAKEN: "staff_number"}


@pages.get("/people")
@declare(Permission.SEE_PEOPLE, limit="600 per minute")
def people() -> ResponseReturnValue:
    """Show everybody."""
    return _list()


@pages.get("/people/new")
@declare(Permission.CHANGE_PEOPLE, limit="600 per minute")
def new_person() -> ResponseReturnValue:
    """Show the form for somebody new."""
    return _form(PersonForm(role=Role.AGENT))


@pages.post("/people/new")
@declare(Permission.CHANGE_PEOPLE, limit="60 per minute", audit=Audit.RECORDED)
def add() -> ResponseReturnValue:
    """Add somebody, and show the first password, this once."""
    form = PersonForm()
    if not form.validate_on_submit():
        return _form(form), _UNPROCESSABLE
    newcomer, password = form.newcomer(), new_password()
    hash_ = hash_password(password)
    try:
        with transaction(actor().project_id) as work:
            waits = add_person(work, actor(), newcomer, hash_)
    except RefusedError as refusal:
        getattr(form, _FIELD_OF[refusal.code]).errors = [f"errors.{refusal.code}"]
        return _form(form), STATUS[refusal.code]
    return _welcome(newcomer.name, newcomer.login, None if waits else password)


@pages.get("/people/<id:person_id>/leaving")
@declare(Permission.CHANGE_PEOPLE, limit="600 per minute")
def leaving(person_id: str) -> ResponseReturnValue:
    """Ask to whom the clients of somebody who leaves go."""
    with snapshot(actor().project_id) as work:
        member = find_carrier(work, person_id)
        others = [each for each in carriers(list_members(work)) if each.id != person_id]
        return draw(work, "desk/leaving.html", member=member, others=others, clients=count_live(work, person_id))


@pages.post("/people/<id:person_id>/disable")
@declare(Permission.CHANGE_PEOPLE, limit="60 per minute", audit=Audit.RECORDED)
def disable(person_id: str) -> ResponseReturnValue:
    """Let somebody in no more, from the next request on."""
    try:
        with transaction(actor().project_id) as work:
            disable_person(work, actor(), person_id, _successor())
    except RefusedError as refusal:
        return _list(refusal.code), STATUS[refusal.code]
    return redirect(url_for("desk.people"))


@pages.post("/people/<id:person_id>/enable")
@declare(Permission.CHANGE_PEOPLE, limit="60 per minute", audit=Audit.RECORDED)
def enable(person_id: str) -> ResponseReturnValue:
    """Let somebody in (again); who has never been in gets a first password now."""
    try:
        with snapshot(actor().project_id) as work:
            password = new_password() if is_waiting_for_admission(work, person_id) else None
        hash_ = hash_password(password) if password else None
        with transaction(actor().project_id) as work:
            enable_person(work, actor(), person_id, hash_)
            member = find_member(work, person_id)
    except RefusedError as refusal:
        return _list(refusal.code), STATUS[refusal.code]
    if password is None:
        return redirect(url_for("desk.people"))
    return _welcome(member.name, member.login, password)


def _successor() -> str | None:
    """Return who was chosen; nobody is the open pool. What is no id is nobody whom this office has."""
    return request.form.get("successor") or None


def _list(refusal: ErrorCode | None = None) -> str:
    with snapshot(actor().project_id) as work:
        members = list_members(work)
        return draw(
            work,
            "desk/people.html",
            members=members,
            deeds=recent_deeds(work),
            refusal=refusal,
            carry={member.id for member in carriers(members)},
            admits={member.id for member in members if may_admit(actor(), member.role)},
        )


def _form(form: PersonForm) -> str:
    with snapshot(actor().project_id) as work:
        return draw(
            work,
            "desk/new_person.html",
            form=form,
            roles=tuple(Role),
            waiting_roles=[role for role in Role if role in READERS and not may_admit(actor(), role)],
            languages=LANGUAGES,
            teams=names_of_teams(work),
        )


def _welcome(name: str, login: str, password: str | None) -> str:
    with snapshot(actor().project_id) as work:
        return draw(work, "desk/welcome.html", name=name, login=login, password=password)
