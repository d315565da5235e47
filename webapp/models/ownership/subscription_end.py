"""Deals cancelled."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from webapp.models.base import Base, Id, IdKey, ProjectId, belongs_to, written_once


@written_once
class SubscriptionEnd(Base):
    """A subscription cancelled: the client is the last owner's again, with fresh protection."""

    __tablename__ = "subscription_end"
    __table_args__ = (
        belongs_to("subscription", "subscription_id"),
        belongs_to("client", "client_id"),
        Index(None, "project_id", "client_id"),
    )

    project_id: Mapped[ProjectId]
    subscription_id: Mapped[IdKey]
    client_id: Mapped[Id]
    ended_at: Mapped[datetime]
    made_by: Mapped[Id]
    reason_sealed: Mapped[str]
