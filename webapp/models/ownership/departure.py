"""Agents who left."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from webapp.models.base import Base, Id, IdKey, ProjectId, belongs_to, written_once


@written_once
class Departure(Base):
    """An agent leaves: what the agent owns goes to the successor, or to the open pool without one."""

    __tablename__ = "departure"
    __table_args__ = (belongs_to("person", "agent_id"),)

    project_id: Mapped[ProjectId]
    id: Mapped[IdKey]
    agent_id: Mapped[Id]
    departed_at: Mapped[datetime]
    successor_id: Mapped[Id | None]
    made_by: Mapped[Id]
    reason_sealed: Mapped[str | None]
