"""Codes by which a phone becomes an agent's phone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Digest, Id, ProjectId, belongs_to


class EnrolmentCode(Base):
    """A code from the manager: for one person, for a short time, for one phone."""

    __tablename__ = "enrolment_code"
    __table_args__ = (belongs_to("person", "person_id"),)

    project_id: Mapped[ProjectId]
    code_hash: Mapped[Digest] = mapped_column(primary_key=True)
    person_id: Mapped[Id]
    issued_by: Mapped[Id]
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
