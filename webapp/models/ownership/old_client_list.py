"""Lists of old clients that were published for objections."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from webapp.models.base import Base, Id, IdKey, ProjectId, written_once


@written_once
class OldClientList(Base):
    """One list: who published it, and until when anybody of the office may object."""

    __tablename__ = "old_client_list"

    project_id: Mapped[ProjectId]
    id: Mapped[IdKey]
    published_by: Mapped[Id]
    published_at: Mapped[datetime]
    objections_until: Mapped[datetime]
