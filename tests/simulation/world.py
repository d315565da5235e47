"""The world: one office, its phones, its people, its lines and clocks. One seed is one story, told in steps.

A new act is one function in `acts.py` and one line in its table; nothing else has to know about it.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from random import Random
from typing import Protocol

from tests.factories.line import Line
from tests.simulation.desks import Desk
from tests.simulation.hostile import HostilePhone
from tests.simulation.journal import Journal
from tests.simulation.memory import Memory
from tests.simulation.phone import Around, Phone
from tests.simulation.times import SettableClock, Times
from tests.simulation.wire import FrailServer, Wire

MINUTE_MS, HOUR_MS = 60_000, 3_600_000
MOST_HOSTILE = 2
CLIENTS = 6


class WholeServer(FrailServer, Protocol):
    """What the world needs of the server."""

    clock: SettableClock

    def line(self, login: str | None = None) -> Line:
        """Return a browser's line."""


@dataclass
class World:
    """Everything that a seed moves."""

    server: WholeServer
    chance: Random
    journal: Journal
    times: Times
    wire: Wire
    phones: list[Phone]
    manager: Desk
    admin: Desk
    numbers: tuple[str, ...]
    stranger: Line
    #: What a phone's owner knows of its clients: entry, number.
    registered: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    disabled: set[str] = field(default_factory=set)
    steps: int = 0
    tricks: dict[str, int] = field(default_factory=dict)

    @property
    def hostile(self) -> list[HostilePhone]:
        """The phones in dishonest hands."""
        return [phone for phone in self.phones if isinstance(phone, HostilePhone)]

    def any_phone(self) -> Phone:
        """Choose a phone that has a chain; one that was wiped cannot even write."""
        return self.chance.choice([phone for phone in self.phones if not phone.blank] or self.phones)

    def let_pass(self, ms: int) -> None:
        """Let time pass; what is due on the wire arrives on the way."""
        while ms > 0:
            due = min((letter.due - self.times.real_ms for letter in self.wire.under_way), default=ms)
            leap = max(0, min(ms, due))
            self.times.pass_by(leap)
            ms -= leap
            self.wire.settle(self.times.real_ms)
        self.wire.settle(self.times.real_ms)

    def step_server(self, to_ms: int) -> None:
        """Let the server's clock jump to so far from the truth."""
        self.times.step_server(to_ms)
        self.journal.server_clock_set(self.times.server_ms)


def new_world(
    server: WholeServer, chance: Random, phones: Mapping[str, Memory], began_ms: int, *, tricky: bool | None = None
) -> World:
    """Begin a story. tricky: with hostile phones or without; by chance unless told."""
    journal, times = Journal(newest=server.told_time()), Times(server.clock, began_ms)
    wire = Wire(server, journal, chance, bad=chance.choice((0.0, 0.2, 0.35, 0.35)))
    around = Around(wire, journal, times, chance)
    # Far apart: two that differ in one digit might be one client mistyped, which is a rule of its own.
    numbers = tuple(f"13{index} {_four(chance)} {_four(chance)}" for index in range(4, 4 + CLIENTS))
    count = 0 if tricky is False else chance.randint(1, MOST_HOSTILE)
    hostile = set(chance.sample(sorted(phones), count if tricky or chance.random() < 0.8 else 0))
    made = [
        _phone(server, login, memory, around, numbers if login in hostile else ())
        for login, memory in sorted(phones.items())
    ]
    desks = [Desk(login, server.line(login), wire, times, chance) for login in ("manager", "admin")]
    journal.hostile = {phone.memory.person for phone in made if not phone.honest}
    return World(server, chance, journal, times, wire, made, desks[0], desks[1], numbers, server.line())


def _phone(server: WholeServer, login: str, memory: Memory, around: Around, numbers: tuple[str, ...]) -> Phone:
    own, line = deepcopy(memory), server.line(login)
    skew_ms = around.chance.choice((0, 0, 2_000, -45_000, 90_000, -20 * MINUTE_MS, 7 * HOUR_MS))
    own.anchor_wall_ms += skew_ms
    if not numbers:
        return Phone(login, own, line, around, skew_ms)
    stranger = server.line()
    return HostilePhone(login, own, line, around, skew_ms, numbers=numbers, stranger=stranger)


def _four(chance: Random) -> str:
    return f"{chance.randrange(10_000):04d}"
