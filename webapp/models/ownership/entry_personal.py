"""The personal part of entries, apart from their text, so that it can be destroyed alone."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from webapp.models.base import Base, Id, IdKey, ProjectId


class EntryPersonal(Base):
    """Salt and personal JSON of an entry, sealed."""

    __tablename__ = "entry_personal"
    __table_args__ = (Index(None, "project_id", "client_id"),)

    project_id: Mapped[ProjectId]
    entry_id: Mapped[IdKey]
    client_id: Mapped[Id | None]
    sealed: Mapped[str]
