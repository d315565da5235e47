"""Lists of old clients that a manager has signed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from webapp.models.base import Base, Id, IdKey, ProjectId, belongs_to, written_once


@written_once
class OldClientListSigned(Base):
    """The manager's signature under a list, after the days of objections."""

    __tablename__ = "old_client_list_signed"
    __table_args__ = (belongs_to("old_client_list", "list_id"),)

    project_id: Mapped[ProjectId]
    list_id: Mapped[IdKey]
    signed_by: Mapped[Id]
    signed_at: Mapped[datetime]
