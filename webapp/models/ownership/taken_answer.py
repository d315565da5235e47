"""What an agent learnt, or is not to learn yet, by registering a client."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from webapp.models.base import Base, Id, IdKey, ProjectId, belongs_to


class TakenAnswer(Base):
    """One answer that a client is somebody's already; or, `withheld`, one that a manager has to look at first.

    shown_at: since when the agent sees a withheld one.
    """

    __tablename__ = "taken_answer"
    __table_args__ = (
        belongs_to("client", "client_id"),
        belongs_to("person", "person_id"),
        Index(None, "project_id", "withheld", "shown_at"),
    )

    project_id: Mapped[ProjectId]
    person_id: Mapped[IdKey]
    client_id: Mapped[IdKey]
    answered_at: Mapped[datetime]
    withheld: Mapped[bool]
    shown_by: Mapped[Id | None]
    shown_at: Mapped[datetime | None]
