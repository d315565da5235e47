"""What people did and looked at."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from webapp.models.base import Base, Id, IdKey, Json, ProjectId, Word, beside_the_ledger, written_once


@beside_the_ledger
@written_once
class AuditEvent(Base):
    """One act of a person on something; never with personal data of clients in `facts`."""

    __tablename__ = "audit_event"
    __table_args__ = (Index(None, "project_id", "actor_id", "act", "at"),)

    project_id: Mapped[ProjectId]
    id: Mapped[IdKey]
    at: Mapped[datetime]
    actor_id: Mapped[Id]
    act: Mapped[Word]
    subject_id: Mapped[Id | None]
    facts: Mapped[Json]
