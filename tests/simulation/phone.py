"""An honest phone: it writes first and asks later, sends its queue head first, and forgets only what it may forget."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import quote

from tests.factories import chain_bytes
from tests.factories.line import Answer, Line
from tests.simulation.entropy import SteadyKey, seeded
from tests.simulation.journal import Journal, Truth
from tests.simulation.memory import BOXED, HELD, SETTLED, Kept, Memory, compact
from tests.simulation.times import Times
from tests.simulation.wire import Request, Wire

MOST = 100
FEW_TICKETS = 2
LONGEST_BACKOFF_MS = 5 * 60_000
NEW_CHAIN = frozenset({"chain_broken", "forked", "epoch_closed", "epoch_wrong", "anchor_unknown"})
Act = Callable[[Any], None]


@dataclass
class Around:
    """What surrounds a phone."""

    wire: Wire
    journal: Journal
    times: Times
    chance: Random


def enrolled(line: Line, code: str, number: int, wall_ms: int) -> Memory:
    """Enrol a phone with a code, over a good line."""
    key = SteadyKey(seeded(f"key {number}"))
    wish = {"code": code, "public_key": chain_bytes.public_jwk(key), "label": "phone"}  # type: ignore[arg-type] # as a key
    answer = line.post("/api/v1/devices", wish)
    assert answer.status == 201, answer.text
    given = answer.json
    return Memory(given["device"], given["person"]["id"], 1, given["anchor"], given["anchor"], wall_ms, key)


@dataclass
class Phone:
    """One phone in an agent's hand. `memory` survives a kill, everything else does not."""

    login: str
    memory: Memory
    line: Line
    around: Around
    skew_ms: int = 0
    online: bool = True
    honest: bool = True
    closed: bool = False
    blank: bool = False
    signed_out: bool = False
    steady_since_anchor: bool = True
    busy: bool = False
    life: int = 0
    failures: int = 0
    next_try: int = 0
    most: int = MOST
    shown_codes: list[tuple[Kept, str, str]] = field(default_factory=list)

    # --- writing, always offline ---

    @property
    def wall_ms(self) -> int:
        """What the phone's own clock says."""
        return self.around.times.real_ms + self.skew_ms

    def register(self, number: str, *, surname: str = "王", amends: str | None = None, ticket: bool = True) -> Kept:
        """Register a client; with a ticket its code can be shown."""
        given = self.memory.tickets.pop() if ticket and self.memory.tickets else None
        body = {"source": "walk_in", "ticket": given["id"] if given else None}
        if amends:
            body["amends"] = amends
        pii = {"phone": number, "surname": surname, "title": "mr"}
        entry = self.memory.write({"type": "registration", "body": body}, pii, self.wall_ms)
        self.tell_truth(entry, "registration", number, complete=bool(surname), amends=amends)
        if given:
            self.shown_codes.append((entry, self.memory.code_path(entry, given["token"]), number))
        return entry

    def meet(self, subject: Kept, number: str, *, call: bool) -> Kept:
        """Log a visit or a call of somebody who is registered."""
        if call:
            fields = {
                "type": "follow_up",
                "body": {"subject": subject.id, "channel": "call", "outcome": "reached"},
            }
        else:
            fields = {"type": "visit", "body": {"subject": subject.id, "kind": "first_visit"}}
        return self._about(fields, number)

    def withdraw(self, subject: Kept, number: str) -> Kept:
        """Take a registration back."""
        return self._about({"type": "withdrawal", "body": {"subject": subject.id, "reason": "mistake"}}, number)

    def release(self, subject: Kept, number: str) -> Kept:
        """Give a client up."""
        return self._about({"type": "release", "body": {"subject": subject.id, "reason": "unreachable"}}, number)

    def write_from_the_future(self) -> Kept:
        """Write an entry of a type that this server does not know: it is held, and holds up nobody."""
        return self._about({"type": "hologram", "body": {"colour": "blue"}}, "")

    def _about(self, fields: dict[str, Any], number: str) -> Kept:
        entry = self.memory.write(fields, None, self.wall_ms)
        self.tell_truth(entry, str(fields["type"]), number)
        return entry

    def tell_truth(
        self, entry: Kept, type_: str, number: str, *, complete: bool = True, amends: str | None = None
    ) -> None:
        """Write down what nobody else can know."""
        journal = self.around.journal
        at = max(self.around.times.server_ms, journal.newest)
        journal.truths[entry.id] = Truth(
            entry.id, self.memory.person, self.honest, type_, number, complete, amends, at, self.steady_since_anchor
        )

    # --- what happens to it ---

    def kill(self) -> None:
        """End the app in the middle of whatever it does; only the memory is there when it starts again."""
        self.life += 1
        self.busy, self.failures, self.next_try, self.most = False, 0, 0, MOST

    def step_clock(self, by_ms: int) -> None:
        """Set the clock by hand, or let the operator do so."""
        self.skew_ms += by_ms
        self.steady_since_anchor = False
        self.around.journal.stepped.add(self.memory.person)

    # --- sending ---

    def sync(self, *, beat_first: bool = False) -> None:
        """Send the queue and fetch what changed, if there is a line and it is time."""
        if not self.online or self.busy or self.closed or self.around.times.real_ms < self.next_try:
            return
        if self.signed_out and not self._sign_in():
            return
        if beat_first or self.failures or not self.memory.waiting:
            self.send_entries([])
        else:
            self.send_entries(self.memory.waiting[: self.most])

    def beat(self) -> None:
        """Send the head alone."""
        if self.online and not self.busy and not self.closed and not self.signed_out:
            self._ask("/api/v1/sync/push", self.memory.push([], self.wall_ms), self._took_beat)

    def send_entries(self, entries: list[Kept]) -> None:
        """Send some of the queue, or with none the head alone."""
        self._ask("/api/v1/sync/push", self.memory.push(entries, self.wall_ms), self._took)

    def _took_beat(self, taken: Any) -> None:
        self._keep_anchor(taken["anchor"])

    def _took(self, taken: Any) -> None:
        memory = self.memory
        self._keep_anchor(taken["anchor"])
        before = len(memory.waiting)
        by_place = {entry.seq: entry for entry in memory.queue}
        for result in taken["results"]:
            if result["seq"] in by_place:
                entry = by_place[result["seq"]]
                entry.state = {"held": HELD, "rejected": BOXED}.get(result["status"], SETTLED)
                entry.code = result["code"]
        left = memory.waiting
        if left and left[0].seq > taken["expect_seq"]:
            self._open_next_epoch()
        elif left and (len(left) < before or not taken["results"]):
            self.send_entries(left[: self.most])
        else:
            self._pull()

    def _pull(self) -> None:
        memory = self.memory
        path = f"/api/v1/sync/pull?device={memory.device}&cursor={quote(memory.cursor)}"
        self._ask(path, None, self._took_page)

    def _took_page(self, page: Any) -> None:
        memory = self.memory
        if page["reset"]:
            memory.rows = {}
        for change in page["changes"]:
            memory.rows[f"{change['kind']} {change['id']}"] = change["value"]
        memory.cursor, memory.acked_seq = page["cursor"], page["acked_seq"]
        self._keep_anchor(page["anchor"])
        forgotten = [entry for entry in memory.queue if entry.state == SETTLED and entry.seq <= page["acked_seq"]]
        memory.queue = [entry for entry in memory.queue if entry not in forgotten]
        if page["more"]:
            self._pull()
            return
        self.failures, self.most = 0, MOST
        if len(memory.tickets) < FEW_TICKETS:
            self._ask("/api/v1/tickets", {"device": memory.device, "want": 3}, self._took_tickets)

    def _took_tickets(self, taken: Any) -> None:
        self.memory.tickets += taken["tickets"]

    def _open_next_epoch(self) -> None:
        memory = self.memory
        path = f"/api/v1/devices/{memory.device}/epochs"
        self._ask(path, memory.epoch_wish(memory.epoch + 1), self._opened)

    def _opened(self, opened: Any) -> None:
        self.move(opened["device"], opened["epoch"], opened["anchor"])
        self.sync()

    def move(self, device: str, epoch: int, anchor: str) -> None:
        """Go on in a new chain; what is written again is written now."""
        self.steady_since_anchor = True
        for entry in self.memory.move_to(device, epoch, anchor, self.wall_ms):
            truth = self.around.journal.truths.get(entry.id)
            if truth is not None:
                self.around.journal.truths[entry.id] = Truth(**{**truth.__dict__, "again": True})

    def _keep_anchor(self, anchor: str) -> None:
        self.memory.anchor, self.memory.anchor_wall_ms = anchor, self.wall_ms
        self.steady_since_anchor = True

    # --- the conversation ---

    def _ask(self, path: str, value: object, then: Act) -> None:
        """Send something and go on when it is answered, unless the app was killed or has moved meanwhile."""
        memory, life = self.memory, self.life
        place = (memory.device, memory.epoch)
        method = "GET" if value is None else "POST"
        body = b"" if value is None else compact(value).encode()
        self.busy = True

        def hear(answer: Answer | None) -> None:
            if life != self.life or place != (self.memory.device, self.memory.epoch):
                return
            self.busy = False
            self._heard(answer, then)

        self.around.wire.carry(Request(self.line, memory.person, method, path, body), self.around.times.real_ms, hear)

    def _heard(self, answer: Answer | None, then: Act) -> None:
        if answer is not None and answer.status in {200, 201}:
            then(answer.json)
            return
        code = answer.json["code"] if answer is not None else "timeout"
        self.failures += 1
        wait = min(LONGEST_BACKOFF_MS, 2_000 * 2 ** min(self.failures, 10))
        self.next_try = self.around.times.real_ms + self.around.chance.randint(0, wait)
        if code == "timeout":
            self.most = max(1, self.most // 2)
        elif code in NEW_CHAIN:
            self._open_next_epoch()
        elif code == "device_closed":
            self.closed = True
        elif code in {"sign_in", "csrf"}:
            self.signed_out = True

    def _sign_in(self) -> bool:
        """Sign in again, if the person still works here."""
        self.signed_out = not self.around.times.sign_in(self.line, self.login)
        return not self.signed_out

    def in_queue(self) -> set[str]:
        """Return the ids that the phone still keeps, its box and what is held included."""
        return {entry.id for entry in self.memory.queue}


def told_text(entry: Kept) -> dict[str, Any]:
    """Return an entry's text as JSON."""
    value: dict[str, Any] = json.loads(entry.text)
    return value
