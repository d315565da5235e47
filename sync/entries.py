"""What a phone reports: one immutable entry, read strictly from the exact text that was hashed.

A text is read once and becomes an `Entry`, an `UnknownEntry` (well formed, of a type or version that this server does
not know: it is held and ruled after an upgrade), or a `Refusal` that names the field to mend.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sync import strict_json
from sync.fields import FieldError, Fields
from sync.instants import LATEST_MS, from_milliseconds, to_milliseconds
from sync.refusals import Refusal, RefusalCode

MAX_TEXT_BYTES = 4096
MAX_SEQ = 1_000_000_000
KNOWN_VERSION = 1


class EntryType(StrEnum):
    """The kinds of entry of version 1."""

    REGISTRATION = "registration"
    VISIT = "visit"
    FOLLOW_UP = "follow_up"
    WITHDRAWAL = "withdrawal"
    RELEASE = "release"


class Source(StrEnum):
    """How the client came to the office."""

    WALK_IN = "walk_in"
    PHONE_ENQUIRY = "phone_enquiry"
    REFERRAL = "referral"
    CHANNEL = "channel"
    OWN_RELATIVE = "own_relative"


class VisitKind(StrEnum):
    """Whether the client was here before."""

    FIRST_VISIT = "first_visit"
    REPEAT_VISIT = "repeat_visit"


class FollowUpChannel(StrEnum):
    """By which way the agent tried to reach the client."""

    CALL = "call"
    WECHAT = "wechat"
    MESSAGE = "message"
    MEETING = "meeting"


class FollowUpOutcome(StrEnum):
    """Whether the client was reached; only `reached` keeps the client."""

    REACHED = "reached"
    UNANSWERED = "unanswered"
    SWITCHED_OFF = "switched_off"
    REFUSED = "refused"


class WithdrawalReason(StrEnum):
    """Why an agent takes a registration back."""

    MISTAKE = "mistake"
    DUPLICATE = "duplicate"
    CLIENT_LEFT = "client_left"


class ReleaseReason(StrEnum):
    """Why an agent gives a client up."""

    NOT_INTERESTED = "not_interested"
    UNREACHABLE = "unreachable"
    BOUGHT_ELSEWHERE = "bought_elsewhere"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class WrittenAt:
    """The phone's reading of its own clock, and the anchor by which the server corrects it."""

    anchor: str
    wall_ms: int
    anchor_wall_ms: int

    def stated(self, anchor_at: datetime) -> datetime:
        """Return the stated time, the wall clock corrected by its offset at the anchor; not yet clamped."""
        return from_milliseconds(to_milliseconds(anchor_at) + self.wall_ms - self.anchor_wall_ms)


@dataclass(frozen=True, slots=True)
class RegistrationBody:
    """A client registered: where from, which ticket its code shows, which earlier registration it amends.

    `source` is None when the agent left it out: the registration is taken, and asks for it. channel: the one that came
    with the client. named: the colleague whom the client asked for.
    """

    source: Source | None
    ticket: str | None
    amends: str | None
    channel: str | None = None
    named: str | None = None


@dataclass(frozen=True, slots=True)
class VisitBody:
    """A visit of a registered client."""

    subject: str
    kind: VisitKind


@dataclass(frozen=True, slots=True)
class FollowUpBody:
    """An attempt to reach a registered client."""

    subject: str
    channel: FollowUpChannel
    outcome: FollowUpOutcome


@dataclass(frozen=True, slots=True)
class WithdrawalBody:
    """A registration taken back by the agent who made it."""

    subject: str
    reason: WithdrawalReason


@dataclass(frozen=True, slots=True)
class ReleaseBody:
    """A client given up by its owner, to the open pool; it counts at its receipt."""

    subject: str
    reason: ReleaseReason


Body = RegistrationBody | VisitBody | FollowUpBody | WithdrawalBody | ReleaseBody


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry that the rules understand. `pii_commitment` binds the personal part that travels beside the text."""

    id: str
    seq: int
    type: EntryType
    at: WrittenAt
    body: Body
    pii_commitment: str | None


@dataclass(frozen=True, slots=True)
class UnknownEntry:
    """One entry of a type or version from the future: held with its place in the chain, not ruled."""

    id: str
    seq: int
    type: str
    version: int
    at: WrittenAt
    code: RefusalCode


def parse_text(text: str) -> Entry | UnknownEntry | Refusal:
    """Read one entry's text."""
    if len(text) > MAX_TEXT_BYTES or len(text.encode("utf-8", "surrogatepass")) > MAX_TEXT_BYTES:
        return Refusal(RefusalCode.TOO_LONG)
    value = strict_json.read_object(text)
    if isinstance(value, Refusal):
        return value
    try:
        return _entry(Fields(value))
    except FieldError as error:
        return error.refusal


def _entry(fields: Fields) -> Entry | UnknownEntry:
    entry_id = fields.entry_id("id")
    seq = fields.whole("seq", 1, MAX_SEQ)
    type_name = fields.text("type", 40)
    version = fields.whole("v", 1, 1_000_000)
    at = _written_at(fields.inner("at"))
    if type_name not in _BODIES:
        return UnknownEntry(entry_id, seq, type_name, version, at, RefusalCode.TYPE_UNKNOWN)
    if version != KNOWN_VERSION:
        return UnknownEntry(entry_id, seq, type_name, version, at, RefusalCode.VERSION_UNKNOWN)
    inner = fields.inner("body")
    body = _BODIES[type_name](inner)
    inner.finish()
    commitment = fields.text("pii_commitment", 43) if fields.has("pii_commitment") else None
    fields.finish()
    return Entry(entry_id, seq, EntryType(type_name), at, body, commitment)


def _written_at(fields: Fields) -> WrittenAt:
    written = WrittenAt(
        anchor=fields.text("anchor", 64),
        wall_ms=fields.whole("wall_ms", 0, LATEST_MS),
        anchor_wall_ms=fields.whole("anchor_wall_ms", 0, LATEST_MS),
    )
    fields.finish()
    return written


def _registration(fields: Fields) -> RegistrationBody:
    source = fields.choice("source", Source) if fields.has("source") else None
    return RegistrationBody(
        source=source,
        ticket=fields.text("ticket", 64) if fields.has("ticket") else None,
        amends=fields.entry_id("amends") if fields.has("amends") else None,
        channel=_channel(fields, source),
        named=fields.entry_id("named") if fields.has("named") else None,
    )


def _channel(fields: Fields, source: Source | None) -> str | None:
    """Take the channel that escorted the client; who came by another way was escorted by none."""
    if not fields.has("channel"):
        return None
    if source not in _ESCORTED:
        raise fields.fail(RefusalCode.FIELD_VALUE, "channel")
    return fields.entry_id("channel")


_ESCORTED = frozenset({Source.CHANNEL, Source.REFERRAL})


def _visit(fields: Fields) -> VisitBody:
    return VisitBody(subject=fields.entry_id("subject"), kind=fields.choice("kind", VisitKind))


def _follow_up(fields: Fields) -> FollowUpBody:
    return FollowUpBody(
        subject=fields.entry_id("subject"),
        channel=fields.choice("channel", FollowUpChannel),
        outcome=fields.choice("outcome", FollowUpOutcome),
    )


def _withdrawal(fields: Fields) -> WithdrawalBody:
    return WithdrawalBody(subject=fields.entry_id("subject"), reason=fields.choice("reason", WithdrawalReason))


def _release(fields: Fields) -> ReleaseBody:
    return ReleaseBody(subject=fields.entry_id("subject"), reason=fields.choice("reason", ReleaseReason))


_BODIES: Mapping[str, Callable[[Fields], Body]] = {
    EntryType.REGISTRATION: _registration,
    EntryType.VISIT: _visit,
    EntryType.FOLLOW_UP: _follow_up,
    EntryType.WITHDRAWAL: _withdrawal,
    EntryType.RELEASE: _release,
}
