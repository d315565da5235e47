"""Heads that are ahead of their texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from sync.ownership.capture_time import Via
from webapp.models.ownership import HeadReceipt
from webapp.services.work import Work

#: A page that is opened again and again within moments says nothing new. Later it may: each receipt is judged alone,
#: and a lapse may lie between two. What the phone itself shows is kept every time; it is rare enough.
SAME_OPENING = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A head as it was shown: its place, its hash, and the time of its anchor."""

    device_id: str
    epoch: int
    seq: int
    hash: str
    anchor_at: datetime


def keep_head(work: Work, head: ShownPlace, via: Via, ticket_id: str | None = None) -> bool:
    """Write down that the server holds a head from now on; say whether that is news."""
    if via is Via.SCAN and _was_just_opened(work, head):
        return False
    work.session.add(
        HeadReceipt(
            project_id=work.project_id,
            id=work.new_id(),
            device_id=head.device_id,
            epoch=head.epoch,
            seq=head.seq,
            hash=head.hash,
            anchor_at=head.anchor_at,
            received_at=work.now,
            via=via,
            ticket_id=ticket_id,
        )
    )
    return True


def _was_just_opened(work: Work, head: ShownPlace) -> bool:
    known = work.session.scalar(
        select(HeadReceipt.id)
        .where(
            HeadReceipt.project_id == work.project_id,
            HeadReceipt.device_id == head.device_id,
            HeadReceipt.epoch == head.epoch,
            HeadReceipt.seq == head.seq,
            HeadReceipt.hash == head.hash,
            HeadReceipt.via == Via.SCAN,
            HeadReceipt.received_at > work.now - SAME_OPENING,
        )
        .limit(1)
    )
    return known is not None
