"""Pairs of clients that may be one, for a manager to look at."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from webapp.models.base import Base, Id, IdKey, ProjectId, Word, belongs_to, written_once


@written_once
class NearReview(Base):
    """A registration that may be about somebody's client under another number; its end stands in `near_outcome`.

    client_id: who was registered, by agent_id with entry_id. near_client_id: whom it may be. near_agent_id: who owned
    that one then.
    """

    __tablename__ = "near_review"
    __table_args__ = (
        belongs_to("client", "client_id"),
        belongs_to("client", "near_client_id"),
        UniqueConstraint("project_id", "client_id", "near_client_id"),
        Index(None, "project_id", "near_client_id"),
    )

    project_id: Mapped[ProjectId]
    id: Mapped[IdKey]
    client_id: Mapped[Id]
    near_client_id: Mapped[Id]
    agent_id: Mapped[Id]
    near_agent_id: Mapped[Id | None]
    entry_id: Mapped[Id]
    kind: Mapped[Word]
    found_at: Mapped[datetime]
