"""Who has read which version of the rule book."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, IdKey, ProjectId, belongs_to, written_once


@written_once
class RuleBookRead(Base):
    """Somebody said to have read a version; that is never taken back."""

    __tablename__ = "rule_book_read"
    __table_args__ = (belongs_to("rule_book", "version", of=("version",)), belongs_to("person", "person_id"))

    project_id: Mapped[ProjectId]
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person_id: Mapped[IdKey]
    read_at: Mapped[datetime]
