"""What looked wrong lately, and whose rulings wait because too much was taken."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from webapp.access import Audit, Permission, actor, declare
from webapp.pages.desk.blueprint import pages
from webapp.pages.desk.frame import draw
from webapp.pages.desk.signal_words import signals_in_words
from webapp.services.justice.signal_views import recent_signals
from webapp.services.ownership.rulings.show_rulings import show_ruling, withheld_rulings
from webapp.transaction import snapshot, transaction


@pages.get("/signals")
@declare(Permission.SEE_CLIENTS, limit="600 per minute")
def signals() -> ResponseReturnValue:
    """Show the signals, newest first."""
    with snapshot(actor().project_id) as work:
        return draw(
            work,
            "desk/signals.html",
            signals=signals_in_words(recent_signals(work)),
            withheld=withheld_rulings(work, actor()),
        )


@pages.post("/signals/withheld/<id:person_id>/<id:client_id>")
@declare(Permission.SETTLE, limit="120 per minute", audit=Audit.RECORDED)
def show_withheld(person_id: str, client_id: str) -> ResponseReturnValue:
    """Let an agent see a ruling that waited."""
    with transaction(actor().project_id) as work:
        show_ruling(work, actor(), person_id, client_id)
    return redirect(url_for("desk.signals"))
