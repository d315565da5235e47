"""The feed: what each person's phone has to fetch."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, IdKey, ProjectId


class Change(Base):
    """The newest position at which something changed for somebody; the feed compacts itself."""

    __tablename__ = "change"
    __table_args__ = (Index(None, "project_id", "person_id", "position"),)

    project_id: Mapped[ProjectId]
    person_id: Mapped[IdKey]
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    subject_id: Mapped[IdKey]
    position: Mapped[int] = mapped_column(BigInteger)
