"""What clients answered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Digest, ProjectId, Word, belongs_to, written_once


@written_once
class Answer(Base):
    """One of the few answers that a ticket can get: whoever sees a code can answer it, the client or not.

    last_four_sealed: what was typed, if anything. browser: stands for address and browser of who answered.
    """

    __tablename__ = "answer"
    __table_args__ = (
        belongs_to("ticket", "ticket_id"),
        CheckConstraint("number BETWEEN 1 AND 5", name="number"),
        Index(None, "project_id", "browser"),
    )

    project_id: Mapped[ProjectId]
    ticket_id: Mapped[str] = mapped_column(String(16), primary_key=True)
    number: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    answer: Mapped[Word]
    last_four_sealed: Mapped[str | None]
    answered_at: Mapped[datetime]
    browser: Mapped[Digest]
