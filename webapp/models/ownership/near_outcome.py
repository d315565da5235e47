"""What a manager found when looking at a pair."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from webapp.models.base import Base, Id, IdKey, ProjectId, Word, belongs_to, written_once


@written_once
class NearOutcome(Base):
    """The end of a review: the same person, or a different one."""

    __tablename__ = "near_outcome"
    __table_args__ = (belongs_to("near_review", "review_id"),)

    project_id: Mapped[ProjectId]
    review_id: Mapped[IdKey]
    outcome: Mapped[Word]
    decided_by: Mapped[Id]
    decided_at: Mapped[datetime]
    reason_sealed: Mapped[str]
