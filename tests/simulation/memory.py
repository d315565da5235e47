"""What a phone keeps through kills: its chain, its queue, its box. One write is one step: all of it or nothing."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from tests.factories import chain_bytes
from tests.simulation.entropy import SteadyKey

WAITING, SETTLED, HELD, BOXED = "waiting", "settled", "held", "boxed"


@dataclass
class Kept:
    """One entry in the phone's storage, and what the server has said about it."""

    id: str
    seq: int
    text: str
    hash: str
    pii: dict[str, str] | None
    wall_ms: int
    state: str = WAITING
    code: str | None = None

    @property
    def on_wire(self) -> dict[str, Any]:
        """The way it travels."""
        return {"text": self.text} | ({"pii": self.pii} if self.pii else {})


@dataclass
class Memory:
    """The storage of one phone."""

    device: str
    person: str
    epoch: int
    opening_anchor: str
    anchor: str
    anchor_wall_ms: int
    key: SteadyKey
    seq: int = 0
    hash: str = ""
    acked_seq: int = 0
    queue: list[Kept] = field(default_factory=list)
    tickets: list[dict[str, Any]] = field(default_factory=list)
    cursor: str = ""
    rows: dict[str, Any] = field(default_factory=dict)
    own: dict[str, Kept] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """A chain begins with what opened it."""
        self.hash = self.hash or chain_bytes.genesis(self.device, self.person, self.epoch, self.opening_anchor)

    @property
    def waiting(self) -> list[Kept]:
        """What the server has not answered for."""
        return [entry for entry in self.queue if entry.state == WAITING]

    def write(self, fields: dict[str, Any], pii: dict[str, Any] | None, wall_ms: int) -> Kept:
        """Append an entry to the chain and the queue. fields: type and body."""
        beside = {"salt": chain_bytes.spell(secrets.token_bytes(32)), "json": compact(pii)} if pii is not None else None
        entry = self.shaped(chain_bytes.new_id(wall_ms), fields, beside, wall_ms)
        self.append(entry)
        return entry

    def shaped(self, id_: str, fields: dict[str, Any], pii: dict[str, str] | None, wall_ms: int) -> Kept:
        """Return an entry as it would stand at the end of the chain now, without keeping it."""
        at = {"anchor": self.anchor, "wall_ms": wall_ms, "anchor_wall_ms": self.anchor_wall_ms}
        text = {"id": id_, "seq": self.seq + 1, "v": 1, "at": at, **fields}
        if pii:
            text["pii_commitment"] = chain_bytes.commitment(pii["salt"], pii["json"])
        spelled = compact(text)
        return Kept(id_, self.seq + 1, spelled, chain_bytes.link(self.hash, spelled), pii, wall_ms)

    def append(self, entry: Kept) -> None:
        """Keep an entry: head and queue move together."""
        self.queue.append(entry)
        self.own[entry.id] = entry
        self.seq, self.hash = entry.seq, entry.hash

    def signed_head(self, entry: Kept | None = None) -> tuple[int, str, str]:
        """Return seq, hash and signature of the head, or of the head as it was at an entry."""
        seq, hash_ = (entry.seq, entry.hash) if entry else (self.seq, self.hash)
        return seq, hash_, self.sign_head(seq, hash_)

    def sign_head(self, seq: int, hash_: str) -> str:
        """Sign any head at all."""
        message = chain_bytes.head_message(self.device, self.epoch, seq, hash_, self.anchor)
        return chain_bytes.sign(self.key, message)  # type: ignore[arg-type] # signs like a key

    def code_path(self, entry: Kept, token: str) -> str:
        """Return the address behind an entry's code."""
        seq, hash_, signature = self.signed_head(entry)
        return f"/c/{token}.{self.epoch}.{seq}.{hash_}.{self.anchor}.{signature}"

    def push(self, entries: list[Kept], wall_ms: int) -> dict[str, Any]:
        """Return a push as it travels."""
        seq, hash_, signature = self.signed_head()
        return {
            "device": self.device,
            "epoch": self.epoch,
            "head": {"seq": seq, "hash": hash_},
            "anchor": self.anchor,
            "now": {"wall_ms": wall_ms},
            "entries": [entry.on_wire for entry in entries],
            "signature": signature,
        }

    def epoch_wish(self, epoch: int) -> dict[str, Any]:
        """Return the wish to open an epoch as it travels."""
        message = chain_bytes.epoch_message(self.device, epoch, self.anchor)
        signature = chain_bytes.sign(self.key, message)  # type: ignore[arg-type] # signs like a key
        return {"epoch": epoch, "anchor": self.anchor, "signature": signature}

    def move_to(self, device: str, epoch: int, anchor: str, wall_ms: int) -> list[Kept]:
        """Go on in a new chain: what the server has not answered for is written again under its old id."""
        moving = self.waiting
        self.queue = [entry for entry in self.queue if entry.state != WAITING]
        self.device, self.epoch, self.opening_anchor, self.anchor = device, epoch, anchor, anchor
        self.anchor_wall_ms, self.seq, self.acked_seq = wall_ms, 0, 0
        self.hash = chain_bytes.genesis(device, self.person, epoch, anchor)
        for entry in moving:
            old = json.loads(entry.text) if entry.text.startswith("{") else None
            fields = {key: old[key] for key in ("type", "v", "body")} if old else {}
            again = self.shaped(entry.id, fields, entry.pii, entry.wall_ms)
            self.append(again)
        return self.waiting


def compact(value: object) -> str:
    """Spell JSON the way phones do."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
