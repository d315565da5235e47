"""What a job works with: a session, the time, who acts, and the keys."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import BigInteger, case, select, type_coerce, update
from sqlalchemy.orm import Session

from sync.instants import to_milliseconds
from sync.people.roles import Role
from webapp.models.people import ProjectClock
from webapp.services.ownership.ledger.ledger_book import know_tree
from webapp.vault import Vault

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a signed-in person."""

    project_id: int
    person_id: str
    role: Role
    name: str
    staff_number: str
    language: str


@dataclass(frozen=True, slots=True)
class Work:
    """One job on one project. `now` is server time: of a writing job it is later than that of any before it.

    behind: how far the machine's clock is behind server time; it was set back, and server time waits for it.

    A job remembers, by who asked it, what hardly ever changes and what many of its steps ask; no other job sees that.
    """

    session: Session
    project_id: int
    now: datetime
    vault: Vault
    behind: timedelta = timedelta()
    _remembered: dict[Callable[[Work], Any], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, ask: Callable[[Work], Answer]) -> Answer:
        """Ask a question once in this job. The module that asks it also lets it be forgotten where a job changes it."""
        if ask not in self._remembered:
            self._remembered[ask] = ask(self)
        answer: Answer = self._remembered[ask]
        return answer

    def forget(self, ask: Callable[[Work], Any]) -> None:
        """Forget an answer: what it told is being changed."""
        self._remembered.pop(ask, None)

    def new_id(self) -> str:
        """Return a UUID of version 7."""
        number = to_milliseconds(self.now) << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62
        return str(UUID(int=number | secrets.randbits(62)))

    def place(self, table: str, id_: str) -> str:
        """Return where a sealed value belongs."""
        return f"{self.project_id}/{table}/{id_}"


def begin_writing(session: Session, project_id: int, now: datetime, vault: Vault) -> Work:
    """Lock the project's clock and advance it: from here to the commit no other job writes in this project.

    Time is max(now, last + 1 ms), so that it never stands still, whatever the machine's clock does. The same row says
    how the ledger stands, which every job that writes evidence has to know.
    """
    last, wall = type_coerce(ProjectClock.last_at, BigInteger), to_milliseconds(now)
    row = session.execute(
        update(ProjectClock)
        .where(ProjectClock.project_id == project_id)
        .values(last_at=case((last < wall, wall), else_=last + 1))
        .returning(ProjectClock.last_at, ProjectClock.ledger_size, ProjectClock.ledger_frontier)
        .execution_options(synchronize_session=False)
    ).one()
    know_tree(session, project_id, row.ledger_size, row.ledger_frontier)
    return Work(session, project_id, row.last_at, vault, max(row.last_at - now, timedelta()))


def begin_reading(session: Session, project_id: int, now: datetime, vault: Vault) -> Work:
    """Read as of now; never earlier than what was written."""
    last = session.scalar(select(ProjectClock.last_at).where(ProjectClock.project_id == project_id))
    return Work(session, project_id, max(now, last) if last else now, vault)


def next_feed_positions(work: Work, count: int) -> range:
    """Take positions of the feed; the clock's row is locked, so they are committed in their order."""
    last = _take(work, ProjectClock.feed_position.key, count)
    return range(last - count + 1, last + 1)


def next_ruling_numbers(work: Work, count: int) -> range:
    """Take the next numbers of rulings."""
    last = _take(work, ProjectClock.ruling_number.key, count)
    return range(last - count + 1, last + 1)


def _take(work: Work, counter: str, count: int) -> int:
    column = getattr(ProjectClock, counter)
    taken: int = work.session.execute(
        update(ProjectClock)
        .where(ProjectClock.project_id == work.project_id)
        .values({counter: column + count})
        .returning(column)
        .execution_options(synchronize_session=False)
    ).scalar_one()
    return taken
