"""An agent's own relatives: their claims need no visit behind them, but only for as many as one may name at a time.

Counted is what is known at the receipt of a registration, and nothing that comes later: how many other clients the same
agent had named as relatives before it, and not taken back by then, within the longest term of a protection. An agent's
entries come by one chain, in the order in which they were written, so no order of arrival changes the count, no
colleague's entry does, and a ruling that is made again years later finds the same. Counting those that somebody owns
now would be nearer to the word "live", and would let one client's lapse change another client's owner.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class NamedRelative:
    """A registration of an own relative. place: its place in the chain, to order what came at one moment."""

    entry_id: str
    client_id: str
    agent_id: str
    received_at: datetime
    place: tuple[int, int]
    taken_back_at: datetime | None = None

    @property
    def order(self) -> tuple[datetime, tuple[int, int], str]:
        """Return what orders registrations of one agent."""
        return self.received_at, self.place, self.entry_id


def relatives_before(registrations: Collection[NamedRelative], term: timedelta) -> dict[str, int]:
    """Return, for each registration, how many other relatives its agent had by then. term: the longest of a claim."""
    return {each.entry_id: len({one.client_id for one in _before(each, registrations, term)}) for each in registrations}


def _before(each: NamedRelative, all_: Iterable[NamedRelative], term: timedelta) -> Iterable[NamedRelative]:
    for one in all_:
        earlier = one.agent_id == each.agent_id and one.client_id != each.client_id and one.order < each.order
        lives = one.taken_back_at is None or one.taken_back_at > each.received_at
        if earlier and lives and one.received_at > each.received_at - term:
            yield one
