"""Deals: they freeze whose client it is."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from webapp.models.base import Base, Id, IdKey, ProjectId, belongs_to, written_once


@written_once
class Subscription(Base):
    """A client subscribes. agent_id: who owned the client then. closed_by: who brought it about, if another."""

    __tablename__ = "subscription"
    __table_args__ = (belongs_to("client", "client_id"), Index(None, "project_id", "client_id"))

    project_id: Mapped[ProjectId]
    id: Mapped[IdKey]
    client_id: Mapped[Id]
    agent_id: Mapped[Id]
    closed_by: Mapped[Id | None]
    subscribed_at: Mapped[datetime]
    made_by: Mapped[Id]
