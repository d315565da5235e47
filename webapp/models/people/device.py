"""Enrolled phones."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Id, IdKey, ProjectId, Word, belongs_to


class Device(Base):
    """A phone of a person. At most one is active: enrolling another closes it, as does revoking.

    public_key: the P-256 point, uncompressed, as base64url. epoch: the one that is open.
    """

    __tablename__ = "device"
    __table_args__ = (
        belongs_to("person", "person_id"),
        Index(
            "uq_device_active",
            "project_id",
            "person_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    project_id: Mapped[ProjectId]
    id: Mapped[IdKey]
    person_id: Mapped[Id]
    label: Mapped[str] = mapped_column(String(64))
    public_key: Mapped[str] = mapped_column(String(87))
    epoch: Mapped[int]
    enrolled_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_because: Mapped[Word | None]
