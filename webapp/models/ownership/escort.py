"""Visits that a channel escorted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped

from webapp.models.base import Base, Digest, Id, IdKey, ProjectId, belongs_to, written_once


@written_once
class Escort(Base):
    """A channel came with a client: written by the registration of an agent, or by the front desk under the number."""

    __tablename__ = "escort"
    __table_args__ = (
        belongs_to("channel", "channel_id"),
        belongs_to("client", "client_id"),
        CheckConstraint("(entry_id IS NULL) = (client_id IS NULL)", name="of_an_entry"),
        CheckConstraint("(entry_id IS NULL) <> (phone_key IS NULL)", name="of_one_source"),
        Index(None, "project_id", "client_id"),
        Index(None, "project_id", "phone_key"),
    )

    project_id: Mapped[ProjectId]
    id: Mapped[IdKey]
    channel_id: Mapped[Id]
    client_id: Mapped[Id | None]
    entry_id: Mapped[Id | None]
    phone_key: Mapped[Digest | None]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[Id]
