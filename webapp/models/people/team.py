"""Teams of agents."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, IdKey, ProjectId


class Team(Base):
    """A team of agents under a leader."""

    __tablename__ = "team"

    project_id: Mapped[ProjectId] = mapped_column(ForeignKey("project.id"), primary_key=True)
    id: Mapped[IdKey]
    name: Mapped[str] = mapped_column(String(64))
