"""Published versions of the rule book."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Id, Json, ProjectId, written_once


@written_once
class RuleBookEdition(Base):
    """One version: what it says, from when it holds, who published it."""

    __tablename__ = "rule_book"

    project_id: Mapped[ProjectId] = mapped_column(ForeignKey("project.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    effective_from: Mapped[datetime]
    published_at: Mapped[datetime]
    published_by: Mapped[Id | None]
    body: Mapped[Json]
