"""The people of an office."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Digest, Id, IdKey, ProjectId, Word, belongs_to


class Person(Base):
    """Somebody who works in a project, in one role.

    phone_sealed: the own number, which never confirms. phone_key: its blind index, the one that clients' numbers have.
    """

    __tablename__ = "person"
    __table_args__ = (belongs_to("team", "team_id"), UniqueConstraint("project_id", "staff_number"))

    project_id: Mapped[ProjectId] = mapped_column(ForeignKey("project.id"), primary_key=True)
    id: Mapped[IdKey]
    name: Mapped[str] = mapped_column(String(64))
    staff_number: Mapped[str] = mapped_column(String(16))
    role: Mapped[Word]
    team_id: Mapped[Id | None]
    language: Mapped[str] = mapped_column(String(2))
    phone_sealed: Mapped[str | None]
    phone_key: Mapped[Digest | None]
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
