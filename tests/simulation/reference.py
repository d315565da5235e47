"""What is right, worked out a second time from the bytes on the wire: answers, times, and who was first.

Written from the design, without the product's rules. Times are milliseconds. A chain is judged request by request, as
they reached the server:

    E  the newest anchor named in the chain at or before the entry, the opening one included
    k  the first receipt of its text, or of a signed head that covers it and whose own text followed within the window
    s  the wall clock corrected at its anchor, between E and k

and a chain that contradicts itself has k = s = receipt from then on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.factories import chain_bytes
from tests.simulation.journal import Journal

WINDOW_MS = 6 * 3_600_000
GRACE_MS = 24 * 3_600_000
TIE_MS = 60_000


def anchor_time(anchor: str) -> int:
    """Return the time in an anchor: its first eight bytes."""
    return int.from_bytes(chain_bytes.unspell(anchor)[:8])


@dataclass(frozen=True)
class Shown:
    """A head that reached the server. anchor_at: of the anchor that came with it."""

    seq: int
    hash: str
    anchor_at: int
    at: int
    scan: bool


@dataclass(frozen=True)
class Text:
    """A text that the server holds. anchor_at: None if it names none of its phone's anchors."""

    seq: int
    hash: str
    text: str
    at: int
    value: dict[str, Any]
    pii: dict[str, str] | None
    anchor_at: int | None
    newest_anchor_at: int


@dataclass
class Chain:
    """One epoch of one phone, as the server has seen it."""

    device: str
    person: str
    epoch: int
    opened_at: int
    genesis: str
    texts: list[Text] = field(default_factory=list)
    heads: list[Shown] = field(default_factory=list)
    closed_at: int | None = None
    distrusted_since: int | None = None
    broken_at: list[int] = field(default_factory=list)

    @property
    def acked(self) -> int:
        """How far the server holds it."""
        return len(self.texts)

    def hash_at(self, seq: int) -> str | None:
        """Return the hash of a place that is stored."""
        if seq == 0:
            return self.genesis
        return self.texts[seq - 1].hash if seq <= self.acked else None

    def stored_at(self, head: Shown) -> int | None:
        """Return when a head's own text was stored."""
        if head.seq == 0 or self.hash_at(head.seq) != head.hash:
            return None
        return self.texts[head.seq - 1].at

    def distrust(self, at: int) -> None:
        """From now on its texts count from their receipt."""
        if self.distrusted_since is None:
            self.distrusted_since = at

    # --- a push ---

    def take(self, push: dict[str, Any], at: int, anchors: dict[str, set[str]]) -> str:
        """Take a push as the design says; return the code of a refusal, or nothing."""
        head, sent = push["head"], [each["text"] for each in push["entries"]]
        start = self._start(sent)
        if sent and start > self.acked + 1:
            self._note_head(push, at, scan=False)
            return ""
        placed = self._linked(start, sent)
        code = self._fault(head, placed)
        if code:
            self.broken_at.append(at)
            if code == "forked":
                self.distrust(at)
            return code
        self._store(push, placed, at, anchors.get(self.device, set()))
        self._note_head(push, at, scan=False)
        return ""

    def scanned(self, seq: int, hash_: str, anchor: str, at: int) -> None:
        """Take a head that a code relayed; two hashes at one place are a fork."""
        stored = self.hash_at(seq)
        if stored is not None and stored != hash_:
            self.distrust(at)
            return
        self.heads.append(Shown(seq, hash_, anchor_time(anchor), at, scan=True))

    def _start(self, sent: list[str]) -> int:
        for index, text in enumerate(sent):
            value = _object(text)
            if isinstance(value.get("seq"), int):
                return int(value["seq"]) - index
        return self.acked + 1

    def _linked(self, start: int, sent: list[str]) -> dict[int, str]:
        placed: dict[int, str] = {}
        before = self.hash_at(start - 1)
        for index, text in enumerate(sent):
            before = chain_bytes.link(before or "", text)
            placed[start + index] = before
        return placed

    def _fault(self, head: dict[str, Any], placed: dict[int, str]) -> str:
        seq, hash_ = head["seq"], head["hash"]
        if placed.get(seq, hash_) != hash_ or max(placed, default=0) > seq:
            return "chain_broken"
        if self.hash_at(seq) not in {None, hash_}:
            return "forked"
        ahead: dict[int, set[str]] = {}
        for shown in self.heads:
            if shown.seq > self.acked:
                ahead.setdefault(shown.seq, set()).add(shown.hash)
        if any(self.hash_at(place) not in {None, known} for place, known in placed.items()):
            return "forked"
        return "forked" if any(ahead.get(place, {known}) != {known} for place, known in placed.items()) else ""

    def _store(self, push: dict[str, Any], placed: dict[int, str], at: int, anchors: set[str]) -> None:
        texts = dict(zip(placed, push["entries"], strict=True))
        fresh = [seq for seq in sorted(placed) if seq > self.acked]
        told = [head for head in self.heads if not head.scan and self.stored_at(head) is not None]
        newest = self.texts[-1].newest_anchor_at if self.texts else self.opened_at
        for seq in fresh:
            sent = texts[seq]
            value = _object(sent["text"])
            anchor = value.get("at", {}).get("anchor", "")
            named = anchor_time(anchor) if anchor in anchors else None
            if named is not None:
                older = named < newest or any(seq > head.seq and named < head.anchor_at for head in told)
                if older:
                    self.distrust(at)
                newest = max(newest, named)
            if _is_spoilt(value, sent.get("pii")):
                self.distrust(at)
            hash_ = placed[seq]
            self.texts.append(Text(seq, hash_, sent["text"], at, value, sent.get("pii"), named, newest))

    def _note_head(self, push: dict[str, Any], at: int, *, scan: bool) -> None:
        head = push["head"]
        self.heads.append(Shown(head["seq"], head["hash"], anchor_time(push["anchor"]), at, scan=scan))

    # --- the time of an entry ---

    def receipts(self, text: Text, device_closed_at: int | None) -> list[int]:
        """Return every counting receipt of a text, in order."""
        distrusted = self.distrusted_since is not None and text.at >= self.distrusted_since
        until = min((each for each in (self.closed_at, device_closed_at) if each is not None), default=None)
        early = [] if distrusted else [head.at for head in self.heads if self._counts(head, text, until)]
        return [*sorted(early), text.at]

    def _counts(self, head: Shown, text: Text, until: int | None) -> bool:
        stored = self.stored_at(head)
        if stored is None or head.seq < text.seq or head.at >= text.at:
            return False
        return stored - head.at <= WINDOW_MS and (until is None or head.at < until)

    def stated(self, text: Text, ruling_time: int) -> int:
        """Return the stated time."""
        if self.distrusted_since is not None and text.at >= self.distrusted_since:
            return ruling_time
        written = text.value["at"]
        stated: int = (text.anchor_at or 0) + written["wall_ms"] - written["anchor_wall_ms"]
        return max(min(text.newest_anchor_at, ruling_time), min(stated, ruling_time))

    def may_contest(self, text: Text) -> bool:
        """Say whether its stated time can open a contest."""
        distrusted = self.distrusted_since is not None and text.at >= self.distrusted_since
        return text.at - text.newest_anchor_at <= GRACE_MS and not distrusted


def _object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _is_spoilt(value: dict[str, Any], pii: dict[str, str] | None) -> bool:
    bound = value.get("pii_commitment")
    return bound is not None and (pii is None or chain_bytes.commitment(pii["salt"], pii["json"]) != bound)


@dataclass
class Claimed:
    """A complete registration that the server took, with its times."""

    id: str
    person: str
    number: str
    earliest: int
    ruling_time: int
    stated: int
    may_contest: bool
    text_at: int
    hash: str
    device: str


@dataclass
class Reference:
    """Everything the server should know, fed with the journal."""

    journal: Journal
    chains: dict[tuple[str, int], Chain] = field(default_factory=dict)
    epochs: dict[str, int] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    closed: dict[str, int] = field(default_factory=dict)
    anchors: dict[str, set[str]] = field(default_factory=dict)
    read: int = 0

    def begin(self, device: str, person: str, anchor: str, epoch: int = 1, at: int | None = None) -> None:
        """Open a chain."""
        opened = anchor_time(anchor) if at is None else at
        genesis = chain_bytes.genesis(device, person, epoch, anchor)
        self.chains[device, epoch] = Chain(device, person, epoch, opened, genesis)
        self.epochs[device] = epoch
        self.owners[device] = person
        self.anchors.setdefault(device, set()).add(anchor)

    def text_of(self, entry_id: str, person: str) -> tuple[Chain, Text] | None:
        """Return where an entry was first taken."""
        for chain, text in self.texts():
            if text.value.get("id") == entry_id and chain.person == person:
                return chain, text
        return None

    def texts(self) -> Iterator[tuple[Chain, Text]]:
        """Yield every stored text with its chain, in no order of time."""
        for chain in self.chains.values():
            for text in chain.texts:
                yield chain, text

    def claimed(self, chain: Chain, text: Text) -> Claimed:
        """Return the times of an entry."""
        ruling_time = chain.receipts(text, self.closed.get(chain.device))[0]
        return Claimed(
            id=text.value["id"],
            person=chain.person,
            number=_number(text),
            earliest=min(text.newest_anchor_at, ruling_time),
            ruling_time=ruling_time,
            stated=chain.stated(text, ruling_time),
            may_contest=chain.may_contest(text),
            text_at=text.at,
            hash=text.hash,
            device=chain.device,
        )


def _number(text: Text) -> str:
    value = json.loads(text.pii["json"]) if text.pii else {}
    return str(value.get("phone", ""))
