"""What looks wrong: never a verdict, always with its evidence."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from webapp.models.base import Base, Id, IdKey, Json, ProjectId, Word, beside_the_ledger, written_once


@beside_the_ledger
@written_once
class Signal(Base):
    """Something a manager should look at, and the facts behind it; never personal data of clients."""

    __tablename__ = "signal"
    __table_args__ = (Index(None, "project_id", "at"),)

    project_id: Mapped[ProjectId]
    id: Mapped[IdKey]
    at: Mapped[datetime]
    kind: Mapped[Word]
    person_id: Mapped[Id | None]
    device_id: Mapped[Id | None]
    client_id: Mapped[Id | None]
    facts: Mapped[Json]
