"""Tickets for the codes that clients scan."""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from webapp.access import Permission, actor, declare
from webapp.api.body import read_body
from webapp.api.schemas.justice import TicketOut, TicketsIn
from webapp.services.justice.tickets import issue_tickets
from webapp.transaction import transaction

routes = Blueprint("justice", __name__)


@routes.post("/tickets")
@declare(Permission.SYNC, limit="60 per minute")
def post_tickets() -> ResponseReturnValue:
    """Issue tickets ahead."""
    wish = read_body(TicketsIn())
    with transaction(actor().project_id) as work:
        tickets = issue_tickets(work, actor(), wish["device"], wish["want"])
    return jsonify(tickets=TicketOut(many=True).dump(tickets)), 201
