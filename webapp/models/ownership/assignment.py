"""Clients given to an agent, or back to the open pool."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from webapp.models.base import Base, Id, IdKey, ProjectId, Word, belongs_to, written_once


@written_once
class Assignment(Base):
    """An act of the office, or an agent's own release. agent_id: None for the open pool.

    from_agent: who owned the client as the act was made. entry_id: of a release, the entry that did it. reason_sealed:
    why, as a code with words, for words may name the client.
    """

    __tablename__ = "assignment"
    __table_args__ = (
        belongs_to("client", "client_id"),
        Index(None, "project_id", "client_id"),
        Index(None, "project_id", "made_at"),
    )

    project_id: Mapped[ProjectId]
    id: Mapped[IdKey]
    client_id: Mapped[Id]
    kind: Mapped[Word]
    agent_id: Mapped[Id | None]
    from_agent: Mapped[Id | None]
    made_by: Mapped[Id]
    made_at: Mapped[datetime]
    entry_id: Mapped[Id | None]
    reason_sealed: Mapped[str | None]
