"""Find a client by a full number, main or spare: by its blind index, written down each time, and so many a day.

The answer names the owner to whom the visibility table says so: the front desk has to know whom to call.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sync.ownership.identity import Phone
from sync.people.visibility import ClientField, Relation, visible_fields
from webapp.models.ownership import Standing
from webapp.models.people import Person
from webapp.services.justice.signals import SignalKind, raise_signal
from webapp.services.ownership.identity.client_numbers import client_with_number
from webapp.services.ownership.rules.books import load_books
from webapp.services.ownership.rulings.rule_clients import rule_clients
from webapp.services.people.audit import Act, record
from webapp.services.people.daily_budget import acts_today
from webapp.services.people.project import load_zone
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor, Work


class Found(StrEnum):
    """What a look-up found."""

    NOBODY_KNOWS = "nobody_knows"
    OPEN = "open"
    OWNED = "owned"
    OWNER_AWAY = "owner_away"


@dataclass(frozen=True, slots=True)
class LookUp:
    """The answer: never a digit. owner_name: empty where nobody owns, or where the reader may not know."""

    found: Found
    client_id: str | None
    owner_name: str
    staff_number: str
    contested: bool
    left_today: int


def look_up_number(work: Work, actor: Actor, phone: Phone) -> LookUp:
    """Say whether somebody owns the client of a number."""
    budget = load_books(work).at(work.now).number_checks_per_day
    done = acts_today(work, actor, Act.NUMBER_CHECKED, load_zone(work)) + 1
    if done > budget:
        raise RefusedError(ErrorCode.NUMBER_CHECKS_SPENT)
    if done == budget:
        raise_signal(work, SignalKind.NUMBER_CHECKS_SPENT, person_id=actor.person_id, checks=str(budget))
    standing = _standing_now(work, phone)
    owner = _owner(work, standing)
    found = _found(standing, owner)
    record(work, actor, Act.NUMBER_CHECKED, standing.client_id if standing else None, found=found)
    named = owner if ClientField.OWNER in visible_fields(actor.role, Relation.OTHER) else None
    return LookUp(
        found=found,
        client_id=standing.client_id if standing else None,
        owner_name=named.name if named else "",
        staff_number=named.staff_number if named else "",
        contested=standing.contested if standing else False,
        left_today=budget - done,
    )


def _standing_now(work: Work, phone: Phone) -> Standing | None:
    """Return how the client stands now: a protection may have ended since anybody last looked."""
    client_id = client_with_number(work, phone)
    if client_id is None:
        return None
    rule_clients(work, [client_id])
    return work.session.get(Standing, (work.project_id, client_id))


def _owner(work: Work, standing: Standing | None) -> Person | None:
    if standing is None or standing.owner_id is None:
        return None
    return work.session.get_one(Person, (work.project_id, standing.owner_id))


def _found(standing: Standing | None, owner: Person | None) -> Found:
    if standing is None:
        return Found.NOBODY_KNOWS
    if owner is None:
        return Found.OPEN
    return Found.OWNED if owner.disabled_at is None else Found.OWNER_AWAY
