"""Disputes that were closed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from webapp.models.base import Base, Id, IdKey, ProjectId, Word, belongs_to, written_once


@written_once
class DisputeEnd(Base):
    """How a dispute ended: upheld, dismissed or withdrawn."""

    __tablename__ = "dispute_end"
    __table_args__ = (
        belongs_to("dispute", "dispute_id"),
        belongs_to("client", "client_id"),
        Index(None, "project_id", "client_id"),
    )

    project_id: Mapped[ProjectId]
    dispute_id: Mapped[IdKey]
    client_id: Mapped[Id]
    ended_at: Mapped[datetime]
    ended_by: Mapped[Id]
    outcome: Mapped[Word]
    reason_sealed: Mapped[str]
