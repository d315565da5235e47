"""Acts in the demo office: one client released, one taken from the pool, one reassigned, one sold, one in dispute."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import select

from sync.ownership.acts import AssignmentKind
from sync.personal import Title
from webapp.demo.script import Calendar, Line, Verb, Visitor
from webapp.models.ownership import Registration
from webapp.services.justice.disputes import file_dispute
from webapp.services.ownership.clients.client_acts import ActWish, act_on_client
from webapp.services.ownership.office.open_pool import take_from_pool
from webapp.services.ownership.office.outages import record_outage
from webapp.services.ownership.office.subscriptions import record_subscription
from webapp.services.ownership.rulings.act_reason import ActReason
from webapp.services.ownership.rulings.ruling_view import latest_rulings
from webapp.services.work import Actor, Work

_CAME = "看过样板间，回家商量。"
_OUT_FOR = timedelta(hours=1)

#: Client to lines: day, clock, login, verb, word, note.
ACT_CASES: dict[str, tuple[tuple[int, str, str, Verb, str, str], ...]] = {
    "released": (
        (-6, "10:40:10", "wu", Verb.REGISTER, "walk_in", ""),
        (-6, "10:40:30", "wu", Verb.VISIT, "first_visit", _CAME),
        (-6, "10:40:31", "wu", Verb.SEND, "", ""),
        (-2, "17:30:10", "wu", Verb.RELEASE, "bought_elsewhere", "客户说已经在别处认购。"),
        (-2, "17:30:11", "wu", Verb.SEND, "", ""),
    ),
    "pool_claimed": (
        (-13, "15:10:10", "chen", Verb.REGISTER, "phone_enquiry", ""),
        (-13, "15:10:40", "chen", Verb.FOLLOW_UP, "reached", "约了周末，后来没有来。"),
        (-13, "15:10:41", "chen", Verb.SEND, "", ""),
        (-1, "11:15:10", "sun", Verb.TAKE, "", ""),
    ),
    "reassigned": (
        (-7, "14:20:10", "zhou", Verb.REGISTER, "walk_in", ""),
        (-7, "14:20:30", "zhou", Verb.VISIT, "first_visit", _CAME),
        (-7, "14:20:31", "zhou", Verb.SEND, "", ""),
        (-1, "16:05:00", "lin", Verb.REASSIGN, "", "周若谷休假两周，客户这周要看房。"),
    ),
    "subscribed": (
        (-9, "11:20:10", "wang", Verb.REGISTER, "walk_in", ""),
        (-9, "11:20:30", "wang", Verb.VISIT, "first_visit", _CAME),
        (-9, "11:20:31", "wang", Verb.SEND, "", ""),
        (-3, "15:40:00", "wang", Verb.SUBSCRIBE, "", ""),
    ),
    "disputed": (
        (-2, "09:35:10", "zhao", Verb.REGISTER, "walk_in", ""),
        (-2, "09:35:30", "zhao", Verb.VISIT, "first_visit", _CAME),
        (-2, "09:35:31", "zhao", Verb.SEND, "", ""),
        (-2, "11:05:10", "he", Verb.REGISTER, "walk_in", ""),
        (-2, "11:05:11", "he", Verb.SEND, "", ""),
        (-1, "17:45:10", "he", Verb.DISPUTE, "", "客户上周先打的是我的电话，赵北辰那天只是代接。"),
    ),
    # The network was out before the doors opened on the first day.
    "": ((-14, "09:45:00", "wang", Verb.OUTAGE, "", "早上断网，运营商检修。"),),
}

_VISITORS = {
    "released": Visitor("13490019001", "施", Title.MR),
    "pool_claimed": Visitor("13490019008", "张", Title.MS),
    "reassigned": Visitor("13490019015", "许", Title.MS),
    "subscribed": Visitor("13490019022", "韩", Title.MR),
    "disputed": Visitor("13490019029", "杨", Title.MS),
}


def act_lines(calendar: Calendar) -> Iterable[Line]:
    """Yield the lines of every act, and what leads to it."""
    for client, rows in ACT_CASES.items():
        for day, clock, who, verb, word, note in rows:
            yield Line(calendar.at(day, clock), who, verb, client, word, note)


def act_visitors() -> dict[str, Visitor]:
    """Return the clients of the acts."""
    return _VISITORS


def take(work: Work, taker: Actor, client_id: str) -> None:
    """Take a client from the pool, as a phone does."""
    take_from_pool(work, taker, client_id)


def reassign(work: Work, manager: Actor, client_id: str, agent_id: str, words: str) -> None:
    """Reassign a client, as the manager's desk does."""
    number = latest_rulings(work, [client_id])[client_id][1].number
    wish = ActWish(client_id, number, AssignmentKind.REASSIGNED, agent_id, ActReason.ABSENCE, words)
    act_on_client(work, manager, wish)


def subscribe(work: Work, manager: Actor, client_id: str) -> None:
    """Record a deal, as the manager's desk does."""
    number = latest_rulings(work, [client_id])[client_id][1].number
    record_subscription(work, manager, client_id, number, None)


def dispute(work: Work, agent: Actor, client_id: str, words: str) -> None:
    """Appeal, as a phone does."""
    number = latest_rulings(work, [client_id])[client_id][1].number
    file_dispute(work, agent, client_id, number, words)


def outage(work: Work, manager: Actor, words: str) -> None:
    """Record that there was no network until a moment ago."""
    until = work.now.replace(minute=0, second=0, microsecond=0)
    record_outage(work, manager, until - _OUT_FOR, until, words)


def client_of(work: Work, entry_id: str) -> str:
    """Return the client of a registration."""
    asked = select(Registration.client_id).where(
        Registration.project_id == work.project_id, Registration.entry_id == entry_id
    )
    return work.session.scalars(asked).one()
