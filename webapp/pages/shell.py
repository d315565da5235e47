"""The shell of the app and its worker: the same bytes for everybody."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, render_template, send_file
from flask.typing import ResponseReturnValue

from webapp.access import declare

pages = Blueprint("shell", __name__)
_WORKER = Path(__file__).parents[1] / "static/dist/service_worker.js"


@pages.get("/app/")
@declare(None, limit="600 per minute")
def app() -> ResponseReturnValue:
    """Show the app; who it is for, the app finds out."""
    return render_template("shell/app.html")


@pages.get("/service-worker.js")
@declare(None, limit="600 per minute")
def service_worker() -> ResponseReturnValue:
    """Give the worker from the root, because a worker controls only what lies below its own address."""
    return send_file(_WORKER, mimetype="text/javascript", conditional=True)
