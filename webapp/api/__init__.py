"""The wire: JSON under /api/v1, for the phones."""

from __future__ import annotations

from flask import Blueprint

from webapp.api import justice, old_clients, ownership, people, pool, rules

api = Blueprint("api", __name__, url_prefix="/api/v1")
for room in (people, ownership, justice, old_clients, rules, pool):
    api.register_blueprint(room.routes)
