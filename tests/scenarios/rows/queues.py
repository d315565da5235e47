"""What a phone has written without signal and sends when it has some: in which order, and what is spoilt (59)."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Push:
    """Entries from one place to another, the last one included, sent at once. says: each status, and how many.

    code: with which the whole push is refused. acked: up to where the server has the queue then.
    """

    first: int
    last: int
    says: dict[str, int] = field(default_factory=dict)
    code: str = ""
    acked: int = 0


@dataclass(frozen=True)
class QueueRow:
    """A queue of registrations. corrupt: places that no one can read. revoked: before anything of it was sent.

    clients: how many of its clients the phone's agent has in the end. signals: what the manager is told looks wrong.
    """

    number: str
    story: str
    entries: int
    pushes: tuple[Push, ...]
    clients: int
    corrupt: tuple[int, ...] = ()
    revoked: bool = False
    signals: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What is printed if it fails."""
        return f"{self.number}: {self.story}"


NINETY_NINE = {"applied": 99, "rejected": 1}

ROWS = (
    QueueRow(
        "59",
        "200 entries: the second hundred arrives first, the first one twice; one is spoilt, and it alone is refused",
        200,
        (
            Push(101, 200, {}, acked=0),
            Push(1, 100, NINETY_NINE, acked=100),
            Push(101, 200, {"applied": 100}, acked=200),
            Push(1, 100, {"duplicate": 99, "rejected": 1}, acked=200),
        ),
        clients=199,
        corrupt=(57,),
        signals=("many_numbers_held",),
    ),
    QueueRow(
        "59",
        "pushes overlap: what is known is said again, and what is new goes on from there",
        60,
        (
            Push(1, 40, {"applied": 39, "rejected": 1}, acked=40),
            Push(21, 60, {"applied": 20, "duplicate": 19, "rejected": 1}, acked=60),
        ),
        clients=59,
        corrupt=(30,),
    ),
    QueueRow(
        "59",
        "the whole queue is spoilt but for the last entry, and that is taken",
        5,
        (Push(1, 5, {"applied": 1, "rejected": 4}, acked=5),),
        clients=1,
        corrupt=(1, 2, 3, 4),
    ),
    QueueRow(
        "59",
        "the phone was revoked: nothing of its queue is taken, nothing is lost, it stays on the phone to be looked at "
        "(nothing else takes it in: there is no quarantine)",
        5,
        (Push(1, 5, code="device_closed"),),
        clients=0,
        revoked=True,
    ),
)
