"""The wire between phones and server: it drops, doubles, delays, reorders and loses replies; the server may die.

It carries bytes and knows nothing about what they mean. Everything that happens on it is written into the journal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from typing import Protocol

from tests.factories.line import Answer, Line
from tests.simulation.journal import Journal, Passed

#: A request is under way for seconds: by then TCP has given it up, or the phone has.
LONGEST_WAY_MS = 60_000
PATIENCE_MS = 30_000
#: A push is some forty statements; a death that comes later comes after the commit and before the reply.
MOST_STATEMENTS = 60
Hear = Callable[[Answer | None], None]


class ServerDiedError(Exception):
    """The server died over a request."""


class Fate(StrEnum):
    """What becomes of a request."""

    ARRIVES = "arrives"
    DROPPED = "dropped"
    REPLY_LOST = "reply_lost"
    DOUBLED = "doubled"
    DELAYED = "delayed"
    SERVER_DIES = "server_dies"
    COMMIT_DIES = "commit_dies"


#: How often each is the fate of a request that does not simply arrive. What makes phones ask again is the commonest.
BAD = {
    Fate.DROPPED: 1,
    Fate.REPLY_LOST: 3,
    Fate.DOUBLED: 2,
    Fate.DELAYED: 1,
    Fate.SERVER_DIES: 2,
    Fate.COMMIT_DIES: 3,
}


@dataclass(frozen=True)
class Request:
    """One request as it travels."""

    line: Line
    person: str
    method: str
    path: str
    body: bytes = b""
    form: bool = False


class FrailServer(Protocol):
    """What the wire needs of the server."""

    def kill_at(self, statement: int | None, *, commit: bool = False) -> None:
        """Let it die over the next request."""

    def told_time(self) -> int:
        """Return the newest time it gave."""


@dataclass
class _Letter:
    """A request that is still under way. hear: None if nobody waits for the reply any more."""

    due: int
    sent_at: int
    request: Request
    hear: Hear | None


@dataclass
class Wire:
    """Carries requests, each to its fate. bad: how likely anything but arriving is."""

    server: FrailServer
    journal: Journal
    chance: Random
    bad: float = 0.3
    under_way: list[_Letter] = field(default_factory=list)
    deaths: int = 0

    def carry(self, request: Request, now: int, hear: Hear) -> None:
        """Send a request; `hear` gets the answer now or later, None if it never comes."""
        fate = self._fate()
        if fate is Fate.DROPPED:
            hear(None)
        elif fate is Fate.DELAYED:
            due = now + self.chance.randint(1_000, LONGEST_WAY_MS)
            self.under_way.append(_Letter(due, now, request, hear))
        else:
            if fate is Fate.DOUBLED:
                self.under_way.append(_Letter(now + self.chance.randint(1, LONGEST_WAY_MS), now, request, None))
            answer = self._deliver(request, fate)
            hear(None if fate is Fate.REPLY_LOST else answer)

    def settle(self, now: int) -> None:
        """Deliver what is due, the later before the earlier if it so happens."""
        due = [letter for letter in self.under_way if letter.due <= now]
        self.under_way = [letter for letter in self.under_way if letter.due > now]
        self.chance.shuffle(due)
        for letter in due:
            answer = self._deliver(letter.request, Fate.ARRIVES)
            if letter.hear is not None:
                letter.hear(answer if letter.due - letter.sent_at <= PATIENCE_MS else None)

    def carry_safely(self, request: Request) -> Answer:
        """Send a request over a good line."""
        answer = self._deliver(request, Fate.ARRIVES)
        if answer is None:
            raise ServerDiedError
        return answer

    def _fate(self) -> Fate:
        if self.chance.random() >= self.bad:
            return Fate.ARRIVES
        (fate,) = self.chance.choices(list(BAD), list(BAD.values()))
        return fate

    def _deliver(self, request: Request, fate: Fate) -> Answer | None:
        if fate is Fate.SERVER_DIES:
            self.server.kill_at(self.chance.randint(1, MOST_STATEMENTS))
        if fate is Fate.COMMIT_DIES:
            self.server.kill_at(None, commit=True)
        answer = self._send(request)
        passed = Passed(request.person, request.method, request.path, request.body, answer, self.server.told_time())
        self.journal.note(passed)
        self.deaths += fate in {Fate.SERVER_DIES, Fate.COMMIT_DIES}
        # Killed before a statement that never came, it has committed, and the process that would have replied is gone.
        return None if fate is Fate.SERVER_DIES else answer

    def _send(self, request: Request) -> Answer | None:
        line = request.line
        kind = "application/x-www-form-urlencoded" if request.form else "application/json"
        headers = {"Content-Type": kind, "X-CSRFToken": line.csrf_token, "Accept-Language": "en"}
        try:
            return line.wire.send(request.method, request.path, request.body or None, headers)
        except ServerDiedError:
            return None
