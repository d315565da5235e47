"""One seed told from beginning to end: steps, a look after each, healing, and the last look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.simulation.checks import CHECKS
from tests.simulation.entropy import chance_from, seeded
from tests.simulation.judge import judge
from tests.simulation.ledger_checks import the_ledger_tells_what_happened
from tests.simulation.look import Look, Seen
from tests.simulation.probes import (
    a_pull_skips_nothing,
    caches_converge,
    heal,
    queues_drain,
    sending_again_changes_nothing,
)
from tests.simulation.reference import Reference
from tests.simulation.server import BEGAN, Server
from tests.simulation.steps import step
from tests.simulation.stored import Stored, ms, read_stored
from tests.simulation.world import World, new_world

STEPS = 60
PROBE_EACH = 12


@dataclass(frozen=True)
class Violation:
    """An invariant that did not hold."""

    invariant: str
    step: int
    what: str
    tail: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """What became of a seed."""

    seed: int
    trace: str
    steps: int
    violation: Violation | None
    counts: dict[str, int] = field(default_factory=dict)


class _BrokenError(Exception):
    """An invariant does not hold; the seed ends here."""

    def __init__(self, violation: Violation) -> None:
        super().__init__(violation.what)
        self.violation = violation


@dataclass
class _Teller:
    """Looks after each step."""

    server: Server
    world: World
    reference: Reference
    seed: int
    seen: Seen = field(default_factory=Seen)
    stored: Stored | None = None

    def look(self, checks: tuple[Callable[[Look], Iterator[str]], ...]) -> None:
        """Look at everything, and stop at the first thing that is wrong."""
        wrong = tuple(judge(self.reference))
        self.stored = read_stored(self.server, self.stored)
        chance = seeded(f"look {self.seed} {self.world.steps}")
        look = Look(self.world, self.server, self.reference, self.stored, self.seen, chance, wrong)
        for check in checks:
            for what in check(look):
                tail = tuple(self.world.journal.tail)
                raise _BrokenError(Violation(check.__name__, self.world.steps, what, tail))


def tell(server: Server, seed: int, steps: int = STEPS, *, tricky: bool | None = None) -> Told:
    """Tell a seed. tricky: with hostile phones or without; by chance unless told."""
    server.begin_again()
    source = seeded(seed)
    with chance_from(seeded(f"secrets {seed}")):
        world = new_world(server, source, server.opening.phones, ms(BEGAN), tricky=tricky)
        reference = Reference(world.journal)
        for memory in server.opening.phones.values():
            reference.begin(memory.device, memory.person, memory.opening_anchor)
        teller = _Teller(server, world, reference, seed)
        violation = None
        try:
            _live(teller, steps)
        except _BrokenError as broken:
            violation = broken.violation
    return Told(seed, world.journal.trace, world.steps, violation, _counts(teller))


def _live(teller: _Teller, steps: int) -> None:
    world = teller.world
    for number in range(1, steps + 1):
        step(world)
        teller.look(CHECKS)
        if number % PROBE_EACH == 0:
            teller.look((the_ledger_tells_what_happened, a_pull_skips_nothing, sending_again_changes_nothing))
            teller.look(CHECKS)
    heal(world)
    teller.look(CHECKS)
    teller.look((queues_drain, caches_converge))
    # Pulling may rule what has lapsed meanwhile: the ledger is read anew before it is asked about.
    teller.look(CHECKS)
    teller.look((the_ledger_tells_what_happened, sending_again_changes_nothing))
    teller.look(CHECKS)


def _counts(teller: _Teller) -> dict[str, int]:
    stored, world = teller.stored, teller.world
    if stored is None:
        return {}
    agents: dict[str, set[str]] = {}
    for row in stored.registrations:
        agents.setdefault(row.client_id, set()).add(row.agent_id)
    return {
        "registrations": len(stored.registrations),
        "collisions": sum(len(each) > 1 for each in agents.values()),
        "re-rulings": len(stored.rulings) - len({row.client_id for row in stored.rulings}),
        "contested": len({row.client_id for row in stored.rulings if row.contested}),
        "decisions": len(stored.decisions),
        "acts of the office": len(stored.assignments) + len(stored.pool_claims) + len(stored.departures),
        "leaves of the ledger": len(stored.leaves),
        "crashes": world.wire.deaths,
        "hostile phones": len(world.hostile),
        "tricks": sum(world.tricks.values()),
        "requests": len(world.journal.passed),
    }
