"""What a proposed rule book would do to the clients and rulings of this office: gathered in chunks, ruled again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from sync.ownership.preview import (
    Lapse,
    count_by,
    ends_of,
    for_everybody,
    with_proposed,
)
from sync.people.visibility import Relation
from sync.policy import Edition, RuleBooks
from sync.switches import RunningProtections
from webapp.models.ownership import Standing
from webapp.services.ownership.clients.client_names import NamedClient
from webapp.services.ownership.clients.desk_names import NOBODY, know_clients
from webapp.services.ownership.rules.books import load_books
from webapp.services.ownership.rules.preview_rulings import SHOWN, Back, chunks, look_back
from webapp.services.ownership.rulings.evidence import gather_cases
from webapp.services.people.project import load_zone
from webapp.services.people.roster import names_of_people
from webapp.services.work import Actor, Work

MOST_CLIENTS = 5_000
DAYS_DRAWN = 28


@dataclass(frozen=True, slots=True)
class LapseLine:
    """A client who would lapse at another time."""

    client_id: str
    name: NamedClient
    owner: str
    lapse: Lapse


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many protections end on a day, without the proposed book and with it."""

    day: date
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Ahead:
    """What would happen to the clients who are protected now. lines: the first of those whose end moves."""

    earlier: int
    later: int
    lines: tuple[LapseLine, ...]
    days: tuple[DayCount, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything a manager should know before publishing.

    live: how many clients are protected now. keeps: running protections go on under their old version, so that
    `everybody`, where every client is under the new one, differs from `published`.
    """

    live: int
    looked: int
    keeps: bool
    published: Ahead
    everybody: Ahead
    back: Back


@dataclass(frozen=True, slots=True)
class _Looked:
    """What looking ahead found, client by client."""

    published: dict[str, Lapse] = field(default_factory=dict)
    everybody: dict[str, Lapse] = field(default_factory=dict)


def preview(work: Work, actor: Actor, proposed: Edition) -> Preview:
    """Run the rules again for the clients that are protected now and for the rulings of the last month."""
    books, zone, names = load_books(work), load_zone(work), names_of_people(work)
    live, owners = _live_clients(work)
    looked = _look_ahead(work, owners, books, proposed, zone)
    keeps = proposed.book.running_protections is RunningProtections.KEEP_OLD_VERSION
    return Preview(
        live=live,
        looked=len(owners),
        keeps=keeps,
        published=_ahead(work, actor, looked.published, owners),
        everybody=_ahead(work, actor, looked.everybody, owners),
        back=look_back(work, actor, books, proposed, names),
    )


def _live_clients(work: Work) -> tuple[int, dict[str, str]]:
    """Return how many clients are protected, and the owners of those who are looked at: who lapses first, first."""
    live = (
        Standing.project_id == work.project_id,
        Standing.owner_id.is_not(None),
        Standing.protected_until > work.now,
    )
    count = work.session.scalar(select(func.count()).select_from(Standing).where(*live)) or 0
    rows = work.session.execute(
        select(Standing.client_id, Standing.owner_id)
        .where(*live)
        .order_by(Standing.protected_until, Standing.client_id)
        .limit(MOST_CLIENTS)
    )
    return count, {row.client_id: row.owner_id or "" for row in rows}


def _look_ahead(work: Work, owners: Collection[str], books: RuleBooks, proposed: Edition, zone: ZoneInfo) -> _Looked:
    found = _Looked()
    several = (books, with_proposed(books, proposed), with_proposed(books, for_everybody(proposed)))
    for chunk in chunks(list(owners)):
        cases = gather_cases(work, chunk, books, zone)
        for client_id in chunk:
            ends = ends_of(cases[client_id], work.now, several)
            if ends is not None:
                before, published, everybody = ends
                found.published[client_id] = Lapse(before, published)
                found.everybody[client_id] = Lapse(before, everybody)
    return found


def _ahead(work: Work, actor: Actor, lapses: dict[str, Lapse], owners: dict[str, str]) -> Ahead:
    earlier, later = count_by(lapses.values())
    moved = [client_id for client_id, lapse in lapses.items() if lapse.before != lapse.after]
    first = sorted(moved, key=lambda client_id: (lapses[client_id].after, client_id))[:SHOWN]
    known, names = know_clients(work, actor.role, Relation.OTHER, first), names_of_people(work)
    lines = (
        LapseLine(
            client_id,
            known[client_id].name if client_id in known else NOBODY,
            names.get(owners[client_id], ""),
            lapses[client_id],
        )
        for client_id in first
    )
    return Ahead(earlier, later, tuple(lines), _days(lapses.values(), work.now, load_zone(work)))


def _days(lapses: Collection[Lapse], now: datetime, zone: ZoneInfo) -> tuple[DayCount, ...]:
    """Count by the last protected day, for the days that a picture can hold."""
    before = Counter(_last_day(lapse.before, zone) for lapse in lapses)
    after = Counter(_last_day(lapse.after, zone) for lapse in lapses)
    today = now.astimezone(zone).date()
    days = (today + timedelta(days=ahead) for ahead in range(DAYS_DRAWN))
    return tuple(DayCount(day, before[day], after[day]) for day in days)


def _last_day(until: datetime, zone: ZoneInfo) -> date:
    return (until - timedelta(milliseconds=1)).astimezone(zone).date()
