"""What needs a hand, first of all."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from webapp.access import Permission, actor, declare, may
from webapp.pages.desk.blueprint import pages
from webapp.pages.desk.frame import draw
from webapp.pages.desk.signal_words import SignalInWords, signals_in_words
from webapp.services.justice.cases import CaseLine, open_cases
from webapp.services.justice.signal_views import recent_signals
from webapp.services.ownership.clients.desk_rulings import RecentRuling, newest_rulings
from webapp.services.people.phones import Carrier, list_carriers
from webapp.services.people.roster import Member, list_members
from webapp.services.work import Work
from webapp.transaction import snapshot

MOST_CASES, MOST_RULINGS, MOST_SIGNALS = 5, 8, 8


@dataclass(frozen=True, slots=True)
class Overview:
    """What the reader's role may see of the office today; what it may not see is empty."""

    cases: tuple[CaseLine, ...] = ()
    rulings: tuple[RecentRuling, ...] = ()
    signals: tuple[SignalInWords, ...] = ()
    unseen: tuple[Carrier, ...] = ()
    without_phone: tuple[Carrier, ...] = ()
    waiting: tuple[Member, ...] = ()


@pages.get("/")
@declare(Permission.SEE_DESK, limit="600 per minute")
def overview() -> ResponseReturnValue:
    """Show what waits; the front desk begins with its one question."""
    if may(actor().role, Permission.CHECK_NUMBER):
        return redirect(url_for("desk.reception"))
    with snapshot(actor().project_id) as work:
        return draw(work, "desk/overview.html", today=_gather(work))


def _gather(work: Work) -> Overview:
    role = actor().role
    clients, phones = may(role, Permission.SEE_CLIENTS), may(role, Permission.SEE_PHONES)
    carriers = list_carriers(work) if phones else ()
    members = list_members(work) if may(role, Permission.CHANGE_PEOPLE) else ()
    return Overview(
        cases=open_cases(work, actor(), MOST_CASES) if may(role, Permission.SEE_CASES) else (),
        rulings=newest_rulings(work, actor(), MOST_RULINGS) if clients else (),
        signals=signals_in_words(recent_signals(work, MOST_SIGNALS)) if clients else (),
        unseen=tuple(each for each in carriers if each.handset and each.handset.long_unseen),
        without_phone=tuple(each for each in carriers if each.handset is None),
        waiting=tuple(member for member in members if member.waiting),
    )
