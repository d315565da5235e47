"""Show a client's number to its owner: one at a time, written down, and so many a day."""

from __future__ import annotations

from sync.people.visibility import ClientField, Relation, Sight, sight_of
from webapp.models.ownership import Client, Standing
from webapp.services.ownership.rules.books import load_books
from webapp.services.ownership.rulings.withheld_rulings import is_withheld
from webapp.services.people.audit import Act, record
from webapp.services.people.daily_budget import acts_today
from webapp.services.people.project import load_zone
from webapp.services.refused import ErrorCode, RefusedError
from webapp.services.work import Actor, Work


def show_full_number(work: Work, actor: Actor, client_id: str) -> str:
    """Return the number in its one spelling; a client of somebody else is as unknown as none."""
    standing = work.session.get(Standing, (work.project_id, client_id))
    mine = standing is not None and standing.owner_id == actor.person_id and not is_withheld(work, actor, client_id)
    if not mine or sight_of(actor.role, Relation.OWN, ClientField.PHONE_FULL) is not Sight.ON_TAP:
        raise RefusedError(ErrorCode.CLIENT_UNKNOWN)
    client = work.session.get_one(Client, (work.project_id, client_id))
    if client.phone_sealed is None:
        raise RefusedError(ErrorCode.CLIENT_UNKNOWN)
    shown = acts_today(work, actor, Act.NUMBER_SHOWN, load_zone(work))
    if shown >= load_books(work).at(work.now).full_numbers_per_day:
        raise RefusedError(ErrorCode.FULL_NUMBERS_SPENT)
    record(work, actor, Act.NUMBER_SHOWN, client_id)
    return work.vault.open(client.phone_sealed, work.place("client", client_id))
