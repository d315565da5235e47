"""The open pool: which clients are nobody's, who had them last, and why no more."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from webapp.access import Permission, actor, declare
from webapp.pages.desk.blueprint import pages
from webapp.pages.desk.frame import draw
from webapp.services.ownership.office.pool_list import list_pool
from webapp.transaction import snapshot


@pages.get("/pool")
@declare(Permission.SEE_CLIENTS, limit="600 per minute")
def pool() -> ResponseReturnValue:
    """Show the open pool."""
    with snapshot(actor().project_id) as work:
        return draw(work, "desk/pool.html", pool=list_pool(work, actor()))
