"""The shell of the app and its worker: the same bytes for everybody."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from webapp.access import declare
from webapp.front_end import send_static

pages = Blueprint("shell", __name__)


@pages.get("/app/")
@declare(None, limit="600 per minute")
def app() -> ResponseReturnValue:
    """Show the app; who it is for, the app finds out."""
    return render_template("shell/app.html")


@pages.get("/service-worker.js")
@declare(None, limit="600 per minute")
def service_worker() -> ResponseReturnValue:
    """Give the worker from the root, because a worker controls only what lies below its own address."""
    return send_static("dist/service_worker.js")
