"""Who is signed in, on which phone, and what they have read."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from webapp.access import Audit, Permission, actor, declare
from webapp.api.body import read_body
from webapp.api.schemas.people import EnrolIn, EpochIn, NothingIn, PersonOut, ProjectOut, SessionOut
from webapp.services.people.audit import Act, record
from webapp.services.people.devices import OpenedEpoch, enrol, open_epoch
from webapp.services.people.notices import read_notice
from webapp.services.people.project import view_project
from webapp.services.people.sessions import end_session, session_began
from webapp.services.refused import RefusedError
from webapp.services.work import Work
from webapp.session_cookie import held_session, take_session
from webapp.transaction import snapshot, transaction

routes = Blueprint("people", __name__)


@routes.get("/session")
@declare(Permission.HAVE_SESSION, limit="600 per minute")
def get_session() -> ResponseReturnValue:
    """Say who is signed in and since when, and give the token that every change has to carry."""
    with snapshot(actor().project_id) as work:
        began = SessionOut().dump({"began_at": session_began(work, held_session()[1])})
        return jsonify(csrf_token=generate_csrf(), **began, **_who(work))


@routes.delete("/session")
@declare(Permission.END_SESSION, limit="60 per minute", audit=Audit.RECORDED)
def delete_session() -> ResponseReturnValue:
    """Sign out."""
    with transaction(actor().project_id) as work:
        end_session(work, held_session()[1])
        record(work, actor(), Act.SIGNED_OUT)
    response = Response(status=204)
    take_session(response)
    return response


@routes.post("/devices")
@declare(Permission.SYNC, limit="20 per minute", audit=Audit.RECORDED)
def post_device() -> ResponseReturnValue:
    """Make a phone the agent's."""
    wish = read_body(EnrolIn())
    with transaction(actor().project_id) as work:
        opened = enrol(work, actor(), wish["code"], wish["public_key"], wish["label"])
        answer = {**_opened(opened), **_who(work)}
    return jsonify(answer), 201


@routes.post("/devices/<id:device_id>/epochs")
@declare(Permission.SYNC, limit="20 per minute", audit=Audit.RECORDED)
def post_epoch(device_id: str) -> ResponseReturnValue:
    """Begin a new chain on a phone whose old one was damaged."""
    wish = read_body(EpochIn())
    with transaction(actor().project_id) as work:
        opened = open_epoch(work, actor(), device_id, wish)
    if not isinstance(opened, OpenedEpoch):
        raise RefusedError(opened)
    return jsonify(_opened(opened)), 201


@routes.post("/notices/<id:notice_id>/read")
@declare(Permission.SYNC, limit="300 per minute")
def post_notice_read(notice_id: str) -> ResponseReturnValue:
    """Mark a notice as read."""
    read_body(NothingIn())
    with transaction(actor().project_id) as work:
        read_notice(work, actor(), notice_id)
    return Response(status=204)


def _opened(opened: OpenedEpoch) -> dict[str, object]:
    return {"device": opened.device, "epoch": opened.epoch, "anchor": opened.anchor}


def _who(work: Work) -> dict[str, object]:
    return {"person": PersonOut().dump(actor()), "project": ProjectOut().dump(view_project(work))}
