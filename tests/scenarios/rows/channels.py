"""Channels beside the inside owner: who is credited, and with what the others are refused (30 to 36)."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.scenarios.channelling import Comes, Reports
from tests.scenarios.facts import Fact, Registers, Row, Visits


@dataclass(frozen=True)
class Credited:
    """Who is credited at a moment, and by which reason. refused: what became of other channels' reports."""

    at: str
    channel: str | None
    reason: str
    refused: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ChannelRow:
    """A row about a channel's credit. inside: what the agents did. numbered: the client has given the full number.

    told: who of the agents has a notice of what became of a report for the office's own channel.
    """

    number: str
    story: str
    reports: tuple[Reports, ...]
    comes: tuple[Comes, ...]
    says: Credited
    inside: tuple[Fact, ...] = ()
    book: dict[str, object] = field(default_factory=dict)
    numbered: bool = True
    signals: tuple[str, ...] = ()
    told: str = ""

    @property
    def title(self) -> str:
        """What is printed if it fails."""
        return f"{self.number}: {self.story}"

    @property
    def inside_row(self) -> Row:
        """The same client as the agents know it."""
        return Row(self.number, self.story, self.inside, (), self.book)


#: Of a channel nobody is accused by name: whoever looks reads which channel it was.
SUSPECT = ("interception_suspect",)
A_AT_10 = (Registers("A", "0 10:00"), Visits("A", "0 10:10"))

ROWS = (
    ChannelRow(
        "30",
        "X reports the full number at 09:00 and escorts at 10:00",
        (Reports("X", "0 09:00"),),
        (Comes("0 10:00", "X"),),
        Credited("0 10:30", "X", "report_stands"),
        A_AT_10,
    ),
    ChannelRow(
        "31",
        "A registers a walk-in at 10:00; X reports the same number at 10:20",
        (Reports("X", "0 10:20"),),
        (Comes("0 10:00"),),
        Credited("0 10:30", None, "in_protection"),
        A_AT_10,
        signals=SUSPECT,
    ),
    ChannelRow(
        "32",
        "X reports at 09:58 and the client comes alone at 10:00",
        (Reports("X", "0 09:58"),),
        (Comes("0 10:00"),),
        Credited("0 10:30", None, "interception_gap"),
        A_AT_10,
        signals=SUSPECT,
    ),
    ChannelRow(
        "32",
        "the office's own channel, reported by B on the phone, fails the gap as well, and B is told",
        (Reports("O", "0 09:58", kind="own", by="B"),),
        (Comes("0 10:00"),),
        Credited("0 10:30", None, "interception_gap"),
        A_AT_10,
        signals=SUSPECT,
        told="B",
    ),
    ChannelRow(
        "32",
        "with a gap rule of one minute the report stands",
        (Reports("X", "0 09:58"),),
        (Comes("0 10:00"),),
        Credited("0 10:30", "X", "report_stands"),
        A_AT_10,
        {"interception_gap_minutes": 1},
    ),
    ChannelRow(
        "33",
        "X reports only a mask, and the client comes without X: it fits this client as it may fit others",
        (Reports("X", "0 09:00", masked=True),),
        (Comes("2 10:00"),),
        Credited("2 10:30", None, "mask_only"),
        (Registers("A", "2 10:00"),),
    ),
    ChannelRow(
        "33",
        "two clients of A and B fit X's mask: neither is blocked, and X is credited with none",
        (Reports("X", "0 12:00", masked=True),),
        (Comes("0 10:00"),),
        Credited("0 12:30", None, "mask_only"),
        (*A_AT_10, Registers("B", "0 11:00", "138 7777 5678", surname="李")),
    ),
    ChannelRow(
        "34",
        "X reports a mask on day 0 and brings the number on day 3; A had registered the client on day 1",
        (Reports("X", "0 09:00", masked=True),),
        (Comes("1 10:00"), Comes("3 10:00", "X")),
        Credited("3 10:30", "X", "report_stands"),
        (Registers("A", "1 10:00"), Visits("A", "1 10:10")),
    ),
    ChannelRow(
        "34",
        "where the first visit decides, nobody escorted it",
        (Reports("X", "0 09:00", masked=True),),
        (Comes("1 10:00"), Comes("3 10:00", "X")),
        Credited("3 10:30", None, "walk_in"),
        (Registers("A", "1 10:00"), Visits("A", "1 10:10")),
        {"channel_mode": "visit_wins"},
    ),
    ChannelRow(
        "35",
        "two channels report, the first visit decides, and the second one escorts it",
        (Reports("X", "0 09:00"), Reports("Y", "0 09:30")),
        (Comes("1 10:00", "Y"),),
        Credited("1 10:30", "Y", "report_stands", refused=(("X", "escorted_by_another"),)),
        (Registers("A", "1 10:00"),),
        {"channel_mode": "visit_wins"},
    ),
    ChannelRow(
        "35",
        "the first report was for the own channel by B: B is told that another channel escorted the client",
        (Reports("O", "0 09:00", kind="own", by="B"), Reports("Y", "0 09:30")),
        (Comes("1 10:00", "Y"),),
        Credited("1 10:30", "Y", "report_stands", refused=(("O", "escorted_by_another"),)),
        (Registers("A", "1 10:00"),),
        {"channel_mode": "visit_wins"},
        told="B",
    ),
    ChannelRow(
        "35",
        "where the report protects, the first report stands and the second is told",
        (Reports("X", "0 09:00"), Reports("Y", "0 09:30")),
        (Comes("1 10:00", "Y"),),
        Credited("1 10:30", "X", "report_stands", refused=(("Y", "reported_by_another"),)),
        (Registers("A", "1 10:00"),),
    ),
    ChannelRow(
        "36",
        "the client was here in September; a public referrer recommends it in February, look-back 60 days",
        (Reports("R", "150 09:00", valid_until="160 00:00", kind="public_referral"),),
        (Comes("0 10:00"), Comes("152 10:00", "R")),
        Credited("152 10:30", "R", "referral_valid"),
        (*A_AT_10, Registers("B", "152 10:00")),
    ),
    ChannelRow(
        "36",
        "within the look-back the recommendation is none",
        (Reports("R", "50 09:00", valid_until="60 00:00", kind="public_referral"),),
        (Comes("0 10:00"), Comes("52 10:00", "R")),
        Credited("52 10:30", None, "in_protection"),
        (*A_AT_10, Registers("B", "52 10:00")),
    ),
    ChannelRow(
        "30+",
        "X's report has run out before the client comes",
        (Reports("X", "0 09:00"),),
        (Comes("8 10:00", "X"),),
        Credited("8 10:30", None, "report_expired"),
        (Registers("A", "8 10:00"),),
    ),
    ChannelRow(
        "30+",
        "X brings a client whom nobody had reported",
        (),
        (Comes("0 10:00", "X"),),
        Credited("0 10:30", None, "walk_in"),
        (Registers("A", "0 10:00"),),
    ),
    ChannelRow(
        "30+",
        "X brings a client who gives no number",
        (),
        (Comes("0 10:00", "X"),),
        Credited("0 10:30", None, "full_number_missing"),
        (Registers("A", "0 10:00", number=""),),
        numbered=False,
    ),
)
