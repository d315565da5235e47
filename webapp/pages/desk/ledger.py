"""The ledger at the desk: its newest seal to copy, and a look at whether everything still fits."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from webapp.access import Permission, actor, declare
from webapp.ledger_words import finding_in_words, grouped
from webapp.pages.desk.blueprint import pages
from webapp.pages.desk.frame import draw
from webapp.reader import reader_language
from webapp.services.ownership.ledger.ledger_head import newest_head
from webapp.services.ownership.ledger.verify_ledger import Checked, verify_ledger
from webapp.services.work import Work
from webapp.transaction import snapshot

#: As many as are looked at within a few seconds; whoever waits longer than that has a command for it.
MOST_CHECKED = 20_000
_MOST_SHOWN = 20
_COMMAND = "python -m webapp verify-ledger"


@pages.get("/ledger")
@declare(Permission.SEE_LEDGER, limit="600 per minute")
def ledger() -> ResponseReturnValue:
    """Show how large the ledger is, and its seal."""
    with snapshot(actor().project_id) as work:
        return _draw(work, None)


@pages.get("/ledger/check")
@declare(Permission.SEE_LEDGER, limit="6 per minute")
def check_ledger() -> ResponseReturnValue:
    """Look at every row; nothing is changed by it, so it is asked for like any other page."""
    with snapshot(actor().project_id) as work:
        size = newest_head(work).size
        return _draw(work, verify_ledger(work) if size <= MOST_CHECKED else None)


def _draw(work: Work, checked: Checked | None) -> str:
    head = newest_head(work)
    findings = [finding_in_words(finding, reader_language()) for finding in checked.findings] if checked else []
    return draw(
        work,
        "desk/ledger.html",
        head=head,
        root=grouped(head.root),
        checked=checked,
        findings=findings[:_MOST_SHOWN],
        more=len(findings[_MOST_SHOWN:]),
        most=MOST_CHECKED,
        command=f"{_COMMAND} --project {work.project_id}",
    )
