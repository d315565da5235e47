"""A phone in Python: writes entries offline, keeps them in a chain, signs heads, sends what it has.

It knows the agreement about bytes (`chain_bytes`) and the API, and nothing of the server's code. Its wall clock stands
still unless a test moves it, so that a story says what time it is.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from tests.factories import chain_bytes
from tests.factories.line import Answer, Line


@dataclass(frozen=True)
class Captured:
    """An entry as it stands in the phone's outbox."""

    id: str
    seq: int
    text: str
    hash: str
    pii: dict[str, str] | None

    def on_wire(self) -> dict[str, Any]:
        """Return it the way it travels."""
        return {"text": self.text} | ({"pii": self.pii} if self.pii else {})


@dataclass
class Phone:
    """One enrolled phone. `captured` keeps everything it ever wrote; `acked_seq` is how far the server has it."""

    line: Line
    device: str
    person: str
    epoch: int
    anchor: str
    wall: datetime
    key: ec.EllipticCurvePrivateKey
    anchor_wall: datetime = field(init=False)
    epoch_anchor: str = field(init=False)
    captured: list[Captured] = field(default_factory=list)
    tickets: list[dict[str, Any]] = field(default_factory=list)
    acked_seq: int = 0
    cursor: str = ""

    def __post_init__(self) -> None:
        """The anchor of the enrolment opened the epoch and arrived just now."""
        self.epoch_anchor, self.anchor_wall = self.anchor, self.wall

    @classmethod
    def enrol(cls, line: Line, code: str, *, wall: datetime | None = None, label: str = "test phone") -> Phone:
        """Enrol with a code from the manager."""
        key = ec.generate_private_key(ec.SECP256R1())
        answer = line.post("/api/v1/devices", {"code": code, "public_key": chain_bytes.public_jwk(key), "label": label})
        assert answer.status in {200, 201}, answer.text
        given = answer.json
        now = wall or datetime.now(UTC)
        return cls(line, given["device"], given["person"]["id"], given["epoch"], given["anchor"], now, key)

    # --- writing, always offline ---

    def register(  # noqa: PLR0913 - what an agent can type
        self,
        phone: str = "138 0013 8000",
        *,
        surname: str = "王",
        title: str = "mr",
        source: str | None = "walk_in",
        ticket: str | None = None,
        amends: str | None = None,
    ) -> Captured:
        """Register a client."""
        body = {"source": source, "ticket": ticket} | ({"amends": amends} if amends else {})
        return self.capture("registration", body, {"phone": phone, "surname": surname, "title": title})

    def visit(self, subject: Captured, kind: str = "first_visit", note: str = "") -> Captured:
        """Log a visit."""
        return self.capture("visit", {"subject": subject.id, "kind": kind}, {"note": note})

    def follow_up(self, subject: Captured, outcome: str = "reached", channel: str = "call", note: str = "") -> Captured:
        """Log an attempt to reach the client."""
        return self.capture(
            "follow_up", {"subject": subject.id, "channel": channel, "outcome": outcome}, {"note": note}
        )

    def withdraw(self, subject: Captured, reason: str = "mistake") -> Captured:
        """Take a registration back."""
        return self.capture("withdrawal", {"subject": subject.id, "reason": reason})

    def capture(
        self, type_: str, body: dict[str, Any], pii: dict[str, Any] | None = None, version: int = 1
    ) -> Captured:
        """Write any entry, also one that no honest phone writes."""
        beside = self._beside(pii) if pii is not None else None
        text = {
            "id": chain_bytes.new_id(_ms(self.wall)),
            "seq": self.seq + 1,
            "type": type_,
            "v": version,
            "at": {"anchor": self.anchor, "wall_ms": _ms(self.wall), "anchor_wall_ms": _ms(self.anchor_wall)},
            "body": body,
        }
        if beside:
            text["pii_commitment"] = chain_bytes.commitment(beside["salt"], beside["json"])
        return self._append(str(text["id"]), _compact(text), beside)

    def capture_again(self, entry: Captured, body: dict[str, Any] | None = None) -> Captured:
        """Write an entry again at the end of the chain, under its old id: as after a damaged chain, or to deceive."""
        old = json.loads(entry.text)
        at = {"anchor": self.anchor, "wall_ms": old["at"]["wall_ms"], "anchor_wall_ms": _ms(self.anchor_wall)}
        text = old | {"seq": self.seq + 1, "at": at} | ({"body": body} if body else {})
        return self._append(entry.id, _compact(text), entry.pii)

    def clone(self) -> Phone:
        """Return a phone with the same key and storage, as it is now."""
        twin = replace(self, captured=list(self.captured), tickets=list(self.tickets))
        twin.epoch_anchor, twin.anchor_wall = self.epoch_anchor, self.anchor_wall
        return twin

    def capture_text(self, text: str, pii: dict[str, str] | None = None) -> Captured:
        """Put any text at all into the chain, with an id that only the phone knows."""
        return self._append(chain_bytes.new_id(_ms(self.wall)), text, pii)

    def _append(self, id_: str, text: str, beside: dict[str, str] | None) -> Captured:
        entry = Captured(id_, self.seq + 1, text, chain_bytes.link(self.hash, text), beside)
        self.captured.append(entry)
        return entry

    @staticmethod
    def _beside(pii: dict[str, Any]) -> dict[str, str]:
        return {"salt": chain_bytes.spell(secrets.token_bytes(32)), "json": _compact(pii)}

    # --- the chain ---

    @property
    def seq(self) -> int:
        """How many entries this epoch has."""
        return self.captured[-1].seq if self.captured else 0

    @property
    def hash(self) -> str:
        """The head of the chain."""
        if self.captured:
            return self.captured[-1].hash
        return chain_bytes.genesis(self.device, self.person, self.epoch, self.epoch_anchor)

    @property
    def unsent(self) -> list[Captured]:
        """What the server has not acknowledged."""
        return [entry for entry in self.captured if entry.seq > self.acked_seq]

    def signed_head(self, entry: Captured | None = None) -> tuple[int, str, str]:
        """Return seq, hash and signature of the head, or of the head as it was at an entry."""
        seq, hash_ = (entry.seq, entry.hash) if entry else (self.seq, self.hash)
        message = chain_bytes.head_message(self.device, self.epoch, seq, hash_, self.anchor)
        return seq, hash_, chain_bytes.sign(self.key, message)

    # --- sending ---

    def push(self, entries: Sequence[Captured] | None = None) -> Any:
        """Send what is unsent, or just these entries, and take the answer in."""
        answer = self.send(self.batch(self.unsent if entries is None else entries))
        assert answer.status == 200, answer.text
        return answer.json

    def beat(self) -> Any:
        """Show the head alone: on a weak line it gets out where the texts do not."""
        return self.push([])

    def batch(self, entries: Sequence[Captured]) -> dict[str, Any]:
        """Return a push as it travels, so that a test can spoil it first."""
        seq, hash_, signature = self.signed_head()
        return {
            "device": self.device,
            "epoch": self.epoch,
            "head": {"seq": seq, "hash": hash_},
            "anchor": self.anchor,
            "now": {"wall_ms": _ms(self.wall)},
            "entries": [entry.on_wire() for entry in entries],
            "signature": signature,
        }

    def send(self, batch: dict[str, Any]) -> Answer:
        """Send a batch; if it was taken, keep the new anchor and what is acknowledged."""
        answer = self.line.post("/api/v1/sync/push", batch)
        if answer.status == 200:
            self.anchor, self.anchor_wall = answer.json["anchor"], self.wall
            self.acked_seq = answer.json["acked_seq"]
        return answer

    def pull(self) -> list[dict[str, Any]]:
        """Fetch all the changes since the last time."""
        changes: list[dict[str, Any]] = []
        more = True
        while more:
            answer = self.line.get(f"/api/v1/sync/pull?device={self.device}&cursor={self.cursor}")
            assert answer.status == 200, answer.text
            page = answer.json
            changes += page["changes"]
            self.cursor, more = page["cursor"], page["more"]
            self.anchor, self.anchor_wall = page["anchor"], self.wall
        return changes

    def open_epoch(self) -> None:
        """Begin a new chain after the old one was refused; what it held is written again by the test, if it wants."""
        answer = self.send_opening(self.opening(self.epoch + 1))
        assert answer.status in {200, 201}, answer.text
        self.epoch, self.epoch_anchor = answer.json["epoch"], answer.json["anchor"]
        self.anchor, self.anchor_wall = self.epoch_anchor, self.wall
        self.captured, self.acked_seq = [], 0

    def opening(self, epoch: int) -> dict[str, Any]:
        """Return the wish to open an epoch as it travels, signed, so that a test can spoil it first."""
        message = chain_bytes.epoch_message(self.device, epoch, self.anchor)
        return {"epoch": epoch, "anchor": self.anchor, "signature": chain_bytes.sign(self.key, message)}

    def send_opening(self, opening: dict[str, Any]) -> Answer:
        """Ask for an epoch; nothing of the answer is taken in."""
        return self.line.post(f"/api/v1/devices/{self.device}/epochs", opening)

    def take_tickets(self, want: int = 5) -> None:
        """Fetch tickets ahead, for codes that are shown offline."""
        answer = self.line.post("/api/v1/tickets", {"device": self.device, "want": want})
        assert answer.status in {200, 201}, answer.text
        self.tickets += answer.json["tickets"]

    def code_path(self, entry: Captured, ticket: dict[str, Any]) -> str:
        """Return the path behind the QR code of a registration."""
        seq, hash_, signature = self.signed_head(entry)
        return f"/c/{ticket['token']}.{self.epoch}.{seq}.{hash_}.{self.anchor}.{signature}"

    # --- its clock ---

    def wait(self, **duration: float) -> None:
        """Let time pass on the phone, such as `minutes=5`."""
        self.wall += timedelta(**duration)


def _ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
