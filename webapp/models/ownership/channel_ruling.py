"""Which channel is credited with a client: appended whenever it changes, never changed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from webapp.models.base import Base, Id, IdKey, Json, ProjectId, Word, belongs_to, written_once


@written_once
class ChannelRuling(Base):
    """The credit from a moment on. It stands apart from the client's owner and changes nothing about that.

    evidence: what became of each report, and the visit that decided. explanation: the sentences.
    """

    __tablename__ = "channel_ruling"
    __table_args__ = (
        belongs_to("client", "client_id"),
        belongs_to("channel", "channel_id"),
        Index(None, "project_id", "client_id", "ruled_at"),
        Index(None, "project_id", "ruled_at"),
    )

    project_id: Mapped[ProjectId]
    id: Mapped[IdKey]
    client_id: Mapped[Id]
    ruled_at: Mapped[datetime]
    channel_id: Mapped[Id | None]
    reason: Mapped[Word]
    rule: Mapped[Word]
    rule_version: Mapped[int]
    evidence: Mapped[Json]
    explanation: Mapped[Json]
