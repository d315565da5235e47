"""Clients."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from webapp.models.base import Base, Digest, IdKey, ProjectId


class Client(Base):
    """A client of a project: one phone number, found by its blind index.

    A client without a number is one incomplete registration, until the number comes.
    """

    __tablename__ = "client"
    __table_args__ = (UniqueConstraint("project_id", "phone_key"),)

    project_id: Mapped[ProjectId]
    id: Mapped[IdKey]
    phone_key: Mapped[Digest | None]
    phone_sealed: Mapped[str | None]
    created_at: Mapped[datetime]
