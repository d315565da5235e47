"""What people are told."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from webapp.models.base import Base, Id, IdKey, Json, ProjectId, belongs_to


class Notice(Base):
    """One sentence to one person, in every language."""

    __tablename__ = "notice"
    __table_args__ = (belongs_to("person", "person_id"), Index(None, "project_id", "person_id", "at"))

    project_id: Mapped[ProjectId]
    id: Mapped[IdKey]
    person_id: Mapped[Id]
    client_id: Mapped[Id | None]
    at: Mapped[datetime]
    sentence: Mapped[Json]
    read_at: Mapped[datetime | None]
