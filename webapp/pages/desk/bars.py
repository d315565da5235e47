"""The bars of a ruling as a template draws them: every place in per cent, every time as text.

The same axis, marks and words as on the phone (`views/justice/evidence.js`), so that both look at one picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from sync.instants import from_milliseconds
from sync.justice.evidence_axis import EvidenceAxis, evidence_axis
from sync.ownership.capture_time import EvidenceLabel
from sync.ownership.rulings import Lane
from webapp import words
from webapp.pages.times import Times
from webapp.services.ownership.rulings.ruling_view import LaneView

#: Two labels closer than this run into each other on a 320 px screen.
LABEL_ROOM_PERCENT = 20
_EDGE_PERCENT = 10


@dataclass(frozen=True, slots=True)
class EvidenceWord:
    """How good a claim's evidence is. key: the word's; solid: somebody besides the agent vouches for it."""

    key: str
    tone: str
    solid: bool


WORDS: Mapping[EvidenceLabel, EvidenceWord] = MappingProxyType(
    {
        EvidenceLabel.PROVEN: EvidenceWord("file.label_proven", "jade", solid=True),
        EvidenceLabel.WITNESSED: EvidenceWord("file.label_witnessed", "jade", solid=True),
        EvidenceLabel.STATED: EvidenceWord("file.label_stated", "amber", solid=False),
        EvidenceLabel.IMPORTED: EvidenceWord("file.label_imported", "slate", solid=True),
    }
)


@dataclass(frozen=True, slots=True)
class TimeUnder:
    """A time beneath a bar."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One claim. Places are per cent of the width; `rival` carries the winner's ruling time through the other lanes."""

    claim_id: str
    name: str
    winner: bool
    words: tuple[EvidenceWord, ...]
    start: float
    width: float
    end: float
    stated: float
    text: float | None
    scan: float | None
    rival: float | None
    in_words: str
    times: tuple[TimeUnder, ...]

    @property
    def word(self) -> EvidenceWord:
        """The word that colours the bar."""
        return self.words[0]


@dataclass(frozen=True, slots=True)
class AxisLabel:
    """A time on the axis. side: towards where it leans, so that it is not cut."""

    place: float
    text: str
    wins: bool
    side: str


@dataclass(frozen=True, slots=True)
class Bars:
    """All bars of a ruling over one axis."""

    lanes: tuple[Bar, ...]
    labels: tuple[AxisLabel, ...]
    scanned: bool


def bars_of(lanes: Iterable[LaneView], times: Times) -> Bars | None:
    """Lay out the bars; None where nobody claims the client."""
    views = tuple(lanes)
    if not views:
        return None
    axis = evidence_axis(view.lane for view in views)
    winner = next((view.lane for view in views if view.lane.winner), None)
    one_day = times.same_day(from_milliseconds(axis.first_ms), from_milliseconds(axis.last_ms))
    write = times.clock if one_day else times.short
    return Bars(
        lanes=tuple(_bar(view, axis, winner, times, write) for view in views),
        labels=tuple(_labels(views, axis, write)),
        scanned=any(view.lane.scan_at is not None for view in views),
    )


Write = Callable[[datetime], str]


def _bar(view: LaneView, axis: EvidenceAxis, winner: Lane | None, times: Times, write: Write) -> Bar:
    lane = view.lane
    start, end, text = (axis.percent_of(at) for at in (lane.earliest, lane.ruling_time, lane.text_received))
    return Bar(
        claim_id=lane.claim_id,
        name=view.agent.name,
        winner=lane.winner,
        words=_words(lane),
        start=start,
        width=round(end - start, 1),
        end=end,
        stated=axis.percent_of(lane.stated),
        text=text if text > end else None,
        scan=axis.percent_of(lane.scan_at) if lane.scan_at else None,
        rival=axis.percent_of(winner.ruling_time) if winner is not None and not lane.winner else None,
        in_words=_in_words(view, times.language, write),
        times=(
            TimeUnder("file.time_earliest", write(lane.earliest)),
            TimeUnder("file.time_stated", write(lane.stated)),
            TimeUnder("file.time_latest", write(lane.ruling_time)),
            TimeUnder("file.time_text", write(lane.text_received)),
        ),
    )


def _words(lane: Lane) -> tuple[EvidenceWord, ...]:
    """Return every word that a claim has earned: how sure its time is, and whether the client vouches for it."""
    word, witnessed = WORDS[lane.label], WORDS[EvidenceLabel.WITNESSED]
    vouched = lane.answered_at is not None and word is not witnessed
    return (word, witnessed) if vouched else (word,)


def _in_words(view: LaneView, language: str, write: Write) -> str:
    lane = view.lane
    said = words.say(
        language,
        "file.bar",
        who=view.agent.name,
        earliest=write(lane.earliest),
        latest=write(lane.ruling_time),
        stated=write(lane.stated),
        text=write(lane.text_received),
    )
    return said + (words.say(language, "file.bar_scan", scan=write(lane.scan_at)) if lane.scan_at else "")


def _labels(views: tuple[LaneView, ...], axis: EvidenceAxis, write: Write) -> Iterator[AxisLabel]:
    """Yield the winner's ruling time, the others' and the ends, as far as there is room for them."""
    by_weight = sorted((view.lane for view in views), key=lambda lane: not lane.winner)
    wanted = [(lane.ruling_time, lane.winner) for lane in by_weight]
    wanted += [(from_milliseconds(end), False) for end in (axis.first_ms, axis.last_ms)]
    placed: list[float] = []
    for at, wins in wanted:
        place = axis.percent_of(at)
        if all(abs(place - other) >= LABEL_ROOM_PERCENT for other in placed):
            placed.append(place)
            yield AxisLabel(place, write(at), wins, _side(place))


def _side(place: float) -> str:
    if place < _EDGE_PERCENT:
        return "start"
    return "end" if place > 100 - _EDGE_PERCENT else "middle"
