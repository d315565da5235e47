"""Agents who came back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from webapp.models.base import Base, Id, IdKey, ProjectId, belongs_to, written_once


@written_once
class Readmission(Base):
    """An agent who had left works here again: what the agent claims from then on counts."""

    __tablename__ = "readmission"
    __table_args__ = (belongs_to("person", "agent_id"),)

    project_id: Mapped[ProjectId]
    id: Mapped[IdKey]
    agent_id: Mapped[Id]
    readmitted_at: Mapped[datetime]
    made_by: Mapped[Id]
