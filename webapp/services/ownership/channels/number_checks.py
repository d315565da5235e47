"""One budget a day for all that tells the front desk whether a number is registered: checks and channels' reports.

A report is always taken, whatever the budget says: a channel loses no time by it. What became of it is the answer, and
beyond the budget the desk reads none; the manager, who sees every client anyway, does.
"""

from __future__ import annotations

from sync.people.roles import Role
from webapp.services.ownership.rules.books import load_books
from webapp.services.people.audit import Act
from webapp.services.people.daily_budget import acts_today
from webapp.services.people.project import load_zone
from webapp.services.work import Actor, Work


def is_counted(actor: Actor) -> bool:
    """Say whether a report tells its reader something that the reader may not look up anyway."""
    return actor.role is Role.FRONT_DESK


def answers_are_spent(work: Work, actor: Actor) -> bool:
    """Say whether the actor has had all the answers of today."""
    if not is_counted(actor):
        return False
    budget = load_books(work).at(work.now).number_checks_per_day
    return acts_today(work, actor, Act.NUMBER_CHECKED, load_zone(work)) > budget
