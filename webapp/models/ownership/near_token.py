"""What finds numbers that are almost the same."""

from __future__ import annotations

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, IdKey, ProjectId, belongs_to


class NearToken(Base):
    """A keyed token of a client's main number with one digit left out."""

    __tablename__ = "near_token"
    __table_args__ = (belongs_to("client", "client_id"), Index(None, "project_id", "client_id"))

    project_id: Mapped[ProjectId]
    token: Mapped[str] = mapped_column(String(16), primary_key=True)
    client_id: Mapped[IdKey]
