"""The open pool, the colleagues whom a client can ask for, and disputes."""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from webapp.access import Audit, Permission, actor, declare
from webapp.api.body import read_body
from webapp.api.schemas.moments import Moment
from webapp.api.schemas.pool import ColleagueOut, DisputeIn, PoolClaimIn, PoolOut, TakenOut
from webapp.due import catch_up
from webapp.services.justice.disputes import file_dispute
from webapp.services.ownership.office.open_pool import take_from_pool, view_pool
from webapp.services.people.roster import carriers, list_members
from webapp.transaction import snapshot, transaction

routes = Blueprint("pool", __name__)


@routes.get("/ownership/pool")
@declare(Permission.SYNC, limit="60 per minute")
def get_pool() -> ResponseReturnValue:
    """Show the open pool, and what of it this agent may take."""
    catch_up(actor().project_id)
    with snapshot(actor().project_id) as work:
        return jsonify(PoolOut().dump(view_pool(work, actor())))


@routes.post("/ownership/pool/claims")
@declare(Permission.SYNC, limit="60 per minute", audit=Audit.RECORDED)
def post_pool_claim() -> ResponseReturnValue:
    """Take a client from the pool: whoever is first here has it."""
    wish = read_body(PoolClaimIn())
    with transaction(actor().project_id) as work:
        taken = take_from_pool(work, actor(), wish["client"])
    return jsonify(TakenOut().dump(taken)), 201


@routes.get("/ownership/colleagues")
@declare(Permission.SYNC, limit="60 per minute")
def get_colleagues() -> ResponseReturnValue:
    """Name the others who work on the floor."""
    with snapshot(actor().project_id) as work:
        others = [member for member in carriers(list_members(work)) if member.id != actor().person_id]
    return jsonify(people=ColleagueOut(many=True).dump(others))


@routes.post("/ownership/disputes")
@declare(Permission.SYNC, limit="60 per minute", audit=Audit.RECORDED)
def post_dispute() -> ResponseReturnValue:
    """Take an appeal against a ruling, or an objection to a deal."""
    wish = read_body(DisputeIn())
    with transaction(actor().project_id) as work:
        until = file_dispute(work, actor(), wish["client"], wish["ruling"], wish["words"])
    return jsonify(until=Moment().serialize("until", {"until": until})), 201
