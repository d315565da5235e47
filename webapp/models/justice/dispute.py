"""Disputes: what agents say against a ruling."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Id, IdKey, ProjectId, Word, belongs_to, written_once


@written_once
class Dispute(Base):
    """An appeal against a ruling, or an objection to a deal within its look-back."""

    __tablename__ = "dispute"
    __table_args__ = (
        belongs_to("client", "client_id"),
        Index(None, "project_id", "client_id"),
        Index(None, "project_id", "filed_at"),
    )

    project_id: Mapped[ProjectId]
    id: Mapped[IdKey]
    client_id: Mapped[Id]
    ruling_number: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[Word]
    filed_by: Mapped[Id]
    filed_at: Mapped[datetime]
    words_sealed: Mapped[str]
