"""What channels reported before their clients came."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Digest, Id, IdKey, ProjectId, belongs_to, written_once


@written_once
class PreRegistration(Base):
    """A report: a full number under its blind index, or a mask under that of its digits; never both.

    number_sealed: the number, or the mask, as it was read. valid_until: the first moment at which it is worth nothing.
    expected_at: when the channel means to come, if it said so; it rules nothing.
    """

    __tablename__ = "pre_registration"
    __table_args__ = (
        belongs_to("channel", "channel_id"),
        CheckConstraint("(phone_key IS NULL) <> (mask_key IS NULL)", name="one_key"),
        Index(None, "project_id", "phone_key"),
        Index(None, "project_id", "mask_key"),
        Index(None, "project_id", "received_at"),
    )

    project_id: Mapped[ProjectId]
    id: Mapped[IdKey]
    channel_id: Mapped[Id]
    phone_key: Mapped[Digest | None]
    mask_key: Mapped[str | None] = mapped_column(String(16))
    number_sealed: Mapped[str]
    received_at: Mapped[datetime]
    valid_until: Mapped[datetime]
    expected_at: Mapped[datetime | None]
    reported_by: Mapped[Id]
