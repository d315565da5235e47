"""Write evidence the way people tell it: agents by a letter, times by the clock of the office, days by number."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sync.entries import Source
from sync.ownership.capture_time import CaptureEvidence, CaptureTime, HeadReceipt, Via, capture_time
from sync.ownership.case import Case, Contact, ContactKind, Decision, Listed, Turn, Withdrawal
from sync.ownership.claims import Claim, ClaimKind, Registration
from sync.policy import Edition, RuleBook, RuleBooks

ZONE = ZoneInfo("Asia/Shanghai")
BOOK = RuleBook()
DAY_0 = datetime(2026, 11, 2, tzinfo=ZONE)


def at(clock: str, day: int = 0) -> datetime:
    """Return a moment of the office's day, such as `at("10:00", 1)` or `at("10:00:05")`."""
    hours, minutes, seconds = (int(part) for part in f"{clock}:00".split(":")[:3])
    local = DAY_0 + timedelta(days=day, hours=hours, minutes=minutes, seconds=seconds)
    return local.astimezone(UTC)


def captured(  # noqa: PLR0913 - a story has as many parts as it has
    stated: datetime,
    text: datetime | None = None,
    *,
    anchor: datetime | None = None,
    heads: Iterable[datetime] = (),
    scans: Iterable[datetime] = (),
    answered: datetime | None = None,
    heads_until: datetime | None = None,
    distrusted_since: datetime | None = None,
    book: RuleBook = BOOK,
) -> CaptureTime:
    """Weigh a capture; without a text time it was online, without an anchor the anchor was a minute old."""
    received = stated if text is None else text
    shown = [HeadReceipt(1, each, received, Via.HEAD) for each in heads]
    shown += [HeadReceipt(1, each, received, Via.SCAN) for each in scans]
    evidence = CaptureEvidence(
        seq=1,
        earliest=stated - timedelta(minutes=1) if anchor is None else anchor,
        stated=stated,
        text_received=received,
        heads=tuple(shown),
        heads_until=heads_until,
        distrusted_since=distrusted_since,
        answered_at=answered,
    )
    return capture_time(evidence, book)


def claim(agent: str, capture: CaptureTime, *, id_: str = "", source: Source = Source.WALK_IN) -> Claim:
    """Return an agent's claim; its id is the agent's letter unless there are several."""
    name = id_ or agent
    return Claim(name, name, agent, ClaimKind.REGISTRATION, source, capture, hash=f"hash of {name}")


def registration(  # noqa: PLR0913 - as above
    entry_id: str,
    agent: str,
    capture: CaptureTime,
    *,
    complete: bool = True,
    phone: str | None = "P",
    amends: str | None = None,
    source: Source | None = Source.WALK_IN,
) -> Registration:
    """Return a stored registration."""
    return Registration(entry_id, agent, phone, complete, source, capture, f"hash of {entry_id}", amends)


def visit(agent: str, capture: CaptureTime) -> Contact:
    """Return a visit received by an agent."""
    return _contact(agent, ContactKind.VISIT, capture, effective=True)


def call(agent: str, capture: CaptureTime, *, effective: bool = True) -> Contact:
    """Return a call by an agent; an ineffective one did not reach the client."""
    return _contact(agent, ContactKind.FOLLOW_UP, capture, effective=effective)


def _contact(agent: str, kind: ContactKind, capture: CaptureTime, *, effective: bool) -> Contact:
    name = f"{kind} by {agent} {capture.stated}"
    return Contact(name, agent, kind, effective=effective, capture=capture, hash=f"hash of {name}")


def decision(winner: Claim, decided_at: datetime, *shown: Claim) -> Decision:
    """Return a decision for a claim on everything shown, the winner included."""
    listed = tuple(Listed(each.id, each.ruling_time, each.capture.stated) for each in (winner, *shown))
    return Decision(f"decision {decided_at}", winner.id, winner.agent_id, decided_at, winner.ruling_time, listed)


def books_of(book: RuleBook = BOOK, *later: Edition) -> RuleBooks:
    """Return the editions of an office that began long ago."""
    return RuleBooks((Edition(at("00:00", -365), book), *later))


def case(  # noqa: PLR0913 - as above
    *claims: Claim,
    contacts: tuple[Contact, ...] = (),
    withdrawals: tuple[Withdrawal, ...] = (),
    decisions: tuple[Decision, ...] = (),
    turns: tuple[Turn, ...] = (),
    book: RuleBook = BOOK,
    later: tuple[Edition, ...] = (),
) -> Case:
    """Return the evidence about one client."""
    return Case(books_of(book, *later), ZONE, claims, contacts, withdrawals, decisions, turns)
