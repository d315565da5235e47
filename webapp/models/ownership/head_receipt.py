"""Signed heads that reached the server ahead of their texts, or through a client's scan."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Digest, Id, IdKey, ProjectId, Word, belongs_to, written_once


@written_once
class HeadReceipt(Base):
    """One head at one moment; `anchor_at` is the newest anchor that the phone held when it signed."""

    __tablename__ = "head_receipt"
    __table_args__ = (
        belongs_to("chain", "device_id", "epoch", of=("device_id", "epoch")),
        Index(None, "project_id", "device_id", "epoch", "seq"),
    )

    project_id: Mapped[ProjectId]
    id: Mapped[IdKey]
    device_id: Mapped[Id]
    epoch: Mapped[int]
    seq: Mapped[int]
    hash: Mapped[Digest]
    anchor_at: Mapped[datetime]
    received_at: Mapped[datetime]
    via: Mapped[Word]
    ticket_id: Mapped[str | None] = mapped_column(String(16))
