"""Phone and desk draw the same evidence in the same place."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sync.justice.evidence_axis import evidence_axis
from sync.ownership.capture_time import EvidenceLabel, Via
from sync.ownership.rulings import Lane
from tests.vectors import load


def lane(row: dict[str, Any]) -> Lane:
    return Lane(
        claim_id=row["claim"],
        agent_id=row["claim"],
        winner=False,
        contests=False,
        label=EvidenceLabel.STATED,
        earliest=datetime.fromisoformat(row["earliest"]),
        ruling_time=datetime.fromisoformat(row["ruling_time"]),
        stated=datetime.fromisoformat(row["stated"]),
        text_received=datetime.fromisoformat(row["text_received"]),
        via=Via.TEXT,
        scan_at=datetime.fromisoformat(row["scan_at"]) if row["scan_at"] else None,
        answered_at=None,
    )


def test_phone_and_desk_place_every_moment_alike() -> None:
    for row in load("axis")["axes"]:
        axis = evidence_axis([lane(each) for each in row["lanes"]])
        assert (axis.first_ms, axis.last_ms) == (row["first_ms"], row["last_ms"]), row
        for place in row["places"]:
            assert axis.percent_of(datetime.fromisoformat(place["at"])) == place["percent"], place
            assert 0 < place["percent"] < 100, place
