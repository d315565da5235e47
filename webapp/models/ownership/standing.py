"""How each client stands: the newest ruling, in the shape that lists ask for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base, Id, IdKey, ProjectId, belongs_to


class Standing(Base):
    """Exactly one row a client, hence one owner at most.

    protected_until: None while nothing ends the protection. next_due_at: when the rules have to look again by
    themselves, to warn or to end. pool_since: since when it is in the open pool, frozen_since: since when a deal or a
    dispute keeps its protection from running.
    """

    __tablename__ = "standing"
    __table_args__ = (
        belongs_to("client", "client_id"),
        belongs_to("ruling", "ruling_number", of=("number",)),
        Index(None, "project_id", "owner_id"),
        Index(None, "project_id", "contested", "ruled_at"),
        Index(None, "project_id", "protected_until"),
        Index(None, "project_id", "next_due_at"),
        Index(None, "project_id", "pool_since"),
    )

    project_id: Mapped[ProjectId]
    client_id: Mapped[IdKey]
    owner_id: Mapped[Id | None]
    contested: Mapped[bool]
    ruling_number: Mapped[int] = mapped_column(BigInteger)
    ruled_at: Mapped[datetime]
    protected_until: Mapped[datetime | None]
    settles_at: Mapped[datetime | None]
    last_contact_at: Mapped[datetime | None]
    next_due_at: Mapped[datetime | None]
    pool_since: Mapped[datetime | None]
    frozen_since: Mapped[datetime | None]
