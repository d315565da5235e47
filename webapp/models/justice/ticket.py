"""Tickets that were issued ahead."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Id, ProjectId, belongs_to, beside_the_ledger, written_once


@beside_the_ledger
@written_once
class Ticket(Base):
    """A ticket and the phone that it was given to; that it was answered stands in `answer`."""

    __tablename__ = "ticket"
    __table_args__ = (
        belongs_to("device", "device_id"),
        Index(None, "project_id", "device_id", "expires_at"),
    )

    project_id: Mapped[ProjectId]
    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    device_id: Mapped[Id]
    person_id: Mapped[Id]
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
