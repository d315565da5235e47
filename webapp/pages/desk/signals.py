"""What looked wrong lately."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from webapp.access import Permission, actor, declare
from webapp.pages.desk.blueprint import pages
from webapp.pages.desk.frame import draw
from webapp.pages.desk.signal_words import signals_in_words
from webapp.services.justice.signal_views import recent_signals
from webapp.transaction import snapshot


@pages.get("/signals")
@declare(Permission.SEE_CLIENTS, limit="600 per minute")
def signals() -> ResponseReturnValue:
    """Show the signals, newest first."""
    with snapshot(actor().project_id) as work:
        return draw(work, "desk/signals.html", signals=signals_in_words(recent_signals(work)))
