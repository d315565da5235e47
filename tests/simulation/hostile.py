"""Hostile phones: valid phones in dishonest hands. Each trick is one method, named in `TRICKS`."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from tests.factories import chain_bytes
from tests.factories.line import Answer, Line
from tests.simulation.memory import Kept, Memory, compact
from tests.simulation.phone import Phone
from tests.simulation.wire import Request

HOUR_MS = 3_600_000
ALTERNATIVES = 10


def _unheard(_answer: Answer | None) -> None:
    """Take no notice of an answer."""


@dataclass
class HostilePhone(Phone):
    """A phone whose owner wants clients that others met first. `stranger` opens pages as a client would."""

    honest: bool = False
    numbers: tuple[str, ...] = ()
    stranger: Line | None = None
    withholds: bool = False
    old_anchors: list[tuple[str, int]] = field(default_factory=list)
    guesses: list[Kept] = field(default_factory=list)
    alternatives: list[Kept] = field(default_factory=list)
    twin: Memory | None = None
    closed_chains: list[Memory] = field(default_factory=list)
    begun: str = ""

    def play(self) -> str:
        """Play one of the tricks and return its name; one that takes two steps is mostly gone on with."""
        chance = self.around.chance
        names = sorted(TRICKS)
        name, self.begun = self.begun, ""
        if not name or chance.random() < 0.3:
            (name,) = chance.choices(names, [TRICKS[each].weight for each in names])
        TRICKS[name].trick(self)
        if chance.random() < 0.5:
            self.online = self.online or self.begun != "withhold a text"
            self.sync()
        return name

    def forge_wall_clock(self) -> None:
        """Register with a clock set back by hours, and set it right again."""
        true, self.skew_ms = self.skew_ms, self.skew_ms - self.around.chance.randint(1, 10 * HOUR_MS)
        self.register(self._number())
        self.skew_ms = true

    def withhold_anchors(self) -> None:
        """Take no newer anchor from now on, or take them again."""
        self.withholds = not self.withholds

    def reuse_an_anchor(self) -> None:
        """Register with an anchor from long ago, right after an entry that names a newer one."""
        if not self.old_anchors:
            self.begun = "re-use anchors"
            self.sync()
            return
        self.register(self._number())
        memory = self.memory
        newest = memory.anchor, memory.anchor_wall_ms
        memory.anchor, memory.anchor_wall_ms = self.around.chance.choice(self.old_anchors[:4])
        self.register(self._number())
        memory.anchor, memory.anchor_wall_ms = newest

    def show_a_junk_head(self) -> None:
        """Sign a place in the chain that holds nothing yet, to fill it later."""
        memory = self.memory
        seq, hash_ = memory.seq + self.around.chance.randint(0, 4), chain_bytes.spell(secrets.token_bytes(32))
        push = memory.push([], self.wall_ms) | {"head": {"seq": seq, "hash": hash_}}
        self._send(push | {"signature": memory.sign_head(seq, hash_)})

    def fork(self) -> None:
        """Send one text for a place, and then another."""
        other = deepcopy(self.memory)
        self.register(self._number())
        self._send(self.memory.push(self.memory.waiting, self.wall_ms))
        entry = other.write(*self._registration(self._number()), self.wall_ms)
        self.tell_truth(entry, "registration", _number_of(entry))
        self._send(other.push(other.waiting, self.wall_ms))

    def clone_the_storage(self) -> None:
        """Let a copy of the storage write and send by itself."""
        if self.twin is None or self.twin.device != self.memory.device:
            self.twin = deepcopy(self.memory)
            return
        entry = self.twin.write(*self._registration(self._number()), self.wall_ms)
        self.tell_truth(entry, "registration", _number_of(entry))
        self._send(self.twin.push(self.twin.waiting, self.wall_ms))

    def commit_to_guesses(self) -> None:
        """Register numbers ahead of their clients and show the head; later spoil those that did not come."""
        if self.guesses:
            for entry in self.guesses[1:]:
                if entry.pii is not None:
                    entry.pii = entry.pii | {"salt": chain_bytes.spell(bytes(32))}
            self.guesses = []
            return
        self.guesses = [self.register(number, ticket=False) for number in self.numbers[:4]]
        self.beat()
        self.begun = "commit to guessed entries"

    def withhold_a_text(self) -> None:
        """Show the head of a registration and keep its text, longer than anybody may; then send it."""
        if self.online:
            self.register(self._number())
            self.beat()
            self.online, self.begun = False, "withhold a text"
            return
        self.online = True
        self.sync()

    def scan_ten_alternatives(self) -> None:
        """Show the server ten texts for one place by their codes, and reveal the one whose client came."""
        told, self.alternatives = self.alternatives, []
        if told and told[0].seq == self.memory.seq + 1:
            self.memory.append(self.around.chance.choice(told))
            self.sync()
            return
        self.begun = "self-scan ten alternatives and reveal one"
        if not self.memory.tickets:
            self.sync()
            return
        token = self.memory.tickets[-1]["token"]
        for count in range(ALTERNATIVES):
            fields, pii = self._registration(self.numbers[count % len(self.numbers)])
            beside = {"salt": chain_bytes.spell(secrets.token_bytes(32)), "json": compact(pii)}
            entry = self.memory.shaped(chain_bytes.new_id(self.wall_ms), fields, beside, self.wall_ms)
            self.tell_truth(entry, "registration", pii["phone"])
            self.alternatives.append(entry)
            self._open(self.memory.code_path(entry, token))
        if self.around.chance.random() < 0.5:
            self.scan_ten_alternatives()

    def replay_another(self) -> None:
        """Send what a colleague has sent: the whole request, or the texts in the own chain."""
        pushes = [
            passed
            for passed in self.around.journal.passed
            if passed.path == "/api/v1/sync/push" and passed.person != self.memory.person and passed.taken
        ]
        if not pushes:
            return
        stolen = self.around.chance.choice(pushes).value
        self._send(stolen)
        for sent in stolen["entries"][:1]:
            self._write_again(json.loads(sent["text"]), sent.get("pii"))

    def open_an_epoch(self) -> None:
        """Close the chain at will and go on sending the closed one, its heads by codes."""
        if self.closed_chains and self.around.chance.random() < 0.7:
            old = self.closed_chains[-1]
            if self.memory.tickets and old.seq:
                self._open(old.code_path(list(old.own.values())[-1], self.memory.tickets[-1]["token"]))
            self._send(old.push(old.waiting, self.wall_ms))
            return
        self.begun = "open epochs"
        if not self.closed and not self.busy:
            if self.around.chance.random() < 0.7:
                self.register(self._number(), ticket=False)
            self.closed_chains.append(deepcopy(self.memory))
            self._open_next_epoch()

    # --- what the tricks share ---

    def _keep_anchor(self, anchor: str) -> None:
        self.old_anchors.append((anchor, self.wall_ms))
        if not self.withholds:
            super()._keep_anchor(anchor)

    def _number(self) -> str:
        return self.around.chance.choice(self.numbers)

    def _registration(self, number: str) -> tuple[dict[str, Any], dict[str, str]]:
        fields = {"type": "registration", "body": {"source": "walk_in", "ticket": None}}
        return fields, {"phone": number, "surname": "李", "title": "mr"}

    def _write_again(self, text: dict[str, Any], pii: dict[str, str] | None) -> None:
        fields = {key: text[key] for key in ("type", "v", "body")}
        entry = self.memory.shaped(text["id"], fields, pii, self.wall_ms)
        self.memory.append(entry)

    def _send(self, push: dict[str, Any]) -> None:
        request = Request(self.line, self.memory.person, "POST", "/api/v1/sync/push", compact(push).encode())
        self.around.wire.carry(request, self.around.times.real_ms, _unheard)

    def _open(self, path: str) -> None:
        if self.stranger is not None:
            request = Request(self.stranger, "", "GET", path)
            self.around.wire.carry(request, self.around.times.real_ms, _unheard)


def _number_of(entry: Kept) -> str:
    return str(json.loads(entry.pii["json"])["phone"]) if entry.pii else ""


@dataclass(frozen=True)
class Trick:
    """One trick, and how often it is tried beside the others: what spoils a chain for all others is rarer."""

    trick: Callable[[HostilePhone], None]
    weight: float = 1.0


#: The adversaries of the design, by name. A new trick is added here.
TRICKS: Mapping[str, Trick] = MappingProxyType(
    {
        "forge wall clocks": Trick(HostilePhone.forge_wall_clock),
        "withhold anchors": Trick(HostilePhone.withhold_anchors),
        "re-use anchors": Trick(HostilePhone.reuse_an_anchor, 1.5),
        "show junk heads": Trick(HostilePhone.show_a_junk_head, 0.4),
        "fork": Trick(HostilePhone.fork, 0.9),
        "clone storage": Trick(HostilePhone.clone_the_storage, 0.9),
        "commit to guessed entries": Trick(HostilePhone.commit_to_guesses, 0.6),
        "withhold a text": Trick(HostilePhone.withhold_a_text),
        "self-scan ten alternatives and reveal one": Trick(HostilePhone.scan_ten_alternatives, 2.0),
        "replay another user's texts": Trick(HostilePhone.replay_another, 0.7),
        "open epochs": Trick(HostilePhone.open_an_epoch, 0.7),
    }
)
