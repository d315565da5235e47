"""What a check looks at: the story, the reference, the database, and what was seen before."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from random import Random

from tests.simulation.journal import Truth
from tests.simulation.reference import Claimed, Reference
from tests.simulation.server import Server
from tests.simulation.stored import Stored
from tests.simulation.world import World

Verdict = tuple[str | None, str, str | None]


@dataclass
class Seen:
    """What the checks remember from step to step."""

    verdicts: dict[tuple[str, int, int], Verdict] = field(default_factory=dict)
    answers_read: int = 0
    errors_read: int = 0
    times_read: int = 0
    newest_anchor: int = 0
    bounds: dict[str, tuple[int, int]] = field(default_factory=dict)
    owners: dict[str, tuple[str | None, dict[str, tuple[str, int]], int]] = field(default_factory=dict)
    rulings: dict[int, tuple[object, ...]] = field(default_factory=dict)
    leaves: tuple[tuple[str, str, str], ...] = ()
    #: The root of the ledger at each of its sizes.
    roots: list[str] = field(default_factory=list)
    #: The complete subtrees of the newest of them, from left to right, each with its number of leaves.
    subtrees: list[tuple[int, bytes]] = field(default_factory=list)
    heads_read: int = 0
    newest_head: int = 0


@dataclass
class Look:
    """One look after one step. chance: the checks' own, so that looking changes no story."""

    world: World
    server: Server
    reference: Reference
    stored: Stored
    seen: Seen
    chance: Random
    wrong_answers: tuple[str, ...] = ()

    def truth(self, entry_id: str | None) -> Truth | None:
        """Return what an entry really is."""
        return self.world.journal.truths.get(entry_id or "")

    @cached_property
    def claims(self) -> dict[str, list[Claimed]]:
        """Return the complete registrations that the server took and nobody amended, by client, with their times."""
        client_of = {row.entry_id: row.client_id for row in self.stored.registrations if not row.missing}
        found: dict[str, list[Claimed]] = {}
        for chain, text in self.reference.texts():
            row = self.stored.entries.get((chain.device, chain.epoch, text.seq))
            if row is not None and row.id in client_of:
                found.setdefault(client_of[row.id], []).append(self.reference.claimed(chain, text))
        return found

    @cached_property
    def amended(self) -> set[str]:
        """Return the clients with amendments: their claims are joined by rules that the reference leaves alone."""
        return {row.client_id for row in self.stored.registrations if row.amends}
