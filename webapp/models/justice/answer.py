"""What clients answered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, ProjectId, Word, belongs_to, written_once


@written_once
class Answer(Base):
    """The one answer that spends a ticket. last_four_sealed: what the client typed, if anything."""

    __tablename__ = "answer"
    __table_args__ = (belongs_to("ticket", "ticket_id"),)

    project_id: Mapped[ProjectId]
    ticket_id: Mapped[str] = mapped_column(String(16), primary_key=True)
    answer: Mapped[Word]
    last_four_sealed: Mapped[str | None]
    answered_at: Mapped[datetime]
