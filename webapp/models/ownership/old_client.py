"""Old clients, as a published list has them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from webapp.models.base import Base, Id, IdKey, ProjectId, belongs_to, written_once


@written_once
class OldClient(Base):
    """A row of a list: whose client it was, since when, and when last met. The name stands in `entry_personal`.

    first_at, last_contact_at: the beginning of the day that the list names, in the project's time zone.
    """

    __tablename__ = "old_client"
    __table_args__ = (
        belongs_to("old_client_list", "list_id"),
        belongs_to("client", "client_id"),
        Index(None, "project_id", "client_id"),
        Index(None, "project_id", "list_id"),
    )

    project_id: Mapped[ProjectId]
    id: Mapped[IdKey]
    list_id: Mapped[Id]
    client_id: Mapped[Id]
    agent_id: Mapped[Id]
    first_at: Mapped[datetime]
    last_contact_at: Mapped[datetime]
