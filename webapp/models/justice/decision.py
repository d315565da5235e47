"""What managers decided."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Id, IdKey, Json, ProjectId, belongs_to, written_once


@written_once
class Decision(Base):
    """A contested case settled. listed: every claim that was shown, with its times as they stood then."""

    __tablename__ = "decision"
    __table_args__ = (belongs_to("client", "client_id"), Index(None, "project_id", "client_id"))

    project_id: Mapped[ProjectId]
    id: Mapped[IdKey]
    client_id: Mapped[Id]
    claim_id: Mapped[Id]
    agent_id: Mapped[Id]
    decided_by: Mapped[Id]
    decided_at: Mapped[datetime]
    ruling_number: Mapped[int] = mapped_column(BigInteger)
    winner_ruling_time: Mapped[datetime]
    listed: Mapped[Json]
    reason_sealed: Mapped[str]
