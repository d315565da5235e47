"""Who had a client last and registers it anew: the longest term goes on where it had come to.

The term belongs to a stretch of care, not to a form. Else whoever nears its end would let the client lapse, release it
or take the registration back, register it anew, and keep it for ever; beyond the term only the office manager renews.
A new one begins with somebody else's tenure in between, with an act of the office, or with the days after which the
open pool, too, would let the last owner have the client again.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sync.ownership.case import Case
from sync.ownership.openings import cap_end, with_end
from sync.ownership.standing import Tenure


def under_running_cap(opened: Tenure, last: Tenure | None, case: Case) -> Tenure | None:
    """Return a tenure that a claim opens, under the cap that runs; None if that is used up and it opens nothing."""
    if last is None or not _goes_on(opened, last):
        return opened
    running = replace(opened, cap_from=min(opened.cap_from, last.cap_from))
    return with_end(running, case) if opened.opened_at < cap_end(case, running) else None


def _goes_on(opened: Tenure, last: Tenure) -> bool:
    if last.ended_at is None or last.owner_id != opened.owner_id:
        return False
    return opened.opened_at < last.ended_at + timedelta(days=opened.book.pool_cooldown_days)
