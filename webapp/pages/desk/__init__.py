"""The desk: pages for whoever looks after the office."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from webapp.access import Permission, declare

pages = Blueprint("desk", __name__, url_prefix="/desk")


@pages.get("/")
@declare(Permission.SEE_DESK, limit="600 per minute")
def overview() -> ResponseReturnValue:
    """Show what needs a hand first."""
    return render_template("desk/overview.html")
