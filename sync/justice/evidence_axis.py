"""One axis for all bars of a ruling, the same on the phone and on the desk (`tests/vectors/axis.json`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import floor

from sync.instants import to_milliseconds
from sync.ownership.rulings import Lane

MARGIN_SHARE = 0.08
SHORTEST_SPAN_MS = 120_000


@dataclass(frozen=True, slots=True)
class EvidenceAxis:
    """From the earliest moment that any bar knows to the latest, with a margin so that no mark at an end is cut."""

    first_ms: int
    last_ms: int

    def percent_of(self, moment: datetime) -> float:
        """Return the place of a moment in per cent of the width, to one decimal."""
        margin = max(self.last_ms - self.first_ms, SHORTEST_SPAN_MS) * MARGIN_SHARE
        start = self.first_ms - margin
        span = self.last_ms + margin - start
        share = (to_milliseconds(moment) - start) / span * 100
        return floor(share * 10 + 0.5) / 10


def evidence_axis(lanes: Iterable[Lane]) -> EvidenceAxis:
    """Lay the axis for some bars; there is at least one."""
    moments = [to_milliseconds(moment) for lane in lanes for moment in _moments(lane)]
    return EvidenceAxis(min(moments), max(moments))


def _moments(lane: Lane) -> tuple[datetime, ...]:
    known = (lane.earliest, lane.ruling_time, lane.stated, lane.text_received)
    return known if lane.scan_at is None else (*known, lane.scan_at)
