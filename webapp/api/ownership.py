"""Push, pull, and the one number that is shown in full."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from webapp import words
from webapp.access import Audit, Permission, actor, declare
from webapp.api.body import read_body, read_query
from webapp.api.schemas.channels import PreRegistrationIn, PreRegistrationOut
from webapp.api.schemas.ledger import LedgerHeadOut, ProofIn, ProofOut
from webapp.api.schemas.ownership import ClientOut, NoticeOut, PullIn, PushIn
from webapp.api.schemas.people import NothingIn
from webapp.api.schemas.rules import RulesOut
from webapp.due import catch_up
from webapp.services.ownership.channels.pre_registrations import take_report
from webapp.services.ownership.clients.full_number import show_full_number
from webapp.services.ownership.ledger.ledger_proof import prove
from webapp.services.ownership.rules.rules_in_words import rules_for_phone
from webapp.services.ownership.wire.accept_batch import accept_batch
from webapp.services.ownership.wire.batch import Taken, Verdict
from webapp.services.ownership.wire.feed import ChangeKind
from webapp.services.ownership.wire.pull_changes import Changed, pull_changes
from webapp.services.refused import RefusedError
from webapp.transaction import snapshot, transaction

routes = Blueprint("ownership", __name__)


@routes.post("/sync/push")
@declare(Permission.SYNC, limit="600 per minute")
def post_push() -> ResponseReturnValue:
    """Take entries, or just the head. What is acknowledged here is durable."""
    push = read_body(PushIn())
    with transaction(actor().project_id) as work:
        taken = accept_batch(work, actor(), push)
    if not isinstance(taken, Taken):
        raise RefusedError(taken)
    return jsonify(
        anchor=taken.anchor,
        acked_seq=taken.acked_seq,
        expect_seq=taken.acked_seq + 1,
        results=[_verdict(verdict) for verdict in taken.verdicts],
        ledger=LedgerHeadOut().dump(taken.ledger),
    )


@routes.get("/sync/pull")
@declare(Permission.SYNC, limit="600 per minute")
def get_pull() -> ResponseReturnValue:
    """Give what changed since the cursor."""
    wish = read_query(PullIn())
    catch_up(actor().project_id)
    with snapshot(actor().project_id) as work:
        pulled = pull_changes(work, actor(), wish["device"], wish["cursor"])
        changes = [_change(changed) for changed in pulled.changes]
        # A phone that keeps no rules does not ask for them.
        rules = None if wish["rules"] is None else rules_for_phone(work, actor(), wish["rules"])
    return jsonify(
        changes=changes,
        cursor=pulled.cursor,
        more=pulled.more,
        acked_seq=pulled.acked_seq,
        scope=pulled.scope,
        reset=pulled.reset,
        anchor=pulled.anchor,
        ledger=LedgerHeadOut().dump(pulled.ledger),
        rules=RulesOut().dump(rules) if rules else None,
    )


@routes.get("/ownership/ledger/proof")
@declare(Permission.SYNC, limit="120 per minute")
def get_ledger_proof() -> ResponseReturnValue:
    """Prove that what a phone remembers of the ledger still holds; some leaves are made anew from their rows."""
    wish = read_query(ProofIn())
    with snapshot(actor().project_id) as work:
        proof = prove(work, actor(), wish)
    return jsonify(ProofOut().dump(proof))


@routes.post("/clients/<id:client_id>/phone")
@declare(Permission.SEE_FULL_NUMBER, limit="60 per minute", audit=Audit.RECORDED)
def post_full_number(client_id: str) -> ResponseReturnValue:
    """Show one number to its owner; a POST, because each look is written down."""
    read_body(NothingIn())
    with transaction(actor().project_id) as work:
        phone = show_full_number(work, actor(), client_id)
    return jsonify(phone=phone)


@routes.post("/ownership/pre_registrations")
@declare(Permission.PRE_REGISTER, limit="60 per minute", audit=Audit.RECORDED)
def post_pre_registration() -> ResponseReturnValue:
    """Take what a channel reports, and say nothing of what it met."""
    wish = read_body(PreRegistrationIn())
    with transaction(actor().project_id) as work:
        taken = take_report(work, actor(), wish)
    return jsonify(PreRegistrationOut().dump(taken)), 201


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "id": verdict.id,
        "seq": verdict.seq,
        "status": verdict.status,
        "code": verdict.code,
        "field": verdict.field,
        "message": words.say_in_all(f"errors.{verdict.code}") if verdict.code else None,
        "ruling": verdict.ruling,
    }


def _change(changed: Changed) -> dict[str, Any]:
    value = None
    if changed.value is not None:
        schema = ClientOut() if changed.kind is ChangeKind.CLIENT else NoticeOut()
        value = schema.dump(changed.value)
    return {"kind": changed.kind, "id": changed.id, "value": value}
