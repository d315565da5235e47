"""Clients taken from the open pool."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from webapp.models.base import Base, Id, IdKey, ProjectId, belongs_to, written_once


@written_once
class PoolClaim(Base):
    """An agent takes a client; how many an agent takes in a day is counted by these rows."""

    __tablename__ = "pool_claim"
    __table_args__ = (
        belongs_to("client", "client_id"),
        Index(None, "project_id", "client_id"),
        Index(None, "project_id", "agent_id", "claimed_at"),
    )

    project_id: Mapped[ProjectId]
    id: Mapped[IdKey]
    client_id: Mapped[Id]
    agent_id: Mapped[Id]
    claimed_at: Mapped[datetime]
