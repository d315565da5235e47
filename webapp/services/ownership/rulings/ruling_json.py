"""Outcomes of the rules as JSON and back, without loss: a stored ruling can be compared with a new run years later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from sync.ownership.capture_time import EvidenceLabel, Via
from sync.ownership.case import Listed
from sync.ownership.reasons import RULE_OF, ReasonCode
from sync.ownership.rulings import Lane, PreviousTenure, RulingOutcome
from webapp.models.ownership import Ruling


def evidence_of(outcome: RulingOutcome) -> dict[str, Any]:
    """Return what of an outcome has no column of its own."""
    return {
        "settles_at": _text(outcome.settles_at),
        "opened_at": _text(outcome.opened_at),
        "protected_until": _text(outcome.protected_until),
        "appeal_until": _text(outcome.appeal_until),
        "runner_up_id": outcome.runner_up_id,
        "previous": _plain(outcome.previous) if outcome.previous else None,
        "lanes": [_plain(lane) for lane in outcome.lanes],
        "listed": [_plain(listed) for listed in outcome.listed],
        "frozen_since": _text(outcome.frozen_since),
        "sharer_id": outcome.sharer_id,
    }


def outcome_of(ruling: Ruling) -> RulingOutcome:
    """Return the outcome that a stored ruling was made from."""
    evidence = ruling.evidence
    reason = ReasonCode(ruling.reason)
    return RulingOutcome(
        reason=reason,
        rule=RULE_OF[reason],
        rule_version=ruling.rule_version,
        owner_id=ruling.owner_id,
        claim_id=ruling.claim_id,
        runner_up_id=evidence["runner_up_id"],
        contested=ruling.contested,
        settled=False,
        settles_at=_moment(evidence["settles_at"]),
        opened_at=_moment(evidence["opened_at"]),
        protected_until=_moment(evidence["protected_until"]),
        ruled_at=ruling.ruled_at,
        appeal_until=datetime.fromisoformat(evidence["appeal_until"]),
        previous=_previous(evidence["previous"]),
        lanes=tuple(lane_from(lane) for lane in evidence["lanes"]),
        listed=tuple(_listed(listed) for listed in evidence["listed"]),
        # Rulings from before there were deals do not name them.
        frozen_since=_moment(evidence.get("frozen_since")),
        sharer_id=evidence.get("sharer_id"),
    )


def lane_from(stored: Mapping[str, Any]) -> Lane:
    """Return a stored bar of evidence."""
    return Lane(
        claim_id=stored["claim_id"],
        agent_id=stored["agent_id"],
        winner=stored["winner"],
        contests=stored["contests"],
        label=EvidenceLabel(stored["label"]),
        earliest=datetime.fromisoformat(stored["earliest"]),
        ruling_time=datetime.fromisoformat(stored["ruling_time"]),
        stated=datetime.fromisoformat(stored["stated"]),
        text_received=datetime.fromisoformat(stored["text_received"]),
        via=Via(stored["via"]),
        scan_at=_moment(stored["scan_at"]),
        answered_at=_moment(stored["answered_at"]),
        standin_id=stored.get("standin_id"),
    )


def _previous(stored: Mapping[str, Any] | None) -> PreviousTenure | None:
    if stored is None:
        return None
    return PreviousTenure(
        owner_id=stored["owner_id"],
        last_contact_at=datetime.fromisoformat(stored["last_contact_at"]),
        ended_at=datetime.fromisoformat(stored["ended_at"]),
        rule_version=stored["rule_version"],
    )


def _listed(stored: Mapping[str, Any]) -> Listed:
    ruling_time, stated = datetime.fromisoformat(stored["ruling_time"]), datetime.fromisoformat(stored["stated"])
    return Listed(stored["claim_id"], ruling_time, stated)


def _plain(value: Lane | Listed | PreviousTenure) -> dict[str, Any]:
    return {field.name: _scalar(getattr(value, field.name)) for field in fields(value)}


def _scalar(value: object) -> object:
    return _text(value) if isinstance(value, datetime) else value


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="milliseconds")


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
