"""Published lists of old clients, for the whole office to look through and object to."""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from webapp.access import Audit, Permission, actor, declare
from webapp.api.body import read_body
from webapp.api.schemas.old_clients import ObjectionIn, ObjectionOut, OldClientListOut, OldClientOut
from webapp.services.ownership.office.objections import object_to
from webapp.services.ownership.office.old_client_lists import clients_of_list, old_client_lists
from webapp.transaction import snapshot, transaction

routes = Blueprint("old_clients", __name__)


@routes.get("/ownership/old_clients")
@declare(Permission.SYNC, limit="60 per minute")
def get_old_clients() -> ResponseReturnValue:
    """Give the lists that are open to objections, with their clients."""
    with snapshot(actor().project_id) as work:
        lists = [
            {
                **OldClientListOut().dump(each),
                "clients": OldClientOut(many=True).dump(clients_of_list(work, actor(), each.id)),
            }
            for each in old_client_lists(work, open_only=True)
        ]
    return jsonify(lists=lists)


@routes.post("/ownership/objections")
@declare(Permission.SYNC, limit="60 per minute", audit=Audit.RECORDED)
def post_objection() -> ResponseReturnValue:
    """Take an objection to a client of a list."""
    wish = read_body(ObjectionIn())
    with transaction(actor().project_id) as work:
        until = object_to(work, actor(), wish["old_client"], wish["words"])
    return jsonify(ObjectionOut().dump({"until": until})), 201
