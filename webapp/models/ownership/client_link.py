"""Links between clients: one person under two numbers, a household, the contacts of a company."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from webapp.models.base import Base, Id, IdKey, ProjectId, Word, belongs_to, written_once


@written_once
class ClientLink(Base):
    """Two clients that are ruled as one case from then on, until a `client_unlink` takes it away."""

    __tablename__ = "client_link"
    __table_args__ = (
        belongs_to("client", "client_id"),
        belongs_to("client", "other_client_id"),
        Index(None, "project_id", "client_id"),
        Index(None, "project_id", "other_client_id"),
    )

    project_id: Mapped[ProjectId]
    id: Mapped[IdKey]
    client_id: Mapped[Id]
    other_client_id: Mapped[Id]
    kind: Mapped[Word]
    linked_by: Mapped[Id]
    linked_at: Mapped[datetime]
    reason_sealed: Mapped[str]
