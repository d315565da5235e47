"""The rule book on the phone: any version in words, and that it has been read."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify
from flask.typing import ResponseReturnValue

from webapp.access import Audit, Permission, actor, declare
from webapp.api.body import read_body
from webapp.api.schemas.people import NothingIn
from webapp.api.schemas.rules import VersionOut
from webapp.services.ownership.rules.rule_versions import acknowledge
from webapp.services.ownership.rules.rules_in_words import version_in_words
from webapp.transaction import snapshot, transaction

routes = Blueprint("rules", __name__)


@routes.get("/rules/<int:version>")
@declare(Permission.READ_RULES, limit="600 per minute")
def get_rules(version: int) -> ResponseReturnValue:
    """Give a version that the phone does not keep, such as one that an old ruling names."""
    with snapshot(actor().project_id) as work:
        return jsonify(VersionOut().dump(version_in_words(work, actor(), version)))


@routes.post("/rules/<int:version>/read")
@declare(Permission.READ_RULES, limit="60 per minute", audit=Audit.RECORDED)
def post_rules_read(version: int) -> ResponseReturnValue:
    """Keep that somebody has read a version."""
    read_body(NothingIn())
    with transaction(actor().project_id) as work:
        acknowledge(work, actor(), version)
    return Response(status=204)
