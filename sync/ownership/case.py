"""All the evidence about one client in one project: what the walk reads, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from enum import StrEnum
from types import MappingProxyType

from sync.ownership.acts import Act, Credit, Freeze, LinkKind
from sync.ownership.capture_time import CaptureTime
from sync.ownership.claims import Claim
from sync.policy import RuleBooks


class ContactKind(StrEnum):
    """How an agent met the client."""

    VISIT = "visit"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True, slots=True)
class Contact:
    """A visit or follow-up; only an effective one keeps the client (`sync.floor.contacts`)."""

    entry_id: str
    agent_id: str
    kind: ContactKind
    effective: bool
    capture: CaptureTime
    hash: str
    client_id: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A claim taken back; it counts at its receipt. `claim_root` is the registration that it names.

    An amendment that changes the phone takes the claim on the old number back in the same way.
    """

    claim_root: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry that was shown to who decided, with its times as they stood then."""

    claim_id: str
    ruling_time: datetime
    stated: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """A manager's decision, made online: it counts at its receipt.

    claim_id: the claim that it is for. winner_ruling_time: that claim's k as shown. listed: every entry shown.
    """

    id: str
    claim_id: str
    agent_id: str
    decided_at: datetime
    winner_ruling_time: datetime
    listed: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """The rotation's record of whose turn it was when this client came."""

    agent_id: str
    stored_at: datetime


@dataclass(frozen=True, slots=True)
class Case:
    """The evidence about one client. `zone` is the project's: it decides where a day ends.

    subject: the client that is ruled. links: other clients whose evidence is in here as well, and why. near: claims on
    clients with a number so like this one's that a manager has to look.
    """

    books: RuleBooks
    zone: tzinfo
    claims: tuple[Claim, ...]
    contacts: tuple[Contact, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    decisions: tuple[Decision, ...] = ()
    turns: tuple[Turn, ...] = ()
    acts: tuple[Act, ...] = ()
    freezes: tuple[Freeze, ...] = ()
    credits: tuple[Credit, ...] = ()
    subject: str = ""
    links: Mapping[str, LinkKind] = field(default_factory=lambda: MappingProxyType({}))
    near: tuple[Claim, ...] = ()
