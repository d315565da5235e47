"""Links taken away."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from webapp.models.base import Base, Id, IdKey, ProjectId, belongs_to, written_once


@written_once
class ClientUnlink(Base):
    """The end of a link; each of its clients is ruled alone again."""

    __tablename__ = "client_unlink"
    __table_args__ = (belongs_to("client_link", "link_id"),)

    project_id: Mapped[ProjectId]
    link_id: Mapped[IdKey]
    unlinked_by: Mapped[Id]
    unlinked_at: Mapped[datetime]
    reason_sealed: Mapped[str]
