"""What time does by itself: a protection ends, a warning is due. Whoever looks is shown it, so no office goes stale."""

from __future__ import annotations

from webapp.services.ownership.rulings.rule_clients import rule_what_is_due, something_is_due
from webapp.transaction import snapshot, transaction


def catch_up(project_id: int) -> None:
    """Rule what is due before somebody looks: one question of an index, and hardly ever a short transaction."""
    with snapshot(project_id) as work:
        due = something_is_due(work)
    if due:
        with transaction(project_id) as work:
            rule_what_is_due(work)
