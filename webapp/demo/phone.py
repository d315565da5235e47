"""A phone of the demo office: writes, hashes, signs and sends as a real one does, but calls the jobs directly."""

from __future__ import annotations

import json
import secrets
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from sync import base64url, chain
from sync.instants import to_milliseconds
from webapp.services.justice.tickets import IssuedTicket, issue_tickets
from webapp.services.ownership.wire.accept_batch import accept_batch
from webapp.services.ownership.wire.batch import Push, Sent, Status, Taken
from webapp.services.people.devices import enrol
from webapp.services.work import Actor, Work

COORDINATE_BYTES = 32


@dataclass(frozen=True, slots=True)
class Written:
    """An entry in the phone's chain."""

    id: str
    seq: int
    hash: str
    ticket: IssuedTicket | None


@dataclass
class DemoPhone:
    """One enrolled phone. `ahead` is how far its clock runs ahead of the true time."""

    actor: Actor
    key: ec.EllipticCurvePrivateKey
    device: str
    epoch: int
    anchor: str
    anchor_wall_ms: int
    hash: str
    seq: int = 0
    ahead: timedelta = timedelta(0)
    online: bool = True
    unsent: list[Sent] = field(default_factory=list)
    tickets: deque[IssuedTicket] = field(default_factory=deque)

    @classmethod
    def enrol(cls, work: Work, actor: Actor, code: str, label: str) -> DemoPhone:
        """Enrol with a code from the manager."""
        key = ec.generate_private_key(ec.SECP256R1())
        opened = enrol(work, actor, code, _jwk(key), label)
        genesis = chain.genesis(device=opened.device, person=actor.person_id, epoch=opened.epoch, anchor=opened.anchor)
        return cls(actor, key, opened.device, opened.epoch, opened.anchor, to_milliseconds(work.now), genesis)

    def write(self, work: Work, type_: str, body: Mapping[str, str | None], personal: Mapping[str, str]) -> Written:
        """Append an entry to the chain; nothing is sent."""
        ticket = self.tickets.popleft() if "ticket" in body and self.tickets else None
        salt, pii_json = base64url.encode(secrets.token_bytes(chain.SALT_BYTES)), _compact(personal)
        id_, self.seq = work.new_id(), self.seq + 1
        at = {"anchor": self.anchor, "wall_ms": self._wall_ms(work.now), "anchor_wall_ms": self.anchor_wall_ms}
        beside = {"pii_commitment": chain.commitment(salt, pii_json)} if personal else {}
        told = {**body, **({"ticket": ticket.id} if ticket else {})}
        text = _compact({"id": id_, "seq": self.seq, "type": type_, "v": 1, "at": at, "body": told, **beside})
        self.hash = chain.link(self.hash, text)
        self.unsent.append(Sent(text, salt, pii_json) if personal else Sent(text))
        return Written(id_, self.seq, self.hash, ticket)

    def send(self, work: Work) -> None:
        """Send what is unsent, if there is signal; with nothing to send it is a beat."""
        if self.online:
            self._push(work, tuple(self.unsent))
            self.unsent.clear()

    def beat(self, work: Work) -> None:
        """Send the head alone: on a weak line it gets out where texts do not."""
        self._push(work, ())

    def take_tickets(self, work: Work, want: int) -> None:
        """Fetch tickets ahead."""
        self.tickets = deque(issue_tickets(work, self.actor, self.device, want))

    def code(self, written: Written) -> str | None:
        """Return what stands behind the QR code of a registration, if it has a ticket."""
        if written.ticket is None:
            return None
        signature = base64url.encode(self._sign(written.seq, written.hash))
        return f"{written.ticket.token}.{self.epoch}.{written.seq}.{written.hash}.{self.anchor}.{signature}"

    def _push(self, work: Work, entries: tuple[Sent, ...]) -> None:
        wall_ms = self._wall_ms(work.now)
        signature = self._sign(self.seq, self.hash)
        push = Push(self.device, self.epoch, self.seq, self.hash, self.anchor, wall_ms, entries, signature)
        taken = accept_batch(work, self.actor, push)
        if not isinstance(taken, Taken) or any(verdict.status is not Status.APPLIED for verdict in taken.verdicts):
            message = f"the server refused what the demo phone of {self.actor.staff_number} sent: {taken}"
            raise RuntimeError(message)
        self.anchor, self.anchor_wall_ms = taken.anchor, wall_ms

    def _wall_ms(self, now: datetime) -> int:
        return to_milliseconds(now + self.ahead)

    def _sign(self, seq: int, hash_: str) -> bytes:
        message = chain.head_message(device=self.device, epoch=self.epoch, seq=seq, hash_=hash_, anchor=self.anchor)
        r, s = decode_dss_signature(self.key.sign(message, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(COORDINATE_BYTES, "big") + s.to_bytes(COORDINATE_BYTES, "big")


def _jwk(key: ec.EllipticCurvePrivateKey) -> dict[str, str]:
    numbers = key.public_key().public_numbers()
    x, y = (base64url.encode(number.to_bytes(COORDINATE_BYTES, "big")) for number in (numbers.x, numbers.y))
    return {"kty": "EC", "crv": "P-256", "x": x, "y": y}


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
