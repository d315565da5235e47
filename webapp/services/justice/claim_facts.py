"""What else is known about each claim of a case: facts beside the bars, none of which decides anything."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from sync.justice.confirmation import AnswerMeaning
from sync.ownership.capture_time import EvidenceLabel, Via
from sync.ownership.case import ContactKind
from sync.ownership.rulings import Lane
from webapp.models.floor import Contact
from webapp.models.justice import Decision, Signal
from webapp.models.ownership import Client, Registration, Ruling
from webapp.services.justice.signals import SignalKind
from webapp.services.ownership.rulings.client_answers import client_answers
from webapp.services.work import Work

LOOK_BACK = timedelta(days=90)
#: Signals that speak against a person's clock or chain.
CLOCK_AND_CHAIN = (
    SignalKind.CLOCK_STEPPED,
    SignalKind.ANCHOR_CONTRADICTED,
    SignalKind.COMMITMENT_BROKEN,
    SignalKind.CHAIN_BROKEN,
    SignalKind.CHAIN_FORKED,
    SignalKind.SIGNATURE_INVALID,
    SignalKind.SELF_CONFIRM,
    SignalKind.STAFF_NUMBER,
    SignalKind.ONE_BROWSER,
)


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """Facts about one claim and its agent.

    offline_for: how long the text was away from the server at most; None for one that was sent on the spot.
    answer: what the client's answer means for it, None without one. contests, lost: of the agent with other clients,
    in LOOK_BACK.
    """

    claim_id: str
    offline_for: timedelta | None
    scan_at: datetime | None
    answer: AnswerMeaning | None
    visits: int
    follow_ups: int
    signals: tuple[tuple[SignalKind, int], ...]
    contests: int
    lost: int


def gather_facts(work: Work, client_id: str, lanes: Iterable[Lane]) -> dict[str, ClaimFacts]:
    """Return the facts by claim."""
    bars = list(lanes)
    agents = {lane.agent_id for lane in bars}
    answers = _answers(work, client_id)
    contacts = _contacts(work, client_id)
    signals = _signals(work, agents)
    contests, lost = _contests(work, client_id)
    return {
        lane.claim_id: ClaimFacts(
            claim_id=lane.claim_id,
            offline_for=_offline_for(lane),
            scan_at=lane.scan_at,
            answer=answers.get(lane.claim_id),
            visits=contacts[lane.agent_id, True],
            follow_ups=contacts[lane.agent_id, False],
            signals=tuple(sorted(signals[lane.agent_id].items())),
            contests=contests[lane.agent_id],
            lost=lost[lane.agent_id],
        )
        for lane in bars
    }


def _offline_for(lane: Lane) -> timedelta | None:
    on_the_spot = lane.via is Via.TEXT and lane.label is EvidenceLabel.PROVEN
    return None if on_the_spot else lane.text_received - lane.earliest


def _answers(work: Work, client_id: str) -> dict[str, AnswerMeaning]:
    rows = work.session.execute(
        select(Registration.entry_id, Registration.ticket_id).where(
            Registration.project_id == work.project_id,
            Registration.client_id == client_id,
            Registration.ticket_id.is_not(None),
        )
    )
    registered_by = {row.ticket_id: row.entry_id for row in rows}
    client = work.session.get_one(Client, (work.project_id, client_id))
    heard = client_answers(work, dict.fromkeys(registered_by, client))
    return {registered_by[ticket_id]: each.meaning for ticket_id, each in heard.items()}


def _contacts(work: Work, client_id: str) -> Counter[tuple[str, bool]]:
    """Count effective contacts, by agent and whether they were visits."""
    rows = work.session.execute(
        select(Contact.agent_id, Contact.kind).where(
            Contact.project_id == work.project_id, Contact.client_id == client_id, Contact.effective.is_(True)
        )
    )
    return Counter((row.agent_id, row.kind != ContactKind.FOLLOW_UP) for row in rows)


def _signals(work: Work, agents: Collection[str]) -> Mapping[str, Counter[SignalKind]]:
    rows = work.session.execute(
        select(Signal.person_id, Signal.kind).where(
            Signal.project_id == work.project_id,
            Signal.at > work.now - LOOK_BACK,
            Signal.person_id.in_(agents),
            Signal.kind.in_(CLOCK_AND_CHAIN),
        )
    )
    found: dict[str, Counter[SignalKind]] = defaultdict(Counter)
    for person_id, kind in rows:
        found[person_id or ""][SignalKind(kind)] += 1
    return found


def _contests(work: Work, client_id: str) -> tuple[Counter[str], Counter[str]]:
    """Count other decided cases in which agents had a bar, and those of them that went to somebody else."""
    rows = work.session.execute(
        select(Decision.agent_id, Ruling.evidence)
        .join(Ruling, (Ruling.project_id == Decision.project_id) & (Ruling.number == Decision.ruling_number))
        .where(
            Decision.project_id == work.project_id,
            Decision.decided_at > work.now - LOOK_BACK,
            Decision.client_id != client_id,
        )
    )
    took_part: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    for winner, evidence in rows:
        parties = {lane["agent_id"] for lane in evidence["lanes"]}
        took_part.update(parties)
        lost.update(parties - {winner})
    return took_part, lost
