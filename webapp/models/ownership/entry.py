"""Entries: the exact texts that phones reported, with the verdict that each got."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Digest, ExactText, Id, IdKey, ProjectId, Word, belongs_to, written_once


@written_once
class Entry(Base):
    """One place of a chain. A retry gets the stored verdict again.

    id: the phone's; None where the text could not be read, or where an earlier place has that id already.
    anchor_at: time of the newest anchor named in the chain up to here. stated_at: the phone's clock, corrected.
    """

    __tablename__ = "entry"
    __table_args__ = (
        belongs_to("chain", "device_id", "epoch", of=("device_id", "epoch")),
        UniqueConstraint("project_id", "id"),
        Index(None, "project_id", "client_id"),
    )

    project_id: Mapped[ProjectId]
    device_id: Mapped[IdKey]
    epoch: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[Id | None]
    agent_id: Mapped[Id]
    type: Mapped[Word | None]
    text: Mapped[str] = mapped_column(ExactText)
    hash: Mapped[Digest]
    anchor_at: Mapped[datetime]
    stated_at: Mapped[datetime]
    received_at: Mapped[datetime]
    status: Mapped[Word]
    code: Mapped[Word | None]
    field: Mapped[Word | None]
    client_id: Mapped[Id | None]
