"""The address under which every page of the desk stands."""

from __future__ import annotations

from flask import Blueprint, g, request

from webapp.due import catch_up

pages = Blueprint("desk", __name__, url_prefix="/desk")


@pages.before_request
def _up_to_date() -> None:
    """Rule what time has done by itself before somebody looks; the guard has let the reader in by now."""
    if request.method == "GET" and g.get("actor"):
        catch_up(g.actor.project_id)
