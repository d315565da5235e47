"""Stretches of time in which the office could not work with Xiandeng."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from webapp.models.base import Base, Id, IdKey, ProjectId, written_once


@written_once
class Outage(Base):
    """A stretch that lies in the past; no protection of the project ran in it."""

    __tablename__ = "outage"
    __table_args__ = (CheckConstraint("since < until AND until <= made_at", name="in_the_past"),)

    project_id: Mapped[ProjectId]
    id: Mapped[IdKey]
    since: Mapped[datetime]
    until: Mapped[datetime]
    made_by: Mapped[Id]
    made_at: Mapped[datetime]
    reason_sealed: Mapped[str]
