"""The acts of the office, as the rules want them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sync.ownership.acts import (
    Act,
    Assignment,
    AssignmentKind,
    Departure,
    PoolClaim,
    Reclaim,
    Subscription,
    SubscriptionEnd,
)
from tests.scenarios import facts as told
from tests.scenarios.facts import moment

#: Each is made of a fact, its id, who owned then, and the deals so far.
Maker = Callable[[Any, str, str | None, Sequence[str]], Act]


def _assigned(fact: told.Assigns, id_: str, owner: str | None, _deals: Sequence[str]) -> Act:
    return Assignment(id_, moment(fact.at), AssignmentKind(fact.why), fact.to, owner)


def _released(fact: told.Releases, id_: str, _owner: str | None, _deals: Sequence[str]) -> Act:
    kind = AssignmentKind.RECYCLED if fact.by_office else AssignmentKind.RELEASED
    return Assignment(id_, moment(fact.at), kind, None, fact.who)


def _taken(fact: told.Takes, id_: str, _owner: str | None, _deals: Sequence[str]) -> Act:
    return PoolClaim(id_, moment(fact.at), fact.who)


def _left(fact: told.Leaves, id_: str, _owner: str | None, _deals: Sequence[str]) -> Act:
    return Departure(id_, moment(fact.at), fact.who, fact.successor or None)


def _reclaimed(fact: told.Reclaims, id_: str, _owner: str | None, _deals: Sequence[str]) -> Act:
    return Reclaim(id_, moment(fact.at), fact.who, moment(fact.received))


def _subscribed(fact: told.Subscribes, id_: str, _owner: str | None, _deals: Sequence[str]) -> Act:
    return Subscription(id_, moment(fact.at), fact.who, fact.closed_by or None)


def _cancelled(fact: told.Cancels, id_: str, _owner: str | None, deals: Sequence[str]) -> Act:
    return SubscriptionEnd(id_, moment(fact.at), deals[-1])


ACTS: Mapping[type, Maker] = {
    told.Assigns: _assigned,
    told.Releases: _released,
    told.Takes: _taken,
    told.Leaves: _left,
    told.Reclaims: _reclaimed,
    told.Subscribes: _subscribed,
    told.Cancels: _cancelled,
}
