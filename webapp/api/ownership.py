"""Push, pull, and the one number that is shown in full."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from webapp import words
from webapp.access import Audit, Permission, actor, declare
from webapp.api.body import read_body, read_query
from webapp.api.schemas.ownership import ClientOut, NoticeOut, PullIn, PushIn
from webapp.api.schemas.people import NothingIn
from webapp.api.schemas.rules import RulesOut
from webapp.services.ownership.accept_batch import accept_batch
from webapp.services.ownership.batch import Taken, Verdict
from webapp.services.ownership.feed import ChangeKind
from webapp.services.ownership.full_number import show_full_number
from webapp.services.ownership.pull_changes import Changed, pull_changes
from webapp.services.ownership.rules_in_words import rules_for_phone
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
    )


@routes.get("/sync/pull")
@declare(Permission.SYNC, limit="600 per minute")
def get_pull() -> ResponseReturnValue:
    """Give what changed since the cursor."""
    wish = read_query(PullIn())
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
        rules=RulesOut().dump(rules) if rules else None,
    )


@routes.post("/clients/<id:client_id>/phone")
@declare(Permission.SEE_FULL_NUMBER, limit="60 per minute", audit=Audit.RECORDED)
def post_full_number(client_id: str) -> ResponseReturnValue:
    """Show one number to its owner; a POST, because each look is written down."""
    read_body(NothingIn())
    with transaction(actor().project_id) as work:
        phone = show_full_number(work, actor(), client_id)
    return jsonify(phone=phone)


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
