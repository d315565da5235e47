"""A ruling the way people read it, on the phone and at the desk alike."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from sync.ownership.rulings import Lane
from sync.policy import RuleBooks
from webapp.models.ownership import Ruling, Standing
from webapp.services.ownership.rulings.names_withheld import NOBODY_NAMED, reads_names, said_to
from webapp.services.ownership.rulings.ruling_json import lane_from
from webapp.services.work import Work

Sentences = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NamedAgent:
    """An agent by name; without one where the rule book withholds it from the reader."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class LaneView:
    """A bar of evidence with its agent's name."""

    lane: Lane
    agent: NamedAgent
    is_me: bool


@dataclass(frozen=True, slots=True)
class RulingView:
    """Everything that a ruling says. settled: by now, no text that is stored later can change it."""

    number: int
    at: datetime
    reason: str
    rule: str
    rule_title: Sentences
    rule_version: int
    effective_from: datetime
    sentence: Sentences
    counterfactual: Sentences
    contested: bool
    settled: bool
    settles_at: datetime | None
    appeal_until: datetime
    appeal_where: Sentences
    lanes: tuple[LaneView, ...]


def view_ruling(  # noqa: PLR0913 - who reads it when, and what is known beside it
    ruling: Ruling,
    names: Mapping[str, str],
    books: RuleBooks,
    *,
    reader_id: str | None,
    now: datetime,
    own_lane: Lane | None = None,
) -> RulingView:
    """Put a stored ruling into the reader's view, with the reader's own bar if the ruling has no place for it."""
    evidence, said = ruling.evidence, ruling.explanation
    settles_at = datetime.fromisoformat(evidence["settles_at"]) if evidence["settles_at"] else None
    lanes = [lane_from(lane) for lane in evidence["lanes"]] + ([own_lane] if own_lane else [])
    editions = {edition.book.version: edition.effective_from for edition in books.editions}
    return RulingView(
        number=ruling.number,
        at=ruling.ruled_at,
        reason=ruling.reason,
        rule=ruling.rule,
        rule_title=said["rule_title"],
        rule_version=ruling.rule_version,
        effective_from=editions[ruling.rule_version],
        sentence=said_to(ruling, "sentence", reader_id, names),
        counterfactual=said_to(ruling, "counterfactual", reader_id, names),
        contested=ruling.contested,
        settled=not ruling.contested and settles_at is not None and now > settles_at,
        settles_at=settles_at,
        appeal_until=datetime.fromisoformat(evidence["appeal_until"]),
        appeal_where=said["appeal"],
        lanes=tuple(
            LaneView(lane, agent_named(ruling, lane.agent_id, reader_id, names), is_me=lane.agent_id == reader_id)
            for lane in lanes
        ),
    )


def latest_rulings(work: Work, client_ids: Collection[str]) -> dict[str, tuple[Standing, Ruling]]:
    """Return how each client stands, with the ruling behind it."""
    standings = work.session.scalars(
        select(Standing).where(Standing.project_id == work.project_id, Standing.client_id.in_(client_ids))
    ).all()
    if not standings:
        return {}
    rulings = work.session.scalars(
        select(Ruling).where(
            Ruling.project_id == work.project_id,
            Ruling.number.in_({standing.ruling_number for standing in standings}),
        )
    )
    by_number = {ruling.number: ruling for ruling in rulings}
    return {standing.client_id: (standing, by_number[standing.ruling_number]) for standing in standings}


def agent_named(ruling: Ruling, agent_id: str, reader_id: str | None, names: Mapping[str, str]) -> NamedAgent:
    """Return an agent as a ruling's reader may know of: the reader, or anybody where names are told."""
    if agent_id == reader_id or reads_names(ruling, reader_id):
        return NamedAgent(agent_id, names[agent_id])
    return NamedAgent(NOBODY_NAMED, NOBODY_NAMED)
