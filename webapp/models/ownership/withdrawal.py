"""Registrations taken back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from webapp.models.base import Base, Id, IdKey, ProjectId, Word, belongs_to, written_once


@written_once
class Withdrawal(Base):
    """A claim taken back, by a withdrawal or by an amendment that changed the number.

    entry_id: the entry that did it. claim_root: the registration that it names.
    """

    __tablename__ = "withdrawal"
    __table_args__ = (belongs_to("client", "client_id"), Index(None, "project_id", "client_id"))

    project_id: Mapped[ProjectId]
    entry_id: Mapped[IdKey]
    client_id: Mapped[Id]
    claim_root: Mapped[Id]
    reason: Mapped[Word]
    received_at: Mapped[datetime]
