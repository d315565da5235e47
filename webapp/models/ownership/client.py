"""Clients."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Digest, Id, IdKey, ProjectId


class Client(Base):
    """A client of a project: one main phone number, found by its blind index.

    A client without a number is one incomplete registration, until the number comes. group_id: the same for all
    clients that links join to one case, None for one that stands alone. has_reviews: its number made somebody look
    whose it is.
    """

    __tablename__ = "client"
    __table_args__ = (UniqueConstraint("project_id", "phone_key"), Index(None, "project_id", "group_id"))

    project_id: Mapped[ProjectId]
    id: Mapped[IdKey]
    phone_key: Mapped[Digest | None]
    phone_sealed: Mapped[str | None]
    created_at: Mapped[datetime]
    group_id: Mapped[Id | None]
    has_reviews: Mapped[bool] = mapped_column(default=False, server_default=false())
