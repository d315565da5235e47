"""Channels: firms, own teams and referral programmes that bring clients."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Id, IdKey, ProjectId, Word


class Channel(Base):
    """A channel; a closed one reports no more, and what it reported before stays as it was."""

    __tablename__ = "channel"
    __table_args__ = (UniqueConstraint("project_id", "name"),)

    project_id: Mapped[ProjectId] = mapped_column(ForeignKey("project.id"), primary_key=True)
    id: Mapped[IdKey]
    name: Mapped[str] = mapped_column(String(64))
    kind: Mapped[Word]
    opened_at: Mapped[datetime]
    opened_by: Mapped[Id]
    closed_at: Mapped[datetime | None]
